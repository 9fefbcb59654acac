"""What people may change on an order who only ship or bill it: how much, when and by whom it is carried.

Prices, items and customers belong to those who may make orders.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.documents.compare import changed_values

HEADER = (
	"posting_date",
	"shipment_date",
	"promised_delivery_date",
	"shipment_method",
	"shipping_agent",
	"shipping_agent_service",
	"shipping_time",
)
LINE = ("qty_to_ship", "qty_to_invoice")


def check_may_change(doc: Document, stored: Document) -> None:
	"""Raise PermissionError if a user without the right to create such documents changes more than its handling."""
	if doc.flags.ignore_permissions or frappe.has_permission(doc.doctype, "create"):
		return
	before = {line.name: line for line in stored.lines}
	same_lines = [line.name for line in doc.lines] == [line.name for line in stored.lines]
	if (
		not same_lines
		or changed_values(doc, stored, HEADER)
		or any(changed_values(line, before[line.name], LINE) for line in doc.lines)
	):
		frappe.throw(
			_(
				"You may enter quantities to ship and to invoice, and how the goods are carried. Ask a colleague in"
				" sales for other changes."
			),
			frappe.PermissionError,
		)
