"""The actions of sales, for the Desk, for REST and for other apps.

Every function checks permission on the document before anything else. Values in and out are JSON; money is in the
document's currency unless a name ends in `_lcy`; a posting happens in the caller's transaction and leaves nothing
behind when it is refused.
"""

from datetime import date
from typing import Any, TypedDict

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.access.permissions import allowed, allowed_document, require
from sales_mgmt.api.archive import (  # noqa: F401
	archive_document,
	archived_versions,
	line_tracking,
	restore_archive,
)
from sales_mgmt.api.charges import (  # noqa: F401
	assign_charge,
	charge_targets,
	suggest_charge_assignment,
)
from sales_mgmt.api.copying import copy_document  # noqa: F401
from sales_mgmt.api.corrections import (  # noqa: F401
	cancel_credit_memo,
	cancel_invoice,
	correct_invoice,
	get_lines_to_reverse,
	lines_to_credit,
	lines_to_reverse,
	make_corrective_credit_memo,
	move_negative_lines,
	undo_return_receipt,
	undo_shipment,
)
from sales_mgmt.api.customers import (  # noqa: F401
	apply_template,
	customer_statistics,
	customer_templates,
	new_customer,
	save_as_template,
)
from sales_mgmt.api.lines import paste_lines  # noqa: F401
from sales_mgmt.api.lists import (  # noqa: F401
	move_shipment,
	release_documents,
	reopen_documents,
	shipment_calendar,
)
from sales_mgmt.api.orders import close_order  # noqa: F401
from sales_mgmt.api.posting import (  # noqa: F401
	cancel_posting,
	find_entries,
	post_batch,
	post_later,
	posting_options,
	posting_outlook,
	posting_state,
	retry_posting,
	search_entries,
	test_report,
)
from sales_mgmt.api.prices import (  # noqa: F401
	activate_price_list,
	calculate_invoice_discount,
	copy_price_lines,
	deactivate_price_list,
	paste_price_lines,
	price_trace,
	verify_price_lines,
)
from sales_mgmt.api.printing import customer_statement  # noqa: F401
from sales_mgmt.api.receivables import (  # noqa: F401
	apply_entries,
	assess_payments,
	post_payments,
	rate_of_payment,
	register_payment,
	unapply,
	unpaid_documents,
	unpaid_entries,
)
from sales_mgmt.api.recurring import (  # noqa: F401
	create_recurring_invoices,
	insert_recurring_lines,
	recurring_choices,
	recurring_invoices_due,
	recurring_lines,
)
from sales_mgmt.api.returns import (  # noqa: F401
	combine_return_receipts,
	get_return_receipt_lines,
	return_receipt_lines,
)
from sales_mgmt.api.returns_documents import (  # noqa: F401
	check_cancellation,
	make_replacement_order,
	make_return_order,
)
from sales_mgmt.api.sending import (  # noqa: F401
	attach_as_pdf,
	cancel_sending,
	message_draft,
	send_document,
	send_documents,
	sending_options,
)
from sales_mgmt.api.shipping import (  # noqa: F401
	pick_instruction,
	track_package,
	update_document,
	update_shipment,
)
from sales_mgmt.documents.making import conversion
from sales_mgmt.findings.telling import as_dict
from sales_mgmt.forms.calculating import calculated
from sales_mgmt.incoming.arguments import action
from sales_mgmt.inquiry.preview import attempt, preview_entries, preview_sums
from sales_mgmt.kinds.documents import DRAFTS, WORKING
from sales_mgmt.posting.post import post_document as _post
from sales_mgmt.posting.sale.releasing import change_status
from sales_mgmt.posting.verify.books import verify as find_drifts
from sales_mgmt.transactions.retry import with_retries
from sales_mgmt.transactions.storing import again

POSTABLE = (
	"Sales Order",
	"Sales Invoice",
	"Sales Return Order",
	"Sales Credit Memo",
	"Customer Payment",
	"Inventory Adjustment",
)


class _Field(TypedDict):
	fieldname: str


class Touched(_Field, total=False):
	"""A field of the document, or of one of its rows, that the user changed."""

	row: str | None


@action(methods=["POST"])
def calculate(doc: dict, changed: list[Touched] | None = None) -> dict[str, Any]:
	"""Fill and compute a sales document without storing it.

	`changed` names what the user touched since the last call, as [{"fieldname": …} or {"row": …, "fieldname": …}]: what
	depends on it is filled anew. Whatever is blank is filled; amounts are always computed. Returns the document, with
	the VAT specification and warnings under `__onload`. Raises PostingError for impossible amounts.
	"""
	return calculated(allowed_document(doc, DRAFTS), changed or [])


