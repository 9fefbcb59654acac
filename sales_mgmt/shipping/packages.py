"""Where the packages of a posted document are (domain A26).

Goods leave with a shipment or, without one, with an invoice; they come back with a return receipt or, without one, with a
credit memo. Each of the four carries a parcel of its own: agent, service and number. An invoice is followed through the
shipments it bills as well, a credit memo through the receipts it credits.
"""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.shipping.tracking import tracking_url
from sales_mgmt.texts.messages import bold, said

SHIPMENT, INVOICE, RECEIPT, MEMO = "Sales Shipment", "Sales Invoice", "Return Receipt", "Sales Credit Memo"
FIELDS = ("name", "posted_no", "shipping_agent", "package_tracking_no")

MOVED_BY = {INVOICE: SHIPMENT, MEMO: RECEIPT}
"""What the goods of a bill left or came back with, where that is a document of its own."""

FOLLOWED = (SHIPMENT, INVOICE, RECEIPT, MEMO)
"""Posted documents whose packages can be followed."""

Package = dict[str, Any]


def packages(doc: Document) -> list[Package]:
	"""[{doctype, name, shipment, package_tracking_no, shipping_agent, url}] of a posted document, `shipment` where the parcel
	is one's. Raises ValidationError if there is no package that can be followed, saying what is missing."""
	parcels = _parcels(doc)
	agents = {row.shipping_agent for row in parcels if row.shipping_agent}
	filters = {"name": ("in", sorted(agents))}
	addresses = dict(frappe.get_all("Shipping Agent", filters, ["name", "tracking_url"], as_list=True))
	missing = [_missing(row, addresses) for row in parcels]
	if all(missing):
		frappe.throw("<br>".join(missing), title=_("This Package Can Not Be Tracked"))
	return [_package(row, addresses) for row, reason in zip(parcels, missing, strict=True) if not reason]


def _parcels(doc: Document) -> list[frappe._dict]:
	"""The document's own parcel, where it is noted or there is no other, then those that its goods moved in; each once."""
	own = frappe._dict({field: doc.get(field) for field in FIELDS}, doctype=doc.doctype)
	if doc.doctype not in MOVED_BY:
		return [own]
	others = _moved_with(doc, own.package_tracking_no)
	known = {(row.shipping_agent, row.package_tracking_no) for row in others}
	alone = not others or (
		own.package_tracking_no and (own.shipping_agent, own.package_tracking_no) not in known
	)
	return [own, *others] if alone else others


def _moved_with(bill: Document, has_its_own: str | None) -> list[frappe._dict]:
	"""The shipments or receipts of the goods it bills: its value entries name the entries that moved the stock."""
	doctype = MOVED_BY[bill.doctype]
	value, entry = frappe.qb.DocType("Item Value Entry"), frappe.qb.DocType("Item Ledger Entry")
	names = (
		frappe.qb.from_(value)
		.join(entry)
		.on(entry.name == value.item_ledger_entry)
		.select(entry.document_name)
		.distinct()
		.where(
			(value.document_doctype == bill.doctype)
			& (value.document_name == bill.name)
			& (entry.document_doctype == doctype)
		)
		.orderby(entry.document_name)
		.run(pluck=True)
	)
	if not names:
		return []
	may_read = frappe.has_permission(doctype, "read")
	filters = {"name": ("in", names)}
	found = frappe.get_list(doctype, filters, FIELDS, order_by="name asc") if may_read else []
	if not found and not has_its_own:
		frappe.throw(
			said(_("You need the permission to read the documents that the goods moved with: {0}.")).format(
				_(doctype)
			),
			frappe.PermissionError,
		)
	return [frappe._dict(row, doctype=doctype) for row in found]


def _missing(row: frappe._dict, addresses: dict[str, str | None]) -> str:
	"""What has to be entered before this package can be followed; empty when nothing is missing."""
	if not row.package_tracking_no:
		return said(_("{0} {1} has no package tracking number. Enter it with Update Document.")).format(
			_(row.doctype), bold(row.posted_no)
		)
	if not row.shipping_agent:
		return said(_("{0} {1} has no shipping agent. Enter it with Update Document.")).format(
			_(row.doctype), bold(row.posted_no)
		)
	if not addresses.get(row.shipping_agent):
		return said(_("Shipping agent {0} has no tracking address. Enter it on the shipping agent.")).format(
			bold(row.shipping_agent)
		)
	return ""


def _package(row: frappe._dict, addresses: dict[str, str | None]) -> Package:
	try:
		url = tracking_url(addresses[row.shipping_agent], row.package_tracking_no)
	except ValueError:
		frappe.throw(
			said(
				_("The tracking address of shipping agent {0} is no web address with a place for the number.")
			).format(bold(row.shipping_agent))
		)
	return {
		"doctype": row.doctype,
		"name": row.name,
		"shipment": row.name if row.doctype == SHIPMENT else None,
		"package_tracking_no": row.package_tracking_no,
		"shipping_agent": row.shipping_agent,
		"url": url,
	}
