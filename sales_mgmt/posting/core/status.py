"""Statuses that follow from counters and remaining amounts, never from a rounded percentage."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Counters:
	quantity: Decimal
	shipped: Decimal
	invoiced: Decimal


def shipping_status(lines: Iterable[Counters]) -> str:
	lines = [line for line in lines if line.quantity]
	if not any(line.shipped for line in lines):
		return "Not Shipped"
	return "Partly Shipped" if any(line.shipped < line.quantity for line in lines) else "Shipped"


def invoicing_status(lines: Iterable[Counters]) -> str:
	lines = [line for line in lines if line.quantity]
	if not any(line.invoiced for line in lines):
		return "Not Invoiced"
	return "Partly Invoiced" if any(line.invoiced < line.quantity for line in lines) else "Invoiced"


def is_completed(lines: Iterable[Counters]) -> bool:
	"""An order is completed when every line is shipped and invoiced in full (domain 4.4: it leaves the list)."""
	lines = [line for line in lines if line.quantity]
	return bool(lines) and all(
		line.shipped >= line.quantity and line.invoiced >= line.quantity for line in lines
	)


def invoice_status(amount: Decimal, remaining: Decimal) -> str:
	if not remaining:
		return "Paid"
	return "Unpaid" if remaining == amount else "Partly Paid"
