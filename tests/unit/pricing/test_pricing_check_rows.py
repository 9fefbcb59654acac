"""The rows of check S30, worked out by hand."""

from datetime import date
from decimal import Decimal as D

import pytest
from pricing_examples import a_line, agreed, codes

from sales_mgmt.amounts import DocumentInput, LineInput, calculate
from sales_mgmt.pricing import adjusted, choose, find_clashes

GROUP = agreed("GROUP", applies_to="Customer Price Group", unit_price="95")
CUSTOMER = agreed("CUSTOMER", applies_to="Customer", unit_price="92", minimum_quantity="10")
FIVE = agreed("FIVE", applies_to="Customer Discount Group", line_discount_percent="5")
EIGHT = agreed(
	"EIGHT",
	applies_to="Customer",
	product_type="Item Discount Group",
	product="TOOLS",
	line_discount_percent="8",
)


@pytest.mark.parametrize(
	("quantity", "price", "price_from"),
	[("9", "95", "GROUP"), ("9.999", "95", "GROUP"), ("10", "92", "CUSTOMER"), ("11", "92", "CUSTOMER")],
)
def test_1_the_customer_price_starts_at_its_minimum(quantity, price, price_from):
	choice = choose(a_line(quantity=quantity), [GROUP, CUSTOMER])
	assert (choice.unit_price, choice.price_from) == (D(price), price_from)


def test_1_nobody_agreed_anything_so_the_card_counts():
	choice = choose(a_line(), [])
	assert (choice.unit_price, choice.price_from) == (D(100), None)
	assert (choice.line_discount_percent, choice.discount_from) == (D(0), None)
	assert choice.allow_invoice_discount
	assert codes(choice) == {(None, "Price"): "card_price"}


def test_2_price_and_discount_are_chosen_independently():
	choice = choose(a_line(), [GROUP, CUSTOMER, FIVE, EIGHT])
	assert (choice.unit_price, choice.line_discount_percent) == (D(92), D(8))
	assert (choice.price_from, choice.discount_from) == ("CUSTOMER", "EIGHT")
	line = LineInput(D(10), choice.unit_price, line_discount_percent=choice.line_discount_percent)
	assert calculate(DocumentInput((line,))).amount == D("846.40")


def test_3_an_agreement_in_the_documents_currency_stands_alone():
	euro, local = agreed("EURO", unit_price="88", currency="EUR"), agreed("LOCAL", unit_price="298")
	line = a_line(currency="EUR", exchange_rate="7.45")
	choice = choose(line, [euro, local])
	assert (choice.unit_price, choice.price_from) == (D(88), "EURO")
	local_row = choice.trace[1]
	assert (local_row.reason.code, local_row.value, local_row.accepted) == (
		"local_although_document_currency_exists",
		D(40),
		False,
	)
	assert local_row.reason.values == ("DKK", "EUR")
	choice = choose(line, [local])
	assert (choice.unit_price, choice.price_from) == (D(40), "LOCAL")


@pytest.mark.parametrize(
	("day", "price"), [(date(2026, 3, 31), "98"), (date(2026, 4, 1), "95"), (date(2026, 4, 2), "95")]
)
def test_4_a_new_price_starts_with_its_day(day, price):
	"""The caller passes the order date of an order and the posting date of an invoice."""
	old = agreed("OLD", unit_price="98", ending_date=date(2026, 3, 31))
	new = agreed("NEW", unit_price="95", starting_date=date(2026, 4, 1))
	assert choose(a_line(date=day), [old, new]).unit_price == D(price)


def test_5_drafts_are_ignored():
	draft = agreed("DRAFT", unit_price="80", status="Draft")
	edited = agreed("EDITED", unit_price="85", line_status="Draft")
	choice = choose(a_line(), [draft, edited, GROUP])
	assert (choice.unit_price, choice.price_from) == (D(95), "GROUP")
	assert codes(choice)["DRAFT", "Price"] == "draft"
	assert codes(choice)["EDITED", "Price"] == "line_draft"


def test_6_a_copy_with_a_factor():
	assert adjusted(D(200), D("1.15"), 2) == D("230.00")


def test_7_equal_conditions_clash():
	first, second = agreed("L", unit_price="95"), agreed("L", line="2", unit_price="93")
	assert find_clashes([first, second]) == [(first, second)]
