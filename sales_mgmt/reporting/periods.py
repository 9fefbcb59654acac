"""Periods of the calendar that figures are added up by. Pure."""

from datetime import date, timedelta

MONTHS = {"Month": 1, "Two Months": 2, "Quarter": 3, "Year": 12}
PERIODS = (*MONTHS, "Whole Period")
"""VAT in Norway is settled for two months at a time."""


def first_day(by: str, year: int, month: int, start: date) -> date:
	"""The first day of the period that a month belongs to; `start` itself for the whole period."""
	if by not in MONTHS:
		return start
	length = MONTHS[by]
	return date(int(year), (int(month) - 1) // length * length + 1, 1)


def last_day(by: str, first: date, end: date) -> date:
	"""The last day of the period that begins on `first`, and not after `end`."""
	if by not in MONTHS:
		return end
	months = first.year * 12 + first.month - 1 + MONTHS[by]
	return min(date(months // 12, months % 12 + 1, 1) - timedelta(days=1), end)
