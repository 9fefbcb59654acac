"""Which lines of a price list contradict each other."""

from datetime import date
from decimal import Decimal as D

import pytest
from pricing_examples import agreed

from sales_mgmt.pricing import find_clashes

LINE = {"unit_price": "95"}


@pytest.mark.parametrize(
	("one", "other", "clash"),
	[
		({}, {}, True),
		({}, {"unit_price": "93"}, True),
		({}, {"product": "OTHER"}, False),
		({}, {"product_type": "Item Discount Group"}, False),
		({"uom": "PCS"}, {"uom": "PCS"}, True),
		({"uom": "PCS"}, {"uom": "BOX"}, False),
		({"uom": "PCS"}, {"uom": None}, False),
		({"uom": ""}, {"uom": None}, True),
		({"minimum_quantity": "10"}, {"minimum_quantity": "10.000"}, True),
		({"minimum_quantity": "10"}, {"minimum_quantity": "11"}, False),
		({"defines": "Price"}, {"defines": "Discount"}, False),
		({"defines": "Discount"}, {"defines": "Discount"}, True),
		({"defines": "Price"}, {"defines": "Price & Discount"}, True),
		({"defines": "Discount"}, {"defines": "Price & Discount"}, True),
		({"ending_date": date(2026, 3, 31)}, {"starting_date": date(2026, 4, 1)}, False),
		({"ending_date": date(2026, 4, 1)}, {"starting_date": date(2026, 4, 1)}, True),
		({"starting_date": date(2026, 4, 1)}, {"starting_date": date(2027, 1, 1)}, True),
		({"ending_date": date(2026, 4, 1)}, {"ending_date": date(2025, 1, 1)}, True),
		({"starting_date": date(2026, 4, 1)}, {}, True),
		(
			{"starting_date": date(2026, 1, 1), "ending_date": date(2026, 6, 30)},
			{"starting_date": date(2026, 3, 1), "ending_date": date(2026, 3, 31)},
			True,
		),
		(
			{"starting_date": date(2026, 1, 1), "ending_date": date(2026, 1, 31)},
			{"starting_date": date(2026, 3, 1), "ending_date": date(2026, 3, 31)},
			False,
		),
	],
)
def test_two_lines(one, other, clash):
	first = agreed("L", line="1", **(LINE | one))
	second = agreed("L", line="2", **(LINE | other))
	assert find_clashes([first, second]) == ([(first, second)] if clash else [])
	assert find_clashes([second, first]) == ([(second, first)] if clash else [])


def test_every_pair_is_named_once():
	lines = [agreed("L", line=str(number), unit_price=D(90 + number)) for number in range(3)]
	other = agreed("L", line="9", product="OTHER", unit_price="95")
	pairs = [(first.line, second.line) for first, second in find_clashes([lines[0], other, *lines[1:]])]
	assert pairs == [("0", "1"), ("0", "2"), ("1", "2")]


def test_a_list_without_lines_has_no_clashes():
	assert find_clashes([]) == []
