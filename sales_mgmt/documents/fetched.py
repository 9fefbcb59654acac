"""Invoice lines that bill an order: their share of the order line's discounts follows the quantity billed."""

from typing import TYPE_CHECKING

import frappe

from sales_mgmt.amounts import portion, to_decimal
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.settings import currency_digits

if TYPE_CHECKING:
	from sales_mgmt.documents.base import SalesDocument


def fill_discount_shares(doc: "SalesDocument") -> None:
	"""Set line and invoice discount of fetched lines by carrying the remainder over what is invoiced already."""
	names = {line.order_line for line in doc.lines if line.order_line}
	if not names:
		return
	table = frappe.qb.DocType("Sales Line")
	rows = (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.quantity,
			table.quantity_invoiced,
			table.line_discount_amount,
			table.invoice_discount_amount,
		)
		.where(table.name.isin(sorted(names)))
		.run(as_dict=True)
	)
	origins = {row.name: row for row in rows}
	digits = currency_digits(doc.currency)
	for line in doc.lines:
		if origin := origins.get(line.order_line):
			before = quantity(origin.quantity_invoiced)
			after, whole = before + quantity(line.quantity), quantity(origin.quantity)
			for field in ("line_discount_amount", "invoice_discount_amount"):
				line.set(
					field, float(portion(to_decimal(origin.get(field), digits), before, after, whole, digits))
				)
