"""Customer payments: money in, receivables down, invoices closed (domain A22)."""

import frappe
import pytest
from build import (
	COUNTER,
	DAY,
	HAMBURG,
	account,
	buyer,
	edit,
	entries,
	exchange_rates,
	ledger,
	posted_invoice,
	refused,
	settings,
)

from sales_mgmt import api
from sales_mgmt.posting.reading.open_entries import group_accounts

PAID = "amount amount_lcy remaining_amount open"


def billed(customer, *net_amounts, **values):
	"""Posted invoices over the given net amounts. With 25 % VAT on top: 1,000 is 1,250."""
	return [posted_invoice(account("3900", 1, net), customer=customer, **values) for net in net_amounts]


def pay(customer, amount, apply_to=None, **values):
	name = api.register_payment(customer, amount, DAY, apply_to, **values)
	return frappe.get_doc("Customer Payment", name)


def draft_payment(customer, amount, *rows, **values):
	header = {"doctype": "Customer Payment", "customer": customer, "amount": amount, "posting_date": DAY}
	return frappe.get_doc({**header, **values, "applications": list(rows)}).insert()


def state(invoice):
	invoice.reload()
	return invoice.status, invoice.remaining_amount


def test_payment_in_full_closes_the_invoice(books):
	customer = buyer()
	(bill,) = billed(customer, 1000)
	assert state(bill) == ("Unpaid", 1250)
	payment = pay(customer, 1250, bill.name)
	assert state(bill) == ("Paid", 0)
	assert ledger(payment.name) == {"1920": 1250, "1500": -1250}
	assert entries("Customer Ledger Entry", PAID, document_name=payment.name) == [(-1250, -1250, 0, 0)]
	assert entries("Customer Ledger Entry", PAID, document_name=bill.name) == [(1250, 1250, 0, 0)]
	applied = entries("Customer Ledger Application", "debit_entry credit_entry amount", customer=customer)
	assert applied == [(bill.customer_ledger_entry, payment.customer_ledger_entry, 1250)]
	assert (payment.docstatus, payment.posted_no[:4], payment.unapplied_amount) == (1, "PAY-", 0)


def test_payment_in_parts(books):
	customer = buyer()
	(bill,) = billed(customer, 1000)
	pay(customer, 500, bill.name)
	assert state(bill) == ("Partly Paid", 750)
	pay(customer, 750, bill.name)
	assert state(bill) == ("Paid", 0)


