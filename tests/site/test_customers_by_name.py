"""Whoever reads about a customer reads its name: in warnings, refusals and messages, on every road."""

import frappe
import pytest
from build import account, buyer, draft, invoice, item, order, post, posted_invoice
from frappe.utils import add_days, today

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError

NAME = "Nordlys & Sønner AS"


def customer(**values):
	return buyer(customer_name=NAME, **values)


def said(doc, **how):
	return " ".join(row["message"] for row in api.check(doc.doctype, doc.name, **how))


def test_warnings_name_the_customer():
	code = customer(credit_limit=100)
	late = add_days(today(), -60)
	posted_invoice(account("3900", 1, 500), customer=code, posting_date=late, document_date=late)
	doc = order(item("1000", 5), customer=code)
	text = said(doc)
	assert f"Customer {NAME} is overdue with" in text
	assert f"Customer {NAME} goes over the credit limit of" in text
	assert code not in text


@pytest.mark.parametrize("blocked", ["Ship", "Invoice", "All"])
def test_refusals_name_the_customer(blocked):
	code = customer()
	doc = order(item("1000"), customer=code)
	frappe.db.set_value("Customer", code, "blocked", blocked)
	with pytest.raises(PostingError) as refused:
		post(doc, ship=True, invoice=True)
	assert NAME in str(refused.value) and code not in str(refused.value)
	if blocked == "All":
		with pytest.raises(PostingError) as refused:
			order(item("1000"), customer=code)
		assert f"Customer {NAME} is blocked" in str(refused.value) and code not in str(refused.value)


def test_messages_name_the_customer():
	code = customer(invoice_discount_terms=None)
	other = buyer(bill_to_customer=code)
	doc = order(item("1000"), customer=code)
	post(invoice(account("3900", 1, 5), customer=code))
	messages = []
	for attempt in (
		lambda: api.calculate_invoice_discount("Sales Order", doc.name),
		lambda: frappe.delete_doc("Customer", code),
		lambda: buyer(bill_to_customer=other),
		lambda: api.get_posted_lines(
			draft("Sales Return Order", customer=code).as_dict(), [{"line": "none", "quantity": 1}]
		),
	):
		frappe.clear_messages()
		with pytest.raises(Exception) as refused:
			attempt()
		messages.append(str(refused.value))
	named = [message for message in messages if "ustomer" in message and code not in message]
	assert len(named) >= 3, messages
