"""A quote becomes an order or an invoice, once, and every document of the chain knows the one before it."""

import frappe
import pytest
from build import BERGEN, contents, edit, goods, item, post, quote

from sales_mgmt import api

AMOUNTS = ("amount", "vat_amount", "amount_including_vat")


def test_quote_becomes_an_order_and_both_know_each_other(books):
	offer = quote(
		item(goods(stock=10), 10, unit_price=90),
		{"type": "Comment", "description": "Colour: red"},
		customer=BERGEN,
		invoice_discount_percent=5,
		your_reference="Olav",
	)
	name = api.make_order(offer.name)
	offer.reload()
	made = frappe.get_doc("Sales Order", name)
	assert (offer.status, made.status, made.quote, made.your_reference) == (
		"Ordered",
		"Open",
		offer.name,
		"Olav",
	)
	assert [line.quote_line for line in made.lines] == [line.name for line in offer.lines]
	assert [made.get(field) for field in AMOUNTS] == [855, 213.75, 1068.75]
	posted = post(made, ship=True, invoice=True)
	bill = frappe.get_doc("Sales Invoice", posted.invoice)
	assert (bill.sales_order, bill.lines[0].order_line) == (name, made.lines[0].name)
	shipment = frappe.get_doc("Sales Shipment", posted.shipment)
	assert (shipment.sales_order, shipment.lines[0].order_line) == (name, made.lines[0].name)
	assert frappe.get_all("Sales Order", {"quote": offer.name}, pluck="name") == [name]


def test_quote_becomes_an_invoice(books):
	offer = quote(item(goods(price=100, stock=2), 2))
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Quote", offer.name))
	assert (bill.quote, bill.lines[0].quote_line) == (offer.name, offer.lines[0].name)
	post(bill)
	assert (bill.status, bill.amount_including_vat) == ("Unpaid", 250)
	assert frappe.db.get_value("Sales Quote", offer.name, "status") == "Ordered"


@pytest.mark.parametrize("convert", [api.make_order, lambda name: api.make_invoice("Sales Quote", name)])
@pytest.mark.parametrize("close", [api.make_order, lambda name: api.mark_lost(name, "Too dear")])
def test_closed_quote_can_not_be_converted_or_changed(close, convert):
	offer = quote(item("1000", 1))
	close(offer.name)
	before = contents()
	with pytest.raises(frappe.ValidationError, match=r"has the status .* can not be converted"):
		convert(offer.name)
	assert contents() == before
	offer.reload()
	with pytest.raises(frappe.ValidationError, match="can not be changed any more"):
		edit(offer, quantity=2)


def test_lost_quote_needs_a_reason():
	offer = quote(item("1000", 1))
	with pytest.raises(frappe.ValidationError, match="Say why"):
		api.mark_lost(offer.name, "  ")
	assert api.mark_lost(offer.name, "Too dear") == "Lost"
	assert frappe.db.get_value("Sales Quote", offer.name, "lost_reason") == "Too dear"
