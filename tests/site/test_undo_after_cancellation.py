"""A partial invoice of a shipment is cancelled, and the rest that is still out is undone."""

import frappe
import pytest
from build import account, adjust, entries, goods, item, order, post, quantities, refused, statuses, stock

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify


def billed_in_part(code=None, ordered=9, shipped=7, invoiced=5, line=None):
	"""An order of 9, of which 7 left and 5 are billed. Returns the order, its shipment and its invoice."""
	sale = order(line or item(code, ordered))
	sale.lines[0].qty_to_ship = shipped
	sale.save()
	shipment = post(sale, ship=True).shipment
	sale.lines[0].qty_to_invoice = invoiced
	sale.save()
	return sale, shipment, post(sale, invoice=True).invoice


def lines_of(shipment):
	rows = frappe.get_doc("Sales Shipment", shipment).lines
	return [(line.idx, line.quantity, line.correction) for line in rows]


def moves(code):
	return [row[0] for row in entries("Item Ledger Entry", "quantity", item=code)]


def test_what_is_still_out_is_undone_and_shipped_again(books):
	"""9 @ 11.11 are 99.99. 7 leave, 5 are billed and cancelled, 2 undone: 9 and 99.99 again, and 9 can leave."""
	code = goods(price=100)
	adjust((code, 9, 11.11))
	sale, shipment, bill = billed_in_part(code)
	api.cancel_invoice(bill)
	sale.reload()
	assert quantities(sale)[0][2:4] == (2, 0)
	assert len(api.undo_shipment(shipment)) == 1
	sale.reload()
	assert quantities(sale) == [(9, 9, 0, 0, 9, 0)]
	assert statuses(sale) == ("Released", "Not Shipped", "Not Invoiced")
	assert stock(code) == (9, 99.99)
	assert lines_of(shipment) == [(1, 7, 0), (2, -2, 1)]
	assert moves(code) == [9, -7, 5, 2]
	assert verify() == []
	post(sale, ship=True, invoice=True)
	assert (sale.status, stock(code)) == ("Completed", (0, 0))
	assert [row[0] for row in entries("Item Ledger Entry", "cost_amount", item=code)] == [
		99.99,
		-77.77,
		55.55,
		22.22,
		-99.99,
	]


@pytest.mark.parametrize("method", ["FIFO", "Standard", "Average"])
def test_costs_by_every_method(books, method):
	"""3 @ 10 and 6 @ 20: what came back is worth what it left with."""
	code = goods(price=100, cost=15, costing_method=method)
	adjust((code, 3, 10))
	adjust((code, 6, 20))
	before = stock(code)
	sale, shipment, bill = billed_in_part(code)
	api.cancel_invoice(bill)
	api.undo_shipment(shipment)
	assert stock(code) == before
	assert verify() == []
	sale.reload()
	post(sale, ship=True, invoice=True)
	assert stock(code) == (0, 0)


def test_once_only(books):
	code = goods(stock=9)
	_sale, shipment, bill = billed_in_part(code)
	api.cancel_invoice(bill)
	line = frappe.get_doc("Sales Shipment", shipment).lines[0].name
	api.undo_shipment(shipment)
	for lines in (None, [line]):
		with refused("corrected"):
			api.undo_shipment(shipment, lines)
	assert stock(code)[0] == 9


def test_an_invoice_that_stands_is_corrected_instead(books):
	"""5 of 7 billed; then two invoices of 2 and 3, of which one is cancelled: the shipment is billed."""
	_sale, shipment, _bill = billed_in_part(goods(stock=9))
	with refused("E19"):
		api.undo_shipment(shipment)
	sale, shipment, bill = billed_in_part(goods(stock=9), invoiced=2)
	sale.lines[0].qty_to_invoice = 3
	sale.save()
	post(sale, invoice=True)
	api.cancel_invoice(bill)
	with refused("E19"):
		api.undo_shipment(shipment)


def test_all_invoices_of_a_shipment_are_cancelled(books):
	code = goods(stock=9)
	sale, shipment, first = billed_in_part(code, invoiced=2)
	sale.lines[0].qty_to_invoice = 3
	sale.save()
	second = post(sale, invoice=True).invoice
	for bill in (second, first):
		api.cancel_invoice(bill)
	api.undo_shipment(shipment)
	sale.reload()
	assert (quantities(sale)[0][2], stock(code)[0]) == (0, 9)


def test_all_was_billed_and_cancelled_so_nothing_is_out(books):
	_sale, shipment, bill = billed_in_part(goods(stock=9), invoiced=7)
	api.cancel_invoice(bill)
	with refused("E19"):
		api.undo_shipment(shipment)


def test_the_cancellation_is_cancelled_after_the_undo(books):
	"""5 are with the customer again and can come back once; the 2 that were undone are not."""
	code = goods(stock=9)
	sale, shipment, bill = billed_in_part(code)
	memo = api.cancel_invoice(bill)
	api.undo_shipment(shipment)
	api.cancel_credit_memo(memo)
	sale.reload()
	assert (quantities(sale)[0][2:4], stock(code)[0]) == ((5, 5), 4)
	with refused("corrected"):
		api.undo_shipment(shipment)
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill))
	assert [line.quantity for line in back.lines] == [5]
	post(back, ship=True, invoice=True)
	assert stock(code)[0] == 9
	assert verify() == []


