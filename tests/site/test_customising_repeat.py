"""Frappe's Auto Repeat on an invoice: a draft of its own day, with nothing of what was posted, and prices of that day."""

import frappe
import pytest
from build import OSLO, goods, invoice, item, order, post, posted_invoice
from customising import customise, tidied
from frappe.utils import add_days, getdate, nowdate

from sales_mgmt import api


@pytest.fixture(scope="module")
def repeating(site):
	with tidied():
		customise("Sales Invoice", form={"allow_auto_repeat": 1})
		frappe.db.commit()
		yield


def repeat(doc):
	"""The document that a monthly Auto Repeat makes on its next day."""
	rule = {"reference_doctype": doc.doctype, "reference_document": doc.name, "frequency": "Monthly"}
	made = frappe.get_doc({"doctype": "Auto Repeat", **rule, "start_date": nowdate()}).insert()
	return made.make_new_document()


def next_day(doc):
	return getdate(frappe.db.get_value("Auto Repeat", {"reference_document": doc.name}, "next_schedule_date"))


@pytest.mark.parametrize("made", [invoice, posted_invoice])
def test_the_next_invoice_is_a_draft_of_its_own_day(made, repeating, books):
	doc = made(
		item(goods(stock=5), 2, unit_price=90),
		requested_delivery_date="2026-03-05",
		promised_delivery_date="2026-03-06",
		your_reference="Contract 7",
	)
	again, day = repeat(doc), next_day(doc)
	assert again.docstatus == 0 and again.status == "Open" and again.name != doc.name
	assert (getdate(again.document_date), getdate(again.posting_date)) == (day, day)
	assert getdate(again.due_date) > day
	assert again.requested_delivery_date is None and again.promised_delivery_date is None
	assert not any(again.get(field) for field in ("posted_no", "customer_ledger_entry", "remaining_amount"))
	assert again.your_reference == "Contract 7"
	assert (again.lines[0].quantity, again.lines[0].unit_price, again.amount) == (2, 90, 180)


def test_an_invoice_of_an_order_repeats_without_the_order(repeating, books):
	"""It ships and bills goods of its own; the order's lines are billed once."""
	sale = order(item(goods(stock=5), 2))
	bill = frappe.get_doc("Sales Invoice", post(sale, ship=True, invoice=True).invoice)
	again = repeat(bill)
	assert not any(again.get(field) for field in ("sales_order", "quote"))
	assert not any(line.sales_order or line.order_line for line in again.lines)
	post(again)
	assert again.docstatus == 1 and again.posted_no != bill.posted_no


def test_prices_are_those_of_the_day(repeating):
	"""Found prices are looked up for the new day; a typed one was agreed and stays."""
	code = goods(price=100)
	doc = invoice(item(code, 1), item(code, 1, unit_price=77), document_date="2026-03-02")
	line = {"product_type": "Item", "item": code, "defines": "Price", "unit_price": 80}
	started = {"starting_date": add_days(nowdate(), -1)}
	new = {"doctype": "Price List", "code": frappe.generate_hash(length=8), "applies_to": "Customer"}
	prices = frappe.get_doc({**new, "customer": OSLO, **started, "lines": [line]}).insert()
	api.activate_price_list(prices.name)
	assert [line.unit_price for line in repeat(doc).lines] == [80, 77]
