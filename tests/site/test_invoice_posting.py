"""Direct invoices, invoices made from an order's shipments, and what currencies, VAT and units do to them."""

import frappe
import pytest
from build import (
	HAMBURG,
	INGRID,
	account,
	edit,
	entries,
	goods,
	invoice,
	item,
	ledger,
	order,
	post,
	posted_invoice,
	quantities,
	refused,
	settings,
	statuses,
	stock,
)

from sales_mgmt import api

OWED = "document_type amount remaining_amount open"
GOODS = "document_doctype quantity invoiced_quantity cost_amount sales_amount"


@pytest.mark.parametrize("shipment_on_invoice", [0, 1])
def test_direct_invoice_delivers_and_bills(shipment_on_invoice, books):
	"""4 × 250 = 1,000 and 250 VAT."""
	settings(shipment_on_invoice=shipment_on_invoice)
	code = goods(price=250, cost=150, stock=10)
	doc = posted_invoice(item(code, 4))
	assert (doc.amount, doc.vat_amount, doc.amount_including_vat) == (1000, 250, 1250)
	assert (doc.docstatus, doc.status, doc.remaining_amount) == (1, "Unpaid", 1250)
	assert doc.posted_no.startswith("PI-")
	assert entries("Customer Ledger Entry", OWED, document_name=doc.name) == [("Invoice", 1250, 1250, 1)]
	moved_by = "Sales Shipment" if shipment_on_invoice else "Sales Invoice"
	assert entries("Item Ledger Entry", GOODS, item=code, entry_type="Sale") == [
		(moved_by, -4, -4, -600, 1000)
	]
	assert stock(code) == (6, 900)
	assert ledger(doc.name) == {"1500": 1250, "3000": -1000, "2700": -250, "4300": 600, "1460": -600}


def test_shipment_of_an_invoice_is_posted_with_a_number_of_its_own(books):
	settings(shipment_on_invoice=1)
	code = goods(stock=4)
	posted = post(invoice(item(code, 4), item("5000", 1), external_document_no="PO 7"))
	name = entries("Item Ledger Entry", "document_name", item=code, entry_type="Sale")[0][0]
	shipment = frappe.get_doc("Sales Shipment", name)
	assert (shipment.docstatus, shipment.external_document_no) == (1, "PO 7")
	assert [(line.item, line.quantity) for line in shipment.lines] == [(code, 4), ("5000", 1)]
	assert name.startswith("PS-") and posted.shipment is None


def test_services_accounts_and_comments_on_one_invoice(books):
	"""2 hours × 790 + 500 = 2,080 and 520 VAT; nothing has cost."""
	comment = {"type": "Comment", "description": "As agreed by telephone"}
	doc = posted_invoice(item("5000", 2), account("3900", 1, 500), comment)
	assert ledger(doc.name) == {"1500": 2600, "3020": -1580, "3900": -500, "2700": -520}
	assert entries("Item Ledger Entry", GOODS, document_name=doc.name) == [("Sales Invoice", -2, -2, 0, 1580)]
	assert (doc.lines[2].description, doc.lines[2].amount) == ("As agreed by telephone", 0)


def test_invoice_of_shipped_lines_bills_the_order_and_ships_nothing(books):
	code = goods(price=100, cost=60, stock=10)
	doc = order(item(code, 10, line_discount_percent=10, qty_to_ship=6), item("5000", 1, qty_to_ship=0))
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	assert [(line.item, line.quantity, line.order_line) for line in bill.lines] == [
		(code, 6, doc.lines[0].name)
	]
	assert (bill.sales_order, bill.amount, bill.amount_including_vat) == (doc.name, 540, 675)
	post(bill)
	assert quantities(doc) == [(4, 4, 6, 6, 4, 0), (1, 1, 0, 0, 1, 0)]
	assert statuses(doc) == ("Released", "Partly Shipped", "Partly Invoiced")
	assert entries("Item Ledger Entry", GOODS, item=code, entry_type="Sale") == [
		("Sales Shipment", -6, -6, -360, 540)
	]
	assert stock(code) == (4, 240)


def test_invoice_of_shipped_lines_completes_the_order(books):
	doc = order(item(goods(stock=3), 3))
	post(doc, ship=True)
	post(frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name)))
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")


def test_invoice_bills_no_more_than_is_shipped(books):
	doc = order(item(goods(stock=10), 10, qty_to_ship=6))
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	edit(bill, quantity=7)
	with refused("qty_to_invoice") as sentences:
		post(bill)
	assert doc.name in sentences[0] and "6 shipped" in sentences[0]


def test_second_invoice_of_the_same_shipment_is_refused(books):
	doc = order(item(goods(stock=6), 6))
	post(doc, ship=True)
	first, second = (api.make_invoice("Sales Order", doc.name) for _ in range(2))
	post(frappe.get_doc("Sales Invoice", first))
	with refused("E01"):
		post(frappe.get_doc("Sales Invoice", second))
	doc.reload()
	with refused("E01"):
		api.make_invoice("Sales Order", doc.name)


@pytest.mark.parametrize(
	("line", "expected", "accounts"),
	[
		# item card 100.00 without VAT is 125.00 with it: 375.00 of which 75.00 VAT
		({"quantity": 3}, (300, 75, 375), {"3000": -300}),
		# 99.99 × 25 / 125 = 19.998
		({"quantity": 1, "unit_price": 99.99}, (79.99, 20, 99.99), {"3000": -79.99}),
		# 250.00 less 10 % = 225.00; without VAT 180.00, and the discount of 25.00 is 20.00
		({"quantity": 2, "line_discount_percent": 10}, (180, 45, 225), {"3000": -200, "3080": 20}),
	],
)
def test_prices_that_include_vat(line, expected, accounts, books):
	doc = posted_invoice({"type": "Item", "item": goods(cost=0, stock=9), **line}, customer=INGRID)
	assert (doc.amount, doc.vat_amount, doc.amount_including_vat) == expected
	assert ledger(doc.name) == {"1500": expected[2], "2700": -expected[1], **accounts}


