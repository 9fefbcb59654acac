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

from sales_mgmt.amounts.quantities import QUANTITY_DIGITS
from sales_mgmt.posting.core.facts import ACCOUNT, CHARGE, ITEM, LineFacts
from sales_mgmt.posting.core.findings import Finding, sentence

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


def check_quantities(
	row: int,
	quantity: Decimal,
	shipped: Decimal,
	invoiced: Decimal,
	cancelled: Decimal,
	to_ship: Decimal,
	to_invoice: Decimal,
) -> list[Finding]:
	"""Refuse what can not be shipped or invoiced (E02, and decision 9.2 for the quantity to invoice)."""
	findings = []
	if quantity < shipped:
		findings.append(
			Finding(
				"quantity_below_shipped",
				sentence("Row {0}: {1} are already shipped, so the quantity can not be lower than that."),
				(str(row), plain(shipped)),
				row,
			)
		)
		return findings
	most = outstanding(quantity, shipped, cancelled)
	if most < 0:
		message = sentence(
			"Row {0}: {1} are shipped or given up, so the quantity can not be lower than that."
		)
		return [Finding("quantity_below_closed", message, (str(row), plain(shipped + cancelled)), row)]
	if to_ship > most or to_ship < 0:
		findings.append(
			Finding(
				"E02",
				sentence("Row {0}: you can ship at most {1}. Change the quantity to ship, or the quantity."),
				(str(row), plain(most)),
				row,
			)
		)
		return findings
	most = suggested_to_invoice(shipped, to_ship, invoiced)
	if to_invoice > most or to_invoice < 0:
		findings.append(
			Finding(
				"qty_to_invoice",
				sentence(
					"Row {0}: you can invoice at most {1}: what is shipped, or will be shipped, and is not invoiced."
				),
				(str(row), plain(most)),
				row,
			)
		)
	return findings


def check_complete(lines: tuple[LineFacts, ...]) -> list[Finding]:
	"""E03: a customer who takes complete deliveries gets all that is outstanding, or nothing."""
	findings = []
	for line in lines:
		if line.order_line and line.type == ITEM:
			counted = line.order_line
			left = outstanding(counted.quantity, counted.shipped, counted.cancelled)
			findings += check_complete_line(line.row, left, line.ship_now)
	return findings


def check_complete_line(row: int, left: Decimal, to_ship: Decimal) -> list[Finding]:
	"""E03 for one item line of an order whose shipping advice is Complete."""
	if to_ship >= left:
		return []
	message = sentence(
		"Row {0}: the customer accepts complete delivery only. Ship all {1} that are outstanding, or change the"
		" shipping advice of the order to Partial."
	)
	return [Finding("E03", message, (str(row), plain(left)), row)]


def plain(value: Decimal) -> str:
	"""A quantity without trailing zeros, for messages."""
	text = f"{value:f}"
	return text.rstrip("0").rstrip(".") if "." in text else text
