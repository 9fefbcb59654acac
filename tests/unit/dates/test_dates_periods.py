"""A formula that describes a period counts the first day in."""

from datetime import date

import pytest

from sales_mgmt.dates import parse_formula, period_end


@pytest.mark.parametrize(
	("text", "last_day", "days"),
	[
		("1W", date(2026, 3, 9), 8),
		("6D", date(2026, 3, 8), 7),
		("1W-1D", date(2026, 3, 8), 7),
		("0D", date(2026, 3, 2), 1),
		("1M-1D", date(2026, 4, 1), 31),
		("CM", date(2026, 3, 31), 30),
		("-1D", date(2026, 3, 1), 0),
	],
)
def test_period_end(text, last_day, days):
	first_day = date(2026, 3, 2)
	assert period_end(text, first_day) == last_day
	assert (last_day - first_day).days + 1 == days


def test_takes_a_parsed_formula():
	assert period_end(parse_formula("1W"), date(2026, 3, 2)) == date(2026, 3, 9)
