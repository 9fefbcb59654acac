"""Sends a document, or prepares the mail that a person sends (domain A24, 4.1 Post and Send).

Mails wait in Frappe's Email Queue, which is written in the same transaction: what is rolled back is not sent. It is
sent from there after the commit, and tried again as System Settings say (*Email Retry Limit*).
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.sending.choice import AT_ONCE, NO, Sending, one_line
from sales_mgmt.sending.pdf_file import make_pdf
from sales_mgmt.sending.recipients import address_of, name_of
from sales_mgmt.sending.text import write_mail
from sales_mgmt.texts.messages import bold, said


def draft_mail(doc: Document, sending: Sending) -> dict[str, Any]:
	"""The mail as it opens: {recipients, subject, message, signature, extract, attachment}; see `MailText`.

	`attachment`: {name, file_name, file_url} of the PDF, None if the profile attaches none.
	"""
	text = write_mail(doc, sending.template_for(doc.doctype))
	pdf = make_pdf(doc) if sending.attach_pdf else None
	return {
		"recipients": address_of(doc),
		"subject": text.subject,
		"message": text.message,
		"signature": _signature(),
		"extract": text.extract,
		"attachment": pdf and {field: pdf.get(field) for field in ("name", "file_name", "file_url")},
	}


def send_mail(
	doc: Document,
	sending: Sending,
	recipients: str | None = None,
	cc: str | None = None,
	subject: str | None = None,
	message: str | None = None,
) -> dict[str, Any]:
	"""Put the mail in the queue without asking. What is given takes the place of what the document says.

	Returns {communication, recipients}. Raises ValidationError where there is no address.
	"""
	# imported here: it opens a log in the site's folder, which an import of the API must not need
	from frappe.core.doctype.communication.email import make

	to = one_line(recipients or "") or address_of(doc)
	if not to:
		frappe.throw(
			said(
				_("{0} has no email address. Enter one on the contact, or send the document from its form.")
			).format(bold(name_of(doc))),
			title=_("No Email Address"),
		)
	text = write_mail(doc, sending.template_for(doc.doctype))
	pdf = make_pdf(doc) if sending.attach_pdf else None
	sent = make(
		doctype=doc.doctype,
		name=doc.name,
		recipients=to,
		cc=one_line(cc) if cc else None,
		subject=one_line(subject) if subject else text.subject,
		content=(message or text.message) + _signature() + text.extract,
		attachments=[pdf.name] if pdf else [],
		send_email=True,
	)
	return {"communication": sent["name"], "recipients": to}


def send_by_profile(doc: Document, sending: Sending, **given: str | None) -> dict[str, Any]:
	"""What the profile says, where nobody is asked: {email, printer, communication, recipients}.

	`email` and `printer` are the profile's answers. A mail that shall be looked at first (PROMPTED) is not sent.
	"""
	sent: dict[str, Any] = {"communication": None, "recipients": ""}
	if sending.email == AT_ONCE:
		sent = send_mail(doc, sending, **given)
	return {"email": sending.email, "printer": sending.printer, **sent}


def send_unasked(doc: Document, sending: Sending) -> str:
	"""For many documents at once, where no mail can open: prompt or not, it is sent. Returns what became of it."""
	if sending.email == NO:
		frappe.throw(
			said(_("Sending profile {0} sends no emails.")).format(bold(sending.profile))
			if sending.profile
			else _("No emails are sent to this customer.")
		)
	return _("Sent to {0}.").format(send_mail(doc, sending)["recipients"])


def _signature() -> str:
	"""The user's, else that of the account the mails leave from, as HTML."""
	own = frappe.db.get_value("User", frappe.session.user, "email_signature")
	account = {"default_outgoing": 1, "add_signature": 1}
	signature = own or frappe.db.get_value("Email Account", account, "signature")
	return f"<br>{signature}<br>" if signature else ""
