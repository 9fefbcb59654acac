"""Whom a document is mailed to, and in which language."""

from __future__ import annotations

import frappe
from frappe.contacts.doctype.contact.contact import get_default_contact
from frappe.model.document import Document

from sales_mgmt.sending.choice import choose_address
from sales_mgmt.sending.profiles import receiver_of


def address_of(doc: Document, sent_as: str | None = None) -> str:
	"""The document's contact, else the contact and then the address of the customer who gets it; blank if none has one.

	`sent_as` as in `receiver_of`.
	"""
	customer = receiver_of(doc, sent_as)
	own = _mail("Contact", doc.get("contact"))
	return choose_address(own, _is_contacts(doc, customer), _of_customer(doc, customer))


def contact_of(doc: Document) -> str | None:
	"""The contact who is addressed: the document's, unless another customer gets it, else that of the customer."""
	customer = receiver_of(doc)
	own = doc.get("contact") if _is_contacts(doc, customer) else None
	return own or (customer and get_default_contact("Customer", customer)) or None


def _is_contacts(doc: Document, customer: str | None) -> bool:
	"""Whether the document's contact belongs to who gets the document."""
	return customer in (None, doc.get("customer"))


def _of_customer(doc: Document, customer: str | None) -> list[str | None]:
	if not customer:
		return []
	return [
		_mail("Contact", get_default_contact("Customer", customer)),
		_mail("Address", doc.get("bill_to_address")),
	]


def _mail(doctype: str, name: str | None) -> str | None:
	return name and frappe.db.get_value(doctype, name, "email_id")


def name_of(doc: Document) -> str:
	"""The name of the customer who gets the document."""
	is_payer = receiver_of(doc) == doc.get("bill_to_customer") and doc.get("bill_to_name")
	return doc.bill_to_name if is_payer else doc.get("customer_name") or ""


def language_of(doc: Document) -> str:
	"""The document's, which is its customer's; that of the site for want of both."""
	customer = receiver_of(doc)
	return (
		doc.get("language")
		or (customer and frappe.db.get_value("Customer", customer, "language"))
		or frappe.db.get_single_value("System Settings", "language")
		or "en"
	)
