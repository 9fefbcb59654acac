"""Where the packages of a posted document are (domain A26).

A shipment carries its number itself. Another document is followed through the shipments of its goods.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from pypika.queries import QueryBuilder

from sales_mgmt.shipping.tracking import tracking_url
from sales_mgmt.texts.messages import bold, said

SHIPMENT = "Sales Shipment"
FIELDS = ("name", "shipping_agent", "package_tracking_no")

Package = dict[str, Any]


def packages(doc: Document) -> list[Package]:
	"""[{shipment, package_tracking_no, shipping_agent, url}] of a posted document. Raises ValidationError if there is no
	package that can be followed, saying what is missing."""
	names = SHIPMENTS_OF[doc.doctype](doc)
	if not names:
		frappe.throw(said(_("{0} {1} has no shipments.")).format(_(doc.doctype), bold(_number(doc))))
	shipments = frappe.get_list(SHIPMENT, {"name": ("in", names)}, FIELDS, order_by="name asc")
	if not shipments:
		raise frappe.PermissionError(_("You need the permission to read the shipments of this document."))
	agents = {row.shipping_agent for row in shipments if row.shipping_agent}
	addresses = dict(
		frappe.get_all(
			"Shipping Agent", {"name": ("in", sorted(agents))}, ["name", "tracking_url"], as_list=True
		)
	)
	missing = [_missing(row, addresses) for row in shipments]
	if all(missing):
		frappe.throw("<br>".join(missing), title=_("This Package Can Not Be Tracked"))
	return [_package(row, addresses) for row, reason in zip(shipments, missing, strict=True) if not reason]


def _missing(row: frappe._dict, addresses: dict[str, str | None]) -> str:
	"""What has to be entered before this package can be followed; empty when nothing is missing."""
	if not row.package_tracking_no:
		return said(_("Shipment {0} has no package tracking number. Enter it with Update Document.")).format(
			bold(row.name)
		)
	if not row.shipping_agent:
		return said(_("Shipment {0} has no shipping agent. Enter it with Update Document.")).format(
			bold(row.name)
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
		"shipment": row.name,
		"package_tracking_no": row.package_tracking_no,
		"shipping_agent": row.shipping_agent,
		"url": url,
	}


def _number(doc: Document) -> str:
	return doc.get("posted_no") or doc.name


def _itself(shipment: Document) -> list[str]:
	return [shipment.name]


def _of_invoice(invoice: Document) -> list[str]:
	"""The shipments of the goods it bills: its value entries name the entries that left the stock."""
	value, entry = frappe.qb.DocType("Item Value Entry"), frappe.qb.DocType("Item Ledger Entry")
	return (
		frappe.qb.from_(value)
		.join(entry)
		.on(entry.name == value.item_ledger_entry)
		.select(entry.document_name)
		.distinct()
		.where(
			(value.document_doctype == invoice.doctype)
			& (value.document_name == invoice.name)
			& (entry.document_doctype == SHIPMENT)
		)
		.orderby(entry.document_name)
		.run(pluck=True)
	)


def _of_receipt(receipt: Document) -> list[str]:
	"""The shipments by which the goods once left that came back."""
	back = frappe.qb.DocType("Item Ledger Entry")
	entries = (
		frappe.qb.from_(back)
		.select(back.applies_from_entry)
		.where((back.document_doctype == receipt.doctype) & (back.document_name == receipt.name))
	)
	return _documents_of(entries)


def _of_credit_memo(memo: Document) -> list[str]:
	"""The shipments by which the goods once left that it credits; a receipt may have taken them back before."""
	value, back = frappe.qb.DocType("Item Value Entry"), frappe.qb.DocType("Item Ledger Entry")
	entries = (
		frappe.qb.from_(value)
		.join(back)
		.on(back.name == value.item_ledger_entry)
		.select(back.applies_from_entry)
		.where((value.document_doctype == memo.doctype) & (value.document_name == memo.name))
	)
	return _documents_of(entries)


def _documents_of(entries: QueryBuilder) -> list[str]:
	"""The shipments that the item ledger entries of a query belong to."""
	names = sorted(filter(None, entries.run(pluck=True)))
	if not names:
		return []
	filters = {"name": ("in", names), "document_doctype": SHIPMENT}
	found = frappe.get_all("Item Ledger Entry", filters, pluck="document_name")
	return sorted(set(found))


SHIPMENTS_OF: dict[str, Callable[[Document], list[str]]] = {
	SHIPMENT: _itself,
	"Sales Invoice": _of_invoice,
	"Return Receipt": _of_receipt,
	"Sales Credit Memo": _of_credit_memo,
}
"""Posted documents whose packages can be followed, and how their shipments are found."""
