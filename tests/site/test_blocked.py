"""Blocked customers and items, on every kind of document and posting (domain A23)."""

import frappe
import pytest
from build import DAY, adjust, buyer, edit, goods, invoice, item, order, post, posted_invoice, quote, refused
from frappe.utils import nowdate

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError


def block(customer: str, how: str) -> None:
	frappe.get_doc("Customer", customer).update({"blocked": how}).save()


@pytest.mark.parametrize("how", ["", "Ship", "Invoice", "All"])
def test_s41_new_documents(how):
	customer = buyer(blocked=how)
	line = item("1000", 1)
	if how:
		with refused("E09"):
			order(line, customer=customer)
	else:
		assert order(line, customer=customer).name
	if how in ("Invoice", "All"):
		with refused("E09"):
			invoice(line, customer=customer)
	else:
		assert invoice(line, customer=customer).name
	offer = quote(line, customer=customer)
	offer.run_method("onload")
	assert [warning["code"] for warning in offer.get_onload("warnings")] == (["E09"] if how else [])


def test_s41_1_ship_refuses_orders_and_shipments_and_invoices_what_was_shipped(books):
	customer = buyer()
	doc = order(item(goods(stock=2), 2, qty_to_ship=1), customer=customer)
	post(doc, ship=True)
	block(customer, "Ship")
	with refused("E09"):
		order(item("1000", 1), customer=customer)
	with refused("E09"):
		post(doc, ship=True)
	assert post(doc, invoice=True).invoice
	direct = invoice(item(goods(stock=1), 1), customer=customer)
	with refused("E09"):  # it would take goods from the stock
		post(direct)


@pytest.mark.parametrize("how", ["Invoice", "All"])
def test_s41_2_invoice_refuses_even_what_was_shipped_before(how, books):
	customer = buyer()
	doc = order(item(goods(stock=1), 1), customer=customer)
	post(doc, ship=True)
	block(customer, how)
	with refused("E09"):
		post(doc, invoice=True)
	with refused("E09"):
		api.make_invoice("Sales Order", doc.name)


@pytest.mark.parametrize(("how", "accepted"), [("Ship", True), ("Invoice", True), ("All", False)])
def test_s41_3_all_refuses_payments(how, accepted, books):
	customer = buyer()
	sold = posted_invoice(item(goods(stock=1), 1), customer=customer)
	block(customer, how)
	if accepted:
		assert api.register_payment(customer, 125, nowdate(), sold.name)
	else:
		with pytest.raises(PostingError, match="payments included"):
			api.register_payment(customer, 125, nowdate(), sold.name)


@pytest.mark.parametrize("make", [quote, order, invoice])
def test_s41_4_a_blocked_item_gets_on_no_new_line(make):
	code = goods(stock=1, sales_blocked=1)
	with refused("E10"):
		make(item("1000", 1), item(code, 1))
	doc = make(item("1000", 1))
	with refused("E10"):
		doc.append("lines", item(code, 1))
		doc.save()


def test_s41_4_what_was_shipped_of_an_item_blocked_since_is_invoiced(books):
	code = goods()
	adjust((code, 2, 60))
	doc = order(item(code, 2, qty_to_ship=1))
	post(doc, ship=True)
	frappe.get_doc("Item", code).update({"sales_blocked": 1}).save()
	edit(doc, None, your_reference="the line is there already")
	assert api.post("Sales Invoice", api.make_invoice("Sales Order", doc.name))["invoice"]
	with refused("E10"):
		post(doc, ship=True)


def test_an_order_can_not_change_over_to_a_blocked_customer():
	doc = order(item("1000", 1), customer=buyer())
	doc.customer = buyer(blocked="Ship")
	with refused("E09"):
		doc.save()


def test_an_order_that_exists_can_be_looked_after_when_its_customer_is_blocked():
	customer = buyer()
	doc = order(item("1000", 1), customer=customer)
	block(customer, "All")
	edit(doc, None, your_reference="call first")
	assert doc.your_reference == "call first"


def test_an_invoice_for_a_customer_whose_payer_is_blocked_is_refused():
	payer = buyer(blocked="Invoice")
	shop = buyer(bill_to_customer=payer)
	with refused("E09"):
		invoice(item("1000", 1), customer=shop)
	assert order(item("1000", 1), customer=shop, document_date=DAY).name
