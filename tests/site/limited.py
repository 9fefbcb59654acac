"""Two people with every role, told to look after one customer or one location, and documents of both sides."""

from __future__ import annotations

from typing import Any

import frappe
from build import BERGEN, DAY, OSLO, adjust, draft, goods, invoice, item, order, post, quote

from sales_mgmt import api

EVERY_ROLE = ("Sales User", "Sales Manager", "Shipping User", "Billing User", "Sales Auditor")
OF_OSLO, OF_EAST = "of.oslo@example.com", "of.east@example.com"


def limited_user(name: str, **limits: str | list[str]) -> str:
	"""A user with every role of the app, and user permissions {DocType: names}."""
	user = {"doctype": "User", "name": name, "email": name, "first_name": name, "enabled": 1}
	frappe.get_doc({**user, "user_type": "System User"}).db_insert()
	for role in EVERY_ROLE:
		place = {"parent": name, "parenttype": "User", "parentfield": "roles"}
		frappe.get_doc({"doctype": "Has Role", **place, "role": role}).db_insert()
	limit(name, **limits)
	return name


def limit(user: str, **limits: str | list[str]) -> None:
	for doctype, names in limits.items():
		for value in [names] if isinstance(names, str) else names:
			values = {"user": user, "allow": doctype.replace("_", " "), "for_value": value}
			frappe.get_doc({"doctype": "User Permission", **values}).insert()


def documents(customer: str, location: str) -> dict[str, str]:
	"""A name of every DocType that belongs to a customer or a location."""
	code = goods()
	moved = adjust((code, 100, 60), location=location)
	values = {"customer": customer, "location": location}
	sale = order(item(code, 4), **values)
	posted = post(sale, ship=True, invoice=True)
	payment = api.register_payment(customer, 100, DAY, posted.invoice)
	back = draft("Sales Return Order", item(code, 1), **values)
	names = {
		"Sales Quote": quote(item(code), **values).name,
		"Sales Order": order(item(code), **values).name,
		"Sales Invoice": invoice(item(code), **values).name,
		"Sales Shipment": posted.shipment,
		"Sales Return Order": draft("Sales Return Order", item(code), **values).name,
		"Sales Credit Memo": draft("Sales Credit Memo", item(code), **values).name,
		"Return Receipt": post(back, ship=True).return_receipt,
		"Customer Payment": payment,
		"Inventory Adjustment": moved.name,
		"Customer Application": _first("Customer Application", document_name=payment),
		"Customer Ledger Application": _first("Customer Ledger Application", document_name=payment),
		"Item Ledger Entry": _first("Item Ledger Entry", document_name=posted.shipment),
		"Stock Level": _first("Stock Level", item=code, location=location),
		"Price List": _price_list(customer),
		"Customer": customer,
		"Location": location,
		"Address": _of_customer("Address", customer),
		"Contact": _of_customer("Contact", customer),
	}
	names["Item Value Entry"] = _first("Item Value Entry", item_ledger_entry=names["Item Ledger Entry"])
	names["Item Application Entry"] = _first(
		"Item Application Entry", outbound_entry=names["Item Ledger Entry"]
	)
	for ledger in ("Customer Ledger Entry", "General Ledger Entry", "VAT Entry"):
		names[ledger] = _first(ledger, document_name=posted.invoice)
	return names


def _first(doctype: str, **filters: Any) -> str:
	return frappe.get_all(doctype, filters, pluck="name", limit=1)[0]


def _price_list(customer: str) -> str:
	line = {"product_type": "Item", "item": "1000", "defines": "Price", "unit_price": 90}
	values = {"code": frappe.generate_hash(length=8), "applies_to": "Customer", "customer": customer}
	return frappe.get_doc({"doctype": "Price List", **values, "lines": [line]}).insert().name


def _of_customer(doctype: str, customer: str) -> str:
	values = {
		"address_title": customer,
		"address_type": "Billing",
		"address_line1": "Gata 1",
		"city": "By",
		"country": "Norway",
	}
	if doctype == "Contact":
		values = {"first_name": customer}
	links = [{"link_doctype": "Customer", "link_name": customer}]
	with_picture, frappe.flags.in_import = frappe.flags.in_import, True
	try:
		return frappe.get_doc({"doctype": doctype, **values, "links": links}).insert().name
	finally:
		frappe.flags.in_import = with_picture


def ours_and_theirs() -> tuple[dict[str, str], dict[str, str]]:
	"""Oslo's documents, all at EAST, and Bergen's, all at MAIN."""
	return documents(OSLO, "EAST"), documents(BERGEN, "MAIN")
