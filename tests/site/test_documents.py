"""Sales documents before posting: defaults, what follows a change, release and reopen."""

import frappe
import pytest
from build import (
	BERGEN,
	COMPLETE_ONLY,
	DAY,
	HAMBURG,
	INGRID,
	LILLEHAMMER,
	OSLO,
	account,
	buyer,
	contents,
	edit,
	goods,
	invoice,
	item,
	order,
	post,
	quote,
	refused,
)

from sales_mgmt import api

AMOUNTS = ("amount", "vat_amount", "amount_including_vat")


def by_dict(values):
	return frappe.get_doc({"doctype": "Sales Order", **values}).insert()


def by_new_doc(values):
	doc = frappe.new_doc("Sales Order")
	doc.update(values)
	return doc.insert()


def by_client(values):
	return frappe.get_doc("Sales Order", frappe.client.insert({"doctype": "Sales Order", **values})["name"])


@pytest.mark.parametrize("insert", [by_dict, by_new_doc, by_client])
@pytest.mark.parametrize(
	("customer", "expected"),
	[
		(OSLO, {"bill_to_customer": OSLO, "salesperson": "KN", "location": "MAIN", "currency": "NOK"}),
		(OSLO, {"payment_terms": "14D", "shipment_method": "DAP", "shipping_agent": "FJORDFRAKT"}),
		(OSLO, {"shipping_advice": "Partial", "prices_include_vat": 0, "exchange_rate": 1}),
		(OSLO, {"ship_to_address": "C-00001-Billing", "bill_to_address": "C-00001-Billing"}),
		(BERGEN, {"ship_to_address": "C-00002-Workshop", "bill_to_address": "C-00002-Billing"}),
		(COMPLETE_ONLY, {"shipping_advice": "Complete"}),
		(HAMBURG, {"currency": "EUR", "vat_business_group": "EXPORT", "customer_posting_group": "EXPORT"}),
		(INGRID, {"prices_include_vat": 1}),
		(LILLEHAMMER, {"bill_to_customer": "C-00008", "location": "EAST", "price_group": "CHAIN"}),
	],
)
def test_customer_fills_the_header_on_every_road(insert, customer, expected):
	values = {"customer": customer, "exchange_rate": 11.5, "lines": [item("1000", 1)]}
	doc = insert(values)
	assert {field: doc.get(field) for field in expected} == expected


def test_what_is_typed_is_kept():
	typed = {"payment_terms": "30D", "location": "EAST", "salesperson": "ME", "currency": "NOK"}
	doc = order(item("1000", 1, unit_price=77), customer=OSLO, **typed)
	assert {field: doc.get(field) for field in typed} == typed
	assert (doc.lines[0].unit_price, doc.lines[0].location) == (77, "EAST")


def test_item_fills_the_line():
	line = order(item("3000", 24)).lines[0]
	assert (line.description, line.uom, line.qty_per_uom, line.unit_price) == (
		"Energy bar, oats and berries",
		"PCS",
		1,
		24.5,
	)
	assert (line.vat_percent, line.vat_product_group, line.product_posting_group) == (15, "FOOD", "GOODS")
	assert (line.location, line.allow_invoice_discount) == ("MAIN", 1)


@pytest.mark.parametrize(
	("terms", "due"),
	[("14D", "2026-03-16"), ("30D", "2026-04-01"), ("CM", "2026-03-31"), ("CM+14D", "2026-04-14")],
)
def test_due_date_follows_terms_and_document_date(terms, due):
	doc = quote(item("1000", 1), valid_until=None, payment_terms=terms)
	assert (str(doc.due_date), str(doc.valid_until)) == (due, "2026-04-01")
	edit(doc, None, payment_terms="14D", document_date="2026-03-10")
	assert str(doc.due_date) == "2026-03-24"


CHANGES = [
	# quantity: the discount follows its percentage
	(1, {"quantity": 20}, {"line_discount_amount": 200, "line_amount": 1800, "amount": 1800}),
	# a typed discount amount leads, and the percentage follows
	(1, {"line_discount_amount": 50}, {"line_discount_percent": 5, "line_amount": 950}),
	(1, {"line_discount_percent": 20}, {"line_discount_amount": 200, "line_amount": 800}),
	(1, {"unit_price": 50}, {"line_discount_amount": 50, "line_amount": 450}),
	# another item: its own text, price and discount, which is none
	(1, {"item": "1010"}, {"description": "City helmet, size M", "unit_price": 250, "line_amount": 2500}),
	(1, {"type": "Comment"}, {"item": None, "unit_price": 0, "amount": 0, "description": None}),
	# computed fields can not be typed
	(
		1,
		{"amount": 1, "line_amount": 1, "vat_amount": 1, "vat_percent": 3},
		{"line_amount": 900, "amount": 900},
	),
]


