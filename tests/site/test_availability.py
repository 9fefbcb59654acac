"""What a location has left of an item, on the lines of a document and on the item's card."""

import frappe
from build import adjust, goods, item, order, quote
from statements import recorded

from sales_mgmt import api
from sales_mgmt.supply.availability import line_availability


def figures(doc):
	found = line_availability(doc)
	return [
		row and (row["in_stock"], row["on_orders"], row["available"])
		for row in (found.get(line.name) for line in doc.lines)
	]


def test_stock_at_the_location_of_the_line_less_what_other_orders_wait_for():
	code = goods(stock=40)
	adjust((code, 5, 60), location="EAST")
	other = order(item(code, 12))
	api.post("Sales Order", other.name, ship=True)
	order(item(code, 6), item(code, 2, location="EAST"))
	mine = order(item(code, 50), item(code, 1, location="EAST"))
	# MAIN: 40 − 12 shipped = 28, 6 wait; EAST: 5, 2 wait
	assert figures(mine) == [(28, 6, 22), (5, 2, 3)]


def test_what_is_not_kept_in_stock_has_none():
	doc = quote(item("5000"), item(goods()), {"type": "Comment", "description": "Ring the bell"})
	assert figures(doc) == [None, (0, 0, 0), None]


def test_larger_units_wait_for_base_units():
	code = goods(stock=100, units=[{"uom": "BOX", "qty_per_unit": 10}])
	order(item(code, 3, uom="BOX"))
	assert figures(order(item(code))) == [(100, 30, 70)]


def test_the_form_gets_it_with_every_calculation_by_row_and_in_a_constant_number_of_queries():
	codes = [goods(stock=count) for count in range(1, 11)]
	doc = order(*[item(code) for code in codes])
	answer = api.calculate(doc.as_dict())
	found = answer["__onload"]["availability"]
	assert [found[line["name"]]["in_stock"] for line in answer["lines"]] == list(range(1, 11))
	with recorded() as statements:
		line_availability(doc)
	assert len(statements) == 2


def test_the_item_shows_every_location():
	code = goods(stock=40)
	adjust((code, 5, 60), location="EAST")
	order(item(code, 6))
	card = frappe.get_doc("Item", code)
	card.run_method("onload")
	assert [tuple(row.values()) for row in card.get_onload("stock")] == [
		("EAST", 5, 0, 5, "PCS"),
		("MAIN", 40, 6, 34, "PCS"),
	]
