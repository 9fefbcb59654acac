from decimal import Decimal

import pytest

from sales_mgmt.print_formats.figures import (
	by_rate,
	column_width,
	decimals_needed,
	percent_decimals,
)


def group(vat_percent, base, vat_amount):
	return {"vat_percent": vat_percent, "base": base, "vat_amount": vat_amount}


def test_vat_stands_by_rate_highest_first():
	assert by_rate([group(15, 10.1, 1.52), group(25, 150, 37.5), group(0, 20, 0)]) == [
		group(Decimal("25"), Decimal("150"), Decimal("37.5")),
		group(Decimal("15"), Decimal("10.1"), Decimal("1.52")),
		group(Decimal("0"), Decimal("20"), Decimal("0")),
	]


def test_groups_of_one_rate_are_one_row_without_binary_noise():
	assert by_rate([group(0, 0.1, 0), group(0, 0.2, 0)]) == [
		group(Decimal("0"), Decimal("0.3"), Decimal("0"))
	]


def test_a_document_without_figures_has_no_rate():
	assert by_rate([]) == []


@pytest.mark.parametrize(
	("value", "expected"),
	[(12.5, 1), (12.125, 3), (25, 0), (0.0375, 4), (12.49249, 2), (33.33333, 2), (7.00001, 0)],
)
def test_a_typed_percentage_is_printed_as_typed_and_a_computed_one_with_two_decimals(value, expected):
	assert percent_decimals(value) == expected


@pytest.mark.parametrize(
	("value", "at_least", "expected"),
	[
		(10, 0, 0),
		(2.5, 0, 1),
		(0.125, 0, 3),
		(100, 0, 0),
		(12.5, 2, 2),
		(0.0375, 2, 4),
		(0, 0, 0),
		(None, 0, 0),
	],
)
def test_decimals_show_the_value_and_no_more(value, at_least, expected):
	assert decimals_needed(value, at_least) == expected


def test_decimals_end_at_the_limit():
	assert decimals_needed(1 / 3, 2, 5) == 5
	assert decimals_needed(12.50127, at_most=2) == 1


def test_a_column_is_as_wide_as_its_longest_text_and_never_narrower_than_asked():
	assert column_width(["1.00", "123,456,789.00"], 20) > column_width(["1.00"], 20) == 20
	assert column_width([], 12) == 12