def test_the_rest_of_one_of_two_shipments(books):
	"""7 of which 5 are billed and cancelled, and 2 more: each shipment undoes its own rest."""
	code = goods(stock=9)
	sale, first, bill = billed_in_part(code)
	second = post(sale, ship=True).shipment
	api.cancel_invoice(bill)
	sale.reload()
	assert quantities(sale)[0][2:4] == (4, 0)
	api.undo_shipment(first)
	sale.reload()
	assert (lines_of(first)[1], quantities(sale)[0][2]) == ((2, -2, 1), 2)
	bill = post(sale, invoice=True).invoice
	assert frappe.get_doc("Sales Invoice", bill).lines[0].quantity == 2
	assert entries("Item Ledger Entry", "quantity invoiced_quantity", document_name=second) == [(-2, -2)]


def test_goods_that_came_back_otherwise_are_not_undone(books):
	"""1 of the 2 that nobody billed came back by a return that names its entry."""
	code = goods(stock=9)
	_sale, shipment, bill = billed_in_part(code)
	api.cancel_invoice(bill)
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Shipment", shipment))
	assert [line.quantity for line in back.lines] == [2]
	back.lines[0].quantity = 1
	back.save()
	post(back, ship=True)
	with refused("returned"):
		api.undo_shipment(shipment)


def test_a_unit_that_holds_a_fraction(books):
	"""7 of 0.45359 are 3.17513; 5 billed are 2.26795 and cancelled; the 2 that are out are the rest, 0.90718."""
	code = goods(stock=10, cost=1)
	product = frappe.get_doc("Item", code)
	product.append("units", {"uom": "BOX", "qty_per_unit": 0.45359})
	product.save()
	before = stock(code)
	sale, shipment, bill = billed_in_part(line=item(code, 9, uom="BOX", unit_price=10))
	api.cancel_invoice(bill)
	api.undo_shipment(shipment)
	sale.reload()
	assert (quantities(sale)[0][2], lines_of(shipment)[1]) == (0, (2, -2, 1))
	assert stock(code) == before
	assert verify() == []
	post(sale, ship=True, invoice=True)
	assert moves(code)[-1] == -4.08231


@pytest.mark.parametrize("kind", ["service", "account"])
def test_what_has_no_stock(books, kind):
	if kind == "service":
		line = item(goods(price=100, item_type="Service", inventory_posting_group=None), 9)
	else:
		line = account("3900", 9, 100)
	sale, shipment, bill = billed_in_part(line=line)
	with refused("E19"):
		api.undo_shipment(shipment)
	api.cancel_invoice(bill)
	api.undo_shipment(shipment)
	sale.reload()
	assert (quantities(sale), lines_of(shipment)[1]) == ([(9, 9, 0, 0, 9, 0)], (2, -2, 1))
	post(sale, ship=True, invoice=True)
	assert sale.status == "Completed"


def test_charges_of_the_rest_come_first(books):
	"""An item charge on the shipped goods stands: it is credited before."""
	code = goods(stock=9)
	_sale, shipment, bill = billed_in_part(code)
	api.cancel_invoice(bill)
	entry = frappe.get_doc("Sales Shipment", shipment).lines[0].item_ledger_entry
	freight = frappe.get_doc(
		{
			"doctype": "Sales Invoice",
			"customer": _sale.customer,
			"posting_date": _sale.posting_date,
			"document_date": _sale.document_date,
			"lines": [{"type": "Item Charge", "item_charge": "FREIGHT", "quantity": 1, "unit_price": 90}],
		}
	).insert()
	api.assign_charge("Sales Invoice", freight.name, freight.lines[0].name, [{"entry": entry, "quantity": 1}])
	freight.reload()
	post(freight)
	with refused("charge"):
		api.undo_shipment(shipment)


def test_a_partial_credit_is_no_cancellation(books):
	"""A credit memo gave the 5 back: the invoice stands, and so does the shipment."""
	_sale, shipment, bill = billed_in_part(goods(stock=9))
	post(frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill)))
	with refused("E19"):
		api.undo_shipment(shipment)


def test_verify_notices_a_rest_that_was_not_undone(books):
	code = goods(stock=9)
	_sale, shipment, bill = billed_in_part(code)
	api.cancel_invoice(bill)
	api.undo_shipment(shipment)
	entry = frappe.get_doc("Sales Shipment", shipment).lines[0].item_ledger_entry
	frappe.db.set_value("Item Ledger Entry", entry, "undone_quantity", 1, update_modified=False)
	assert [(drift["field"], drift["stored"], drift["computed"]) for drift in verify()] == [
		("undone_quantity", 1, 2)
	]
	frappe.db.set_value("Item Ledger Entry", entry, "undone_quantity", 2, update_modified=False)
