"""Posting in all its ways, beside `sales_mgmt.api`, which offers them under its own name too."""

from datetime import date
from typing import Any

import frappe
from frappe import _

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.incoming.arguments import action
from sales_mgmt.inquiry import find
from sales_mgmt.inquiry import problems as report
from sales_mgmt.inquiry.outlook import outlook
from sales_mgmt.jobs import batch, queue
from sales_mgmt.kinds.chain import CHAINS, chain_of
from sales_mgmt.posting.core.sale.invoice_policy import allowed_options
from sales_mgmt.settings import get_settings, posting_policy
from sales_mgmt.transactions.retry import with_retries

BILLS = tuple(chain.billed for chain in CHAINS)
DOCTYPES = batch.DOCTYPES


@action(methods=["GET", "POST"])
def posting_options(doctype: str) -> dict[str, Any]:
	"""What this user may post, by rights and invoice posting policy: {options, in_background, asks_external_number}.

	`options` of an order are any of Ship, Invoice and Ship and Invoice; of an invoice it is Invoice, or nothing. Of a
	return order shipping is receiving and invoicing is crediting. `asks_external_number`: what is invoiced or credited
	needs the customer's own number.
	"""
	_check_doctype(doctype)
	chain = chain_of(doctype)
	may_ship, may_invoice = (
		bool(frappe.has_permission(kind, "submit")) for kind in (chain.moved, chain.billed)
	)
	options = allowed_options(doctype, posting_policy().invoice_posting, may_ship, may_invoice)
	settings = get_settings()
	return {
		"options": options,
		"in_background": bool(settings.post_in_background),
		"asks_external_number": bool(settings.external_document_no_mandatory),
	}


@action(methods=["GET", "POST"])
def posting_outlook(
	doctype: str, name: str, ship: bool = False, invoice: bool = False, posting_date: date | None = None
) -> dict[str, Any]:
	"""What a posting would make, and what speaks against it: {findings, moved, billed}; see `posting.outlook`."""
	doc = allowed(doctype, name, DOCTYPES, "read")
	return outlook(doc, ship, invoice, posting_date)


@action(methods=["GET", "POST"])
def test_report(
	doctype: str, name: str, ship: bool = False, invoice: bool = False, posting_date: date | None = None
) -> str:
	"""Everything that speaks against a posting, as a page to print."""
	doc = allowed(doctype, name, DOCTYPES, "read")
	return report.render(doc, ship, invoice, posting_date)


@action(methods=["POST"])
def post_batch(
	doctype: str,
	names: list[str] | None = None,
	filters: list | dict | None = None,
	ship: bool = False,
	invoice: bool = False,
	posting_date: date | None = None,
	replace_posting_date: bool = False,
	replace_document_date: bool = False,
	background: bool | None = None,
) -> str:
	"""Post many documents, each on its own. Returns the name of the Posting Batch that lists what became of them.

	By `names`, or by `filters` among what the user may see. `posting_date` fills blank dates, and takes the place of all
	others where the flags say so. `background`: by a worker; left out, large batches are.
	"""
	_check_doctype(doctype)
	invoice, chain = invoice or doctype in BILLS, chain_of(doctype)
	if ship:
		require(chain.moved, "submit")
	if invoice:
		require(chain.billed, "submit")
	return batch.start_batch(
		doctype,
		names,
		filters,
		batch.Options(ship, invoice, posting_date, replace_posting_date, replace_document_date),
		background,
	)


@action(methods=["POST"])
def post_later(
	doctype: str,
	name: str,
	ship: bool = False,
	invoice: bool = False,
	posting_date: date | None = None,
	send: bool = False,
	profile: str | None = None,
	attach_pdf: bool = True,
) -> str:
	"""Put a document in the posting queue. Returns the name of the Posting Job.

	`send`: what is posted is mailed to the customer once it is stored, without a mail that opens; `profile` and `attach_pdf`
	as in `send_document`.
	"""
	doc = allowed(doctype, name, DOCTYPES, "read")
	if profile:
		require("Document Sending Profile", "read", profile)
	invoice = invoice or doctype in BILLS
	sending = {"send": send, "sending_profile": profile, "attach_pdf": attach_pdf}
	return with_retries(lambda: queue.put_in_queue(doc, ship, invoice, posting_date, sending))


@action(methods=["POST"])
def retry_posting(doctype: str, name: str) -> str:
	"""Put a document back in the queue whose posting failed, with the same options. Returns the Posting Job."""
	doc = allowed(doctype, name, DOCTYPES, "read")
	return with_retries(lambda: queue.retry(doc))


@action(methods=["POST"])
def cancel_posting(doctype: str, name: str) -> None:
	"""Take a document out of the posting queue, or forget that its posting failed."""
	doc = allowed(doctype, name, DOCTYPES, "read")
	with_retries(lambda: queue.remove(doc))


@action(methods=["GET", "POST"])
def posting_state(doctype: str, name: str) -> dict[str, Any]:
	"""Where a document stands in the queue: {status: "", Queued or Error, error, shipment, invoice,
	return_receipt, credit_memo}."""
	return queue.state(allowed(doctype, name, DOCTYPES, "read"))


@action(methods=["GET", "POST"])
def find_entries(doctype: str, name: str) -> list[dict[str, Any]]:
	"""Documents and entries that belong to what is posted: [{doctype, count, filters, name}]; `name` if there is one."""
	return find.entries_of(allowed(doctype, name, find.STARTING_POINTS, "read"))


@action(methods=["GET", "POST"])
def search_entries(
	posted_no: str | None = None, external_document_no: str | None = None, posting_date: date | None = None
) -> list[dict[str, Any]]:
	"""Like `find_entries`, by posted number or by the customer's own number."""
	require("Sales Shipment", "read")
	return find.search(posted_no, external_document_no, posting_date)


def _check_doctype(doctype: str) -> None:
	if doctype not in DOCTYPES:
		frappe.throw(_("Only orders, return orders, invoices and credit memos are posted this way."))
	require(doctype, "read")
