"""Check S09: one order in any number of deliveries, unless the customer takes complete ones only (domain A08)."""

import frappe
import pytest
from build import (
	COMPLETE_ONLY,
	OSLO,
	account,
	buyer,
	edit,
	goods,
	item,
	order,
	post,
	quantities,
	refused,
	settings,
	statuses,
)

from sales_mgmt import api


def test_s09_1_hundred_in_two_deliveries(books):
	doc = order(item(goods(stock=100), 100, qty_to_ship=40))
	first = post(doc, ship=True).shipment
	assert (quantities(doc)[0][4], statuses(doc)) == (60, ("Released", "Partly Shipped", "Not Invoiced"))
	second = post(doc, ship=True).shipment
	assert (quantities(doc)[0][4], statuses(doc)) == (0, ("Released", "Shipped", "Not Invoiced"))
	shipped = frappe.get_all(
		"Sales Shipment Line",
		{"sales_order": doc.name},
		["parent", "quantity"],
		order_by="parent",
		as_list=True,
	)
	assert shipped == ((first, 40), (second, 60))


def test_s09_2_a_customer_takes_partial_deliveries_unless_told_otherwise():
	groups = ("customer_posting_group", "business_posting_group", "vat_business_group")
	values = {"doctype": "Customer", "customer_name": "New", **dict.fromkeys(groups, "DOMESTIC")}
	customer = frappe.get_doc(values).insert()
	assert customer.shipping_advice == "Partial"
	assert order(item("1000"), customer=customer.name).shipping_advice == "Partial"


def test_s09_3_of_a_complete_delivery_less_can_not_be_entered():
	doc = order(item(goods(stock=10), 10), item(goods(stock=5), 5), customer=COMPLETE_ONLY)
	for row, typed in ((1, 9), (2, 0)):
		with refused("E03") as sentences:
			edit(doc, row, qty_to_ship=typed)
		assert f"Row {row}: the customer accepts complete delivery only." in sentences[0]
		doc.reload()
	assert [line[0] for line in quantities(doc)] == [10, 5]


def test_s09_3_a_line_that_is_short_is_not_posted(books):
	"""However it came about: the check stands before the posting as well."""
	doc = order(item(goods(stock=10), 10), item(goods(stock=5), 5), customer=COMPLETE_ONLY)
	frappe.db.set_value("Sales Line", doc.lines[1].name, "qty_to_ship", 4)
	with refused("E03") as sentences:
		post(doc, ship=True)
	assert "Ship all 5 that are outstanding" in sentences[0]


def test_s09_4_the_order_may_be_changed_to_partial_without_the_customer(books):
	doc = order(item(goods(stock=100), 100), customer=COMPLETE_ONLY)
	with refused("E03"):
		edit(doc, qty_to_ship=40)
	doc.reload()
	edit(doc, None, shipping_advice="Partial")
	edit(doc, qty_to_ship=40)
	post(doc, ship=True)
	assert quantities(doc)[0][2:5] == (40, 0, 60)
	assert frappe.db.get_value("Customer", COMPLETE_ONLY, "shipping_advice") == "Complete"


def test_an_order_that_becomes_one_for_complete_delivery_ships_everything_outstanding(books):
	doc = order(item(goods(stock=100), 100, qty_to_ship=40), item(goods(stock=5), 5, qty_to_ship=0))
	post(doc, ship=True)
	edit(doc, qty_to_ship=10)
	edit(doc, None, shipping_advice="Complete")
	assert quantities(doc) == [(60, 100, 40, 0, 60, 40), (5, 5, 0, 0, 5, 0)]
	with refused("E03"):
		edit(doc, 2, qty_to_ship=4)


def test_a_new_customer_who_takes_complete_deliveries_changes_the_suggestion():
	doc = order(item(goods(stock=100), 100, qty_to_ship=40), customer=OSLO)
	edit(doc, None, customer=buyer(COMPLETE_ONLY))
	assert (doc.shipping_advice, quantities(doc)[0][:2]) == ("Complete", (100, 100))


def test_the_setting_blank_suggests_nothing_except_for_complete_deliveries(books):
	settings(default_qty_to_ship="Blank")
	doc = order(item(goods(stock=10), 10))
	assert quantities(doc) == [(0, 0, 0, 0, 10, 0)]
	edit(doc, qty_to_ship=4)
	post(doc, ship=True)
	assert quantities(doc) == [(0, 4, 4, 0, 6, 4)]
	whole = order(item(goods(stock=10), 10), customer=COMPLETE_ONLY)
	assert quantities(whole) == [(10, 10, 0, 0, 10, 0)]


@pytest.mark.parametrize("ship_account", [1, 0])
def test_account_lines_may_wait_even_in_a_complete_delivery(ship_account, books):
	"""They are counted and shipped like goods, but nobody receives them."""
	doc = order(item(goods(stock=2), 2), account("3900", 1, 500), customer=COMPLETE_ONLY)
	edit(doc, 2, qty_to_ship=ship_account)
	api.release("Sales Order", doc.name)
	post(doc, ship=True)
	assert [line[2] for line in quantities(doc)] == [2, ship_account]
	assert statuses(doc)[1] == ("Shipped" if ship_account else "Partly Shipped")
