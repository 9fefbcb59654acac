"""Reads Document Sending Profiles: whose holds for a document."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from sales_mgmt.sending.choice import Sending, choose_sending, receiver_field

PROFILE = "Document Sending Profile"


def receiver_of(doc: Document, sent_as: str | None = None) -> str | None:
	"""The customer who gets the document. None for a quote to a contact.

	`sent_as`: the DocType that is made of it and sent; an order's invoice may go to somebody else.
	"""
	return doc.get(receiver_field(sent_as or doc.doctype, doc.get("bill_to_customer"))) or None


def sending_of(doc: Document, profile: str | None = None, sent_as: str | None = None) -> Sending:
	"""How the document is sent: by the `profile` chosen for it, else the customer's, else the default one."""
	if profile:
		return _read(profile)
	customer = receiver_of(doc, sent_as)
	if not customer and doc.get("customer_template"):
		own = frappe.db.get_value("Customer Template", doc.customer_template, "document_sending_profile")
	else:
		own = customer and frappe.db.get_value("Customer", customer, "document_sending_profile")
	if own:
		return choose_sending(_read(own), None)
	default = frappe.db.get_value(PROFILE, {"is_default": 1})
	return choose_sending(None, _read(default) if default else None)


def _read(name: str) -> Sending:
	doc = frappe.get_cached_doc(PROFILE, name)
	return Sending(
		profile=doc.name,
		email=doc.email,
		printer=doc.printer,
		attach_pdf=bool(doc.attach_pdf),
		template=doc.email_template or "",
		templates=tuple((row.document_type, row.email_template) for row in doc.templates),
	)
