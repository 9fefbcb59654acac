"""The trace of a line says where its price came from, when no search gave it (domain A30)."""

import frappe
import pytest
from build import draft, edit, goods, item, order, post, posted_invoice, quote

from sales_mgmt import api


def origins(doc, row=1):
	"""What the trace says of price and discount ahead of what a search finds: {thing: (origin, document, value)}."""
	trace = api.price_trace(doc.as_dict(), doc.lines[row - 1].name)
	return {
		entry["thing"]: (entry["origin"], entry["document"], entry["value"])
		for entry in trace
		if entry.get("origin")
	}


def offered():
	return quote(item(goods(stock=20), 2, unit_price=90, line_discount_percent=5))


def test_a_searched_price_has_no_other_origin_and_a_typed_one_is_typed():
	doc = order(item(goods(), 1))
	assert origins(doc) == {}
	edit(doc, unit_price=90)
	assert origins(doc) == {"Price": ("Typed", None, 90)}
	[reason] = [
		entry["reason"] for entry in api.price_trace(doc.as_dict(), doc.lines[0].name) if "origin" in entry
	]
	assert reason == "Typed by hand."


@pytest.mark.parametrize("doctype", ["Sales Order", "Sales Invoice"])
def test_what_was_offered_came_from_the_quote(doctype):
	offer = offered()
	make = (
		api.make_order if doctype == "Sales Order" else (lambda name: api.make_invoice("Sales Quote", name))
	)
	doc = frappe.get_doc(doctype, make(offer.name))
	expected = {"Price": ("Sales Quote", offer.name, 90), "Discount": ("Sales Quote", offer.name, 5)}
	assert origins(doc) == expected
	edit(doc, quantity=3)
	assert origins(doc) == expected
	assert f"Taken from Sales Quote {offer.name}." in str(api.price_trace(doc.as_dict(), doc.lines[0].name))


def test_a_price_typed_over_it_is_typed_and_the_discount_stays_that_of_the_quote():
	offer = offered()
	doc = frappe.get_doc("Sales Order", api.make_order(offer.name))
	edit(doc, unit_price=80)
	assert origins(doc) == {"Price": ("Typed", None, 80), "Discount": ("Sales Quote", offer.name, 5)}


def test_an_invoice_of_an_order_says_the_order(books):
	doc = order(item(goods(stock=5), 1, unit_price=90))
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	assert origins(bill)["Price"] == ("Sales Order", doc.name, 90)


@pytest.mark.parametrize("target", ["Sales Quote", "Sales Order", "Sales Invoice", "Sales Return Order"])
def test_a_copy_says_the_copied_document_and_one_found_anew_says_nothing(target):
	source = order(item(goods(stock=5), 1, unit_price=90))
	doc = frappe.get_doc(target, api.copy_document("Sales Order", source.name, target))
	assert origins(doc)["Price"] == ("Sales Order", source.name, 90)
	doc = frappe.get_doc(target, api.copy_document("Sales Order", source.name, target, recalculate=True))
	assert origins(doc) == {}


@pytest.mark.parametrize("doctype", ["Sales Return Order", "Sales Credit Memo"])
def test_what_comes_back_says_the_original_invoice(books, doctype):
	bill = posted_invoice(item(goods(stock=5), 2, unit_price=90))
	back = draft(doctype, customer=bill.customer)
	api.get_lines_to_reverse(back.name, [bill.lines[0].name], doctype)
	back.reload()
	assert origins(back)["Price"] == ("Sales Invoice", bill.name, 90)


def test_a_corrective_credit_memo_says_the_invoice_that_it_corrects(books):
	bill = posted_invoice(item(goods(stock=5), 2, unit_price=90))
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	assert origins(memo)["Price"] == ("Sales Invoice", bill.name, 90)


def test_nobody_claims_an_origin():
	doc = order(item(goods(), 1, unit_price=90, price_origin="Sales Quote", price_from="SQ-FORGED"))
	assert origins(doc) == {"Price": ("Typed", None, 90)}
	edit(doc, price_origin="Sales Quote", price_from="SQ-FORGED")
	assert origins(doc) == {"Price": ("Typed", None, 90)}
