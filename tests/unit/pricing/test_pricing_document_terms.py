"""Agreed and card prices in the document's unit, currency and VAT basis."""

from decimal import ROUND_DOWN, localcontext
from decimal import Decimal as D

import pytest
from pricing_examples import a_line, agreed

from sales_mgmt.amounts import AmountError
from sales_mgmt.pricing import choose

BOX = {"uom": "BOX", "qty_per_uom": "12"}
EURO = {"currency": "EUR", "exchange_rate": "7.45"}
WITH_VAT = {"prices_include_vat": True}


@pytest.mark.parametrize(
	("line", "agreement", "expected"),
	[
		({}, {}, "100"),
		(BOX, {}, "1200"),
		(BOX, {"uom": "BOX"}, "100"),
		(EURO, {}, "13.42282"),
		(EURO, {"currency": "DKK"}, "13.42282"),
		(EURO, {"currency": ""}, "13.42282"),
		(EURO, {"currency": "EUR"}, "100"),
		({"exchange_rate": "7.45"}, {}, "100"),
		({"exchange_rate": "7.45"}, {"currency": "DKK"}, "100"),
		(WITH_VAT, {}, "125"),
		(WITH_VAT, WITH_VAT, "100"),
		({}, WITH_VAT, "80"),
		({"vat_percent": "0"}, WITH_VAT, "100"),
		({"vat_percent": "7"}, WITH_VAT, "93.45794"),
		(BOX | EURO | WITH_VAT, {}, "201.34228"),
		(BOX | EURO, WITH_VAT, "128.85906"),
		(BOX | EURO | WITH_VAT, {"uom": "BOX", "currency": "EUR"} | WITH_VAT, "100"),
		({}, {"unit_price": "0.0125"}, "0.0125"),
		({}, {"unit_price": "0.000005"}, "0.00001"),
		({"unit_price_digits": 2}, {"unit_price": "1.005"}, "1.01"),
		(EURO | {"unit_price_digits": 2}, {}, "13.42"),
		({"currency": "JPY", "exchange_rate": "0.0476", "unit_price_digits": 0}, {}, "2101"),
	],
)
def test_an_agreed_price(line, agreement, expected):
	choice = choose(a_line(**line), [agreed("LIST", **({"unit_price": "100"} | agreement))])
	assert (choice.unit_price, choice.price_from) == (D(expected), "LIST")


@pytest.mark.parametrize(
	("line", "expected"),
	[
		({}, "100"),
		(BOX, "1200"),
		(EURO, "13.42282"),
		({"exchange_rate": "7.45"}, "100"),
		(WITH_VAT, "125"),
		(BOX | EURO | WITH_VAT, "201.34228"),
		(EURO | {"unit_price_digits": 2}, "13.42"),
		({"card_price": "0.0125"}, "0.0125"),
	],
)
def test_the_price_of_the_card(line, expected):
	assert choose(a_line(**line), []).unit_price == D(expected)


def test_a_tie_stays_a_tie():
	"""0.00002 × 3 / 12 is exactly half of 0.00001; a third taken first would fall short of it."""
	line = a_line(currency="EUR", exchange_rate="12", uom="SET", qty_per_uom="3", unit_price_digits=5)
	assert choose(line, [agreed("LIST", unit_price="0.00002")]).unit_price == D("0.00001")


def test_the_values_of_refused_agreements_are_in_document_terms_where_that_is_possible():
	agreements = [
		agreed("1", unit_price="74.5", status="Draft"),
		agreed("2", unit_price="74.5", uom="BOX"),
		agreed("3", unit_price="74.5", currency="USD"),
		agreed("4", defines="Price"),
	]
	trace = choose(a_line(**EURO), agreements).trace
	assert [row.value for row in trace if row.agreement] == [D(10), None, None, None]


@pytest.mark.parametrize("rate", ["0", "-7.45"])
def test_an_impossible_rate_is_refused(rate):
	with pytest.raises(AmountError) as refused:
		a_line(exchange_rate=rate)
	assert (refused.value.code, refused.value.values) == ("exchange_rate_not_positive", (D(rate),))


@pytest.mark.parametrize("quantity", ["0", "-12"])
def test_an_empty_unit_is_refused(quantity):
	with pytest.raises(ValueError, match="must hold something"):
		a_line(qty_per_uom=quantity)


def test_the_callers_decimal_context_does_not_matter():
	line = a_line(**BOX, **EURO, **WITH_VAT)
	expected = choose(line, [agreed("LIST", unit_price="99.99")])
	with localcontext(prec=4, rounding=ROUND_DOWN):
		assert choose(line, [agreed("LIST", unit_price="99.99")]) == expected
