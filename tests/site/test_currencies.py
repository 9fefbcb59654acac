"""Foreign currencies: rates by date, postings at the rate of their day, gains and losses (domain A22, A30, 7.5)."""

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
	goods,
	invoice,
	item,
	ledger,
	order,
	post,
	quote,
	refused,
	settings,
)
from frappe.utils import add_days, getdate, nowdate
from statements import recorded

from sales_mgmt import api
from sales_mgmt.finance.exchange_rates import rate_on
from sales_mgmt.posting.verify import verify

LATER = "2026-03-10"
RATES = {"d20260101": 11, "d20260302": 11.5, "d20260310": 11.8}
NO_RATE = "There is no exchange rate for EUR on {0}. Add one under Currency Exchange Rate, or type it on the document."


@pytest.fixture(autouse=True)
def rates(site):
	"""11.50 on DAY, 11.80 on LATER, and accounts for what payments make of it."""
	exchange_rates(**RATES)
	settings(realized_gains_account="8060", realized_losses_account="8160")


def rate(**values):
	usual = {"currency": "EUR", "starting_date": "2026-05-01", "exchange_rate_amount": 1, "local_amount": 12}
	return frappe.get_doc({"doctype": "Currency Exchange Rate", **usual, **values})


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


# ---- the table of rates


@pytest.mark.parametrize(
	("values", "message"),
	[
		({"currency": "NOK"}, "is the local currency"),
		({"local_amount": 0}, "Local Amount must be greater than zero"),
		({"exchange_rate_amount": 0}, "Currency Units must be greater than zero"),
		({"starting_date": DAY}, "There is a rate for"),
	],
)
def test_a_rate_that_means_nothing_is_refused(values, message):
	with pytest.raises((frappe.ValidationError, frappe.DuplicateEntryError), match=message):
		rate(**values).insert()


def test_the_latest_rate_that_has_started_holds():
	days = {"2025-12-31": None, "2026-01-01": 11, "2026-03-01": 11, DAY: 11.5, "2030-01-01": 11.8}
	found = {day: rate_on("EUR", getdate(day)) for day in days}
	assert {day: value and float(value) for day, value in found.items()} == days


def test_a_rate_may_be_given_for_a_hundred_units():
	rate(exchange_rate_amount=100, local_amount=1186.25).insert()
	assert float(rate_on("EUR", getdate("2026-05-01"))) == 11.8625


def test_a_rate_is_read_once_a_request_and_forgotten_when_it_changes():
	with recorded() as statements:
		for _ in range(3):
			rate_on("EUR", getdate(LATER))
	assert len(statements) == 1
	doc = frappe.get_doc("Currency Exchange Rate", f"EUR-{LATER}")
	doc.local_amount = 12
	doc.save()
	assert rate_on("EUR", getdate(LATER)) == 12
	doc.delete()
	assert float(rate_on("EUR", getdate(LATER))) == 11.5


def test_rates_can_be_imported():
	assert frappe.get_meta("Currency Exchange Rate").allow_import


# ---- drafts


def euros(make=order, **values):
	return make(item("1000", 1, unit_price=100), customer=HAMBURG, **values)


@pytest.mark.parametrize("make", [quote, order, invoice])
def test_a_document_gets_the_rate_of_its_posting_date(make):
	doc = euros(make, posting_date=LATER)
	assert (doc.exchange_rate, doc.exchange_rate_by_hand, doc.amount_lcy) == (11.8, 0, 1180)


def test_without_a_posting_date_the_document_date_counts():
	doc = euros(document_date="2026-02-01")
	edit(doc, None, posting_date=None)
	assert doc.exchange_rate == 11


def test_a_new_posting_date_brings_its_rate_and_leaves_the_agreed_price():
	doc = euros()
	edit(doc, None, posting_date=LATER)
	assert (doc.exchange_rate, doc.lines[0].unit_price, doc.amount_lcy) == (11.8, 100, 1180)


def test_a_typed_rate_stays_until_it_is_emptied_or_the_currency_changes():
	doc = euros(exchange_rate=12.25)
	assert doc.exchange_rate_by_hand == 1
	edit(doc, None, posting_date=LATER)
	assert doc.exchange_rate == 12.25
	edit(doc, None, exchange_rate=0)
	assert (doc.exchange_rate, doc.exchange_rate_by_hand) == (11.8, 0)
	edit(doc, None, exchange_rate=12.25)
	assert doc.exchange_rate_by_hand == 1
	edit(doc, None, currency="NOK")
	assert (doc.exchange_rate, doc.exchange_rate_by_hand) == (1, 0)
	edit(doc, None, currency="EUR")
	assert (doc.exchange_rate, doc.exchange_rate_by_hand) == (11.8, 0)


