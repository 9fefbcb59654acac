"""Payments at another rate than their invoices: gains and losses, computed by hand (domain A22).

1,000 EUR at 11.50 are 11,500 NOK.
"""

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
	invoice,
	ledger,
	post,
	settings,
)
from frappe.utils import add_days

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

LATER = "2026-03-10"


@pytest.fixture(autouse=True)
def rates(site):
	"""11.50 on DAY, 11.80 on LATER, and accounts for what payments make of it."""
	exchange_rates(d20260302=11.5, d20260310=11.8)
	settings(realized_gains_account="8060", realized_losses_account="8160")


def billed(amount, at, customer=None, **values):
	"""A posted invoice over so many euros, without VAT, at this rate."""
	doc = invoice(account("3900", 1, amount), customer=customer or buyer(HAMBURG), exchange_rate=at, **values)
	post(doc)
	return doc


def pay(customer, amount, at, *invoices):
	"""A payment of so many euros at this rate, which somebody typed."""
	rows = [{"entry": doc.customer_ledger_entry} for doc in invoices]
	payment = frappe.get_doc(
		{
			"doctype": "Customer Payment",
			"customer": customer,
			"amount": amount,
			"exchange_rate": at,
			"posting_date": DAY,
			"applications": rows,
		}
	).insert()
	api.post("Customer Payment", payment.name)
	return payment


def left(doc):
	"""What remains of a document's entry, in euros and in kroner."""
	fields = "remaining_amount remaining_amount_lcy open"
	return entries("Customer Ledger Entry", fields, document_name=doc.name)[0]


@pytest.mark.parametrize(
	("at", "bank", "result", "difference"),
	[(11.8, 11800, {"8060": -300}, 300), (11.2, 11200, {"8160": 300}, -300), (11.5, 11500, {}, 0)],
)
def test_a_payment_at_another_rate(at, bank, result, difference, books):
	bill = billed(1000, 11.5)
	payment = pay(bill.customer, 1000, at, bill)
	assert ledger(payment.name) == {"1920": bank, "1510": -11500, **result}
	assert ledger(payment.name, "amount_currency") == {
		"1920": 1000,
		"1510": -1000,
		**dict.fromkeys(result, 0),
	}
	assert (left(bill), left(payment)) == ((0, 0, 0), (0, 0, 0))
	fields = "amount amount_lcy exchange_difference_lcy"
	assert entries("Customer Ledger Application", fields, customer=bill.customer) == [
		(1000, 11500, difference)
	]
	bill.reload()
	assert bill.status == "Paid"


def test_two_parts_at_two_rates(books):
	"""400 at 11.80: 4,720 for 4,600. 600 at 11.20: 6,720 for 6,900."""
	bill = billed(1000, 11.5)
	first = pay(bill.customer, 400, 11.8, bill)
	assert (ledger(first.name), left(bill)) == ({"1920": 4720, "1510": -4600, "8060": -120}, (600, 6900, 1))
	second = pay(bill.customer, 600, 11.2, bill)
	assert (ledger(second.name), left(bill)) == ({"1920": 6720, "1510": -6900, "8160": 180}, (0, 0, 0))


def test_three_thirds_leave_no_cent(books):
	"""100 EUR at 11.4567 are 1,145.67; 33.33 take 381.85, twice, and 33.34 the rest of 381.97."""
	bill = billed(100, 11.4567)
	for amount, lcy in ((33.33, 763.82), (33.33, 381.97), (33.34, 0)):
		pay(bill.customer, amount, 11.9, bill)
		assert left(bill)[1] == lcy


def test_what_is_paid_too_much_stays_open_at_its_own_rate(books):
	"""1,200 at 11.80 are 14,160: 11,800 of them close 11,500, and 2,360 stay."""
	bill = billed(1000, 11.5)
	payment = pay(bill.customer, 1200, 11.8, bill)
	assert ledger(payment.name) == {"1920": 14160, "1510": -13860, "8060": -300}
	assert (left(bill), left(payment)) == ((0, 0, 0), (-200, -2360, 1))


def test_several_invoices_at_different_rates(books):
	"""At 11.80: 500 at 11.20 gain 300, 300 at 11.80 nothing, 200 at 12.00 lose 40."""
	customer = buyer(HAMBURG)
	bills = [billed(amount, at, customer) for amount, at in ((500, 11.2), (300, 11.8), (200, 12))]
	payment = pay(customer, 1000, 11.8, *bills)
	assert ledger(payment.name) == {"1920": 11800, "1510": -11540, "8060": -300, "8160": 40}
	assert [left(bill) for bill in bills] == [(0, 0, 0)] * 3


def test_a_payment_takes_the_rate_of_its_day_and_a_typed_one_stays(books):
	bill = billed(1000, 11.5)
	payment = frappe.get_doc("Customer Payment", api.register_payment(bill.customer, 100, LATER, bill.name))
	assert (payment.exchange_rate, ledger(payment.name)) == (
		11.8,
		{"1920": 1180, "1510": -1150, "8060": -30},
	)
	values = {"doctype": "Customer Payment", "customer": bill.customer, "amount": 100, "posting_date": DAY}
	free = frappe.get_doc(values).insert()
	typed = frappe.get_doc({**values, "exchange_rate": 11.66}).insert()
	for draft in (free, typed):
		edit(draft, None, posting_date=LATER)
	assert (free.exchange_rate, typed.exchange_rate) == (11.8, 11.66)
	assert api.preview(free.doctype, free.name, posting_date=DAY)["Customer Ledger Entry"][0][
		"amount_lcy"
	] == (-1150)


@pytest.mark.parametrize(
	("at", "name"), [(11.8, "Realized Gains Account"), (11.2, "Realized Losses Account")]
)
def test_a_missing_account_is_named(at, name):
	settings(realized_gains_account=None, realized_losses_account=None)
	bill = billed(1000, 11.5)
	with pytest.raises(frappe.ValidationError, match=f"Fill in {name} in Sales Settings"):
		pay(bill.customer, 1000, at, bill)


def test_verify_sees_local_amounts_that_drift():
	bill = billed(1000, 11.5)
	pay(bill.customer, 400, 11.8, bill)
	assert verify() == []
	frappe.db.set_value("Customer Ledger Entry", bill.customer_ledger_entry, "remaining_amount_lcy", 6880)
	drifts = [(drift["field"], drift["stored"], drift["computed"]) for drift in verify()]
	assert ("remaining_amount_lcy", 6880, 6900) in drifts


def test_local_payments_need_neither_account(books):
	settings(realized_gains_account=None, realized_losses_account=None)
	assert api.register_payment(buyer(COUNTER), 100, add_days(DAY, 1))
