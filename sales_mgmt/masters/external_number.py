"""The customer's own number for a sale (domain A03, S38): the same one twice is probably one sale entered twice.

Documents of one chain share the number and are no repetition: an order, the quote it was made from, its invoices.
"""

import frappe
from frappe import _
from pypika import Criterion

from sales_mgmt.findings.finding import Finding, Severity, sentence
from sales_mgmt.incoming.plain import read_plain
from sales_mgmt.kinds.documents import LEAVING
from sales_mgmt.kinds.shape import DocumentShape


def read_number(value: str | None) -> str | None:
	"""A number that comes with an action and not on a document. Raises IncomingError where no field could hold it."""
	longest = frappe.get_meta("Sales Credit Memo").get_field("external_document_no").length
	return read_plain(value, _("External Document No."), longest)


def repeated_number(doc: DocumentShape) -> list[Finding]:
	"""A warning for each kind of document that has the number already. Two queries, none without a number."""
	if doc.doctype not in LEAVING or not doc.external_document_no or not doc.customer:
		return []
	orders = {doc.name} if doc.doctype == "Sales Order" else _billed_orders(doc)
	message = sentence(
		"The external document number {0} is on {1} {2} of this customer already. Is it the same sale?"
	)
	return [
		Finding(
			"external_no_repeated",
			message,
			(doc.external_document_no, doctype, name),
			severity=Severity.WARN,
			link=(doctype, name),
		)
		for doctype in LEAVING
		if (name := _other(doctype, doc, orders))
	]


def _billed_orders(invoice: DocumentShape) -> set[str]:
	return {invoice.sales_order, *(line.sales_order for line in invoice.lines)} - {None, ""}


def _other(doctype: str, doc: DocumentShape, orders: set[str]) -> str | None:
	"""The latest other document of the customer with the number that is not of the same chain."""
	table = frappe.qb.DocType(doctype)
	ours = [table.name == (doc.name or "")]
	if doc.get("quote"):
		ours.append(table.quote == doc.quote)
	if orders:
		link = table.name if doctype == "Sales Order" else table.sales_order
		ours.append(link.isin(sorted(filter(None, orders))) & link.isnotnull())
	same = (table.customer == doc.customer) & (table.external_document_no == doc.external_document_no)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, Criterion.any(ours).as_("ours"))
		.where(same)
		.orderby(table.creation, order=frappe.qb.desc)
		.limit(20)
		.run()
	)
	return next((name for name, is_ours in rows if not is_ours), None)
