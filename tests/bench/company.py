"""What is measured with: 200 items, eight customers, shelves that never run empty. And how their traces go."""

from __future__ import annotations

import random

import frappe

ITEMS, CUSTOMERS, STOCK = 200, 8, 1_000_000
LIKE = "C-00001"
LEFT_BEHIND = (
	"Sales Quote",
	"Sales Order",
	"Sales Invoice",
	"Sales Shipment",
	"Sales Line",
	"Sales Invoice Line",
	"Sales Shipment Line",
	"Sales Return Order",
	"Sales Credit Memo",
	"Sales Credit Memo Line",
	"Return Receipt",
	"Return Receipt Line",
	"Customer Payment",
	"Customer Payment Line",
	"Customer Ledger Entry",
	"Customer Application",
	"Customer Ledger Application",
	"General Ledger Entry",
	"VAT Entry",
	"Item Ledger Entry",
	"Item Value Entry",
	"Item Application Entry",
	"Stock Level",
	"Inventory Adjustment",
	"Inventory Adjustment Line",
	"Version",
)
"""What is emptied before measuring, so that every run finds the site as the first one did."""


def item(number: int) -> str:
	return f"BENCH-{number % ITEMS + 1:03}"


def customer(number: int) -> str:
	return f"BENCH-C{number % CUSTOMERS + 1}"


def open_business() -> None:
	"""Empty the books, then fill the shelves."""
	for doctype in LEFT_BEHIND:
		if frappe.db.exists("DocType", doctype):
			frappe.db.truncate(doctype)
	for number in range(ITEMS):
		_item(item(number), 100 + number)
	for number in range(CUSTOMERS):
		_customer(customer(number))
	frappe.db.commit()
	lines = [
		{"item": item(number), "location": "MAIN", "quantity": STOCK, "unit_cost": 60}
		for number in range(ITEMS)
	]
	frappe.get_doc(
		{"doctype": "Inventory Adjustment", "posting_date": frappe.utils.nowdate(), "lines": lines}
	).insert().submit()
	frappe.db.commit()


def _item(code: str, price: float) -> None:
	if frappe.db.exists("Item", code):
		return
	groups = {"product_posting_group": "GOODS", "vat_product_group": "STANDARD"}
	kind = {"item_type": "Inventory", "inventory_posting_group": "PARTS"}
	values = {"item_code": code, "item_name": f"Part {code}", "base_uom": "PCS", "unit_price": price}
	frappe.get_doc({"doctype": "Item", "unit_cost": 60, **values, **groups, **kind}).insert()


def _customer(name: str) -> None:
	if frappe.db.exists("Customer", name):
		return
	doc = frappe.copy_doc(frappe.get_doc("Customer", LIKE))
	doc.customer_name = f"Buyer {name}"
	doc.insert(set_name=name)


def lines(count: int, first: int = 0) -> list[dict]:
	"""`count` lines, each with the next item, a quantity and a line discount."""
	return [_line(first + index, index % 9 + 1) for index in range(count)]


def shared_lines(count: int, items: int, chance: random.Random) -> list[dict]:
	"""`count` lines with different ones of the first `items` items, in random order."""
	return [_line(number, 1) for number in chance.sample(range(items), count)]


def _line(number: int, quantity: int) -> dict:
	return {"type": "Item", "item": item(number), "quantity": quantity, "line_discount_percent": 5}
