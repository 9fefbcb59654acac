"""Addresses and contacts of customers: Frappe's own, chosen in one query for all customers of a document."""

import html
from collections.abc import Iterable, Sequence
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
	return displays([frappe.get_cached_doc("Address", address).as_dict()])[0]


def displays(addresses: Sequence[dict[str, Any]]) -> list[str]:
	"""The same for addresses whose fields are read already. One query."""
	template = frappe.qb.DocType("Address Template")
	countries = sorted({address["country"] for address in addresses if address.get("country")})
	rows = (
		frappe.qb.from_(template)
		.select(template.country, template.is_default, template.template)
		.where(template.country.isin(countries or [""]) | (template.is_default == 1))
		.run(as_dict=True)
	)
	by_country = {row.country: row.template for row in rows}
	usual = next((row.template for row in rows if row.is_default), None) or get_default_address_template()
	return [_display(address, by_country.get(address.get("country"), usual)) for address in addresses]


def _display(address: dict[str, Any], template: str) -> str:
	# The values go through the template as text, so that what looks like a tag in them is not lost with its own.
	typed = {name: _as_text(value) for name, value in address.items()}
	return "\n".join(lines_of_html(frappe.render_template(template, typed)))


def _as_text(value: Any) -> Any:
	"""Frappe's own sanitiser may have escaped an address already, and a template may or may not escape it."""
	return escape(html.unescape(value)) if isinstance(value, str) else value
