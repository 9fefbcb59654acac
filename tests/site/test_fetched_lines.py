"""Invoice lines taken from an order bill that order, for its customer and its goods, whoever fills in the invoice."""

import frappe
import pytest
from build import (
	BERGEN,
	DAY,
	OSLO,
	account,
	edit,
	goods,
	invoice,
	item,
	order,
	post,
	quantities,
	quote,
	refused,
)

from sales_mgmt import api
from sales_mgmt.ownership import insert_built
from sales_mgmt.ownership.door import OwnedFieldError


def shipped(*lines, **values):
	doc = order(*(lines or [item(goods(price=100, stock=10), 10)]), **values)
	post(doc, ship=True)
	return doc


def fetched(doc):
	return frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))


def test_part_of_a_shipment_takes_its_share_of_the_discounts(books):
	"""1,000 less 10 % and 5 %: 3 of 10 are 300 − 30 − 13.50, the other 7 are 700 − 70 − 31.50."""
	doc = shipped(item(goods(price=100, stock=10), 10, line_discount_percent=10), invoice_discount_percent=5)
	bill = fetched(doc)
	edit(bill, quantity=3)
	assert (bill.lines[0].line_discount_amount, bill.invoice_discount_amount, bill.amount) == (
		30,
		13.5,
		256.5,
	)
	post(bill)
	rest = fetched(doc)
	assert (rest.lines[0].quantity, rest.invoice_discount_amount, rest.amount) == (7, 31.5, 598.5)
	post(rest)
	doc.reload()
	assert doc.status == "Completed"


def test_lines_of_its_own_are_delivered_and_fetched_ones_are_not(books):
	doc = shipped()
	bill = fetched(doc)
	own = goods(price=50, stock=2)
	bill.append("lines", item(own, 2))
	bill.save()
	assert bill.amount == 1100
	post(bill)
	moved = frappe.get_all(
		"Item Ledger Entry", {"document_name": bill.name}, ["item", "quantity"], as_list=True
	)
	assert list(moved) == [(own, -2)]


@pytest.mark.parametrize(
	"typed", [{"item": "1010"}, {"type": "G/L Account", "account": "3900", "item": None}, {"uom": "BOX"}]
)
def test_what_was_shipped_can_not_be_billed_as_something_else(typed, books):
	doc = shipped(item(goods(stock=10, units=[{"uom": "BOX", "qty_per_unit": 10}]), 5))
	bill = fetched(doc)
	with refused("fetched_line") as sentences:
		edit(bill, **typed)
	assert sentences[0].startswith("Row 1:") and doc.name in sentences[0]


@pytest.mark.parametrize(
	"typed", [{"customer": BERGEN}, {"bill_to_customer": BERGEN}, {"prices_include_vat": 1}]
)
def test_it_is_billed_to_the_customer_of_the_order(typed, books):
	doc = shipped()
	bill = fetched(doc)
	with refused("fetched_line") as sentences:
		edit(bill, None, **typed)
	assert doc.name in sentences[0]


def unsaved(line, customer):
	"""An invoice as a builder of ours would have made it, so that its links are looked at."""
	return frappe.get_doc(
		{
			"doctype": "Sales Invoice",
			"customer": customer,
			"document_date": DAY,
			"posting_date": DAY,
			"lines": [line],
		}
	)


def test_nobody_types_the_order_line_of_another_sale(books):
	doc = shipped()
	forged = {**item(goods(stock=5, price=7), 5), "order_line": doc.lines[0].name}
	for customer in (BERGEN, OSLO):
		with pytest.raises(OwnedFieldError, match="Order Line"):
			invoice(forged, customer=customer)
		with refused("fetched_line"):
			insert_built(unsaved(forged, customer))
	assert quantities(doc) == [(0, 10, 10, 0, 0, 10)]


@pytest.mark.parametrize("order_line", ["unknown", "of a quote"])
def test_order_line_must_be_one(order_line):
	if order_line == "of a quote":
		order_line = quote(item("1000", 1)).lines[0].name
	with refused("fetched_line") as sentences:
		insert_built(unsaved({**item("1000", 1), "order_line": order_line}, OSLO))
	assert sentences[0].startswith("Row 1:")


def test_comment_can_not_stand_for_an_order_line(books):
	bill = fetched(shipped())
	with refused("fetched_line"):
		edit(bill, type="Comment")


@pytest.mark.parametrize(
	"typed", [{"customer": BERGEN}, {"bill_to_customer": BERGEN}, {"prices_include_vat": 1}]
)
def test_customer_of_a_shipped_order_stays(typed, books):
	doc = shipped(item(goods(price=100, stock=10), 10, qty_to_ship=4), account("3900", 1, 50))
	api.reopen("Sales Order", doc.name)
	doc.reload()
	with refused("shipped_header"):
		edit(doc, None, **typed)
