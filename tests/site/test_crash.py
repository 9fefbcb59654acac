"""The server dies in the middle of a posting: nothing of it remains, and no number is missing afterwards.

A process is killed for real (SIGKILL) at one point of its posting; nobody rolls back but the database.
"""

import frappe
import pytest
from build import DAY, adjust, contents, draft, goods, item, stock
from processes import at, die, swept, together
from racing import customer, last_number, numbers_after

from sales_mgmt import api
from sales_mgmt.posting.verify import verify

ORDER = "sales_mgmt.posting.order."
INVOICE = "sales_mgmt.posting.invoice."
PAYMENT = "sales_mgmt.posting.payment."
ADJUSTMENT = "sales_mgmt.posting.adjustment."
BEFORE_COMMIT = ("sales_mgmt.api.with_retries", {"after": True})
AFTER = {"after": True}


@pytest.fixture(scope="module", autouse=True)
def clean(site):
	with swept():
		yield


def post_and_die(doctype, name, target, when):
	with at(target, die, **when):
		api.post(doctype, name, ship=True, invoice=True)


def pay_and_die(payer, invoice, target, when):
	with at(target, die, **when):
		api.register_payment(payer, 1250, DAY, apply_to=invoice)


def dies(*job):
	"""Run the job, which ends in a kill; the site is as it was before."""
	frappe.db.commit()
	before = contents()
	(outcome,) = together(job)
	frappe.db.rollback()
	assert outcome.killed, f"the job ended without passing the point where it should die: {outcome}"
	assert contents() == before
	assert verify() == []


@pytest.mark.parametrize(
	("target", "when"),
	[
		(ORDER + "take_number", {}),
		(ORDER + "take_number", {"after": True}),
		(ORDER + "take_number", {"after": True, "call": 2}),
		("sales_mgmt.posting.ledgers.insert_rows", {"after": True}),
		("sales_mgmt.posting.ledgers.write_levels", {"after": True}),
		("sales_mgmt.posting.ledgers.insert_rows", {"after": True, "call": 4}),
		(ORDER + "write_document", {"after": True}),
		(ORDER + "update_order_header", {"after": True}),
		BEFORE_COMMIT,
	],
	ids=[
		"before the first number",
		"with a number taken",
		"with both numbers taken",
		"after the item ledger",
		"after the stock levels",
		"after the general ledger",
		"after the shipment",
		"after the order",
		"before the commit",
	],
)
def test_an_order(target, when):
	order = draft("Sales Order", item(goods(stock=10), 10))
	before = last_number("posted_shipment_series"), last_number("posted_invoice_series")
	dies(post_and_die, "Sales Order", order.name, target, when)
	posted = api.post("Sales Order", order.name, ship=True, invoice=True)
	assert posted["shipment"] == numbers_after(before[0], 1)[0]
	posted_no = frappe.db.get_value("Sales Invoice", posted["invoice"], "posted_no")
	assert posted_no == numbers_after(before[1], 1)[0]


@pytest.mark.parametrize(
	("target", "when"),
	[(INVOICE + "take_number", AFTER), (INVOICE + "write_goods", AFTER), BEFORE_COMMIT],
	ids=["with a number taken", "after the goods", "before the commit"],
)
def test_an_invoice(target, when):
	invoice = draft("Sales Invoice", item(goods(stock=10), 10))
	before = last_number("posted_invoice_series")
	dies(post_and_die, "Sales Invoice", invoice.name, target, when)
	api.post("Sales Invoice", invoice.name)
	invoice.reload()
	assert (invoice.docstatus, invoice.posted_no) == (1, numbers_after(before, 1)[0])


@pytest.mark.parametrize(
	("target", "when"),
	[(PAYMENT + "take_number", AFTER), (PAYMENT + "write_money", AFTER), BEFORE_COMMIT],
	ids=["with a number taken", "after the ledgers", "before the commit"],
)
def test_a_payment(target, when):
	payer = customer()
	invoice = draft("Sales Invoice", item(goods(stock=10), 10), customer=payer, location="MAIN")
	api.post("Sales Invoice", invoice.name)
	before = last_number("payment_series")
	dies(pay_and_die, payer, invoice.name, target, when)
	payment = api.register_payment(payer, 1250, DAY, apply_to=invoice.name)
	assert frappe.db.get_value("Customer Payment", payment, "posted_no") == numbers_after(before, 1)[0]
	assert frappe.db.get_value("Sales Invoice", invoice.name, "status") == "Paid"


def test_an_adjustment():
	code = goods()
	adjustment = adjust((code, 10, 60))
	before = last_number("adjustment_series")
	adjustment = frappe.copy_doc(adjustment).insert()
	dies(post_and_die, "Inventory Adjustment", adjustment.name, ADJUSTMENT + "write_goods", AFTER)
	assert stock(code) == (10, 600)
	api.post("Inventory Adjustment", adjustment.name)
	adjustment.reload()
	assert adjustment.posted_no == numbers_after(before, 1)[0]
	assert stock(code) == (20, 1200)