def test_the_rate_that_a_form_computed_is_not_typed():
	"""The form asks for the rate of the new day and then saves both."""
	doc = euros()
	sent = doc.as_dict(convert_dates_to_str=True) | {"posting_date": LATER}
	answer = api.calculate(sent, [{"fieldname": "posting_date"}])
	assert (answer["exchange_rate"], answer["exchange_rate_by_hand"]) == (11.8, 0)
	edit(doc, None, posting_date=LATER, exchange_rate=answer["exchange_rate"])
	assert (doc.exchange_rate, doc.exchange_rate_by_hand, doc.lines[0].unit_price) == (11.8, 0, 100)


def test_a_currency_of_which_nothing_is_known_is_refused():
	doc = {"doctype": "Sales Order", "customer": HAMBURG, "posting_date": "2025-12-31"}
	with refused("exchange_rate") as sentences:
		frappe.get_doc({**doc, "lines": [item("1000", 1)]}).insert()
	assert sentences == [NO_RATE.format("2025-12-31")]


def test_an_order_made_from_a_quote_gets_the_rate_of_its_own_day():
	exchange_rates(d20200101=11, **{f"d{nowdate().replace('-', '')}": 12})
	old = {"document_date": "2020-06-01", "posting_date": "2020-06-01"}
	free, typed = euros(quote, **old), euros(quote, exchange_rate=11.75, **old)
	assert free.exchange_rate == 11
	orders = [frappe.get_doc("Sales Order", api.make_order(doc.name)) for doc in (free, typed)]
	assert [(doc.exchange_rate, doc.lines[0].unit_price) for doc in orders] == [(12, 100), (11.75, 100)]


# ---- postings


@pytest.mark.parametrize(
	("typed", "posting_date", "expected"),
	[(None, None, 11.5), (None, LATER, 11.8), (12.25, None, 12.25), (12.25, LATER, 12.25)],
)
def test_an_order_is_invoiced_at_the_rate_of_the_posting_date(typed, posting_date, expected, books):
	"""100 EUR. The order shows the rate of DAY."""
	doc = order(item(goods(stock=1), 1, unit_price=100), customer=HAMBURG, exchange_rate=typed)
	posted = post(doc, ship=True, invoice=True, posting_date=posting_date)
	bill = frappe.get_doc("Sales Invoice", posted.invoice)
	assert (bill.exchange_rate, bill.amount_lcy, bill.lines[0].amount_lcy) == (
		expected,
		100 * expected,
		100 * expected,
	)
	assert ledger(bill.name)["1510"] == 100 * expected
	rate = entries("Customer Ledger Entry", "exchange_rate", document_name=bill.name)
	assert rate == [(expected,)]


def test_a_direct_invoice_is_posted_at_the_rate_of_the_posting_date_and_previewed_so(books):
	doc = invoice(account("3900", 1, 100), customer=HAMBURG)
	shown = api.preview(doc.doctype, doc.name, posting_date=LATER)["General Ledger Entry"]
	assert sorted(row["amount"] for row in shown) == [-1180, 1180]
	doc.reload()
	post(doc, posting_date=LATER)
	assert (doc.exchange_rate, ledger(doc.name)) == (11.8, {"1510": 1180, "3900": -1180})


@pytest.mark.parametrize("make", [order, invoice])
def test_a_posting_date_without_a_rate_is_a_finding(make):
	doc = make(account("3900", 1, 100), customer=HAMBURG)
	before = "2025-12-31"
	found = api.check(doc.doctype, doc.name, ship=True, invoice=True, posting_date=before)
	assert [finding["message"] for finding in found if finding["code"] == "exchange_rate"] == [
		NO_RATE.format(before)
	]
	doc.reload()
	with refused("exchange_rate"):
		api.post(doc.doctype, doc.name, ship=True, invoice=True, posting_date=before)


def test_goods_are_shipped_on_a_day_without_a_rate(books):
	doc = order(item(goods(stock=1), 1), customer=HAMBURG)
	assert post(doc, ship=True, posting_date="2025-12-31").shipment


def test_a_local_document_never_looks_for_a_rate():
	with recorded() as statements:
		order(item("1000", 1), posting_date=DAY)
	assert not [text for text in statements if "Currency Exchange Rate" in text]


# ---- gains and losses: 1,000 EUR at 11.50 are 11,500 NOK


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
