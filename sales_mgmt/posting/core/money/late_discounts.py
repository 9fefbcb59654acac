"""Late payment discounts where nobody is asked (domain 7.6, with the warnings off).

A late discount is given only where the payment does not cover the document within its tolerance: 1,000 with a discount of
20 and a tolerance of 5 is closed by 980 in the grace period, and by 995 as well, without a discount. Who pays in full
loses nothing and is given nothing. Where several documents are paid by one sum, as many get the discount as it takes for
the sum to do, the last one first; where no number of discounts makes it do, each document that its part does not cover
keeps its own. Pure.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Protocol

NONE = Decimal(0)


class PaidDocument(Protocol):
	"""A document that money is shared out to: what closes it (`need`), what it got (`amount`), amounts without sign."""

	amount: Decimal
	late_discount: Decimal

	@property
	def need(self) -> Decimal: ...
	@property
	def named(self) -> bool: ...
	@property
	def tolerated(self) -> Decimal: ...
	def give_late_discount(self) -> None: ...
	def take_late_discount_back(self) -> None: ...


def give_where_short(paid: Sequence[PaidDocument], share: Callable[[], object]) -> None:
	"""Give late discounts. `share` shares the money out anew, by what closes the documents now."""
	if not any(item.late_discount for item in paid):
		return
	share()
	short = [item for item in paid if item.late_discount and not _covered([item])]
	for item in short:
		if item.named:
			item.give_late_discount()
	share()
	together = [item for item in paid if not item.named]
	offered = [item for item in reversed(together) if item.late_discount]
	for item in offered:
		if _covered(together):
			return
		item.give_late_discount()
		share()
	if _covered(together):
		return
	for item in offered:
		if item not in short:
			item.take_late_discount_back()


def _covered(paid: Sequence[PaidDocument]) -> bool:
	missing = sum((item.need - item.amount for item in paid), NONE)
	return missing <= sum((item.tolerated for item in paid), NONE)
