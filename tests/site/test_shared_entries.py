"""Goods of one shipment on several invoices: each gives back its own share of the item entry (domain A14)."""

import frappe
import pytest
from build import account, adjust, goods, item, order, post, posted_invoice, stock

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify


def billed(doc, quantity):
	doc.reload()
	doc.lines[0].update({"qty_to_ship": 0, "qty_to_invoice": quantity})
	doc.save()
	return frappe.get_doc("Sales Invoice", post(doc, invoice=True).invoice)


def shipped(doc, quantity):
	doc.reload()
	doc.lines[0].qty_to_ship = quantity
	doc.save()
	post(doc, ship=True)


def taken_back(bill, road):
	"""A draft of what is left of the invoice, by one of the roads."""
	if road == "corrective":
		return frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	if road == "return order":
		return frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	return frappe.get_doc(
		"Sales Credit Memo", api.copy_document("Sales Invoice", bill.name, "Sales Credit Memo")
	)


def came(draft, *quantities):
	"""Post the first rows with these quantities."""
	for line, quantity in zip(draft.lines, quantities, strict=True):
		line.quantity = quantity
	draft.lines = [line for line in draft.lines if line.quantity]
	draft.save()
	post(draft, ship=draft.doctype == "Sales Return Order", invoice=True)


ROADS = ["corrective", "return order", "copy"]


@pytest.mark.parametrize("first", ROADS)
@pytest.mark.parametrize("second", ROADS)
def test_each_invoice_gives_back_what_it_billed(books, first, second):
	"""FIFO, 15 @ 10 and 5 @ 20. 15 leave, then 5; A bills 10, B 5 of the first and 5 of the second. Of B come 5, then 5:
	those of one entry, then those of the other, whichever is first. So A can still be cancelled."""
	code = goods(price=100, costing_method="FIFO")
	adjust((code, 15, 10))
	adjust((code, 5, 20))
	before = stock(code)
	doc = order(item(code, 20))
	shipped(doc, 15)
	shipped(doc, 5)
	a, b = billed(doc, 10), billed(doc, 10)
	draft = taken_back(b, first)
	assert [line.quantity for line in draft.lines] == [5, 5]
	left_with = [line.applies_from_entry for line in draft.lines]
	cost = 10 if frappe.db.get_value("Item Ledger Entry", left_with[0], "quantity") == -15 else 20
	came(draft, 5, 0)
	assert stock(code) == (5, 5 * cost)
	rest = taken_back(b, second)
	assert [(line.quantity, line.applies_from_entry) for line in rest.lines] == [(5, left_with[1])]
	came(rest, 5)
	assert stock(code) == (10, 150)
	api.cancel_invoice(a.name)
	assert stock(code) == before
	assert verify() == []


@pytest.mark.parametrize("road", ROADS)
def test_received_and_not_credited_is_not_offered_again(books, road):
	"""10 leave at once, two invoices of 5. The 5 of the first are received: nothing of it is left, 5 of the second."""
	code = goods(price=100, stock=10)
	doc = order(item(code, 10))
	shipped(doc, 10)
	a, b = billed(doc, 5), billed(doc, 5)
	back = taken_back(a, "return order")
	post(back, ship=True)
	with pytest.raises(frappe.ValidationError):
		taken_back(a, road)
	assert [line.quantity for line in taken_back(b, road).lines] == [5]
	post(back, invoice=True)
	api.cancel_invoice(b.name)
	assert stock(code)[0] == 10


def test_a_cancelled_credit_memo_gives_the_share_again(books):
	code = goods(price=100, stock=10)
	doc = order(item(code, 10))
	shipped(doc, 10)
	a, _b = billed(doc, 5), billed(doc, 5)
	api.cancel_credit_memo(api.cancel_invoice(a.name))
	assert [line.quantity for line in taken_back(a, "copy").lines] == [5]


def test_a_return_receipt_that_is_undone_gives_the_share_again(books):
	code = goods(price=100, stock=10)
	doc = order(item(code, 10))
	shipped(doc, 10)
	a, _b = billed(doc, 5), billed(doc, 5)
	back = taken_back(a, "return order")
	receipt = post(back, ship=True).return_receipt
	api.undo_return_receipt(receipt)
	assert [line.quantity for line in taken_back(a, "copy").lines] == [5]


@pytest.mark.parametrize("road", ROADS)
def test_a_service_received_and_not_credited_is_not_offered_again(books, road):
	"""3 billed, 2 received on a return order: 1 is left, and the return order can be credited whatever happens to that."""
	bill = posted_invoice(account("3900", 3, 100))
	back = taken_back(bill, "return order")
	back.lines[0].quantity = 2
	back.save()
	post(back, ship=True)
	rest = taken_back(bill, road)
	assert [line.quantity for line in rest.lines] == [1]
	post(rest, ship=rest.doctype == "Sales Return Order", invoice=True)
	post(back, invoice=True)
	bill.reload()
	assert bill.lines[0].quantity_credited == 3
