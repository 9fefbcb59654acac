"""Contacts that are no customers yet (domain A03, A35): quoted by a customer template, customers once they say yes.

A contact that became a customer in the meantime is that customer: the second quote makes no second one.
"""

import frappe
from frappe.model.document import Document

from sales_mgmt.customers.register import register
from sales_mgmt.customers.templates import fill_from
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.shape import DocumentShape


def customers_of(contact: Document) -> list[str]:
	"""The customers that a contact belongs to."""
	return sorted({link.link_name for link in contact.links if link.link_doctype == "Customer"})


def name_of(contact: Document) -> str:
	"""What a customer made from this contact is called: the company, or else the person."""
	person = " ".join(filter(None, (contact.first_name, contact.last_name)))
	return contact.company_name or person or contact.name


def address_of_contact(contact: str | None) -> str | None:
	return frappe.get_cached_doc("Contact", contact).address if contact else None


def prospect(doc: DocumentShape) -> Document:
	"""The customer that the quote's template would make of its contact. Never saved."""
	customer = frappe.new_doc("Customer")
	fill_from(frappe.get_cached_doc("Customer Template", doc.customer_template), customer)
	customer.customer_name = name_of(frappe.get_cached_doc("Contact", doc.contact))
	return customer


def customer_from_contact(contact: str, template: str) -> str:
	"""The customer of a contact, made from a template if there is none yet. Returns its name.

	The contact is locked: two quotes that are converted at the same time make one customer.
	"""
	person = frappe.get_doc("Contact", contact, for_update=True)
	existing = customers_of(person)
	if len(existing) > 1:
		message = sentence("Contact {0} belongs to {1} customers. Choose one of them on the quote.")
		refuse([Finding("several_customers", message, (person.name, str(len(existing))))])
	return existing[0] if existing else _make(person, template)


def _make(person: Document, template: str) -> str:
	"""The contact and its address become the customer's own, they are not copied."""
	customer = register(name_of(person), template, {}, {}, {})
	link = {"link_doctype": "Customer", "link_name": customer.name}
	# Whoever may make customers may say whose contact and address these are, as when typing them in.
	person.append("links", link)
	person.is_primary_contact = 1
	person.save(ignore_permissions=True)
	if person.address:
		address = frappe.get_doc("Address", person.address)
		address.append("links", link)
		address.update({"is_primary_address": 1, "is_shipping_address": 1})
		address.save(ignore_permissions=True)
	return customer.name
