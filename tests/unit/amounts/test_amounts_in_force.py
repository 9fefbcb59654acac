"""VAT percentages by date and exchange rates from quotations."""

from datetime import date
from decimal import Decimal as D

import pytest

from sales_mgmt.amounts import percent_in_force, unit_rate

CHANGES = [(date(2026, 7, 1), D(27)), (date(2027, 1, 1), D(0))]


@pytest.mark.parametrize(
	("on", "percent"),
	[
		(date(2026, 6, 30), 25),
		(date(2026, 7, 1), 27),
		(date(2026, 12, 31), 27),
		(date(2027, 1, 1), 0),
	],
)
def test_the_percentage_of_the_day(on, percent):
	assert percent_in_force(False, D(25), CHANGES, on) == percent


def test_the_buyer_accounts_for_reverse_charge():
	assert percent_in_force(True, D(25), CHANGES, date(2026, 7, 1)) == 0


@pytest.mark.parametrize(
	("amount", "units", "rate"),
	[
		("11.5", "1", "11.5"),
		("512.34", "100", "5.1234"),
		("1", "3", "0.333333333"),
		("2", "3", "0.666666667"),
	],
)
def test_what_one_unit_is_worth(amount, units, rate):
	assert unit_rate(D(amount), D(units)) == D(rate)
