"""S37: take back a shipment that nobody invoiced (domain A20, decision 9.4)."""

import frappe
import pytest
from build import entries, goods, item, order, post, quantities, refused, settings, statuses, stock
from test_credit_memo import return_order, sold

from sales_mgmt import api
from sales_mgmt.patches import mark_undone


def shipped(*steps, ordered=100):
	"""An order of 100 that was shipped in steps. Returns item, order and the shipments."""
	code = goods(stock=ordered)
	sale = order(item(code, ordered))
	shipments = []
	for step in steps:
		sale.lines[0].qty_to_ship = step
		sale.save()
		shipments.append(post(sale, ship=True).shipment)
	return code, sale, shipments


def lines_of(doctype, name):
	rows = frappe.get_doc(doctype, name).lines
	return [(line.idx, line.quantity, line.correction) for line in rows]


def test_s37_1_the_order_is_as_before(books):
	code, sale, (first, _second) = shipped(40, 30)
	assert quantities(sale) == [(30, 100, 70, 0, 30, 70)]
	assert len(api.undo_shipment(first)) == 1
	sale.reload()
	assert quantities(sale) == [(70, 100, 30, 0, 70, 30)]
	assert statuses(sale) == ("Released", "Partly Shipped", "Not Invoiced")
	assert stock(code) == (70, 4200)


def test_s37_2_the_shipment_shows_both_lines_and_both_entries(books):
	_code, _sale, (first, _second) = shipped(40, 30)
	api.undo_shipment(first)
	assert lines_of("Sales Shipment", first) == [(1, 40, 1), (2, -40, 1)]
	moved = entries("Item Ledger Entry", "quantity cost_amount correction", document_name=first)
	assert sorted(moved) == [(-40, -2400, 1), (40, 2400, 1)]


def test_s37_3_invoiced_or_undone_lines_are_refused(books):
	_code, sale, (first, second) = shipped(40, 30)
	api.undo_shipment(first)
	with refused("corrected"):
		api.undo_shipment(first)
	post(sale, invoice=True)
	with refused("E19"):
		api.undo_shipment(second)


@pytest.mark.parametrize(("earliest", "final"), [("2026-03-02", False), ("2026-03-03", True)])
def test_s37_4_a_shipment_from_before_the_earliest_valuation_date_stays(books, earliest, final):
	"""Shipped on 2 March. The cost of that day is final from the third on, and the order stays as it is."""
	code, sale, (first, second) = shipped(40, 30)
	settings(earliest_allowed_valuation_date=earliest)
	lines = [line.name for line in frappe.get_doc("Sales Shipment", first).lines]
	if final:
		for chosen in (None, lines):
			with refused("E20") as sentences:
				api.undo_shipment(first, chosen)
			assert "2026-03-02" in sentences[0] and "2026-03-03" in sentences[0]
		assert (stock(code), quantities(sale)) == ((30, 1800), [(30, 100, 70, 0, 30, 70)])
	else:
		assert api.undo_shipment(first) == lines
		assert stock(code) == (70, 4200)
	settings(earliest_allowed_valuation_date=None)
	assert len(api.undo_shipment(second)) == 1


def test_s37_4_a_return_receipt_from_before_it_stays_too(books):
	code = goods(stock=10)
	_bill, entry = sold(code, 10)
	receipt = post(return_order(item(code, 4, applies_from_entry=entry)), ship=True).return_receipt
	settings(earliest_allowed_valuation_date="2026-03-03")
	with refused("E20"):
		api.undo_return_receipt(receipt)
	assert stock(code) == (4, 240)


def test_after_an_undo_the_rest_is_invoiced_and_shipped_again(books):
	code, sale, (first, _second) = shipped(40, 30)
	api.undo_shipment(first)
	sale.reload()
	post(sale, invoice=True)
	assert quantities(sale) == [(70, 70, 30, 30, 70, 0)]
	post(sale, ship=True, invoice=True)
	assert sale.status == "Completed"
	assert stock(code) == (0, 0)


def test_one_line_of_several(books):
	one, two = goods(stock=5), goods(stock=5)
	sale = order(item(one, 5), item(two, 5))
	shipment = post(sale, ship=True).shipment
	lines = [line.name for line in frappe.get_doc("Sales Shipment", shipment).lines]
	assert api.undo_shipment(shipment, [lines[0]]) == [lines[0]]
	assert lines_of("Sales Shipment", shipment) == [(1, 5, 1), (2, -5, 1), (3, 5, 0)]
	assert (stock(one), stock(two)) == ((5, 300), (0, 0))
	assert api.undo_shipment(shipment) == [lines[1]]


