"""Names, numbers and goods are locked in one order on every road, so that postings wait for each other and never for ever.

Orders that are posted name their invoice, and an invoice that is inserted with docstatus 1 is named by Frappe: four people
do both at once, on goods of their own and on the same goods. Nothing has to be tried again, and no number is left out.
"""

import frappe
import pytest
from build import DAY, draft, goods, item
from processes import meet, together
from racing import customer, last_number, numbers_after

from sales_mgmt import api
from sales_mgmt.transactions.retry import RETRIED

EACH = 12


pytestmark = pytest.mark.usefixtures("swept_up", "ends_sound")


def one_by_one(work, things):
	"""Every thing in a transaction of its own. Returns how often something was tried again."""
	before = RETRIED.total()
	meet()
	for thing in things:
		work(thing)
		frappe.db.commit()
	return RETRIED.total() - before


def post_order(name):
	api.post("Sales Order", name, ship=True, invoice=True)


def insert_posted(values):
	frappe.get_doc(values).insert()


def posted_values(code, of):
	lines = [{"type": "Item", "item": code, "quantity": 1, "unit_price": 10, "location": "MAIN"}]
	return {
		"doctype": "Sales Invoice",
		"docstatus": 1,
		"customer": of,
		"posting_date": DAY,
		"document_date": DAY,
		"lines": lines,
	}


def race(*jobs):
	frappe.db.commit()
	outcomes = together(*((one_by_one, *job) for job in jobs))
	frappe.db.rollback()
	assert [outcome.error for outcome in outcomes] == [""] * len(jobs), outcomes
	return [outcome.value for outcome in outcomes]


@pytest.mark.parametrize("same", [False, True], ids=["goods of their own", "the same goods"])
def test_orders_and_invoices_that_are_born_posted_never_deadlock(same):
	of = customer()
	draft("Sales Invoice")  # the counter of the names is there; two who make it at once would try again
	codes = [goods(stock=100)] * 4 if same else [goods(stock=100) for _ in range(4)]
	orders = [
		[draft("Sales Order", item(code, 1), customer=of, location="MAIN").name for _ in range(EACH)]
		for code in codes[:2]
	]
	before = last_number("posted_invoice_series")
	retried = race(
		*((post_order, names) for names in orders),
		*((insert_posted, [posted_values(code, of)] * EACH) for code in codes[2:]),
	)
	assert retried == [0, 0, 0, 0]
	numbers = frappe.get_all("Sales Invoice", {"customer": of}, pluck="posted_no")
	assert sorted(numbers) == numbers_after(before, 4 * EACH)


def test_payments_that_are_registered_and_payments_that_are_born_posted_never_deadlock():
	"""All of them pay the oldest invoices of one customer: 4 × 6 payments of 10, of 240 that are due."""
	of = customer(application_method="Apply to Oldest")
	invoices = [posted_for(of, 60) for _ in range(4)]
	frappe.get_doc({**payment_values(of), "docstatus": 0}).insert()
	payment = payment_values(of)
	retried = race(
		*((register, [(of, 10)] * 6) for _ in range(2)),
		*((insert_posted, [payment] * 6) for _ in range(2)),
	)
	assert retried == [0, 0, 0, 0]
	left = frappe.get_all("Sales Invoice", {"name": ("in", invoices)}, pluck="remaining_amount")
	assert left == [0, 0, 0, 0]


def register(payment):
	of, amount = payment
	api.register_payment(of, amount, DAY)


def posted_for(of, gross):
	lines = [{"type": "Item", "item": goods(price=gross * 0.8, stock=1), "quantity": 1, "location": "MAIN"}]
	doc = draft("Sales Invoice", *lines, customer=of)
	api.post("Sales Invoice", doc.name)
	assert doc.amount_including_vat == gross
	return doc.name


def payment_values(of):
	return {"doctype": "Customer Payment", "docstatus": 1, "customer": of, "amount": 10, "posting_date": DAY}
