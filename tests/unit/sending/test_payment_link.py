"""The link that pays an invoice: what it carries, how it is written, and when there is none."""

from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from sales_mgmt.print_formats.payment_links.payment_link import PaymentRequest, is_safe_link, paypal_link


def request(amount="250", currency="NOK", number="PI-1", description="Invoice PI-1"):
	return PaymentRequest("Sales Invoice", "SI-1", number, "C-1", Decimal(amount), currency, description)


def test_the_link_carries_account_amount_currency_and_number():
	assert paypal_link(request(), "shop@example.com") == (
		"https://www.paypal.com/cgi-bin/webscr?cmd=_xclick&business=shop%40example.com&amount=250.00"
		"&currency_code=NOK&invoice=PI-1&item_name=Invoice+PI-1"
	)


def test_the_sandbox_has_an_address_of_its_own():
	assert paypal_link(request(), "A1", sandbox=True).startswith(
		"https://www.sandbox.paypal.com/cgi-bin/webscr?"
	)


@pytest.mark.parametrize(
	("amount", "currency", "written"),
	[
		("1234.5", "NOK", "1234.50"),
		("0.005", "EUR", "0.01"),
		("1234567.891", "USD", "1234567.89"),
		("1000", "JPY", "1000"),
		("999.5", "JPY", "1000"),
		("12.4", "HUF", "12"),
		("1E+3", "EUR", "1000.00"),
	],
)
def test_amounts_have_the_decimals_that_the_currency_is_paid_with(amount, currency, written):
	link = paypal_link(request(amount, currency), "A1")
	assert parse_qs(urlsplit(link).query)["amount"] == [written]


@pytest.mark.parametrize(
	("amount", "currency"), [("0", "NOK"), ("-5", "NOK"), ("0.004", "NOK"), ("0.4", "JPY"), ("5", "ISK")]
)
def test_there_is_no_link_where_nothing_can_be_paid(amount, currency):
	assert paypal_link(request(amount, currency), "A1") is None


def test_nothing_in_a_number_or_text_adds_to_the_link():
	number, description = "A&amount=1#", "Für Ærø & co?\r\nX"
	link = paypal_link(request(number=number, description=description), "a&b=c")
	values = parse_qs(urlsplit(link).query)
	assert urlsplit(link).fragment == ""
	assert values["invoice"] == [number]
	assert values["item_name"] == [description]
	assert values["business"] == ["a&b=c"]
	assert values["amount"] == ["250.00"]


@pytest.mark.parametrize(
	("url", "safe"),
	[
		("https://pay.example.com/1", True),
		("http://pay.example.com/1", False),
		("javascript:alert(1)", False),
		("https://", False),
		("https://pay.example.com/1\n2", False),
		("https://pay.example.com/a b", False),
		(None, False),
	],
)
def test_only_encrypted_addresses_stand_in_a_mail(url, safe):
	assert is_safe_link(url) is safe
