"""How an item charge is spread over the goods it belongs to (domain A29, 7.8). Pure.

A suggestion gives every target its share of the charge's quantity, with the remainder carried on, so that the shares add
up to it exactly. Amounts follow from the quantities by the same rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts import portion, spread

SHARE_DIGITS = 9
"""As many as a quantity is stored with: a third of a charge of millions is still right to the cent."""

EQUALLY, BY_AMOUNT, BY_WEIGHT, BY_VOLUME = "Equally", "By Amount", "By Weight", "By Volume"
METHODS = (EQUALLY, BY_AMOUNT, BY_WEIGHT, BY_VOLUME)


@dataclass(frozen=True, slots=True)
class Target:
	"""Goods that a charge may belong to. `quantity` in base units, weight and volume for one of them."""

	quantity: Decimal
	amount: Decimal = Decimal(0)
	unit_weight: Decimal = Decimal(0)
	unit_volume: Decimal = Decimal(0)

	def measure(self, method: str) -> Decimal:
		"""How much of a charge the target attracts, compared with others. ≥ 0."""
		return {
			EQUALLY: Decimal(1),
			BY_AMOUNT: abs(self.amount),
			BY_WEIGHT: abs(self.quantity) * self.unit_weight,
			BY_VOLUME: abs(self.quantity) * self.unit_volume,
		}[method]


class NothingToGoBy(ValueError):
	"""No target has an amount, weight or volume, so nothing says how to divide."""


def suggest(quantity: Decimal, targets: Sequence[Target], method: str) -> list[Decimal]:
	"""The charge's quantity divided over the targets, in their order. Adds up to it exactly.

	Raises NothingToGoBy where no target has what the method goes by.
	"""
	measures = [target.measure(method) for target in targets]
	if not sum(measures):
		raise NothingToGoBy(method)
	return spread(quantity, measures, SHARE_DIGITS)


def amounts_of(total: Decimal, shares: Sequence[Decimal], whole: Decimal, digits: int) -> list[Decimal]:
	"""What shares of a charge of `whole` come to, of either sign. Shares that add up to `whole` come to `total`."""
	parts, before = [], Decimal(0)
	for share in shares:
		parts.append(portion(total, before, before + share, whole, digits))
		before += share
	return parts