def test_euros_are_typed_with_their_rate_and_balance_in_both_currencies(books):
	"""3 × 9.99 + 5.05 = 35.02 EUR at 11.4567: 401.213634 NOK. Cost is a local matter: 3 × 60 + 1 × 18."""
	lines = [item(goods(stock=3), 3, unit_price=9.99), item(goods(cost=18, stock=1), 1, unit_price=5.05)]
	doc = posted_invoice(*lines, customer=HAMBURG, exchange_rate=11.4567)
	assert (doc.currency, doc.amount_including_vat, doc.amount_including_vat_lcy) == ("EUR", 35.02, 401.21)
	assert sum(line.amount_lcy for line in doc.lines) == pytest.approx(401.21, abs=1e-9)
	assert ledger(doc.name) == {"1510": 401.21, "3100": -401.21, "4300": 198, "1460": -198}
	in_currency = entries("General Ledger Entry", "account currency amount_currency", document_name=doc.name)
	assert sorted(in_currency) == [
		("1460", "NOK", -198),
		("1510", "EUR", 35.02),
		("3100", "EUR", -35.02),
		("4300", "NOK", 198),
	]
	owed = entries("Customer Ledger Entry", "currency amount amount_lcy", document_name=doc.name)
	assert owed == [("EUR", 35.02, 401.21)]


def test_price_of_the_item_card_in_euros():
	"""100.00 NOK at 12.5 is 8.00 EUR."""
	doc = invoice(item("1000", 1), customer=HAMBURG, exchange_rate=12.5)
	assert (doc.lines[0].unit_price, doc.amount_lcy) == (8, 100)


@pytest.mark.parametrize(
	("precision", "payable", "rounding"),
	[(0, 124.88, None), (1, 125, -0.12), (0.05, 124.9, -0.02), (10, 120, 4.88)],
)
def test_invoice_rounding_has_a_line_of_its_own_without_vat(precision, payable, rounding, books):
	"""99.90 and 24.975 VAT, rounded up, are 124.88."""
	settings(invoice_rounding_precision=precision)
	doc = posted_invoice(item(goods(price=99.9, cost=0, stock=1), 1))
	expected = {"1500": payable, "3000": -99.9, "2700": -24.98}
	if rounding:
		expected["3740"] = rounding
	assert ledger(doc.name) == expected
	assert doc.amount_including_vat == payable
	assert entries("VAT Entry", "base amount", document_name=doc.name) == [(-99.9, -24.98)]


@pytest.mark.parametrize(("rounding", "vat"), [("Document", 5.05), ("Line", 5.06)])
def test_vat_is_rounded_per_document_or_per_line(rounding, vat, books):
	"""2 lines of 10.10: VAT 5.05 on 20.20, but 2.525 on each."""
	settings(vat_rounding=rounding)
	code = goods(price=10.1, cost=0, stock=2)
	doc = posted_invoice(item(code), item(code))
	assert (doc.amount, doc.vat_amount) == (20.2, vat)
	assert ledger(doc.name)["2700"] == -vat


def test_every_vat_rate_has_its_entry_and_account(books):
	"""100 at 25 %, 200 at 15 %, 50 at 0 %."""
	lines = [
		item(goods(price=price, cost=0, stock=1, vat_product_group=group))
		for price, group in ((100, "STANDARD"), (200, "FOOD"), (50, "ZERO"))
	]
	doc = posted_invoice(*lines)
	assert ledger(doc.name) == {"1500": 405, "3000": -350, "2700": -25, "2701": -30}
	assert sorted(entries("VAT Entry", "vat_percent base amount", document_name=doc.name)) == [
		(0, -50, 0),
		(15, -200, -30),
		(25, -100, -25),
	]


def test_box_of_ten_is_priced_by_the_box_and_leaves_by_the_piece(books):
	"""2 boxes × 400 = 800; 20 pieces at 18 leave: 360."""
	code = goods(price=40, cost=18, stock=30, units=[{"uom": "BOX", "qty_per_unit": 10}])
	doc = posted_invoice(item(code, 2, uom="BOX"))
	assert (doc.lines[0].unit_price, doc.lines[0].qty_per_uom, doc.amount) == (400, 10, 800)
	assert entries("Item Ledger Entry", GOODS, document_name=doc.name) == [
		("Sales Invoice", -20, -20, -360, 800)
	]
	assert stock(code) == (10, 180)


def test_order_in_boxes_counts_boxes_and_the_ledger_counts_pieces(books):
	code = goods(price=40, cost=18, stock=30, units=[{"uom": "BOX", "qty_per_unit": 10}])
	doc = order(item(code, 3, uom="BOX", qty_to_ship=2))
	post(doc, ship=True)
	post(doc, invoice=True)
	assert quantities(doc) == [(1, 1, 2, 2, 1, 0)]
	assert entries("Item Ledger Entry", GOODS, sales_order=doc.name) == [
		("Sales Shipment", -20, -20, -360, 800)
	]


def test_free_goods_are_delivered_and_owed_nothing(books):
	code = goods(price=0, cost=60, stock=1)
	doc = posted_invoice(item(code, 1))
	assert (doc.amount_including_vat, doc.status) == (0, "Paid")
	assert ledger(doc.name) == {"4300": 60, "1460": -60}
	assert entries("Customer Ledger Entry", "amount open", document_name=doc.name) == [(0, 0)]
