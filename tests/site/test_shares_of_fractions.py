"""A unit that holds a fraction of a base unit, billed in parts and taken back in parts: each invoice has its own share of the
entry, to the fifth decimal. 2 of 3.33333 are 6.66666; halves are 1.66667 and 1.66666 by turns."""

from itertools import permutations

import frappe
import pytest
from build import entries, goods, item, order, stock
from test_shared_entries import ROADS, billed, came, shipped, taken_back

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

FACTOR = 3.33333


@pytest.fixture(autouse=True)
def divisible():
	for uom in ("PCS", "BOX"):
		frappe.db.set_value("Unit of Measure", uom, "whole_number", 0)


def four_bills(halves=4):
	code = goods(price=100, stock=10, units=[{"uom": "BOX", "qty_per_unit": FACTOR}])
	before = stock(code)
	doc = order(item(code, halves / 2, uom="BOX"))
	shipped(doc, halves / 2)
	return code, before, [billed(doc, 0.5) for _ in range(halves)]


def left_open(code):
	"""What did not come back of the entry that left."""
	(entry,) = entries("Item Ledger Entry", "quantity returned_quantity", item=code, quantity=("<", -2))
	return round(-entry[0] - entry[1], 5)


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("first", [(1, 3), (0, 2), (3, 0)])
def test_two_are_credited_and_the_others_can_be_cancelled(books, road, first):
	"""Each takes back what it billed, so that of the others is whole."""
	code, before, bills = four_bills()
	for place in first:
		came(taken_back(bills[place], road), 0.5)
	for place in {0, 1, 2, 3} - set(first):
		api.cancel_invoice(bills[place].name)
	assert stock(code) == before
	assert left_open(code) == 0
	assert verify() == []


def test_all_four_are_credited_in_any_order(books):
	for order_of_credits in list(permutations(range(4)))[::5]:
		code, before, bills = four_bills()
		for place in order_of_credits:
			came(taken_back(bills[place], ROADS[place % 3]), 0.5)
		assert stock(code) == before
		assert left_open(code) == 0


@pytest.mark.parametrize("road", ROADS)
def test_one_is_credited_in_crumbs_and_the_rest_is_cancelled(books, road):
	"""A fifth of each half at a time: 0.1 are 0.333333."""
	code, before, bills = four_bills()
	for _ in range(5):
		came(taken_back(bills[1], road), 0.1)
	with pytest.raises(frappe.ValidationError):
		taken_back(bills[1], road)
	for place in (0, 2, 3):
		api.cancel_invoice(bills[place].name)
	assert stock(code) == before
	assert left_open(code) == 0
	assert verify() == []


def test_a_direct_invoice_comes_back_in_ten_halves(books):
	"""5 of 3.33333 are 16.66665: ten times 1.66667 would be more."""
	code = goods(price=100, stock=20, units=[{"uom": "BOX", "qty_per_unit": FACTOR}])
	before = stock(code)
	doc = order(item(code, 5, uom="BOX"))
	shipped(doc, 5)
	bill = billed(doc, 5)
	for road in ROADS * 3 + ROADS[:1]:
		came(taken_back(bill, road), 0.5)
	assert stock(code) == before
	assert left_open(code) == 0
	assert verify() == []


def test_received_in_parts_and_credited_in_parts(books):
	"""A return order receives 0.3 and 0.2 of the second invoice, and credits 0.1 and 0.4."""
	code, before, bills = four_bills()
	back = taken_back(bills[1], "return order")
	for received, credited in ((0.3, 0.1), (0.2, 0.4)):
		back.lines[0].update({"qty_to_ship": received, "qty_to_invoice": credited})
		back.save()
		api.post(back.doctype, back.name, ship=True, invoice=True)
		back.reload()
	for place in (0, 2, 3):
		api.cancel_invoice(bills[place].name)
	assert stock(code) == before
	assert verify() == []
