"""What of an order, or of an invoice that is credited, was billed by documents before this one (domain 7.5).

What belongs to a document as a whole is a part of a running total too: the rounding of the payable and the amounts in local
currency. payable = round(running total) - what was to pay before; local = round(amount x rate + what the documents before are
short of their own amount x rate). So all of them come to what one document over everything would come to.
"""

from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO
from sales_mgmt.amounts.rounding import RoundingType, round_half_away, round_to


@dataclass(frozen=True, slots=True)
class Earlier:
	"""Sums over the documents before, in document currency: what was to pay, and the rounding in it.

	`short`, `short_before_rounding` and `short_vat`: amount x rate less the amount in local currency, unrounded. `whole` is
	(before rounding, payable) of what they are parts of, where that is known; `whole_short` is what its rounding is short of
	in local currency, at its own rate.
	"""

	payable: Decimal = ZERO
	rounding: Decimal = ZERO
	short: Decimal = ZERO
	short_before_rounding: Decimal = ZERO
	short_vat: Decimal = ZERO
	whole: tuple[Decimal, Decimal] | None = None
	whole_short: Decimal = ZERO

	@property
	def before_rounding(self) -> Decimal:
		return self.payable - self.rounding

	def plus(
		self, payable: Decimal, rounding: Decimal, vat: Decimal, local: tuple[Decimal, ...], rate: Decimal
	) -> "Earlier":
		"""With one more document; `local`: payable, rounding and VAT in local currency."""
		payable_lcy, rounding_lcy, vat_lcy = local
		return Earlier(
			self.payable + payable,
			self.rounding + rounding,
			self.short + payable * rate - payable_lcy,
			self.short_before_rounding + (payable - rounding) * rate - (payable_lcy - rounding_lcy),
			self.short_vat + vat * rate - vat_lcy,
			self.whole,
			self.whole_short,
		)

	def completes(self, amount: Decimal) -> bool:
		"""Whether this amount, before rounding, is all that is left of the whole."""
		return self.whole is not None and self.before_rounding + amount == self.whole[0]


NOTHING_EARLIER = Earlier()


def invoice_rounding(
	amount: Decimal,
	precision: Decimal | None,
	to: RoundingType,
	digits: int,
	earlier: Earlier = NOTHING_EARLIER,
) -> Decimal:
	"""What brings the payable of all documents so far to a multiple of the precision. `amount`: this one before rounding.

	Where documents before were rounded otherwise, so that no multiple could come out, this one is rounded by itself.
	"""
	total = earlier.before_rounding + amount
	if earlier.whole and earlier.completes(amount):
		return round_half_away(earlier.whole[1] - earlier.payable - amount, digits)
	if not precision:
		return ZERO
	if earlier.payable != round_to(earlier.payable, precision):
		total, earlier = amount, NOTHING_EARLIER
	return round_half_away(round_to(total, precision, to) - earlier.payable - amount, digits)
