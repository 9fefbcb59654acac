"""What follows from editing an order whose shipping has begun, whatever the road in."""

import frappe
import frappe.client
from build import goods, item, order, post, quantities, statuses

from sales_mgmt import api


def test_a_line_that_grows_is_not_shipped_in_full_any_more(books):
	sale = order(item(goods(stock=20), 10))
	post(sale, ship=True)
	api.reopen("Sales Order", sale.name)
	sale.reload()
	sale.lines[0].quantity = 11
	sale.save()
	assert statuses(sale) == ("Open", "Partly Shipped", "Not Invoiced")


def test_a_line_that_goes_may_be_the_last_one_that_was_missing(books):
	sale = order(item(goods(stock=10), 10), item(goods(), 5, qty_to_ship=0))
	post(sale, ship=True)
	assert statuses(sale) == ("Released", "Partly Shipped", "Not Invoiced")
	api.reopen("Sales Order", sale.name)
	sale.reload()
	sale.remove(sale.lines[1])
	sale.save()
	assert statuses(sale) == ("Open", "Shipped", "Not Invoiced")


def test_taking_out_all_that_is_left_completes_the_order(books):
	sale = order(item(goods(stock=10), 10), item(goods(), 5, qty_to_ship=0))
	post(sale, ship=True, invoice=True)
	api.reopen("Sales Order", sale.name)
	sale.reload()
	sale.remove(sale.lines[1])
	sale.save()
	assert statuses(sale) == ("Completed", "Shipped", "Invoiced")


def test_rows_that_are_added_after_others_were_taken_out_come_last(books):
	code = goods()
	sale = order(*(item(code, quantity) for quantity in (1, 2, 3)))
	sent = frappe.parse_json(frappe.as_json(frappe.client.get("Sales Order", sale.name)))
	del sent["lines"][1]
	sent["lines"].append({"doctype": "Sales Line", **item(code, 4)})
	frappe.client.save(sent)
	assert [row[0] for row in quantities(sale)] == [1, 3, 4]
	assert frappe.get_all("Sales Line", {"parent": sale.name}, pluck="idx", order_by="idx") == [1, 2, 3]
