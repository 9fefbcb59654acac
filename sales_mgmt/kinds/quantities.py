"""Quantities on an order line (domain section 3).

Identities after every save and every posting:

- outstanding = quantity − shipped − cancelled
- shipped not invoiced = shipped − invoiced
- 0 ≤ invoiced ≤ shipped ≤ quantity − cancelled

Cancelled is the rest that was given up when the line, or the whole order, was closed. The quantity itself stays what the
customer ordered.

Suggestions: quantity to ship is all that is outstanding (or nothing, by setting); quantity to invoice is
shipped + to ship − invoiced.
"""

from decimal import Decimal

from sales_mgmt.amounts import to_decimal
from sales_mgmt.amounts.quantities import QUANTITY_DIGITS
from sales_mgmt.kinds.lines import ACCOUNT, CHARGE, ITEM

__all__ = ["QUANTITY_DIGITS"]  # defined where all quantities are, and known here to all who post

ZERO = Decimal(0)


def outstanding(quantity: Decimal, shipped: Decimal, cancelled: Decimal = ZERO) -> Decimal:
	return quantity - shipped - cancelled


def shipped_not_invoiced(shipped: Decimal, invoiced: Decimal) -> Decimal:
	return shipped - invoiced


def suggested_to_ship(left: Decimal, blank: bool = False) -> Decimal:
	"""The default quantity to ship: all that is outstanding, or nothing where the company prefers to type it."""
	return ZERO if blank else left


def suggested_to_invoice(shipped: Decimal, to_ship: Decimal, invoiced: Decimal) -> Decimal:
	"""The default quantity to invoice: all that will be shipped and is not invoiced yet."""
	return shipped + to_ship - invoiced


def carries_quantity(line_type: str) -> bool:
	"""Items, G/L accounts and item charges are counted; comments are not."""
	return line_type in (ITEM, ACCOUNT, CHARGE)


def order_line_posting(
	to_ship: Decimal, to_invoice: Decimal, shipped: Decimal, invoiced: Decimal, ship: bool, invoice: bool
) -> tuple[Decimal, Decimal]:
	"""What a posting of an order line ships and invoices now.

	Invoicing alone takes no more than what is shipped and not invoiced; together with shipping, what is shipped now
	counts as shipped.
	"""
	ship_now = to_ship if ship else Decimal(0)
	invoice_now = min(to_invoice, shipped + ship_now - invoiced) if invoice else Decimal(0)
	return ship_now, max(invoice_now, Decimal(0))


def plain(value: Decimal) -> str:
	"""A quantity without trailing zeros, for messages."""
	text = f"{value:f}"
	return text.rstrip("0").rstrip(".") if "." in text else text


COUNTED = ("quantity", "quantity_shipped", "quantity_invoiced", "quantity_cancelled")
"""What an order line counts, in the order in which `check_quantities` asks for it."""


def quantity(value: float | int | str | Decimal | None) -> Decimal:
	return to_decimal(value, QUANTITY_DIGITS)
