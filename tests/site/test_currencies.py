"""Foreign currencies: rates by date, and postings at the rate of their day (domain A30, 7.5)."""

from datetime import date, datetime

import frappe
import pytest
from build import (
	DAY,
	HAMBURG,
	account,
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
)
from frappe.utils import getdate, nowdate
from statements import recorded

from sales_mgmt import api
from sales_mgmt.rates.exchange_rates import rate_on

LATER = "2026-03-10"
RATES = {"d20260101": 11, "d20260302": 11.5, "d20260310": 11.8}
NO_RATE = "There is no exchange rate for EUR on {0}. Add one under Currency Exchange Rate, or type it on the document."


@pytest.fixture(autouse=True)
def rates(site):
	"""11.50 on DAY, 11.80 on LATER."""
	exchange_rates(**RATES)


def rate(**values):
	usual = {"currency": "EUR", "starting_date": "2026-05-01", "exchange_rate_amount": 1, "local_amount": 12}
	return frappe.get_doc({"doctype": "Currency Exchange Rate", **usual, **values})


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
	"""An import brings dates with a time of day."""
	assert frappe.get_meta("Currency Exchange Rate").allow_import
	doc = rate(starting_date=datetime(2026, 5, 1)).insert()
	assert (doc.name, rate_on("EUR", date(2026, 5, 1))) == ("EUR-2026-05-01", 12)


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


@pytest.mark.parametrize("make", [quote, order, invoice])
def test_a_typed_rate_leaves_typed_prices_and_those_of_a_quote(make):
	"""7 EUR are agreed; the price of the card, 120 NOK, is 10 EUR at 12."""
	code = goods(120)
	doc = make(item(code, 2, unit_price=7), item(code, 2), customer=HAMBURG)
	edit(doc, None, exchange_rate=12)
	assert [(line.unit_price, line.price_origin) for line in doc.lines] == [(7, "Typed"), (10, "Search")]


def test_a_typed_rate_leaves_what_was_offered():
	offer = quote(item(goods(120), 2, unit_price=7), customer=HAMBURG)
	doc = frappe.get_doc("Sales Order", api.make_order(offer.name))
	edit(doc, None, exchange_rate=12)
	assert [(line.unit_price, line.price_origin) for line in doc.lines] == [(7, "Sales Quote")]


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
