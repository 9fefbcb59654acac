"""Two people apply, pay and unapply the same entries at the same moment: one wins, the other is told why."""

import frappe
import pytest
from build import DAY, account, draft
from processes import meeting, together
from racing import customer

from sales_mgmt import api

MEET_AT = "sales_mgmt.api.receivables.with_retries"
"""By then a request has checked permissions and looked up the entries, and holds no lock."""


pytestmark = pytest.mark.usefixtures("swept_up", "ends_sound")


def act(action, *arguments):
	with meeting(MEET_AT):
		return getattr(api, action)(*arguments)


def race(*jobs):
	frappe.db.commit()
	outcomes = together(*jobs)
	frappe.db.rollback()
	return outcomes


def one_winner(outcomes):
	winners = [outcome for outcome in outcomes if not outcome.error]
	assert len(winners) == 1, outcomes
	(loser,) = (outcome for outcome in outcomes if outcome.error)
	return winners[0].value, loser


def bill(of, net=800):
	doc = draft("Sales Invoice", account("3900", 1, net), customer=of)
	api.post("Sales Invoice", doc.name)
	return doc.name


def remaining(invoice):
	return frappe.db.get_value("Sales Invoice", invoice, "remaining_amount")


def test_the_same_payment_is_applied_once():
	payer = customer()
	first, second, payment = bill(payer), bill(payer), api.register_payment(payer, 1000, DAY)
	jobs = (act, "apply_entries", payment, first), (act, "apply_entries", payment, second)
	_won, lost = one_winner(race(*jobs))
	assert (lost.error, lost.codes) == ("PostingError", ("not_open",))
	assert "has nothing left to apply" in lost.message
	assert sorted([remaining(first), remaining(second)]) == [0, 1000]
	assert frappe.db.get_value("Customer Payment", payment, "unapplied_amount") == 0


def test_an_invoice_is_paid_from_two_sides():
	"""One applies a payment that lay there, another registers a new one."""
	payer = customer()
	invoice, payment = bill(payer), api.register_payment(payer, 1000, DAY)
	jobs = (act, "apply_entries", payment, invoice), (act, "register_payment", payer, 1000, DAY, invoice)
	_won, lost = one_winner(race(*jobs))
	assert (lost.error, lost.codes) == ("PostingError", ("not_open",))
	assert remaining(invoice) == 0


def test_parts_of_one_invoice_are_paid_by_two():
	"""700 and 700 for 1,000: both are posted, and what is too much stays open on the second."""
	payer = customer()
	invoice = bill(payer)
	job = (act, "register_payment", payer, 700, DAY, invoice)
	outcomes = race(job, job)
	assert [outcome.error for outcome in outcomes] == ["", ""]
	assert remaining(invoice) == 0
	unapplied = frappe.get_all("Customer Payment", {"customer": payer}, pluck="unapplied_amount")
	assert sorted(unapplied) == [0, 400]


def test_an_application_is_taken_back_once():
	payer = customer()
	invoice = bill(payer)
	payment = api.register_payment(payer, 1000, DAY, invoice)
	application = frappe.db.get_value("Customer Application", {"document_name": payment})
	job = (act, "unapply", application)
	_won, lost = one_winner(race(job, job))
	assert (lost.error, lost.codes) == ("PostingError", ("unapplied",))
	assert remaining(invoice) == 1000


def test_an_application_is_not_taken_back_while_a_newer_one_is_made():
	"""Whoever comes first: either the part payment is unapplied before the next payment, or it is no longer the newest."""
	payer = customer()
	invoice = bill(payer)
	payment = api.register_payment(payer, 400, DAY, invoice)
	application = frappe.db.get_value("Customer Application", {"document_name": payment})
	outcomes = race((act, "unapply", application), (act, "register_payment", payer, 600, DAY, invoice))
	unapplied, paid = outcomes
	assert paid.error == ""
	assert unapplied.codes in ((), ("E29",))
	assert remaining(invoice) == (0 if unapplied.error else 400)


def test_a_list_of_payments_is_posted_once():
	payer = customer()
	invoices = [bill(payer) for _ in range(3)]
	entries = frappe.get_all("Sales Invoice", {"name": ("in", invoices)}, pluck="customer_ledger_entry")
	rows = [{"entry": entry, "date": DAY, "amount": 1000} for entry in entries]
	outcomes = race((act, "post_payments", rows), (act, "post_payments", rows[::-1]))
	assert [outcome.error for outcome in outcomes] == ["", ""]
	posted = [row["payment"] for outcome in outcomes for row in outcome.value if row["payment"]]
	assert len(posted) == 3
	assert [remaining(invoice) for invoice in invoices] == [0, 0, 0]
