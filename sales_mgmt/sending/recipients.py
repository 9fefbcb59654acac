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
	contact = doc.get("contact") and frappe.db.get_value("Contact", doc.contact, "email_id")
	is_contacts_customer = customer in (None, doc.get("customer"))
	return choose_address(contact, is_contacts_customer, _of_customer(doc, customer) if customer else ())


def _of_customer(doc: Document, customer: str) -> list[str | None]:
	contact = get_default_contact("Customer", customer)
	return [
		contact and frappe.db.get_value("Contact", contact, "email_id"),
		doc.get("bill_to_address") and frappe.db.get_value("Address", doc.bill_to_address, "email_id"),
	]


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
