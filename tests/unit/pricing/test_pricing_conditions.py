"""Every condition on its own: which agreements compete, and what the trace says of the others."""

from datetime import date
from decimal import Decimal as D

import pytest
from pricing_examples import a_line, agreed, codes

from sales_mgmt.pricing import choose

GROUP_LINE = {"product_type": "Item Discount Group", "product": "TOOLS"}
FIRST, LAST = date(2026, 4, 1), date(2026, 4, 30)


@pytest.mark.parametrize(
	("agreement", "code", "values"),
	[
		({}, "chosen", ()),
		({"product": "OTHER"}, "other_item", ("OTHER",)),
		({"product": "TOOLS"}, "other_item", ("TOOLS",)),
		({"product": None}, "other_item", ("",)),
		(GROUP_LINE, "chosen", ()),
		(GROUP_LINE | {"product": "TOYS"}, "other_item_discount_group", ("TOYS",)),
		(GROUP_LINE | {"product": "ITEM"}, "other_item_discount_group", ("ITEM",)),
		({"applies_to": "Customer"}, "chosen", ()),
		({"applies_to": "Customer", "applies_to_name": "C11"}, "other_customer", ("C11",)),
		({"applies_to": "Customer", "applies_to_name": None}, "other_customer", ("",)),
		({"applies_to": "Customer Price Group"}, "chosen", ()),
		({"applies_to": "Customer Price Group", "applies_to_name": "LARGE"}, "other_price_group", ("LARGE",)),
		({"applies_to": "Customer Discount Group"}, "chosen", ()),
		(
			{"applies_to": "Customer Discount Group", "applies_to_name": "RETAIL"},
			"other_discount_group",
			("RETAIL",),
		),
		({"status": "Draft"}, "draft", ("LIST",)),
		({"status": "Inactive"}, "inactive", ("LIST",)),
		({"line_status": "Draft"}, "line_draft", ("LIST",)),
		({"line_status": "Inactive"}, "line_inactive", ("LIST",)),
		({"status": "Draft", "line_status": "Draft"}, "draft", ("LIST",)),
		({"starting_date": FIRST, "ending_date": FIRST}, "chosen", ()),
		({"starting_date": date(2026, 4, 2)}, "not_started", (date(2026, 4, 2), FIRST)),
		({"ending_date": date(2026, 3, 31)}, "ended", (date(2026, 3, 31), FIRST)),
		({"uom": "PCS"}, "chosen", ()),
		({"uom": ""}, "chosen", ()),
		({"uom": "BOX"}, "other_unit", ("BOX", "PCS")),
		({"minimum_quantity": "10"}, "chosen", ()),
		({"minimum_quantity": "10.001"}, "quantity_below_minimum_base", (D("10.001"), D(10))),
		({"minimum_quantity": "11", "uom": "PCS"}, "quantity_below_minimum", (D(11), "PCS")),
		({"currency": "DKK"}, "chosen", ()),
		({"currency": ""}, "chosen", ()),
		({"currency": "USD"}, "other_currency", ("USD", "DKK")),
	],
)
def test_one_condition(agreement, code, values):
	choice = choose(a_line(), [agreed("LIST", **({"line_discount_percent": "5"} | agreement))])
	row = choice.trace[-1]
	assert (row.reason.code, row.reason.values) == (code, values)
	assert row.accepted == row.chosen == (code == "chosen")
	assert choice.line_discount_percent == (D(5) if code == "chosen" else D(0))


@pytest.mark.parametrize(
	("line", "agreement"),
	[
		({"item_discount_group": None}, GROUP_LINE | {"product": None}),
		({"item_discount_group": None}, GROUP_LINE),
		({"price_group": None}, {"applies_to": "Customer Price Group", "applies_to_name": None}),
		({"discount_group": ""}, {"applies_to": "Customer Discount Group", "applies_to_name": ""}),
	],
)
def test_a_blank_group_is_no_group(line, agreement):
	assert (
		choose(a_line(**line), [agreed("LIST", line_discount_percent="5", **agreement)]).discount_from is None
	)


@pytest.mark.parametrize(
	("day", "price"),
	[
		(date(2026, 3, 31), 100),
		(FIRST, 90),
		(LAST, 90),
		(date(2026, 5, 1), 100),
	],
)
def test_both_dates_are_inclusive(day, price):
	april = agreed("APRIL", unit_price="90", starting_date=FIRST, ending_date=LAST)
	assert choose(a_line(date=day), [april]).unit_price == price


@pytest.mark.parametrize(
	("quantity", "minimum", "uom", "reached"),
	[
		("2", "24", None, True),
		("2", "25", None, False),
		("2", "2", "BOX", True),
		("2", "3", "BOX", False),
		("-2", "24", None, True),
		("-2", "3", "BOX", False),
		("0", "0", "BOX", True),
	],
)
def test_the_minimum_is_in_the_agreements_unit_or_in_base_units(quantity, minimum, uom, reached):
	line = a_line(uom="BOX", qty_per_uom="12", quantity=quantity)
	agreement = agreed("LIST", line_discount_percent="5", minimum_quantity=minimum, uom=uom)
	assert (choose(line, [agreement]).discount_from == "LIST") is reached


def test_item_discount_groups_have_no_prices():
	choice = choose(a_line(), [agreed("LIST", unit_price="50", line_discount_percent="5", **GROUP_LINE)])
	assert (choice.unit_price, choice.line_discount_percent) == (D(100), D(5))
	assert codes(choice)["LIST", "Price"] == "price_for_group"


@pytest.mark.parametrize("defines", ["Price", "Discount", "Price & Discount"])
def test_a_line_gives_what_it_defines(defines):
	choice = choose(a_line(), [agreed("LIST", unit_price="90", line_discount_percent="5", defines=defines)])
	assert choice.unit_price == (100 if defines == "Discount" else 90)
	assert choice.line_discount_percent == (0 if defines == "Price" else 5)
	assert {thing for name, thing in codes(choice) if name} == set(defines.split(" & "))


def test_a_line_without_its_value_is_named():
	choice = choose(a_line(), [agreed("LIST", defines="Price & Discount")])
	assert choice.unit_price == 100
	assert codes(choice)["LIST", "Price"] == codes(choice)["LIST", "Discount"] == "no_value"


def test_a_price_of_zero_is_a_price():
	choice = choose(a_line(), [agreed("FREE", unit_price="0"), agreed("CHEAP", unit_price="1")])
	assert (choice.unit_price, choice.price_from) == (D(0), "FREE")
