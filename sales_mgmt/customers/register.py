"""A new customer in one step: card, address and contact (domain A02)."""

import re
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.customers.language import language_of_country
from sales_mgmt.customers.templates import choose_template, fill_from
from sales_mgmt.ownership import insert_built

ADDRESS = (
	"address_line1",
	"address_line2",
	"city",
	"county",
	"state",
	"pincode",
	"country",
	"email_id",
	"phone",
)
CONTACT = ("first_name", "last_name", "salutation", "designation")
NOT_TYPED = ("doctype", "name", "naming_series")


def register(
	customer_name: str,
	template: str | None,
	values: dict[str, Any],
	address: dict[str, Any],
	contact: dict[str, Any],
) -> Document:
	"""Insert a customer, from a template where there is one; what is in `values` comes before the template."""
	if not (customer_name or "").strip():
		frappe.throw(_("Enter the name of the customer."))
	customer = frappe.new_doc("Customer")
	if chosen := choose_template(template):
		fill_from(chosen, customer)
	fields = {name: value for name, value in values.items() if customer.meta.has_field(name)}
	customer.update({name: fields[name] for name in fields if name not in NOT_TYPED})
	customer.customer_name = customer_name.strip()
	has_address = _filled(address, ADDRESS, besides=("country",))
	country = address.get("country") or (has_address and _home())
	customer.language = customer.language or language_of_country(country or None)
	insert_built(customer)
	if has_address:
		_check_address(address)
		_insert_address(customer, address)
	if _filled(contact, (*CONTACT, "email", "phone")):
		_insert_contact(customer, contact)
	return customer


def _filled(values: dict[str, Any], fields: tuple[str, ...], besides: tuple[str, ...] = ()) -> bool:
	return any(values.get(field) for field in fields if field not in besides)


def _check_address(values: dict[str, Any]) -> None:
	if not values.get("address_line1") or not values.get("city"):
		frappe.throw(
			_("An address needs a street and a city. Fill in both, or leave the whole address empty.")
		)


def _insert_address(customer: Document, values: dict[str, Any]) -> None:
	"""The address is that of bills and goods until others are added. It comes with the right to make customers."""
	address = _linked("Address", customer)
	address.update({field: values.get(field) for field in ADDRESS})
	address.update(
		{
			"address_title": _fit_for_a_name(customer),
			"address_type": values.get("address_type") or "Billing",
			"country": values.get("country") or _home(),
			"is_primary_address": 1,
			"is_shipping_address": 1,
		}
	)
	address.insert(ignore_permissions=True)


def _home() -> str | None:
	return frappe.db.get_default("country")


def _fit_for_a_name(customer: Document) -> str:
	"""Frappe names addresses and contacts by their titles, and a name holds no angle brackets."""
	return re.sub("[<>]", "", customer.customer_name).strip() or customer.name


def _insert_contact(customer: Document, values: dict[str, Any]) -> None:
	"""The person to talk to first. A contact without a name gets the customer's."""
	contact = _linked("Contact", customer)
	contact.update({field: values.get(field) for field in CONTACT})
	if not contact.first_name and not contact.last_name:
		contact.first_name = _fit_for_a_name(customer)
	contact.is_primary_contact = 1
	if values.get("email"):
		contact.append("email_ids", {"email_id": values["email"], "is_primary": 1})
	if values.get("phone"):
		contact.append("phone_nos", {"phone": values["phone"], "is_primary_phone": 1})
	contact.insert(ignore_permissions=True)


def _linked(doctype: str, customer: Document) -> Document:
	doc = frappe.new_doc(doctype)
	doc.append("links", {"link_doctype": "Customer", "link_name": customer.name})
	return doc