def test_undo_a_return_receipt(books):
	code = goods(stock=10)
	_bill, entry = sold(code, 10)
	back = return_order(item(code, 4, applies_from_entry=entry))
	receipt = post(back, ship=True).return_receipt
	assert frappe.db.get_value("Item Ledger Entry", entry, "returned_quantity") == 4
	api.undo_return_receipt(receipt)
	back.reload()
	assert quantities(back) == [(4, 4, 0, 0, 4, 0)]
	assert lines_of("Return Receipt", receipt) == [(1, 4, 1), (2, -4, 1)]
	assert frappe.db.get_value("Item Ledger Entry", entry, "returned_quantity") == 0
	assert stock(code) == (0, 0)


def test_why_it_was_undone_stands_on_the_corrective_lines(books):
	"""On them alone, and only what was said."""
	_code, sale, (first, second) = shipped(40, 30)
	line = frappe.get_doc("Sales Shipment", first).lines[0].name
	api.undo_shipment(first, [line], reason="  Wrong address ")
	api.undo_shipment(second)
	found = [
		[row.undo_reason for row in frappe.get_doc("Sales Shipment", name).lines] for name in (first, second)
	]
	assert found == [[None, "Wrong address"], [None, None]]
	sale.reload()
	assert quantities(sale) == [(100, 100, 0, 0, 100, 0)]


def test_why_a_receipt_was_undone(books):
	code = goods(stock=4)
	_bill, entry = sold(code, 4)
	receipt = post(return_order(item(code, 2, applies_from_entry=entry)), ship=True).return_receipt
	api.undo_return_receipt(receipt, reason="Not ours")
	assert [row.undo_reason for row in frappe.get_doc("Return Receipt", receipt).lines] == [None, "Not ours"]


def is_undone(doctype, name):
	return frappe.db.get_value(doctype, name, "undone")


def test_a_shipment_is_undone_once_all_of_its_lines_are(books):
	sale = order(
		item(goods(stock=5), 5), item(goods(stock=3), 3), {"type": "Comment", "description": "By hand"}
	)
	shipment = post(sale, ship=True).shipment
	first, second = (row.name for row in frappe.get_doc("Sales Shipment", shipment).lines[:2])
	api.undo_shipment(shipment, lines=[first])
	assert is_undone("Sales Shipment", shipment) == 0
	api.undo_shipment(shipment, lines=[second])
	assert is_undone("Sales Shipment", shipment) == 1


def test_a_shipment_of_which_a_part_stands_billed_is_not_undone(books):
	_code, sale, (first, second) = shipped(40, 30)
	sale.lines[0].qty_to_invoice = 10
	sale.save()
	bill = post(sale, invoice=True).invoice
	api.undo_shipment(second)
	assert (is_undone("Sales Shipment", first), is_undone("Sales Shipment", second)) == (0, 1)
	api.cancel_invoice(bill)
	api.undo_shipment(first)
	assert is_undone("Sales Shipment", first) == 0


def test_shipments_that_were_undone_before_say_so(books):
	_code, _sale, (first, second) = shipped(40, 30)
	api.undo_shipment(first)
	frappe.db.set_value("Sales Shipment", first, "undone", 0)
	mark_undone.execute()
	assert (is_undone("Sales Shipment", first), is_undone("Sales Shipment", second)) == (1, 0)


def test_a_receipt_that_is_undone_says_so(books):
	code = goods(stock=10)
	_bill, entry = sold(code, 10)
	back = return_order(item(code, 2, applies_from_entry=entry))
	receipt = post(back, ship=True).return_receipt
	api.undo_return_receipt(receipt)
	assert is_undone("Return Receipt", receipt) == 1


def test_a_reason_is_a_plain_text_that_its_field_holds(books):
	_code, _sale, (first, second) = shipped(40, 30)
	with pytest.raises(frappe.ValidationError, match="the text is longer than 1000 characters"):
		api.undo_shipment(first, reason="x" * 1001)
	assert is_undone("Sales Shipment", first) == 0
	api.undo_shipment(second, reason="Box <script>alert(1)</script> broken")
	kept = frappe.get_doc("Sales Shipment", second).lines[1].undo_reason
	assert "<script" not in kept and kept.startswith("Box")
