"""What posting an order writes: accounts of domain 4.6, amounts of domain 7.5, expected and actual cost of domain 4.4."""

import frappe
import pytest
from build import (
	CHAIN,
	LILLEHAMMER,
	account,
	adjust,
	edit,
	entries,
	goods,
	item,
	ledger,
	order,
	post,
	settings,
	stock,
)

RECEIVABLES, SALES, SERVICES, LINE_DISCOUNT, INVOICE_DISCOUNT = "1500", "3000", "3020", "3080", "3085"
VAT, COGS, INVENTORY = "2700", "4300", "1460"

BOTH = {"ship": True, "invoice": True}
SALE = "quantity invoiced_quantity cost_amount sales_amount"
VALUE = "valued_quantity invoiced_quantity cost_amount cost_amount_expected sales_amount"
OWED = "document_type amount amount_lcy remaining_amount open"


def ten_with_discount():
	"""10 pieces × 100.00 less 10 %, unit cost 60."""
	code = goods(price=100, cost=60, stock=10)
	return code, order(item(code, 10, line_discount_percent=10))


def two_lines_with_invoice_discount():
	"""Domain 7.5: 900 + 200, less 5 % of the invoice: 55, split 45 + 10. Costs 60 and 18."""
	bulky, small = goods(price=100, cost=60, stock=10), goods(price=40, cost=18, stock=5)
	lines = [item(bulky, 10, line_discount_percent=10), item(small, 5)]
	return order(*lines, invoice_discount_percent=5)


@pytest.mark.parametrize(
	("setting", "sales", "line_discount"),
	[
		("No Discounts", -900, None),
		("Invoice Discounts", -900, None),
		("Line Discounts", -1000, 100),
		("All Discounts", -1000, 100),
	],
)
def test_line_discount_goes_where_discount_posting_says(setting, sales, line_discount, books):
	settings(discount_posting=setting)
	_code, doc = ten_with_discount()
	posted = post(doc, **BOTH)
	expected = {RECEIVABLES: 1125, SALES: sales, VAT: -225, COGS: 600, INVENTORY: -600}
	if line_discount:
		expected[LINE_DISCOUNT] = line_discount
	assert ledger(posted.invoice) == expected


@pytest.mark.parametrize(
	("setting", "revenue"),
	[
		("No Discounts", {SALES: -1045}),
		("Line Discounts", {SALES: -1145, LINE_DISCOUNT: 100}),
		("Invoice Discounts", {SALES: -1100, INVOICE_DISCOUNT: 55}),
		("All Discounts", {SALES: -1200, LINE_DISCOUNT: 100, INVOICE_DISCOUNT: 55}),
	],
)
def test_invoice_discount_goes_where_discount_posting_says(setting, revenue, books):
	settings(discount_posting=setting)
	posted = post(two_lines_with_invoice_discount(), **BOTH)
	# cost 10 × 60 + 5 × 18
	other = {RECEIVABLES: 1306.25, VAT: -261.25, COGS: 690, INVENTORY: -690}
	assert ledger(posted.invoice) == {**revenue, **other}


def test_ship_and_invoice_at_once_writes_every_ledger(books):
	code, doc = ten_with_discount()
	posted = post(doc, **BOTH)
	assert entries("Item Ledger Entry", SALE, item=code, entry_type="Sale") == [(-10, -10, -600, 900)]
	assert entries("Item Value Entry", VALUE, item=code, document_name=posted.invoice) == [
		(-10, -10, -600, 0, 900)
	]
	assert entries("Customer Ledger Entry", OWED, document_name=posted.invoice) == [
		("Invoice", 1125, 1125, 1125, 1)
	]
	vat = entries("VAT Entry", "vat_percent base amount vat_product_group", document_name=posted.invoice)
	assert vat == [(25, -900, -225, "STANDARD")]
	assert entries("Item Ledger Entry", "document_doctype document_name", sales_order=doc.name) == [
		("Sales Shipment", posted.shipment)
	]
	assert stock(code) == (0, 0)


def test_shipping_expects_the_cost_and_invoicing_makes_it_actual(books):
	code, doc = ten_with_discount()
	shipment = post(doc, ship=True).shipment
	assert entries("Item Ledger Entry", SALE, sales_order=doc.name) == [(-10, 0, -600, 0)]
	assert entries("Item Value Entry", VALUE, document_name=shipment) == [(-10, 0, 0, -600, 0)]
	assert ledger(shipment) == {}
	assert entries("Customer Ledger Entry", "name", customer=doc.customer, description=doc.name) == []
	assert stock(code) == (0, 0)

	posted = post(doc, invoice=True)
	assert posted.shipment is None
	assert entries("Item Ledger Entry", SALE, sales_order=doc.name) == [(-10, -10, -600, 900)]
	assert entries("Item Value Entry", VALUE, document_name=posted.invoice) == [(0, -10, -600, 600, 900)]
	assert ledger(posted.invoice) == {
		RECEIVABLES: 1125,
		SALES: -1000,
		LINE_DISCOUNT: 100,
		VAT: -225,
		COGS: 600,
		INVENTORY: -600,
	}


def test_goods_shipped_at_two_costs_are_invoiced_oldest_first(books):
	"""4 leave at 60, then 4 at 80 (all that was at 60 is gone). 6 invoiced cost 4 × 60 + 2 × 80 = 400, then 160."""
	code = goods(price=100, cost=60, stock=4)
	doc = order(item(code, 8, qty_to_ship=4))
	post(doc, ship=True)
	adjust((code, 4, 80))
	post(doc, ship=True)
	edit(doc, qty_to_invoice=6)
	first = post(doc, invoice=True).invoice
	second = post(doc, invoice=True).invoice
	assert [ledger(name)[COGS] for name in (first, second)] == [400, 160]
	assert [ledger(name)[SALES] for name in (first, second)] == [-600, -200]