SHAPES = {
	"invoice names": lambda first, second: [first.name, second.name],
	"entry names": lambda first, second: [first.customer_ledger_entry, second.customer_ledger_entry],
	"rows": lambda first, second: [{"invoice": first.name}, {"entry": second.customer_ledger_entry}],
	"JSON text": lambda first, second: frappe.as_json([first.name, {"invoice": second.name}]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_payment_over_several_invoices_pays_them_in_their_order(shape, books):
	"""1,500 on 1,250 and 625."""
	customer = buyer()
	first, second = billed(customer, 1000, 500)
	payment = pay(customer, 1500, SHAPES[shape](first, second))
	assert (state(first), state(second)) == (("Paid", 0), ("Partly Paid", 375))
	assert [row.amount for row in payment.applications] == [1250, 250]


def test_named_amounts_come_first_and_the_rest_stays_open(books):
	customer = buyer()
	first, second = billed(customer, 1000, 500)
	rows = [{"invoice": first.name, "amount": 1000}, {"invoice": second.name, "amount": 100}]
	payment = pay(customer, 1200, rows)
	assert (state(first), state(second)) == (("Partly Paid", 250), ("Partly Paid", 525))
	assert payment.unapplied_amount == 100
	assert entries("Customer Ledger Entry", PAID, document_name=payment.name) == [(-1200, -1200, -100, 1)]


@pytest.mark.parametrize(("amount", "invoice_left", "payment_left"), [(1300, 0, -50), (1250, 0, 0)])
def test_what_is_paid_too_much_stays_open_on_the_customer(amount, invoice_left, payment_left, books):
	customer = buyer()
	(bill,) = billed(customer, 1000)
	payment = pay(customer, amount, bill.name)
	left = entries("Customer Ledger Entry", "remaining_amount open", customer=customer)
	assert left == [(invoice_left, 0), (payment_left, int(payment_left != 0))]
	assert payment.unapplied_amount == -payment_left


def test_payment_that_names_nothing_stays_open(books):
	customer = buyer()
	(bill,) = billed(customer, 1000)
	payment = pay(customer, 1250)
	assert state(bill) == ("Unpaid", 1250)
	assert (payment.unapplied_amount, payment.applications) == (1250, [])


def test_apply_to_oldest(books):
	"""1,000 closes 700 and takes 300 off the next; the newest due date comes last although it was posted first."""
	customer = buyer(application_method="Apply to Oldest")
	newest, oldest, middle = (
		billed(customer, net, due_date=due)[0]
		for net, due in ((80, "2026-04-03"), (560, "2026-04-01"), (400, "2026-04-02"))
	)
	pay(customer, 1000)
	assert [state(bill) for bill in (oldest, middle, newest)] == [
		("Paid", 0),
		("Partly Paid", 200),
		("Unpaid", 100),
	]


def test_named_invoice_wins_over_apply_to_oldest(books):
	customer = buyer(application_method="Apply to Oldest")
	old, new = billed(customer, 100, 100)
	pay(customer, 125, new.name)
	assert (state(old), state(new)) == (("Unpaid", 125), ("Paid", 0))


def test_submitted_draft_posts_like_the_call(books):
	customer = buyer()
	(bill,) = billed(customer, 1000)
	payment = draft_payment(customer, 1250, {"entry": bill.customer_ledger_entry})
	assert (payment.applications[0].sales_invoice, payment.applications[0].remaining_amount) == (
		bill.name,
		1250,
	)
	assert ledger(payment.name) == {}
	answer = api.post("Customer Payment", payment.name)
	assert answer["payment"] == payment.name
	assert state(bill) == ("Paid", 0)


@pytest.mark.parametrize(("method", "account_no"), [(None, "1900"), ("CARD", "1921"), ("BANK", "1920")])
def test_payment_method_decides_the_account(method, account_no, books):
	payment = pay(buyer(COUNTER), 100, payment_method=method)
	assert ledger(payment.name) == {account_no: 100, "1500": -100}


def test_euros_are_paid_at_the_rate_of_their_invoice(books):
	"""35.02 EUR at 11.4567 is 401.21 NOK; 20.00 of it takes 229.13, and the rest 172.08. No other rate is known."""
	exchange_rates()
	customer = buyer(HAMBURG)
	(bill,) = billed(customer, 35.02, exchange_rate=11.4567)
	payment = pay(customer, 20, bill.name)
	assert (payment.currency, payment.amount_lcy) == ("EUR", 229.13)
	left = "remaining_amount remaining_amount_lcy"
	assert entries("Customer Ledger Entry", left, document_name=bill.name) == [(15.02, 172.08)]
	pay(customer, 15.02, bill.name)
	assert entries("Customer Ledger Entry", left, document_name=bill.name) == [(0, 0)]
	assert state(bill) == ("Paid", 0)


def test_euros_without_a_rate_are_refused():
	exchange_rates()
	draft = draft_payment(buyer(HAMBURG), 20)
	with refused("exchange_rate") as sentences:
		api.post("Customer Payment", draft.name)
	assert sentences == ["Fill in the exchange rate: what one EUR is worth in NOK."]
	edit(draft, None, exchange_rate=11.5)
	assert draft.amount_lcy == 230
	api.post("Customer Payment", draft.name)


def test_account_follows_the_method_unless_it_is_typed():
	draft = draft_payment(buyer(), 100)
	assert (draft.payment_method, draft.payment_account) == ("BANK", "1920")
	edit(draft, None, payment_method="CASH")
	assert draft.payment_account == "1900"
	edit(draft, None, payment_method="CARD", payment_account="1920")
	assert draft.payment_account == "1920"


@pytest.mark.parametrize("amount", [0, -5])
def test_amount_must_be_greater_than_zero(amount):
	draft = draft_payment(buyer(), amount)
	with refused("amount"):
		api.post("Customer Payment", draft.name)


def test_rows_that_do_not_fit_are_all_reported(books):
	"""Somebody else's invoice, one that is paid, one listed twice, one with more than is left."""
	customer, other = buyer(), buyer()
	(foreign,) = billed(other, 100)
	paid, twice, small = billed(customer, 100, 200, 300)
	pay(customer, 125, paid.name)
	rows = [
		{"entry": foreign.customer_ledger_entry},
		{"entry": paid.customer_ledger_entry},
		{"entry": twice.customer_ledger_entry},
		{"entry": twice.customer_ledger_entry},
		{"entry": small.customer_ledger_entry, "amount": 375.01},
	]
	draft = draft_payment(customer, 5000, *rows)
	with refused("E27", "not_open", "twice", "to_apply") as sentences:
		api.post("Customer Payment", draft.name)
	assert [text.split(":")[0] for text in sentences] == ["Row 1", "Row 2", "Row 4", "Row 5"]
	assert foreign.posted_no in sentences[0]
	assert frappe.db.get_value("Customer", other, "customer_name") in sentences[0]
	assert "375 left" in sentences[3]


def test_rows_take_no_more_than_was_paid(books):
	customer = buyer()
	first, second = billed(customer, 1000, 1000)
	rows = [{"entry": bill.customer_ledger_entry, "amount": 600} for bill in (first, second)]
	draft = draft_payment(customer, 1000, *rows)
	with refused("over_applied"):
		api.post("Customer Payment", draft.name)


@pytest.mark.parametrize(
	("blocked", "accepted"), [("", True), ("Ship", True), ("Invoice", True), ("All", False)]
)
def test_only_customers_blocked_for_all_can_not_pay(blocked, accepted, books):
	customer = buyer(blocked=blocked)
	if accepted:
		assert pay(customer, 100).docstatus == 1
		return
	draft = draft_payment(customer, 100)
	with refused("E09") as sentences:
		api.post("Customer Payment", draft.name)
	assert frappe.db.get_value("Customer", customer, "customer_name") in sentences[0]


def test_missing_accounts_and_dates_are_reported_together():
	settings(payment_account=None, allow_posting_from="2026-04-01")
	draft = draft_payment(buyer(blocked="All"), 100)
	with refused("posting_date", "E09", "E24") as sentences:
		api.post("Customer Payment", draft.name)
	assert "Payment Account in Sales Settings" in " ".join(sentences)


def test_unknown_invoice_is_named():
	with pytest.raises(frappe.ValidationError, match=r"SI-99999.* is not a posted invoice"):
		pay(buyer(), 100, "SI-99999")


def test_no_posting_group_has_no_accounts():
	"""A payment that says nothing yet asks for the accounts of nothing, which is no query at all."""
	assert group_accounts([None, ""]) == {}
