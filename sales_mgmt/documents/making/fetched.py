"""Lines that bill an order, or credit a return order: its goods, its customer, and their share of its discounts.

The share of a discount follows the quantity billed, by carrying the remainder over what is invoiced already.
"""

from collections.abc import Mapping

import frappe
from frappe.model.document import Document

from sales_mgmt.amounts import portion, to_decimal
from sales_mgmt.documents.filling.wholes import BILLED, MONEY
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.chain import chain_of
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.settings import currency_digits
from sales_mgmt.storage.compare import differ

DISCOUNTS = ("line_discount_amount", "invoice_discount_amount")
SAME_GOODS = ("type", "item", "account", "item_charge", "uom", "location")
SAME_SALE = ("customer", "bill_to_customer", "currency", "prices_include_vat")

Origins = Mapping[str, "frappe._dict"]
"""Order lines by name, with the fields of SAME_SALE of their order."""


def read_origins(doc: DocumentShape) -> Origins:
	"""The order lines that the lines of an invoice bill. A line that names none, or a quote's, has no origin."""
	chain = chain_of(doc.doctype)
	names = {line.get(chain.line_link) for line in doc.lines if line.get(chain.line_link)}
	if not names:
		return {}
	line, order = frappe.qb.DocType("Sales Line"), frappe.qb.DocType(chain.order)
	fields = dict.fromkeys(
		(
			"name",
			"parent",
			"quantity",
			"quantity_shipped",
			"quantity_invoiced",
			"qty_per_uom",
			"is_fee",
			*DISCOUNTS,
			*SAME_GOODS,
			*MONEY,
			*BILLED,
		)
	)
	rows = (
		frappe.qb.from_(line)
		.join(order)
		.on((order.name == line.parent) & (line.parenttype == chain.order))
		.select(*[line[field] for field in fields], *[order[field] for field in SAME_SALE])
		.where(line.name.isin(sorted(names)))
		.run(as_dict=True)
	)
	return {row.name: row for row in rows}


def fill_from_origins(doc: DocumentShape, origins: Origins) -> None:
	"""Set the order, the share of its discounts and the factor of its unit on fetched lines."""
	digits, chain = currency_digits(doc.currency), chain_of(doc.doctype)
	done = {name: quantity(origin.quantity_invoiced) for name, origin in origins.items()}
	for line in doc.lines:
		origin = origins.get(line.get(chain.line_link))
		line.set(chain.order_link, origin.parent if origin else None)
		if not origin:
			continue
		line.qty_per_uom = origin.qty_per_uom or 1
		before, whole = done[origin.name], quantity(origin.quantity)
		after = done[origin.name] = before + quantity(line.quantity)
		for field in DISCOUNTS:
			total = to_decimal(origin.get(field), digits)
			line.set(field, float(portion(total, before, after, whole, digits)))


def check_fetched_lines(doc: DocumentShape, origins: Origins) -> list[Finding]:
	"""One finding for every line that bills something else than what its order shipped, or somebody else."""
	chain = chain_of(doc.doctype)
	findings = []
	for line in doc.lines:
		link = line.get(chain.line_link)
		if link and (message := _objection(doc, line, origins.get(link))):
			values = (str(line.idx), line.get(chain.order_link) or "")
			findings.append(Finding("fetched_line", message, values, line.idx))
	return findings


def _objection(doc: DocumentShape, line: Document, origin: "frappe._dict | None") -> str | None:
	if origin is None:
		return sentence(
			"Row {0}: the order line that this row bills does not exist. Delete the row and fetch it again."
		)
	if differ(doc, origin, SAME_SALE):
		return sentence(
			"Row {0}: order {1} has another customer, another currency or another kind of prices. Bill it on an invoice"
			" of its own."
		)
	if differ(line, origin, SAME_GOODS):
		return sentence(
			"Row {0}: this row bills what order {1} shipped, so its item, account, unit and location stay. Delete the"
			" row, or add one of your own."
		)
	return None