def test_without_automatic_cost_posting_the_cost_stays_in_the_item_ledger(books):
	settings(automatic_cost_posting=0)
	code, doc = ten_with_discount()
	posted = post(doc, **BOTH)
	assert ledger(posted.invoice) == {RECEIVABLES: 1125, SALES: -1000, LINE_DISCOUNT: 100, VAT: -225}
	assert entries("Item Ledger Entry", SALE, item=code, entry_type="Sale") == [(-10, -10, -600, 900)]


def test_order_with_invoice_discount_posted_in_one_go(books):
	doc = two_lines_with_invoice_discount()
	assert (doc.amount, doc.vat_amount, doc.amount_including_vat) == (1045, 261.25, 1306.25)
	posted = frappe.get_doc("Sales Invoice", post(doc, **BOTH).invoice)
	assert [line.invoice_discount_amount for line in posted.lines] == [45, 10]
	assert [line.line_discount_amount for line in posted.lines] == [100, 0]
	assert [line.amount for line in posted.lines] == [855, 190]
	assert (posted.amount, posted.vat_amount, posted.amount_including_vat) == (1045, 261.25, 1306.25)
	assert posted.invoice_discount_amount == 55


@pytest.mark.parametrize(
	("first", "parts"),
	[
		# 4 of 10: 400 − 40 − 18 = 342; 2 of 5: 80 − 4 = 76. The rest: 600 − 60 − 27 = 513 and 120 − 6 = 114.
		((4, 2), [(418, 104.5, 522.5, 22), (627, 156.75, 783.75, 33)]),
		# 3 of 10: 300 − 30 − 13.50; 1 of 5: 40 − 2. VAT is 73.625, up; with the rest 261.25, so 187.62.
		((3, 1), [(294.5, 73.63, 368.13, 15.5), (750.5, 187.62, 938.12, 39.5)]),
		# One line only: 900 − 45; then the other: 200 − 10.
		((10, 0), [(855, 213.75, 1068.75, 45), (190, 47.5, 237.5, 10)]),
	],
)
def test_order_with_invoice_discount_posted_in_two_parts(first, parts, books):
	doc = two_lines_with_invoice_discount()
	for row, quantity in enumerate(first, start=1):
		edit(doc, row, qty_to_ship=quantity)
	names = [post(doc, **BOTH).invoice, post(doc, **BOTH).invoice]
	fields = ["amount", "vat_amount", "amount_including_vat", "invoice_discount_amount"]
	assert [frappe.db.get_value("Sales Invoice", name, fields) for name in names] == parts
	assert sum(part[0] for part in parts) == 1045
	assert doc.status == "Completed"


def test_thirds_of_a_discount_add_up(books):
	"""3 × 33.33 less 10.00: the discount goes in 3.33, 3.34 and 3.33, the invoices are 30.00, 29.99 and 30.00."""
	doc = order(item(goods(price=33.33, stock=3), 3, line_discount_amount=10, qty_to_ship=1))
	amounts = []
	for _step in range(3):
		name = post(doc, **BOTH).invoice
		amounts.append(
			frappe.db.get_value("Sales Invoice Line", {"parent": name}, ["line_discount_amount", "amount"])
		)
		if doc.status != "Completed":
			edit(doc, qty_to_ship=1)
	assert amounts == [(3.33, 30.0), (3.34, 29.99), (3.33, 30.0)]


def test_services_accounts_and_comments_of_an_order(books):
	"""2 hours × 790 and an account line of 500: 2,080 and 25 % VAT. Neither has stock or cost."""
	lines = [
		{"type": "Comment", "description": "Please ring the bell"},
		item("5000", 2),
		account("3900", 1, 500),
	]
	doc = order(*lines)
	posted = post(doc, **BOTH)
	assert ledger(posted.invoice) == {RECEIVABLES: 2600, SERVICES: -1580, "3900": -500, VAT: -520}
	assert entries("Item Ledger Entry", SALE, sales_order=doc.name) == [(-2, -2, 0, 1580)]
	kinds = ["Comment", "Item", "G/L Account"]
	for doctype, name in (("Sales Invoice", posted.invoice), ("Sales Shipment", posted.shipment)):
		assert [line.type for line in frappe.get_doc(doctype, name).lines] == kinds
	assert doc.status == "Completed"


def test_posting_date_of_the_action_wins(books):
	_code, doc = ten_with_discount()
	posted = post(doc, **BOTH, posting_date="2026-03-09")
	assert str(frappe.db.get_value("Sales Invoice", posted.invoice, "posting_date")) == "2026-03-09"
	dates = {
		str(row[0]) for row in entries("General Ledger Entry", "posting_date", document_name=posted.invoice)
	}
	assert dates == {"2026-03-09"}


def test_bill_to_customer_owes_and_sell_to_customer_is_remembered(books):
	code = goods(price=100)
	adjust((code, 2, 60), location="EAST")
	posted = post(order(item(code, 2), customer=LILLEHAMMER), **BOTH)
	fields = "customer sell_to_customer amount"
	owed = entries("Customer Ledger Entry", fields, document_name=posted.invoice)
	assert owed == [(CHAIN, LILLEHAMMER, 250)]
	assert stock(code, "EAST") == (0, 0)
