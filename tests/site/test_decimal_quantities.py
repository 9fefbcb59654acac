"""Quantities have five decimals, in the document's unit and in base units, wherever they come from (domain section 3).

Parts carry the remainder: a part is the running total in base units less what moved before. Expected values are counted
by hand, for a unit of 0.45359 base units: 1.5 are 0.680385, 3 are 1.36077.
"""

import frappe
import pytest
from build import adjust, draft, edit, entries, goods, item, order, post, posted_invoice

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

POUND = {"uom": "BOX"}
SOLD = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo")


@pytest.fixture(autouse=True)
def divisible():
	"""Both units of these tests take decimals."""
	for uom in ("PCS", "BOX"):
		frappe.db.set_value("Unit of Measure", uom, "whole_number", 0)


def pounds(stock=10, factor=0.45359):
	"""An item with `stock` base units, sold in a unit of `factor` of them."""
	return goods(stock=stock, units=[{"uom": "BOX", "qty_per_unit": factor}])


def moves(code):
	return entries("Item Ledger Entry", "quantity invoiced_quantity", item=code)[1:]


def stock(code):
	return frappe.db.get_value("Stock Level", {"item": code}, "quantity")


def ship(doc, quantity, bill=0):
	edit(doc, qty_to_ship=quantity, qty_to_invoice=bill)
	return post(doc, ship=True, invoice=bool(bill))


@pytest.mark.parametrize("doctype", SOLD)
def test_what_comes_in_has_five_decimals(doctype):
	doc = draft(doctype, item(goods(stock=5), 1 / 3))
	assert doc.lines[0].quantity == 0.33333
	assert frappe.db.get_value(doc.lines[0].doctype, doc.lines[0].name, "quantity") == 0.33333
	edit(doc, quantity=2 / 3)
	assert doc.lines[0].quantity == 0.66667


def test_a_third_is_ordered_and_posted_in_full(books):
	doc = order(item(goods(stock=5), 1 / 3, qty_to_ship=1 / 3, qty_to_invoice=1 / 3))
	assert verify() == []
	post(doc, ship=True, invoice=True)
	assert (doc.status, doc.shipping_status, doc.lines[0].outstanding_quantity) == ("Completed", "Shipped", 0)


def test_the_form_is_told_five_decimals():
	doc = order(item(goods(stock=5), 1))
	sent = doc.as_dict()
	sent["lines"][0]["quantity"] = 1 / 3
	filled = api.calculate(sent, changed=[{"row": doc.lines[0].name, "fieldname": "quantity"}])
	assert filled["lines"][0]["quantity"] == 0.33333


def test_adjustments_lists_and_recurring_lines_have_five_decimals(books):
	code = goods()
	adjust((code, 1 / 3, 60))
	assert stock(code) == 0.33333
	assert frappe.db.get_value("Inventory Adjustment Line", {"item": code}, "quantity") == 0.33333
	line = {
		"product_type": "Item",
		"item": code,
		"defines": "Price",
		"unit_price": 1,
		"minimum_quantity": 1 / 3,
	}
	prices = frappe.get_doc(
		{"doctype": "Price List", "code": "THIRDS", "applies_to": "All Customers", "lines": [line]}
	).insert()
	assert prices.lines[0].minimum_quantity == 0.33333


def test_a_fractional_unit_sold_in_two_parts(books):
	code = pounds()
	doc = order(item(code, 3, **POUND))
	ship(doc, 1.5)
	ship(doc, 1.5)
	assert moves(code) == [(-0.68039, 0), (-0.68038, 0)]
	assert stock(code) == 8.63923


def test_its_parts_are_invoiced_in_parts_of_their_own(books):
	"""1 is 0.45359, 2 are 0.90718, 3 are 1.36077: the first part gives 0.45359, then 0.2268 (to 0.68039) and the rest."""
	code = pounds()
	doc = order(item(code, 3, **POUND))
	ship(doc, 1.5)
	ship(doc, 1.5, bill=1)
	assert moves(code) == [(-0.68039, -0.45359), (-0.68038, 0)]
	edit(doc, qty_to_invoice=2)
	post(doc, invoice=True)
	assert moves(code) == [(-0.68039, -0.68039), (-0.68038, -0.68038)]
	assert doc.status == "Completed"


def test_shipped_and_invoiced_at_once_in_parts(books):
	code = pounds()
	doc = order(item(code, 3, **POUND))
	ship(doc, 1.5, bill=1.5)
	ship(doc, 1.5, bill=1.5)
	assert moves(code) == [(-0.68039, -0.68039), (-0.68038, -0.68038)]


