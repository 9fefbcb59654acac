"""What people may change on an order who only ship or bill it: how much, when and by whom it is carried.

Prices, items and customers belong to those who may make orders.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.documents.filling.wholes import BILLED
from sales_mgmt.settings import get_settings
from sales_mgmt.storage.compare import changed_values

HEADER = (
	"posting_date",
	"shipment_date",
	"promised_delivery_date",
	"shipment_method",
	"shipping_agent",
	"shipping_agent_service",
	"package_tracking_no",
	"shipping_time",
)
LINE = ("qty_to_ship", "qty_to_invoice")

FOLLOWS = (
	"exchange_rate",
	"amount",
	"vat_amount",
	"rounding_amount",
	"amount_including_vat",
	"amount_lcy",
	"vat_amount_lcy",
	"amount_including_vat_lcy",
)
"""What a posting date brings along: the rates of the day and the amounts at those rates. A rate that is typed is marked
in `exchange_rate_by_hand`, and that nobody may do here."""
LINE_FOLLOWS = ("vat_percent", *FOLLOWS[1:], *BILLED)
"""On the lines: a VAT rate of another day begins a new whole for what is not billed yet (`wholes`)."""
LINKED_DATES = ("document_date", "due_date", "payment_discount_date")


def check_may_change(doc: Document, stored: Document) -> None:
	"""Raise PermissionError if a user without the right to create such documents changes more than its handling."""
	if doc.flags.ignore_permissions or frappe.has_permission(doc.doctype, "create"):
		return
	before = {line.name: line for line in stored.lines}
	allowed = HEADER
	if getdate(doc.posting_date) != getdate(stored.posting_date):
		allowed += FOLLOWS + (LINKED_DATES if get_settings().link_document_date else ())
	on_line = LINE + (LINE_FOLLOWS if allowed != HEADER else ())
	same_lines = [line.name for line in doc.lines] == [line.name for line in stored.lines]
	if (
		not same_lines
		or changed_values(doc, stored, allowed)
		or _assigned_anew(doc, stored)
		or any(changed_values(line, before[line.name], on_line) for line in doc.lines)
	):
		frappe.throw(
			_(
				"You may enter quantities to ship and to invoice, and how the goods are carried. Ask a colleague in"
				" sales for other changes."
			),
			frappe.PermissionError,
		)


def _assigned_anew(doc: Document, stored: Document) -> bool:
	"""Item charges belong to other goods than before. How much is handled next is for those who ship and bill."""
	before = {row.name: row for row in stored.get("charge_assignments") or []}
	rows = doc.get("charge_assignments") or []
	return before.keys() != {row.name for row in rows} or any(
		changed_values(row, before[row.name], ("qty_to_handle", "amount")) for row in rows
	)
