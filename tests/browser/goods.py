"""Runs on the site, before the browser opens: the demo company, goods of our own in stock, and a new customer.

The journeys sell only these goods, and every run to a customer of its own, so they can be repeated on one site and
leave what other tests look at alone. `goods.py [NAME OF THE CUSTOMER]` prints the customer's number and name as JSON.
"""

from __future__ import annotations

import json
import sys

import frappe

from dev.demo import company

ITEMS = {"7000": ("Brass bell", 100, 60), "7010": ("Wicker basket", 250, 150)}
"""Code → name, price, cost; VAT is 25 %."""

ENOUGH = 200
NAME = "Lofoten Sykkel AS"


def provide(customer_name: str = NAME) -> None:
	company.load()
	_forget_list_filters()
	for code, (name, price, cost) in ITEMS.items():
		if not frappe.db.exists("Item", code):
			_item(code, name, price, cost)
	short = [code for code in ITEMS if _on_hand(code) < ENOUGH]
	if short:
		_restock(short)
	frappe.db.commit()
	customer = _customer(customer_name)
	frappe.db.commit()
	print(json.dumps({"name": customer, "customer_name": customer_name}))


def _forget_list_filters() -> None:
	"""Frappe remembers the last filters of everybody; a journey begins with those that the app gives."""
	frappe.db.delete("__UserSettings", {"user": ("in", company.PEOPLE)})
	frappe.cache.delete_value("_user_settings")


def _item(code: str, name: str, price: float, cost: float) -> None:
	groups = {"product_posting_group": "GOODS", "vat_product_group": "STANDARD"}
	kind = {"item_type": "Inventory", "inventory_posting_group": "PARTS", "base_uom": "PCS"}
	values = {"item_code": code, "item_name": name, "unit_price": price, "unit_cost": cost}
	frappe.get_doc({"doctype": "Item", **values, **groups, **kind}).insert()


def _on_hand(code: str) -> float:
	return frappe.db.get_value("Stock Level", {"item": code, "location": "MAIN"}, "quantity") or 0


def _restock(codes: list[str]) -> None:
	lines = [
		{"item": code, "location": "MAIN", "quantity": 1000, "unit_cost": ITEMS[code][2]} for code in codes
	]
	frappe.get_doc({"doctype": "Inventory Adjustment", "location": "MAIN", "lines": lines}).insert().submit()


def _customer(name: str) -> str:
	"""A copy of the demo's first customer, without prices of its own, with an address to print."""
	customer = frappe.copy_doc(frappe.get_doc("Customer", "C-00001"))
	customer.update({"customer_name": name, "price_group": None})
	customer.insert()
	address = {"address_title": name, "address_type": "Billing", "address_line1": "Torget 3"}
	place = {"pincode": "8300", "city": "Svolvær", "country": "Norway", "is_primary_address": 1}
	links = [{"link_doctype": "Customer", "link_name": customer.name}]
	frappe.get_doc({"doctype": "Address", **address, **place, "links": links}).insert()
	return customer.name


if __name__ == "__main__":
	provide(*sys.argv[1:])
