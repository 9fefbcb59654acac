"""Return orders made from what was sold: a posted invoice, a posted shipment or an order (domain A14).

From an order comes what it invoiced, at the invoice's prices, and what it shipped and did not invoice yet.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from sales_mgmt.documents.filling.return_terms import left_behind
from sales_mgmt.documents.making.conversion import follows_the_day
from sales_mgmt.documents.making.reversible import INVOICE, SHIPMENT, add_lines
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.ownership import insert_built
from sales_mgmt.storage.mapping import copy_fields
from sales_mgmt.texts.messages import bold, said

ORDER = "Sales Order"
SOURCES = (INVOICE, SHIPMENT, ORDER)


def return_order_from(source: Document) -> Document:
	"""A draft return order of everything that did not come back yet. It can be edited."""
	order = frappe.new_doc("Sales Return Order")
	if source.doctype == SHIPMENT:
		# A packing slip has half a header; the customer's terms are filled in.
		copy_fields(source, order, without=("document_date", "posting_date", "order_date"))
	else:
		own = left_behind(source.doctype, order.doctype, source.payment_terms)
		copy_fields(source, order, without=(*follows_the_day(source), "order_date", *own))
		order.update({field: source.get(field) for field in ("exchange_rate", "exchange_rate_by_hand")})
	today = nowdate()
	order.update({"order_date": today, "document_date": today, "posting_date": today})
	if not add_lines(order, _lines(source)):
		frappe.throw(
			said(
				_("Nothing of {0} {1} can come back: it is returned or credited already, or nothing left.")
			).format(_(source.doctype), bold(source.get("posted_no") or source.name))
		)
	return insert_built(order)


def _lines(source: Document) -> list[str]:
	if source.doctype != ORDER:
		return [line.name for line in source.lines if line.type != COMMENT and (line.quantity or 0) > 0]
	return posted_lines_of(source)


def posted_lines_of(order: Document) -> list[str]:
	"""Lines of invoices and shipments of an order: what was sold of it."""
	return [name for doctype in (INVOICE, SHIPMENT) for name in _posted_lines(doctype, order.name)]


def _posted_lines(doctype: str, order: str) -> list[str]:
	head, line = frappe.qb.DocType(doctype), frappe.qb.DocType(f"{doctype} Line")
	query = (
		frappe.qb.from_(line)
		.join(head)
		.on((head.name == line.parent) & (head.docstatus == 1))
		.select(line.name)
		.where((line.sales_order == order) & (line.type != COMMENT) & (line.quantity > 0))
		.orderby(head.posting_date)
		.orderby(head.name)
		.orderby(line.idx)
	)
	if doctype == SHIPMENT:
		query = query.where(line.correction == 0)
	else:
		query = query.where(head.status != "Cancelled")
	return query.run(pluck=True)