@action(methods=["POST"])
def release(doctype: str, name: str) -> str:
	"""Release a quote or an order. Returns the status."""
	return _change_status("release", doctype, name)


@action(methods=["POST"])
def reopen(doctype: str, name: str) -> str:
	"""Reopen a released quote or order, or an order that was completed by closing its rest. Returns the status."""
	return _change_status("reopen", doctype, name)


def _change_status(action: str, doctype: str, name: str) -> str:
	doc = allowed(doctype, name, WORKING, "write")
	require(doctype, "create")
	return again(doc, lambda: change_status(doc, action))


@action(methods=["GET", "POST"])
def check(
	doctype: str, name: str, ship: bool = False, invoice: bool = False, posting_date: date | None = None
) -> list[dict[str, Any]]:
	"""Everything that speaks against a posting: [{code, severity, row, message, override_role, link}]."""
	doc = allowed(doctype, name, POSTABLE, "read")
	_plan, findings, _common = attempt(doc, ship, invoice, posting_date)
	return [as_dict(finding) for finding in findings]


@action(methods=["GET", "POST"])
def preview(
	doctype: str, name: str, ship: bool = False, invoice: bool = False, posting_date: date | None = None
) -> dict[str, list[dict[str, Any]]]:
	"""The entries a posting would write: {ledger doctype: [entries]}. Stores nothing."""
	doc = allowed(doctype, name, POSTABLE, "read")
	return preview_entries(doc, ship, invoice, posting_date)


@action(methods=["GET", "POST"])
def preview_totals(
	doctype: str, name: str, ship: bool = False, invoice: bool = False, posting_date: date | None = None
) -> dict[str, dict[str, float]]:
	"""What the entries of a posting would come to: {ledger doctype: {field: sum}}. The general ledger comes to zero."""
	doc = allowed(doctype, name, POSTABLE, "read")
	return preview_sums(doc, ship, invoice, posting_date)


@action(methods=["POST"])
def post(
	doctype: str, name: str, ship: bool = False, invoice: bool = False, posting_date: date | None = None
) -> dict[str, str | None]:
	"""Post a document. Returns the posted documents: {shipment, invoice, return_receipt, credit_memo}, and payment or
	adjustment where that is what was posted. Raises PostingError with every finding; then nothing is written."""
	doc = allowed(doctype, name, POSTABLE, "read")
	return with_retries(lambda: _post(doc, ship, invoice, posting_date))


@action(methods=["POST"])
def make_order(quote: str, confirmed: bool = False, archive: bool = False) -> str:
	"""Make an order from a quote. Returns its name; the quote gets the status Ordered.

	An expired quote is refused until `confirmed`. A quote to a contact makes its customer first. `archive`: keep a
	version of the quote, where the settings ask each time.
	"""
	doc = _quote_to_convert(quote, "Sales Order")
	return again(doc, lambda: conversion.order_from_quote(doc, confirmed, archive)).name


def _quote_to_convert(name: str, doctype: str) -> Document:
	doc = allowed("Sales Quote", name, ("Sales Quote",), "write")
	require(doctype, "create")
	if not doc.customer:
		require("Customer", "create")
		require("Customer Template", "read")
	return doc


@action(methods=["POST"])
def make_invoice(doctype: str, name: str, confirmed: bool = False, archive: bool = False) -> str:
	"""Make a draft invoice from a quote, or from what an order has shipped and not invoiced. Returns its name.

	`confirmed` and `archive` are for quotes, as in `make_order`.
	"""
	if doctype == "Sales Quote":
		doc = _quote_to_convert(name, "Sales Invoice")
		return again(doc, lambda: conversion.invoice_from_quote(doc, confirmed, archive)).name
	doc = allowed(doctype, name, WORKING, "read")
	require("Sales Invoice", "create")
	return again(doc, lambda: conversion.invoice_from_order(doc)).name


@action(methods=["POST"])
def mark_lost(quote: str, reason: str, archive: bool = False) -> str:
	"""Close a quote that the customer did not take. Returns the status. `archive` as in `make_order`."""
	doc = allowed("Sales Quote", quote, ("Sales Quote",), "write")
	if not (reason or "").strip():
		frappe.throw(_("Say why the quote was lost."))
	return again(doc, lambda: conversion.close_as_lost(doc, reason.strip(), archive))


@action(methods=["GET", "POST"])
def verify() -> list[dict[str, Any]]:
	"""All drifts between caches and their entries. Empty when the books are sound."""
	require("General Ledger Entry", "read")
	return find_drifts()