def test_a_part_that_was_undone_is_shipped_again(books):
	"""Undoing the first gives back 0.68039; 1.5 more are what is lacking to 1.36077."""
	code = pounds()
	doc = order(item(code, 3, **POUND))
	first = ship(doc, 1.5).shipment
	ship(doc, 1.5)
	api.undo_shipment(first)
	doc.reload()
	assert stock(code) == 9.31962
	ship(doc, 1.5)
	assert [moved for moved, _billed in moves(code)] == [-0.68039, -0.68038, 0.68039, -0.68039]
	assert stock(code) == 8.63923


def test_a_cancelled_part_gives_back_what_it_took_and_is_shipped_again(books):
	code = pounds()
	doc = order(item(code, 3, **POUND))
	first = ship(doc, 1.5, bill=1.5).invoice
	ship(doc, 1.5)
	api.cancel_invoice(first)
	doc.reload()
	assert stock(code) == 9.31962
	ship(doc, 1.5)
	assert stock(code) == 8.63923


def test_a_direct_invoice_and_its_cancellation(books):
	code = pounds()
	bill = posted_invoice(item(code, 1.5, **POUND))
	assert stock(code) == 9.31961
	api.cancel_invoice(bill.name)
	assert stock(code) == 10
	assert [moved for moved, _billed in moves(code)] == [-0.68039, 0.68039]


def test_a_unit_of_many_decimals_leaves_nothing_of_an_empty_entry(books):
	"""3 of 5.55555 are 16.66665, sold as 1.1 (6.11111, of 6.111105), 1.1 (6.1111) and 0.8."""
	code = pounds(stock=16.66665, factor=5.55555)
	doc = order(item(code, 3, **POUND))
	for part in (1.1, 1.1, 0.8):
		ship(doc, part, bill=part)
	assert [moved for moved, _billed in moves(code)] == [-6.11111, -6.1111, -4.44444]
	[supply, *_sales] = entries("Item Ledger Entry", "quantity remaining_quantity", item=code)
	assert (supply, stock(code)) == ((16.66665, 0), 0)


@pytest.mark.parametrize("doctype", ["Sales Return Order", "Sales Credit Memo"])
def test_a_part_comes_back_and_the_last_one_takes_what_is_left(books, doctype):
	"""The second shipment holds 0.68038; 1.5 of it come back as 0.5 (0.2268 of 0.226795) and 1 (0.45358 that are left)."""
	code = pounds()
	doc = order(item(code, 3, **POUND))
	ship(doc, 1.5, bill=1.5)
	bill = frappe.get_doc("Sales Invoice", ship(doc, 1.5, bill=1.5).invoice)
	for part in (0.5, 1):
		back = draft(doctype, customer=doc.customer)
		api.get_lines_to_reverse(back.name, [{"line": bill.lines[0].name, "quantity": part}], doctype)
		back.reload()
		assert [line.quantity for line in back.lines] == [part]
		if doctype == "Sales Return Order":
			post(back, ship=True, invoice=True)
		else:
			post(back)
	assert [moved for moved, _billed in moves(code)][2:] == [0.2268, 0.45358]
	assert stock(code) == 9.31961
	assert bill.lines[0].name not in {row["line"] for row in api.lines_to_reverse(doc.customer)}


def test_a_return_order_is_received_and_credited_in_parts(books):
	code = pounds()
	back = draft("Sales Return Order", item(code, 3, unit_price=10, **POUND))
	ship(back, 1.5)
	ship(back, 1.5, bill=1)
	edit(back, qty_to_invoice=2)
	post(back, invoice=True)
	assert moves(code) == [(0.68039, 0.68039), (0.68038, 0.68038)]
	assert stock(code) == 11.36077


def test_what_is_waiting_is_counted_in_five_decimals(books):
	code = pounds()
	order(item(code, 1.5, **POUND))
	other = order(item(code, 1, **POUND))
	loaded = frappe.get_doc("Sales Order", other.name)
	loaded.run_method("onload")
	assert loaded.get_onload("availability")[loaded.lines[0].name]["on_orders"] == 0.68039


def test_less_than_the_smallest_base_unit_is_refused(books):
	code = pounds(factor=0.0001)
	doc = order(item(code, 0.01, **POUND))
	with pytest.raises(frappe.ValidationError, match=r"less than 0.00001 of the base unit"):
		post(doc, ship=True)
