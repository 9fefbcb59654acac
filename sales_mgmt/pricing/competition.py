"""The competition for one thing, the price or the line discount, and the account of it.

The lowest price and the highest discount win, compared as the document would show them. Equal ones are decided by the
names of list and line, so that the same agreements always give the same choice. Domain: A30.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.pricing.agreement import Agreement, Thing
from sales_mgmt.pricing.conditions import obstacle
from sales_mgmt.pricing.context import PriceContext
from sales_mgmt.pricing.document_terms import value_in_document
from sales_mgmt.pricing.own_currency import own_currency_first
from sales_mgmt.pricing.reasons import Reason

WINNING = ("chosen", "card_price")


@dataclass(frozen=True, slots=True)
class Candidate:
	"""One row of the trace: an agreement, or without one the item's card, and what became of it.

	`value` is in document terms, None where it cannot be compared. `accepted` candidates met every condition and
	competed; one of them is `chosen`.
	"""

	agreement: Agreement | None
	thing: Thing
	value: Decimal | None
	accepted: bool
	reason: Reason

	@property
	def chosen(self) -> bool:
		"""Whether the line gets this price or this discount."""
		return self.reason.code in WINNING


def compete(context: PriceContext, agreements: Iterable[Agreement], thing: Thing) -> list[Candidate]:
	"""The winner first, then those it beat, then those that did not compete; empty when nobody defines `thing`."""
	defining = sorted((each for each in agreements if thing in each.things), key=_names)
	judged = [(agreement, obstacle(context, agreement, thing)) for agreement in defining]
	fitting = [agreement for agreement, reason in judged if not reason]
	competing = own_currency_first(fitting, context.currency, context.local_currency)
	reserve = [agreement for agreement in fitting if agreement not in competing]
	second = Reason("local_although_document_currency_exists", (context.local_currency, context.currency))

	def refused(agreement: Agreement, reason: Reason) -> Candidate:
		return Candidate(agreement, thing, value_in_document(context, agreement, thing), False, reason)

	return [
		*_ranked(context, competing, thing),
		*(refused(agreement, second) for agreement in reserve),
		*(refused(agreement, reason) for agreement, reason in judged if reason),
	]


def _names(agreement: Agreement) -> tuple[str, str]:
	return agreement.list, agreement.line


def _ranked(context: PriceContext, competing: list[Agreement], thing: Thing) -> list[Candidate]:
	"""The best first. `competing` is in the order of names, which the stable sort keeps among equals."""
	valued = [(value_in_document(context, agreement, thing), agreement) for agreement in competing]
	valued.sort(key=lambda pair: pair[0] if thing == "Price" else -pair[0])
	ranked = []
	for position, (value, agreement) in enumerate(valued):
		best, winner = valued[0]
		if position == 0:
			reason = Reason("chosen")
		elif value == best:
			reason = Reason("equal_to", (winner.list,))
		else:
			reason = Reason("beaten_by", (winner.list, best))
		ranked.append(Candidate(agreement, thing, value, True, reason))
	return ranked
