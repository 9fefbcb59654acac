"""Statuses that follow from counters and remaining amounts, never from a rounded percentage."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Counters:
	"""What an order line counts, in its own unit. A line below zero, on its way to another order, counts for nothing."""

	quantity: Decimal
	shipped: Decimal
	invoiced: Decimal
	cancelled: Decimal = Decimal(0)

	@property
	def wanted(self) -> Decimal:
		"""What is to be shipped and invoiced in the end: all that is ordered, less what was given up."""
		return self.quantity - self.cancelled


Words = tuple[str, str, str]
"""A status where nothing, a part or all of the lines is done."""


def shipping_status(
	lines: Iterable[Counters], words: Words = ("Not Shipped", "Partly Shipped", "Shipped")
) -> str:
	return _progress([(line.shipped, line.wanted) for line in lines if line.quantity > 0], words)


def invoicing_status(
	lines: Iterable[Counters], words: Words = ("Not Invoiced", "Partly Invoiced", "Invoiced")
) -> str:
	return _progress([(line.invoiced, line.wanted) for line in lines if line.quantity > 0], words)


def _progress(lines: list[tuple[Decimal, Decimal]], words: Words) -> str:
	"""`lines`: what is done and what is wanted of each."""
	nothing, a_part, everything = words
	if not any(done for done, _wanted in lines):
		return nothing
	return a_part if any(done < wanted for done, wanted in lines) else everything


def is_completed(lines: Iterable[Counters]) -> bool:
	"""An order is completed when every line is shipped and invoiced in full (domain 4.4: it leaves the list).

	Of a line whose rest was given up, in full means what is left of it, which may be nothing.
	"""
	lines = [line for line in lines if line.quantity > 0]
	return bool(lines) and all(line.shipped >= line.wanted and line.invoiced >= line.wanted for line in lines)


def after_posting(status: str) -> str:
	"""An open order is released by its posting (domain section 2)."""
	return "Released" if status == "Open" else status


def invoice_status(amount: Decimal, remaining: Decimal) -> str:
	if not remaining:
		return "Paid"
	return "Unpaid" if remaining == amount else "Partly Paid"


def credit_memo_status(amount: Decimal, remaining: Decimal) -> str:
	if not remaining:
		return "Applied"
	return "Unapplied" if remaining == amount else "Partly Applied"


WITHOUT_SIGN = ("Sales Credit Memo",)
"""Documents whose amounts are positive although their entry reduces what the customer owes."""


def what_remains(doctype: str, left: Decimal) -> Decimal:
	"""What a document shows of what remains of its entry (`left`, signed as in the ledger): its own amounts' sign."""
	return Decimal(0) - left if doctype in WITHOUT_SIGN else left
