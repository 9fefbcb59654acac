"""What a blocked customer may still do (domain A23). Payments are in test_payment."""

import frappe
import pytest
from build import account, buyer, goods, invoice, item, order, post, refused

from sales_mgmt import api


def new_order(customer):
	return lambda: order(item("1000", 1), customer=customer)


def ship(customer):
	doc = order(item(goods(stock=1), 1), customer=customer)
	return lambda: post(doc, ship=True)


def invoice_shipped(customer):
	doc = order(item(goods(stock=1), 1), customer=customer)
	post(doc, ship=True)
	return lambda: post(doc, invoice=True)


def invoice_fetched(customer):
	doc = order(item(goods(stock=1), 1), customer=customer)
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	return lambda: post(bill)


def deliver_and_bill(customer):
	bill = invoice(item(goods(stock=1), 1), customer=customer)
	return lambda: post(bill)


def bill_services(customer):
	bill = invoice(item("5000", 1), account("3900", 1, 100), customer=customer)
	return lambda: post(bill)


A23 = [
	# what is prepared, and how many reasons speak against doing it once the customer is blocked
	(new_order, {"": 0, "Ship": 1, "Invoice": 1, "All": 1}),
	(ship, {"": 0, "Ship": 1, "Invoice": 1, "All": 1}),
	(invoice_shipped, {"": 0, "Ship": 0, "Invoice": 1, "All": 1}),
	(invoice_fetched, {"": 0, "Ship": 0, "Invoice": 1, "All": 1}),
	(deliver_and_bill, {"": 0, "Ship": 1, "Invoice": 2, "All": 2}),
	(bill_services, {"": 0, "Ship": 0, "Invoice": 1, "All": 1}),
]


@pytest.mark.parametrize("blocked", ["", "Ship", "Invoice", "All"])
@pytest.mark.parametrize(("prepare", "reasons"), A23)
def test_blocked_customer(prepare, reasons, blocked, books):
	customer = buyer()
	act = prepare(customer)
	frappe.get_doc("Customer", customer).update({"blocked": blocked}).save()
	if not reasons[blocked]:
		act()
		return
	with refused(*["E09"] * reasons[blocked]) as sentences:
		act()
	name = frappe.db.get_value("Customer", customer, "customer_name")
	assert all(name in sentence and f"({blocked})" in sentence for sentence in sentences)


def test_blocked_bill_to_customer_gets_no_invoice_but_the_goods_leave(books):
	payer = buyer()
	doc = order(item(goods(stock=1), 1), customer=buyer(bill_to_customer=payer))
	frappe.get_doc("Customer", payer).update({"blocked": "Invoice"}).save()
	post(doc, ship=True)
	with refused("E09") as sentences:
		post(doc, invoice=True)
	assert frappe.db.get_value("Customer", payer, "customer_name") in sentences[0]
