"""Statuses that follow from counters and remaining amounts, never from a rounded percentage."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Counters:
	"""What an order line counts, in its own unit."""

	quantity: Decimal
	shipped: Decimal
	invoiced: Decimal
	cancelled: Decimal = Decimal(0)

	@property
	def wanted(self) -> Decimal:
		"""What is to be shipped and invoiced in the end: all that is ordered, less what was given up."""
		return self.quantity - self.cancelled


def shipping_status(lines: Iterable[Counters]) -> str:
	lines = [line for line in lines if line.quantity]
	if not any(line.shipped for line in lines):
		return "Not Shipped"
	return "Partly Shipped" if any(line.shipped < line.wanted for line in lines) else "Shipped"


def invoicing_status(lines: Iterable[Counters]) -> str:
	lines = [line for line in lines if line.quantity]
	if not any(line.invoiced for line in lines):
		return "Not Invoiced"
	return "Partly Invoiced" if any(line.invoiced < line.wanted for line in lines) else "Invoiced"


def is_completed(lines: Iterable[Counters]) -> bool:
	"""An order is completed when every line is shipped and invoiced in full (domain 4.4: it leaves the list).

	Of a line whose rest was given up, in full means what is left of it, which may be nothing.
	"""
	lines = [line for line in lines if line.quantity]
	return bool(lines) and all(line.shipped >= line.wanted and line.invoiced >= line.wanted for line in lines)


def after_posting(status: str) -> str:
	"""An open order is released by its posting (domain section 2)."""
	return "Released" if status == "Open" else status


def invoice_status(amount: Decimal, remaining: Decimal) -> str:
	if not remaining:
		return "Paid"
	return "Unpaid" if remaining == amount else "Partly Paid"
