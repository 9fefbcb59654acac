"""Quantities on order lines through partial postings: the worked trace of domain 3, and its relatives.

Columns as in the domain: to ship, to invoice, shipped, invoiced, outstanding, shipped not invoiced.
"""

import pytest
from build import edit, entries, goods, item, order, post, quantities, settings, statuses

from sales_mgmt import api

OPEN = ("Open", "Not Shipped", "Not Invoiced")
HALFWAY = ("Released", "Partly Shipped", "Partly Invoiced")

TRACE = (
	("new", {}, None, (100, 100, 0, 0, 100, 0), OPEN),
	("set to ship", {"qty_to_ship": 40}, None, (40, 40, 0, 0, 100, 0), OPEN),
	(
		"ship",
		{},
		{"ship": True},
		(60, 100, 40, 0, 60, 40),
		("Released", "Partly Shipped", "Not Invoiced"),
	),
	("invoice", {}, {"invoice": True}, (60, 60, 40, 40, 60, 0), HALFWAY),
	("set both", {"qty_to_ship": 25, "qty_to_invoice": 10}, None, (25, 10, 40, 40, 60, 0), HALFWAY),
	("ship and invoice", {}, {"ship": True, "invoice": True}, (35, 50, 65, 50, 35, 15), HALFWAY),
	(
		"the rest",
		{},
		{"ship": True, "invoice": True},
		(0, 0, 100, 100, 0, 0),
		("Completed", "Shipped", "Invoiced"),
	),
)


def test_worked_trace_of_a_hundred_pieces(books):
	doc = order(item(goods(price=10, stock=100), 100))
	for step, typed, posting, expected, expected_statuses in TRACE:
		if typed:
			edit(doc, **typed)
		if posting:
			post(doc, **posting)
		assert quantities(doc) == [expected], step
		assert statuses(doc) == expected_statuses, step
	assert entries("Item Ledger Entry", "quantity invoiced_quantity", sales_order=doc.name) == [
		(-40, -40),
		(-25, -25),
		(-35, -35),
	]
	# 40, 10 and 50 pieces at 10.00, and 25 % VAT
	assert entries("Sales Invoice", "amount amount_including_vat", sales_order=doc.name) == [
		(400, 500),
		(100, 125),
		(500, 625),
	]


def test_two_lines_in_parts_and_the_order_ends_when_both_are_done(books):
	doc = order(item(goods(stock=10), 10), item(goods(stock=4), 4))
	edit(doc, 1, qty_to_ship=6)
	edit(doc, 2, qty_to_ship=0)
	post(doc, ship=True)
	# after each posting every line is suggested anew, also the one that stayed behind
	assert quantities(doc) == [(4, 10, 6, 0, 4, 6), (4, 4, 0, 0, 4, 0)]
	edit(doc, 1, qty_to_ship=0, qty_to_invoice=6)
	post(doc, ship=True, invoice=True)
	assert quantities(doc) == [(4, 4, 6, 6, 4, 0), (0, 0, 4, 4, 0, 0)]
	assert statuses(doc) == HALFWAY
	post(doc, ship=True)
	assert quantities(doc) == [(0, 4, 10, 6, 0, 4), (0, 0, 4, 4, 0, 0)]
	assert statuses(doc) == ("Released", "Shipped", "Partly Invoiced")
	post(doc, invoice=True)
	assert quantities(doc) == [(0, 0, 10, 10, 0, 0), (0, 0, 4, 4, 0, 0)]
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")


def test_invoicing_alone_takes_no_more_than_what_is_shipped(books):
	doc = order(item(goods(stock=10), 10, qty_to_ship=3))
	post(doc, ship=True)
	assert quantities(doc) == [(7, 10, 3, 0, 7, 3)]
	post(doc, invoice=True)
	assert quantities(doc) == [(7, 7, 3, 3, 7, 0)]


def test_blank_suggests_nothing_to_ship(books):
	settings(default_qty_to_ship="Blank")
	doc = order(item(goods(stock=100), 100))
	assert quantities(doc) == [(0, 0, 0, 0, 100, 0)]
	edit(doc, qty_to_ship=40)
	assert quantities(doc) == [(40, 40, 0, 0, 100, 0)]
	post(doc, ship=True)
	assert quantities(doc) == [(0, 40, 40, 0, 60, 40)]


@pytest.mark.parametrize(
	("typed", "expected"),
	[
		({"qty_to_ship": 40}, (40, 40)),
		({"qty_to_invoice": 30}, (100, 30)),
		({"qty_to_ship": 40, "qty_to_invoice": 15}, (40, 15)),
		({"quantity": 70}, (70, 70)),
		({"qty_to_ship": 0}, (0, 0)),
	],
)
def test_quantity_to_ship_is_copied_to_quantity_to_invoice(typed, expected):
	doc = order(item("1000", 100))
	edit(doc, **typed)
	assert quantities(doc)[0][:2] == expected


def test_form_says_what_was_touched_and_the_server_copies():
	doc = order(item("1000", 100))
	sent = doc.as_dict(convert_dates_to_str=True)
	sent["lines"][0]["qty_to_ship"] = 40
	row = sent["lines"][0]["name"]
	answer = api.calculate(sent, changed=[{"row": row, "fieldname": "qty_to_ship"}])
	assert [answer["lines"][0][field] for field in ("qty_to_ship", "qty_to_invoice")] == [40, 40]
	assert quantities(doc)[0][:2] == (100, 100)


def test_what_is_shipped_before_is_added_to_the_quantity_to_invoice(books):
	doc = order(item(goods(stock=100), 100, qty_to_ship=40))
	post(doc, ship=True)
	edit(doc, qty_to_ship=25)
	assert quantities(doc) == [(25, 65, 40, 0, 60, 40)]


def test_posted_quantities_can_not_be_typed():
	doc = order(item("1000", 100))
	edit(doc, quantity_shipped=50, quantity_invoiced=50, outstanding_quantity=1, qty_shipped_not_invoiced=9)
	assert quantities(doc) == [(100, 100, 0, 0, 100, 0)]
