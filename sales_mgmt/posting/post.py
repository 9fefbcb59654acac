"""Post one document, whoever asks for it: the Desk, REST, a batch or the posting queue."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.access.permissions import require
from sales_mgmt.documents.state.queued import FIELDS
from sales_mgmt.kinds.chain import CHAINS, chain_of
from sales_mgmt.posting.sale.order import Posted, post_order
from sales_mgmt.rates.terms import follows
from sales_mgmt.transactions.once import check_not_posted, check_unchanged

RESULT = ("shipment", "invoice", "return_receipt", "credit_memo")
SUBMITTED = {
	"Sales Invoice": "invoice",
	"Sales Credit Memo": "credit_memo",
	"Customer Payment": "payment",
	"Inventory Adjustment": "adjustment",
}
ORDERS = [chain.order for chain in CHAINS]


def post_document(
	doc: Document, ship: bool, invoice: bool, on: date | None, document_date: date | None = None
) -> dict[str, str | None]:
	"""Post in the caller's transaction. Raises PostingError with every finding; then nothing is written.

	`doc` is the document as the caller has seen it. `on` and `document_date` replace its dates, where they are given.
	"""
	require_posting_rights(doc, ship, invoice)
	result = dict.fromkeys(RESULT)
	if doc.doctype in ORDERS:
		posted, chain = _post_order(doc, ship, invoice, on, document_date), chain_of(doc.doctype)
		return {**result, chain.moved_key: posted.shipment, chain.billed_key: posted.invoice}
	seen, doc = doc.modified, frappe.get_doc(doc.doctype, doc.name, for_update=True)
	check_not_posted(doc)
	check_unchanged(doc, seen)
	if on:
		doc.posting_date = on
	if document_date:
		doc.document_date = document_date
	# The links were checked when the draft was saved, and the plan reads every one of them again.
	doc.flags.ignore_links = True
	doc.submit()
	return {**result, SUBMITTED[doc.doctype]: doc.name}


def require_posting_rights(doc: Document, ship: bool, invoice: bool) -> None:
	"""The right to submit a posted document is the right to post it. Raises PermissionError without it."""
	if doc.doctype not in ORDERS:
		doc.check_permission("submit")
		return
	chain = chain_of(doc.doctype)
	if not ship and not invoice:
		frappe.throw(_("Choose what to post: ship, invoice, or both."))
	if ship:
		require(chain.moved, "submit")
	if invoice:
		require(chain.billed, "submit")


def _post_order(
	order: Document, ship: bool, invoice: bool, on: date | None, document_date: date | None
) -> Posted:
	seen = order.modified
	comes_along = on == document_date and follows(order, on)
	if document_date and str(document_date) != str(order.document_date) and not comes_along:
		seen = _change_document_date(order, document_date)
	posted = post_order(order.name, ship, invoice, on, seen=seen, doctype=order.doctype)
	if order.get("posting_job_status"):
		frappe.db.set_value(order.doctype, order.name, dict.fromkeys(FIELDS), update_modified=False)
	return posted


def _change_document_date(order: Document, document_date: date) -> str:
	"""Save the order with another document date: the right to post includes its dates. Returns when that was."""
	seen, order = order.modified, frappe.get_doc(order.doctype, order.name, for_update=True)
	check_unchanged(order, seen)
	order.document_date = document_date
	order.flags.ignore_permissions = True
	order.save()
	return order.modified