@pytest.mark.parametrize(("row", "typed", "expected"), CHANGES)
def test_what_depends_on_a_changed_field_follows(row, typed, expected):
	doc = order(item("1000", 10, line_discount_percent=10))
	edit(doc, row, **typed)
	line = doc.lines[0]
	assert {field: line.get(field) for field in expected} == expected


def test_typed_price_survives_a_new_quantity_but_not_a_new_customer():
	doc = order(item("1000", 10, unit_price=80))
	edit(doc, quantity=12)
	assert doc.lines[0].unit_price == 80
	edit(doc, None, customer=INGRID)
	assert (doc.prices_include_vat, doc.lines[0].unit_price, doc.customer_name) == (1, 125, "Ingrid Berg")
	assert doc.bill_to_customer == INGRID


@pytest.mark.parametrize(
	("typed", "percent", "discount"),
	[({"invoice_discount_percent": 5}, 5, 55), ({"invoice_discount_amount": 110}, 10, 110)],
)
def test_invoice_discount_leads_as_it_was_entered_last(typed, percent, discount):
	doc = order(item("1000", 10, line_discount_percent=10), item("1030", 5), invoice_discount_percent=1)
	edit(doc, None, **typed)
	assert (doc.invoice_discount_percent, doc.invoice_discount_amount) == (percent, discount)
	assert doc.amount == 1100 - discount


def test_calculate_answers_and_stores_nothing():
	lines = [item("1000", 10, line_discount_percent=10), item("1030", 5)]
	values = {"doctype": "Sales Order", "customer": OSLO, "document_date": DAY, "invoice_discount_percent": 5}
	before = contents()
	answer = api.calculate({**values, "__islocal": 1, "lines": lines})
	assert [answer[field] for field in AMOUNTS] == [1045, 261.25, 1306.25]
	assert [line["invoice_discount_amount"] for line in answer["lines"]] == [45, 10]
	specification = {"vat_product_group": "STANDARD", "vat_percent": 25, "base": 1045, "vat_amount": 261.25}
	assert answer["__onload"]["vat_specification"] == [specification]
	assert contents() == before


def contact_of(customer):
	links = [{"link_doctype": "Customer", "link_name": customer}]
	values = {"doctype": "Contact", "first_name": "Kari", "is_primary_contact": 1, "links": links}
	frappe.flags.in_import = True  # Frappe asks the internet for the picture of a new contact
	try:
		return frappe.get_doc(values).insert().name
	finally:
		frappe.flags.in_import = False


def test_the_primary_contact_comes_along_and_may_be_emptied():
	first, second = buyer(OSLO), buyer(OSLO)
	contact, other = contact_of(first), contact_of(second)
	doc = order(item("1000"), customer=first)
	assert doc.contact == contact
	edit(doc, None, customer=second)
	assert doc.contact == other
	edit(doc, None, contact="")
	edit(doc, None, your_reference="7")
	assert not doc.contact


@pytest.mark.parametrize("make", [quote, order, invoice])
def test_quote_order_and_invoice_count_alike(make):
	"""Domain 7.5, and two VAT rates: 24.50 × 24 = 588 at 15 % is 88.20 on the 95 % left: 558.60 and 83.79."""
	lines = [item("1000", 10, line_discount_percent=10), item("1030", 5), item("3000", 24)]
	doc = make(*lines, invoice_discount_percent=5)
	assert [doc.get(field) for field in AMOUNTS] == [1603.6, 345.04, 1948.64]


def test_release_locks_item_lines_and_reopen_unlocks_them():
	doc = order(item("1000", 10), account("3900", 1, 500))
	assert api.release("Sales Order", doc.name) == "Released"
	assert api.release("Sales Order", doc.name) == "Released"
	doc.reload()
	with refused("E04"):
		edit(doc, 1, quantity=11)
	doc.reload()
	with refused("E04"):
		edit(doc, 1, type="Comment")
	doc.reload()
	edit(doc, 2, unit_price=600)
	edit(doc, 1, qty_to_ship=3)
	assert (doc.amount, doc.lines[0].qty_to_ship) == (1600, 3)
	assert api.reopen("Sales Order", doc.name) == "Open"
	doc.reload()
	edit(doc, 1, quantity=11)
	assert doc.amount == 1700


def test_status_can_not_be_typed():
	doc = order(item("1000", 1))
	edit(doc, None, status="Completed", shipping_status="Shipped", invoicing_status="Invoiced")
	assert (doc.status, doc.shipping_status, doc.invoicing_status) == ("Open", "Not Shipped", "Not Invoiced")


def test_completed_order_is_closed(books):
	doc = order(item(goods(stock=1), 1))
	post(doc, ship=True, invoice=True)
	for change in (
		lambda: edit(doc, None, your_reference="Too late"),
		lambda: api.reopen("Sales Order", doc.name),
	):
		with pytest.raises(frappe.ValidationError, match="Completed"):
			change()
