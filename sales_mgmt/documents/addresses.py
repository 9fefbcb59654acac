"""Addresses and contacts of customers: Frappe's own, chosen in one query for all customers of a document."""

import html
from collections.abc import Iterable
from typing import Any

import frappe
from frappe.contacts.doctype.address_template.address_template import get_default_address_template
from markupsafe import escape

from sales_mgmt.texts.addresses import lines_of_html


def default_addresses(customers: Iterable[str]) -> dict[str, dict[str, str]]:
	"""{customer: {"shipping": address, "billing": address}}; the preferred address first, any other otherwise."""
	address, link = frappe.qb.DocType("Address"), frappe.qb.DocType("Dynamic Link")
	rows = (
		frappe.qb.from_(address)
		.join(link)
		.on((link.parent == address.name) & (link.parenttype == "Address"))
		.select(
			link.link_name.as_("customer"),
			address.name,
			address.address_type,
			address.is_shipping_address,
			address.is_primary_address,
		)
		.where(
			(link.link_doctype == "Customer")
			& link.link_name.isin(sorted(customers))
			& (address.disabled == 0)
		)
		.orderby(address.creation)
		.run(as_dict=True)
	)
	chosen: dict[str, dict[str, str]] = {}
	for purpose, flag, kind in (
		("shipping", "is_shipping_address", "Shipping"),
		("billing", "is_primary_address", "Billing"),
	):
		ranked = sorted(rows, key=lambda row: (not row[flag], row.address_type != kind))
		for row in ranked:
			chosen.setdefault(row.customer, {}).setdefault(purpose, row.name)
	return chosen


def primary_contact(customer: str) -> str | None:
	"""Whom to speak to at a customer, if somebody is marked so."""
	contact, link = frappe.qb.DocType("Contact"), frappe.qb.DocType("Dynamic Link")
	rows = (
		frappe.qb.from_(contact)
		.join(link)
		.on((link.parent == contact.name) & (link.parenttype == "Contact"))
		.select(contact.name)
		.where(
			(link.link_doctype == "Customer")
			& (link.link_name == customer)
			& (contact.is_primary_contact == 1)
		)
		.orderby(contact.creation)
		.limit(1)
		.run()
	)
	return rows[0][0] if rows else None


def display(address: str) -> str:
	"""The address as lines of text, by the country's address template; Frappe's own where the site has none."""
	values = frappe.get_cached_doc("Address", address).as_dict()
	template = frappe.qb.DocType("Address Template")
	rows = (
		frappe.qb.from_(template)
		.select(template.template)
		.where((template.country == values.country) | (template.is_default == 1))
		.orderby(template.is_default)
		.limit(1)
		.run()
	)
	# The values go through the template as text, so that what looks like a tag in them is not lost with its own.
	typed = {name: _as_text(value) for name, value in values.items()}
	made = frappe.render_template(rows[0][0] if rows else get_default_address_template(), typed)
	return "\n".join(lines_of_html(made))


def _as_text(value: Any) -> Any:
	"""Frappe's own sanitiser may have escaped an address already, and a template may or may not escape it."""
	return escape(html.unescape(value)) if isinstance(value, str) else value
