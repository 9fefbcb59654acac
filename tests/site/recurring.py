"""Sets of recurring lines and whom they are given to, for site tests."""

from __future__ import annotations

from typing import Any

import frappe

from sales_mgmt import api


def line_set(*lines: dict[str, Any], **values: Any) -> str:
	"""A new set of recurring lines. Returns its code."""
	code = f"R{frappe.generate_hash(length=8)}".upper()
	doc = {
		"doctype": "Recurring Sales Lines",
		"code": code,
		"description": f"Set {code}",
		"lines": list(lines),
	}
	return frappe.get_doc({**doc, **values}).insert().name


def give(customer: str, code: str, **values: Any) -> str:
	"""Give a set to a customer, from 1 Jan to 30 Jun 2026 unless said otherwise."""
	valid = {"valid_from": "2026-01-01", "valid_to": "2026-06-30"}
	doc = {"doctype": "Customer Recurring Sales Lines", "customer": customer, "recurring_lines": code}
	return frappe.get_doc({**doc, **valid, **values}).insert().name


def price_for(customer: str, item: str, price: float) -> None:
	"""A price that is agreed with one customer."""
	line = {"product_type": "Item", "item": item, "defines": "Price", "unit_price": price}
	code = frappe.generate_hash(length=8)
	values = {"doctype": "Price List", "code": code, "applies_to": "Customer", "customer": customer}
	doc = frappe.get_doc({**values, "lines": [line]}).insert()
	api.activate_price_list(doc.name)
