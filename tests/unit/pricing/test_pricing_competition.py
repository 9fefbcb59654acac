"""Who wins among those that compete, what the winner's list allows, and how the trace is told."""

from decimal import Decimal as D

import pytest
from pricing_examples import a_line, agreed, codes

from sales_mgmt.pricing import choose

EURO_LINE = {"currency": "EUR", "exchange_rate": "7.45"}


def test_an_agreed_price_applies_even_above_the_card():
	choice = choose(a_line(), [agreed("DEAR", unit_price="120")])
	assert (choice.unit_price, choice.price_from) == (D(120), "DEAR")
	card = choice.trace[1]
	assert (card.agreement, card.value, card.accepted) == (None, D(100), False)
	assert (card.reason.code, card.reason.values) == ("agreement_applies", ("DEAR",))


def test_the_trace_tells_prices_then_the_card_then_discounts_each_with_the_best_first():
	agreements = [
		agreed("A", unit_price="97", line_discount_percent="3"),
		agreed("B", unit_price="95", line_discount_percent="7"),
		agreed("C", unit_price="96", line_discount_percent="5"),
		agreed("D", unit_price="10", line_discount_percent="50", status="Draft"),
	]
	told = [
		(row.agreement and row.agreement.list, row.thing, row.value, row.accepted, row.reason.code)
		for row in choose(a_line(), agreements).trace
	]
	assert told == [
		("B", "Price", D(95), True, "chosen"),
		("C", "Price", D(96), True, "beaten_by"),
		("A", "Price", D(97), True, "beaten_by"),
		("D", "Price", D(10), False, "draft"),
		(None, "Price", D(100), False, "agreement_applies"),
		("B", "Discount", D(7), True, "chosen"),
		("C", "Discount", D(5), True, "beaten_by"),
		("A", "Discount", D(3), True, "beaten_by"),
		("D", "Discount", D(50), False, "draft"),
	]


def test_the_beaten_know_their_winner():
	rows = choose(a_line(), [agreed("A", unit_price="97"), agreed("B", unit_price="95")]).trace
	assert rows[1].reason.values == ("B", D(95))


@pytest.mark.parametrize(("first", "second"), [(("A", "2"), ("B", "1")), (("A", "1"), ("A", "2"))])
@pytest.mark.parametrize("value", [{"unit_price": "90"}, {"line_discount_percent": "5"}])
def test_equal_ones_are_decided_by_list_then_line(first, second, value):
	agreements = [agreed(name, line=line, **value) for name, line in (second, first)]
	rows = [row for row in choose(a_line(), agreements).trace if row.agreement]
	assert [(row.agreement.list, row.agreement.line) for row in rows] == [first, second]
	assert [row.reason.code for row in rows] == ["chosen", "equal_to"]
	assert rows[1].reason.values == (first[0],)


def test_equal_is_what_the_document_shows_as_equal():
	"""Both are 13.33333 in euro, though the second is a trifle less before rounding."""
	line = a_line(currency="EUR", exchange_rate="7.5")
	rows = choose(line, [agreed("A", unit_price="100"), agreed("B", unit_price="99.99999")]).trace
	assert rows[0].agreement.list == "A"
	assert rows[1].reason.code == "equal_to"


@pytest.mark.parametrize("own", [{}, {"line_discount_percent": "50"}])
def test_a_list_without_line_discounts_suppresses_them_all(own):
	fixed = agreed("FIXED", unit_price="90", allow_line_discount=False, **own)
	choice = choose(
		a_line(), [fixed, agreed("TEN", line_discount_percent="10"), agreed("LOW", unit_price="95")]
	)
	assert (choice.unit_price, choice.line_discount_percent, choice.discount_from) == (D(90), D(0), None)
	row = next(row for row in choice.trace if row.agreement and row.agreement.list == "TEN")
	assert (row.reason.code, row.reason.values, row.accepted) == (
		"line_discount_not_allowed",
		("FIXED",),
		False,
	)
	assert row.value == D(10)


def test_suppressed_or_not_a_draft_stays_a_draft():
	fixed = agreed("FIXED", unit_price="90", allow_line_discount=False)
	choice = choose(a_line(), [fixed, agreed("DRAFT", line_discount_percent="10", status="Draft")])
	assert codes(choice)["DRAFT", "Discount"] == "draft"


def test_only_the_winners_list_decides_what_is_allowed():
	loser = agreed("LOSER", unit_price="95", allow_line_discount=False, allow_invoice_discount=False)
	giver = agreed(
		"GIVER", line_discount_percent="10", allow_line_discount=False, allow_invoice_discount=False
	)
	choice = choose(a_line(), [loser, giver, agreed("WINNER", unit_price="90")])
	assert (choice.line_discount_percent, choice.allow_invoice_discount) == (D(10), True)
	assert not choose(a_line(), [loser]).allow_invoice_discount


def test_a_discount_on_the_price_of_the_card():
	choice = choose(a_line(), [agreed("TEN", line_discount_percent="10")])
	assert (choice.unit_price, choice.line_discount_percent) == (D(100), D(10))
	assert (choice.price_from, choice.discount_from) == (None, "TEN")


def test_prices_and_discounts_look_for_their_currency_separately():
	"""A price in euro does not send away a discount in local currency, nor the other way round."""
	euro_price, local_price = (
		agreed("EP", unit_price="88", currency="EUR"),
		agreed("LP", unit_price="74.5"),
	)
	euro_discount = agreed("ED", line_discount_percent="5", currency="EUR")
	local_discount = agreed("LD", line_discount_percent="10")
	line = a_line(**EURO_LINE)
	choice = choose(line, [euro_price, local_price, local_discount])
	assert (choice.price_from, choice.discount_from) == ("EP", "LD")
	choice = choose(line, [local_price, local_discount, euro_discount])
	assert (choice.unit_price, choice.price_from, choice.discount_from) == (D(10), "LP", "ED")
	assert codes(choice)["LD", "Discount"] == "local_although_document_currency_exists"


def test_a_currency_agreement_that_does_not_compete_sends_nobody_away():
	euro = agreed("EURO", unit_price="5", currency="EUR", minimum_quantity="100")
	choice = choose(a_line(**EURO_LINE), [euro, agreed("LOCAL", unit_price="74.5")])
	assert (choice.unit_price, choice.price_from) == (D(10), "LOCAL")
	assert codes(choice)["EURO", "Price"] == "quantity_below_minimum_base"


def test_a_third_currency_never_competes():
	dollars = agreed("DOLLARS", unit_price="1", currency="USD")
	choice = choose(a_line(**EURO_LINE), [dollars])
	assert choice.price_from is None
	assert choice.trace[0].reason.code == "other_currency"
	assert choice.trace[0].value is None
