"""Sending documents to customers, beside `sales_mgmt.api`, which offers it under its own name too (domain A24)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.access.permissions import allowed, check_doctype, require
from sales_mgmt.incoming.arguments import action
from sales_mgmt.kinds.documents import POSTED
from sales_mgmt.sending import pdf_file, waiting
from sales_mgmt.sending.choice import Sending, changed_sending
from sales_mgmt.sending.profiles import PROFILE, sending_of
from sales_mgmt.sending.recipients import address_of
from sales_mgmt.sending.send import draft_mail, send_by_profile, send_unasked
from sales_mgmt.sending.sendable import DOCTYPES, sendable
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.transactions.many import each

SENDABLE_FROM = (*DOCTYPES, "Sales Return Order")
"""Posting a return order makes what is sent, so its form asks for the profile too."""
MOST_AT_ONCE = 100


@action(methods=["GET", "POST"])
def sending_options(
	doctype: str, name: str, profile: str | None = None, sent_as: str | None = None
) -> dict[str, Any]:
	"""How a document is sent: {profile, email, printer, attach_pdf, recipients}.

	By the `profile` chosen for it, else its customer's, else the default one. Also asked before it is posted: `sent_as` is
	the DocType that will be sent.
	"""
	doc = allowed(doctype, name, SENDABLE_FROM, "read")
	sending = _chosen(doc, profile, sent_as)
	return {
		"profile": sending.profile,
		"email": sending.email,
		"printer": sending.printer,
		"attach_pdf": sending.attach_pdf,
		"recipients": address_of(doc, sent_as),
	}


@action(methods=["POST"])
def message_draft(
	doctype: str, name: str, profile: str | None = None, attach_pdf: bool | None = None
) -> dict[str, Any]:
	"""The mail that a document is sent with, for somebody to look at: {recipients, subject, message, signature,
	extract, attachment}. Its PDF is made here, which counts as printed. `attachment`: {name, file_name, file_url} or None."""
	doc = sendable(doctype, name)
	return draft_mail(doc, _changed(_chosen(doc, profile), None, None, attach_pdf))


@action(methods=["POST"])
def send_document(
	doctype: str,
	name: str,
	profile: str | None = None,
	email: str | None = None,
	printer: str | None = None,
	attach_pdf: bool | None = None,
	recipients: str | None = None,
	cc: str | None = None,
	subject: str | None = None,
	message: str | None = None,
) -> dict[str, Any]:
	"""Send a document as its sending profile says: {email, printer, communication, recipients}.

	`email` (Yes (Prompt for Settings), Yes (Use Default Settings) or No), `printer` and `attach_pdf` change the profile
	for this document. Only Use Default Settings sends; for a mail that shall be looked at first, `communication` is None
	and `message_draft` gives it. Raises ValidationError for a document that may not be sent and where there is no address.
	"""
	doc = sendable(doctype, name)
	sending = _changed(_chosen(doc, profile), email, printer, attach_pdf)
	given = {"recipients": recipients, "cc": cc, "subject": subject, "message": message}
	return send_by_profile(doc, sending, **given)


@action(methods=["POST"])
def send_documents(doctype: str, names: list[str]) -> list[dict[str, Any]]:
	"""Mail many documents, each by its customer's profile and none of them opened first: [{name, ok, message}].

	One that fails keeps no other from being sent. Where a profile sends no emails, `ok` is False and `message` says so.
	"""
	check_doctype(doctype, DOCTYPES)
	require(doctype, "email")
	chosen = list(dict.fromkeys(names))
	if len(chosen) > MOST_AT_ONCE:
		frappe.throw(said(_("Choose {0} documents at most.")).format(MOST_AT_ONCE))

	def send(name: str) -> str:
		doc = sendable(doctype, name)
		return send_unasked(doc, sending_of(doc))

	return each(chosen, send)


@action(methods=["POST"])
def attach_as_pdf(doctype: str, name: str) -> dict[str, Any]:
	"""Keep the PDF of a posted document among its attachments: {name, file_name, file_url}. One kept before is replaced."""
	doc = allowed(doctype, name, POSTED, "print")
	doc.check_permission("read")
	file = pdf_file.attach_pdf(doc)
	return {field: file.get(field) for field in ("name", "file_name", "file_url")}


@action(methods=["POST"])
def cancel_sending(doctype: str, name: str) -> int:
	"""Stop the emails about a document that have not left yet. Returns how many there were."""
	doc = allowed(doctype, name, DOCTYPES, "read")
	doc.check_permission("email")
	return waiting.cancel_sending(doc)


def _chosen(doc: Document, profile: str | None, sent_as: str | None = None) -> Sending:
	if profile:
		require(PROFILE, "read", profile)
	return sending_of(doc, profile, sent_as)


def _changed(sending: Sending, email: str | None, printer: str | None, attach_pdf: bool | None) -> Sending:
	try:
		return changed_sending(sending, {"email": email, "printer": printer, "attach_pdf": attach_pdf})
	except ValueError as unknown:
		frappe.throw(said(_("{0} is no answer of a sending profile.")).format(bold(str(unknown))))
