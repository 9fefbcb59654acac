"""A payment method with a balancing account pays the invoice the moment it is posted (domain 4.7; S07.2, S07.3)."""

import frappe
import pytest
from build import (
	COUNTER,
	DAY,
	HAMBURG,
	account,
	buyer,
	entries,
	exchange_rates,
	goods,
	invoice,
	item,
	ledger,
	order,
	post,
)
from frappe.utils import getdate

from sales_mgmt import api

ENTRY = "document_type amount remaining_amount open"
BOTH = [("Invoice", 1250, 0, 0), ("Payment", -1250, 0, 0)]


def cash(make, *lines, **values):
	values = {"payment_method": "CASH", "customer": buyer(), **values}
	return make(*lines or [item(goods(price=250, stock=4), 4)], **values)


def receivables(name):
	return [
		amount
		for number, amount in entries("General Ledger Entry", "account amount", document_name=name)
		if number == "1500"
	]


@pytest.mark.parametrize("make", [order, invoice])
def test_s07_2_the_invoice_is_paid_when_it_is_posted(make, books):
	"""4 × 250 + 25 % = 1,250."""
	doc = cash(make)
	bill = frappe.get_doc("Sales Invoice", post(doc, ship=True, invoice=True).invoice)
	assert (bill.status, bill.remaining_amount) == ("Paid", 0)
	assert entries("Customer Ledger Entry", ENTRY, document_name=bill.name) == BOTH
	assert ledger(bill.name)["1900"] == 1250
	assert receivables(bill.name) == [1250, -1250]


def test_the_payment_belongs_to_the_invoice(books):
	bill = cash(invoice, payment_terms="14D-8D2" if frappe.db.exists("Payment Terms", "14D-8D2") else "14D")
	post(bill)
	fields = ["name", "posted_no", "due_date", "payment_method", "payment_discount_date", "document_doctype"]
	paid, payment = frappe.get_all(
		"Customer Ledger Entry", {"document_name": bill.name}, fields, order_by="idx"
	)
	assert bill.customer_ledger_entry == paid.name
	assert (payment.posted_no, payment.document_doctype) == (bill.posted_no, "Sales Invoice")
	assert (payment.due_date, payment.payment_discount_date) == (getdate(DAY), None)
	assert paid.due_date == getdate("2026-03-16")
	rows = entries(
		"Customer Ledger Application",
		"debit_entry credit_entry amount amount_lcy exchange_difference_lcy document_name",
		customer=bill.customer,
	)
	assert rows == [(paid.name, payment.name, 1250, 1250, 0, bill.name)]
	assert frappe.db.count("Customer Payment", {"customer": bill.customer}) == 0
	assert api.unpaid_entries(bill.customer) == []


@pytest.mark.parametrize("make", [order, invoice])
def test_preview_shows_the_payment(make):
	doc = cash(make)
	shown = api.preview(doc.doctype, doc.name, ship=True, invoice=True)
	rows = [(row["document_type"], row["amount"]) for row in shown["Customer Ledger Entry"]]
	assert rows == [("Invoice", 1250), ("Payment", -1250)]
	assert 1250 in [row["amount"] for row in shown["General Ledger Entry"] if row["account"] == "1900"]


def test_each_part_of_an_order_is_paid(books):
	doc = cash(order, item(goods(price=100, stock=10), 10, qty_to_ship=4))
	first = post(doc, ship=True, invoice=True).invoice
	second = post(doc, ship=True, invoice=True).invoice
	assert [ledger(name)["1900"] for name in (first, second)] == [500, 750]


def test_a_method_without_an_account_leaves_the_invoice_open(books):
	bill = cash(invoice, payment_method="BANK")
	post(bill)
	assert (bill.status, bill.remaining_amount) == ("Unpaid", 1250)
	assert len(entries("Customer Ledger Entry", ENTRY, document_name=bill.name)) == 1


def test_in_a_foreign_currency_it_is_paid_at_the_same_rate(books):
	"""1,000 EUR at 11.50, without VAT: 11,500 in cash, neither gain nor loss."""
	exchange_rates(d20260302=11.5)
	bill = cash(invoice, account("3900", 1, 1000), customer=buyer(HAMBURG))
	post(bill)
	assert ledger(bill.name) == {"1510": 0, "1900": 11500, "3900": -11500}
	fields = "amount amount_lcy remaining_amount remaining_amount_lcy"
	assert entries("Customer Ledger Entry", fields, document_name=bill.name) == [
		(1000, 11500, 0, 0),
		(-1000, -11500, 0, 0),
	]


def test_shipping_pays_nothing(books):
	doc = cash(order)
	assert not post(doc, ship=True).invoice
	assert entries("Customer Ledger Entry", ENTRY, customer=doc.customer) == []


def test_s07_3_the_cash_customer_is_invoiced_without_personal_data(books):
	"""A card with groups only. Its prices include VAT: 4 × 250 are 1,250 at 312.50."""
	card = frappe.get_doc("Customer", COUNTER)
	assert not (card.tax_id or card.credit_limit)
	assert not frappe.db.exists("Dynamic Link", {"link_doctype": "Customer", "link_name": COUNTER})
	bill = invoice(item(goods(price=250, stock=4), 4), customer=COUNTER)
	post(bill)
	assert (bill.status, bill.amount_including_vat) == ("Paid", 1250)
	assert entries("Customer Ledger Entry", ENTRY, document_name=bill.name) == BOTH
