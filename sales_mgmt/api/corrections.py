"""Corrections and returns, beside `sales_mgmt.api`, which offers them under its own name too (domain 4.8)."""

from typing import Any, TypedDict

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.access.permissions import allowed, check_doctype, require
from sales_mgmt.documents.making import corrective, credited_lines, reversible
from sales_mgmt.incoming.arguments import action
from sales_mgmt.incoming.plain import read_plain
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.masters.external_number import read_number
from sales_mgmt.ownership import save_built
from sales_mgmt.posting.corrections import cancellation, credit_cancellation, undo
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.transactions.retry import with_retries
from sales_mgmt.transactions.storing import again

LONGEST_REASON = 1000
"""Characters. Refused before the entries are written, which come before the lines that keep it."""


class _Named(TypedDict):
	line: str


class PostedLine(_Named, total=False):
	quantity: float | None


class CreditedLine(PostedLine, total=False):
	effect: str | None
	unit_price: float | None
	return_reason: str | None


@action(methods=["POST"])
def cancel_invoice(invoice: str, external_document_no: str | None = None) -> str:
	"""Cancel an unpaid posted invoice by a credit memo that is posted and applied to it. Returns the credit memo's name.

	The credit memo has the invoice's external document number, unless another one is given.
	Raises PostingError with every reason against it; then nothing is written.
	"""
	_may_correct(invoice)
	number = read_number(external_document_no)
	memo = with_retries(lambda: cancellation.cancel(invoice, external_document_no=number))
	return memo.name


@action(methods=["POST"])
def cancel_credit_memo(credit_memo: str, external_document_no: str | None = None) -> str:
	"""Cancel a credit memo that cancelled an invoice, by an invoice that is posted and applied to it: the cancelled invoice
	stands again. Returns the new invoice's name.

	Raises PostingError with every reason against it; then nothing is written.
	"""
	doc = allowed("Sales Credit Memo", credit_memo, ("Sales Credit Memo",), "read")
	require("Sales Invoice", "submit")
	if doc.docstatus != 1:
		frappe.throw(
			said(_("Credit memo {0} is not posted. Change or delete the draft.")).format(bold(credit_memo))
		)
	number = read_number(external_document_no)

	def work() -> Document:
		return credit_cancellation.cancel_credit_memo(credit_memo, external_document_no=number)

	return with_retries(work).name


@action(methods=["POST"])
def correct_invoice(invoice: str, external_document_no: str | None = None) -> dict[str, str | None]:
	"""Cancel an invoice and make a draft with its content: {credit_memo, invoice}. No draft where the invoice came from an
	order: the order has its quantities back and is posted again.

	The credit memo has the invoice's external document number, unless another one is given.
	"""
	doc = _may_correct(invoice)
	number = read_number(external_document_no)
	require("Sales Invoice", "create")

	def work() -> dict[str, str | None]:
		memo = cancellation.cancel(invoice, external_document_no=number)
		draft = corrective.replacement_invoice(doc)
		return {"credit_memo": memo.name, "invoice": draft and draft.name}

	return with_retries(work)


def _may_correct(invoice: str) -> Document:
	doc = allowed("Sales Invoice", invoice, ("Sales Invoice",), "read")
	require("Sales Credit Memo", "submit")
	if doc.docstatus != 1:
		frappe.throw(said(_("Invoice {0} is not posted. Change or delete the draft.")).format(bold(invoice)))
	return doc


@action(methods=["POST"])
def make_corrective_credit_memo(invoice: str, lines: list[CreditedLine] | None = None) -> str:
	"""Make a draft credit memo of what is not credited of an invoice yet, to be applied to it. Returns its name.

	`lines`: only these, [{"line": name, "quantity": …, "effect": "Return" or "Price", "unit_price": …, "return_reason": …}].
	Without a quantity all that is left; Return takes goods back; Price gives `unit_price` of each back and moves no goods.
	"""
	return corrective.corrective_credit_memo(_creditable(invoice), lines).name


@action(methods=["GET", "POST"])
def lines_to_credit(invoice: str) -> list[dict[str, Any]]:
	"""The lines of a posted invoice that a credit memo may take, with what is `left` to come back of each."""
	return credited_lines.lines_to_credit(_creditable(invoice))


def _creditable(invoice: str) -> Document:
	doc = allowed("Sales Invoice", invoice, ("Sales Invoice",), "read")
	require("Sales Credit Memo", "create")
	if doc.docstatus != 1:
		frappe.throw(said(_("Invoice {0} is not posted. Change or delete the draft.")).format(bold(invoice)))
	return doc


@action(methods=["POST"])
def undo_shipment(shipment: str, lines: list[str] | None = None, reason: str | None = None) -> list[str]:
	"""Take back lines of a posted shipment that nobody invoiced, or all such lines. Returns the names of those lines.

	`reason` is kept on the corrective lines.
	"""
	return _undo("Sales Shipment", shipment, lines, reason)


@action(methods=["POST"])
def undo_return_receipt(
	return_receipt: str, lines: list[str] | None = None, reason: str | None = None
) -> list[str]:
	"""Take back lines of a posted return receipt that nobody credited, or all such lines. Returns their names.

	`reason` is kept on the corrective lines.
	"""
	return _undo("Return Receipt", return_receipt, lines, reason)


def _undo(doctype: str, name: str, lines: list[str] | None, reason: str | None) -> list[str]:
	allowed(doctype, name, (doctype,), "submit")
	why = read_plain(reason, _("Reason"), LONGEST_REASON)
	return with_retries(lambda: undo.undo(doctype, name, lines or None, why))


@action(methods=["GET", "POST"])
def lines_to_reverse(
	customer: str, doctype: str | None = None, only_reversible: bool = True
) -> list[dict[str, Any]]:
	"""Posted lines of a customer of which something can still come back, newest first: those of invoices and shipments,
	or of `doctype`. Lines of a Return Receipt or Sales Credit Memo go the same way and are plainly copied.

	`only_reversible` False: lines that came back wholly are listed too.
	"""
	require("Customer", "read", customer)
	if doctype:
		check_doctype(doctype, reversible.SOURCES)
		require(doctype, "read")
	return reversible.lines_to_reverse(customer, doctype, only_reversible)


@action(methods=["POST"])
def get_lines_to_reverse(
	return_order: str, lines: list[str | PostedLine], doctype: str = "Sales Return Order"
) -> list[str]:
	"""Put posted lines on a return order, or credit memo, and save it. Returns the names of the new rows.

	`lines`: names of posted lines, or [{"line": name, "quantity": …}]. Only what did not come back yet is taken.
	"""
	doc = allowed(doctype, return_order, RETURNS, "write")
	known = {line.name for line in doc.lines}

	def work() -> None:
		reversible.add_lines(doc, lines)
		save_built(doc)

	again(doc, work)
	return [line.name for line in doc.lines if line.name not in known]


@action(methods=["POST"])
def move_negative_lines(return_order: str) -> str:
	"""Move the lines with a negative quantity of a return order to a new order. Returns the order's name."""
	doc = allowed("Sales Return Order", return_order, ("Sales Return Order",), "write")
	require("Sales Order", "create")
	return again(doc, lambda: corrective.move_negative_lines(doc)).name
