"""A mail server of this machine for a test, and an Email Account that sends to it.

Frappe commits between the steps of sending; here that would keep what a test wrote, so for the time of sending a commit
does nothing. Everything else is real: the queue, the message, the connection.
"""

from __future__ import annotations

import email
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import policy
from email.message import EmailMessage
from io import BytesIO
from unittest.mock import patch

import frappe
from aiosmtpd.controller import Controller
from frappe.model.document import Document
from pypdf import PdfReader

SENDER = "sales@nordavind.example"


class Mailbox:
	"""What the server received, parsed: `messages`. `busy`: it refuses everything, as one does that is overloaded."""

	def __init__(self) -> None:
		self.messages: list[EmailMessage] = []
		self.recipients: list[list[str]] = []
		self.busy = False

	async def handle_DATA(self, _server, _session, envelope):
		if self.busy:
			return "451 The server is busy"
		self.messages.append(email.message_from_bytes(envelope.content, policy=policy.default))
		self.recipients.append(envelope.rcpt_tos)
		return "250 OK"


class Server(Controller):
	"""On any free port, which is known once it listens."""

	def _trigger_server(self):
		self.port = self.server.sockets[0].getsockname()[1]
		super()._trigger_server()


@contextmanager
def mail_server() -> Iterator[Mailbox]:
	box = Mailbox()
	frappe.db.delete("Email Queue", {"status": ("in", ["Not Sent", "Partially Sent"])})  # of browser tests
	server = Server(box, hostname="127.0.0.1", port=0)
	server.start()
	try:
		_account(server.port)
		with _unmuted():
			yield box
	finally:
		server.stop()
		frappe.local.outgoing_email_account = {}


@contextmanager
def _unmuted() -> Iterator[None]:
	with patch.dict(frappe.local.conf, mute_emails=0), patch.dict(frappe.flags, mute_emails=False):
		yield


def _account(port: int) -> None:
	values = {"email_account_name": "Sales", "email_id": SENDER, "enable_outgoing": 1, "default_outgoing": 1}
	server = {"smtp_server": "127.0.0.1", "smtp_port": port, "no_smtp_authentication": 1}
	frappe.get_doc({"doctype": "Email Account", **values, **server}).insert()
	frappe.local.outgoing_email_account = {}


def queued(doc: Document) -> list[Document]:
	"""The mails about a document, in the order they were queued."""
	filters = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	names = frappe.get_all("Email Queue", filters, pluck="name", order_by="creation asc")
	return [frappe.get_doc("Email Queue", name) for name in names]


def deliver() -> None:
	"""What the worker does every few minutes: send what waits, each mail on its own."""
	from frappe.email.queue import get_queue

	with patch.object(frappe.db, "commit", lambda: None):
		for row in get_queue():
			with suppress(Exception):
				frappe.get_doc("Email Queue", row.name).send()


def html(message: EmailMessage) -> str:
	return message.get_body(("html",)).get_content()


def attached(message: EmailMessage) -> dict[str, str]:
	"""{file name: text of the PDF}"""
	return {name: "\n".join(page.extract_text() for page in pdf.pages) for name, pdf in _pdfs(message)}


def linked(message: EmailMessage) -> list[str]:
	"""The addresses that can be clicked in the attached PDFs."""
	notes = [
		note.get_object()
		for _name, pdf in _pdfs(message)
		for page in pdf.pages
		for note in page.get("/Annots", ())
	]
	return [note["/A"]["/URI"] for note in notes if "/A" in note]


def _pdfs(message: EmailMessage) -> list[tuple[str, PdfReader]]:
	return [
		(part.get_filename(), PdfReader(BytesIO(part.get_payload(decode=True))))
		for part in message.iter_attachments()
	]


def pay_by_vipps(request):
	"""As another app would write it (hook `sales_mgmt_payment_services`)."""
	url = f"https://pay.example.com/{request.number}/{request.amount:.0f}"
	return {"label": "Pay with Vipps", "url": url}


def pay_in_the_open(_request):
	return {"label": "Insecure", "url": "http://insecure.example.com"}
