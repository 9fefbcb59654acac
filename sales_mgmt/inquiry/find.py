"""Find Entries (domain A06): every document and entry that a posting made, by posted number and posting date.

Only what the user may read is found and counted. Entries of a shipment are not those of its invoice: that has a number
of its own.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.texts.messages import bold, said

DOCUMENTS = (
	"Sales Shipment",
	"Sales Invoice",
	"Return Receipt",
	"Sales Credit Memo",
	"Customer Payment",
	"Inventory Adjustment",
)
LEDGERS = (
	"Customer Ledger Entry",
	"General Ledger Entry",
	"VAT Entry",
	"Item Ledger Entry",
	"Item Value Entry",
)
FOUND = (*DOCUMENTS, *LEDGERS)
STARTING_POINTS = (*FOUND, "Customer Application")
"""An application has the posted number of the document that it was made with."""


def entries_of(doc: Document) -> list[dict[str, Any]]:
	"""What belongs to a posted document, or to the posting that wrote a ledger entry: [{doctype, count, filters}]."""
	if not doc.posted_no or (doc.doctype in DOCUMENTS and doc.docstatus != 1):
		frappe.throw(said(_("{0} is not posted yet, so it has no entries.")).format(bold(doc.name)))
	return _count({doc.posted_no}, doc.posting_date)


def search(
	posted_no: str | None, external_document_no: str | None, posting_date: date | None
) -> list[dict[str, Any]]:
	"""What was posted under a number of ours, or under the customer's own number for it."""
	if not posted_no and not external_document_no:
		frappe.throw(_("Fill in a posted number or an external document number."))
	numbers = {posted_no} if posted_no else None
	if external_document_no:
		theirs = _numbers_by_external(external_document_no)
		numbers = theirs if numbers is None else numbers & theirs
	return _count(numbers, posting_date) if numbers else []


def _numbers_by_external(external_document_no: str) -> set[str]:
	found: set[str] = set()
	for doctype in _readable(DOCUMENTS):
		if frappe.get_meta(doctype).has_field("external_document_no"):
			filters = {"external_document_no": external_document_no, "docstatus": 1}
			found.update(frappe.get_list(doctype, filters=filters, pluck="posted_no", limit_page_length=0))
	return found - {None, ""}


def _count(numbers: Iterable[str], posting_date: date | None) -> list[dict[str, Any]]:
	found = []
	for doctype in _readable(FOUND):
		filters: dict[str, Any] = {"posted_no": ("in", sorted(numbers))}
		if posting_date:
			filters["posting_date"] = str(posting_date)
		if doctype in DOCUMENTS:
			filters["docstatus"] = 1
		names = frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=0)
		if names:
			row = {"doctype": doctype, "count": len(names), "filters": filters}
			found.append({**row, "name": names[0] if len(names) == 1 else None})
	return found


def _readable(doctypes: Iterable[str]) -> list[str]:
	return [doctype for doctype in doctypes if frappe.has_permission(doctype, "read")]
