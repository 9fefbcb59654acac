"""Rows that are added to a stored document, by a script or over REST, get the defaults of rows on a new one."""

import frappe


def test_a_row_added_later_is_an_item_line_that_allows_an_invoice_discount():
	lines = [{"item": "1000", "quantity": 1}]
	doc = frappe.get_doc({"doctype": "Sales Order", "customer": "C-00001", "lines": lines})
	doc.invoice_discount_percent = 10
	doc.insert()
	stored = frappe.get_doc("Sales Order", doc.name)
	stored.append("lines", {"item": "1000", "quantity": 2})
	stored.append("lines", {"account": "3900", "quantity": 1, "unit_price": 100})
	stored.append("lines", {"description": "Thank you for your order."})
	stored.save()
	assert [line.type for line in stored.lines] == ["Item", "Item", "G/L Account", "Comment"]
	# 100 + 200 + 100, less 10 %
	assert [line.invoice_discount_amount for line in stored.lines] == [10, 20, 10, 0]
