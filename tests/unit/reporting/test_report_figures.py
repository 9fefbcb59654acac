"""Percentages, commissions, rankings and periods of reports."""

from datetime import date
from decimal import Decimal as D

import pytest

from sales_mgmt.reporting.periods import first_day, last_day
from sales_mgmt.reporting.profit import commission, percent_of
from sales_mgmt.reporting.ranking import ranked

START, END = date(2026, 1, 15), date(2026, 12, 10)


@pytest.mark.parametrize(
	("part", "whole", "percent"),
	[(40, 100, 40), (1, 3, D("33.33")), (2, 3, D("66.67")), (-10, 100, -10), (-40, -100, -40), (5, 0, 0)],
)
def test_a_part_in_percent_of_the_whole_keeps_its_sign(part, whole, percent):
	assert percent_of(D(part), D(whole)) == percent


@pytest.mark.parametrize(
	("base", "percent", "due"),
	[(1000, 5, 50), ("33.33", 5, D("1.67")), ("0.10", 5, D("0.01")), (-1000, 5, 0), (1000, 0, 0)],
)
def test_a_commission_is_rounded_half_away_and_a_loss_brings_none(base, percent, due):
	assert commission(D(base), D(percent), 2) == due


def test_the_biggest_come_first_and_equals_by_name():
	rows = [("b", 5), ("c", 9), ("a", 5), ("d", -1)]
	first, rest = ranked(rows, 2, lambda row: D(row[1]), lambda row: row[0])
	assert first == [("c", 9), ("a", 5)]
	assert rest == [("b", 5), ("d", -1)]


def test_all_are_first_where_there_are_few():
	assert ranked([("a", 1)], 10, lambda row: D(row[1]), lambda row: row[0]) == ([("a", 1)], [])


@pytest.mark.parametrize(
	("by", "month", "first", "last"),
	[
		("Month", 2, date(2026, 2, 1), date(2026, 2, 28)),
		("Two Months", 2, date(2026, 1, 1), date(2026, 2, 28)),
		("Two Months", 11, date(2026, 11, 1), END),
		("Quarter", 6, date(2026, 4, 1), date(2026, 6, 30)),
		("Year", 12, date(2026, 1, 1), END),
		("Whole Period", 7, START, END),
	],
)
def test_a_month_belongs_to_one_period_which_ends_with_what_was_asked_for(by, month, first, last):
	assert first_day(by, 2026, month, START) == first
	assert last_day(by, first, END) == last
