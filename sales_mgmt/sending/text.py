"""What a mail about a document says: subject, text, and an extract of the document under it.

The text is an Email Template of the sending profile, or the one that the app brings. Templates call
`sales_mail(doctype, name)` (`jinja` in hooks.py) for what they need; one that shows the extract itself does not get it
a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.print_formats.language import speaking
from sales_mgmt.print_formats.payment_links.payment_services import payment_links
from sales_mgmt.print_formats.view import SalesPrint
from sales_mgmt.sending.choice import one_line
from sales_mgmt.sending.recipients import contact_of, language_of, name_of
from sales_mgmt.settings import get_settings

MESSAGE = "sales_mgmt/templates/sending/message.html"
EXTRACT = "sales_mgmt/templates/sending/extract.html"
SHOWN_LINES = 20


@dataclass(frozen=True)
class MailText:
	"""All HTML but `subject`. `message` may be edited before it is sent, `extract` follows under it."""

	subject: str
	message: str
	extract: str


class SalesMail:
	"""A document as a mail shows it. Texts are plain, except `extract` and `payment_links_html`."""

	def __init__(self, doc: Document) -> None:
		self.doc = doc
		self.page = SalesPrint(doc)
		self.shows_extract = False

	@property
	def number(self) -> str:
		return self.page.number

	@property
	def customer_name(self) -> str:
		"""Who gets the document."""
		return name_of(self.doc)

	@property
	def first_name(self) -> str:
		"""Of the contact who is addressed, blank if there is none."""
		contact = contact_of(self.doc)
		return (contact and frappe.db.get_value("Contact", contact, "first_name")) or ""

	@property
	def sender_name(self) -> str:
		user = frappe.session.user
		return "" if user in frappe.STANDARD_USERS else frappe.utils.get_fullname(user)

	@property
	def kind(self) -> str:
		return kind_of(self.doc.doctype)

	@property
	def subject(self) -> str:
		"""Which document, and from whom: customers get mails of many companies."""
		company = get_settings().company_name
		if company:
			return _("{0} {1} from {2}").format(self.kind, self.number, company)
		return f"{self.kind} {self.number}"

	@property
	def has_prices(self) -> bool:
		return self.doc.meta.has_field("amount_including_vat")

	@property
	def total(self) -> str:
		"""With its currency."""
		return self.page.total(self.doc.amount_including_vat) if self.has_prices else ""

	@property
	def left_to_pay(self) -> str:
		"""What a posted invoice still asks for, with its currency. Blank when nothing is left."""
		is_invoice = self.doc.doctype == "Sales Invoice" and self.doc.docstatus == 1
		return (
			self.page.total(self.doc.remaining_amount) if is_invoice and self.doc.remaining_amount > 0 else ""
		)

	@property
	def due_date(self) -> str:
		return self.page.date("due_date") if self.left_to_pay else ""

	@property
	def valid_until(self) -> str:
		return self.page.date("valid_until")

	@property
	def lines(self) -> list[Any]:
		return [line for line in self.doc.lines if line.type != "Comment"][:SHOWN_LINES]

	@property
	def more_lines(self) -> int:
		return max(0, sum(line.type != "Comment" for line in self.doc.lines) - SHOWN_LINES)

	@property
	def payment_links(self) -> list[dict[str, str]]:
		"""[{label, url}]"""
		return payment_links(self.doc)

	@property
	def extract(self) -> str:
		"""Lines, total, due date and payment links as HTML."""
		self.shows_extract = True
		return frappe.render_template(EXTRACT, {"mail": self, "doc": self.doc, "page": self.page})


def kind_of(doctype: str) -> str:
	"""What the customer calls the document."""
	return {
		"Sales Quote": _("Quote"),
		"Sales Order": _("Order Confirmation"),
		"Sales Shipment": _("Delivery Note"),
		"Sales Invoice": _("Invoice"),
		"Sales Credit Memo": _("Credit Memo"),
		"Return Receipt": _("Return Receipt"),
	}[doctype]


def sales_mail(doctype: str, name: str) -> SalesMail:
	"""For Email Templates (`jinja` in hooks.py). Raises PermissionError for a document the user may not read."""
	writing = frappe.flags.sales_mail
	if writing and (writing.doc.doctype, writing.doc.name) == (doctype, name):
		return writing
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return SalesMail(doc)


def write_mail(doc: Document, template: str) -> MailText:
	"""The mail about a document, in its customer's language. `template`: an Email Template, blank for the app's own."""
	with speaking(language_of(doc)):
		mail = SalesMail(doc)
		frappe.flags.sales_mail = mail
		try:
			subject, message = _from_template(doc, template) if template else _own_text(mail)
		finally:
			frappe.flags.sales_mail = None
		extract = "" if mail.shows_extract else mail.extract
	return MailText(one_line(subject), message, extract)


def _own_text(mail: SalesMail) -> tuple[str, str]:
	return mail.subject, frappe.render_template(MESSAGE, {"mail": mail, "doc": mail.doc})


def _from_template(doc: Document, name: str) -> tuple[str, str]:
	template = frappe.get_cached_doc("Email Template", name)
	values = doc.as_dict(convert_dates_to_str=True)
	return template.get_formatted_subject(values), template.get_formatted_response(values)
