"""Ages of what is not paid."""

from datetime import date

import pytest

from sales_mgmt.reporting.buckets import BucketError, Buckets, parse_days

ON = date(2026, 3, 31)


@pytest.mark.parametrize(
	("day", "by_due", "by_posting"),
	[
		(date(2026, 4, 5), 0, 0),
		(date(2026, 3, 31), 0, 0),
		(date(2026, 3, 30), 1, 0),
		(date(2026, 3, 1), 1, 0),
		(date(2026, 2, 28), 2, 1),
		(date(2026, 1, 30), 2, 1),
		(date(2026, 1, 29), 3, 2),
		(date(2025, 12, 30), 4, 3),
	],
)
def test_the_age_of_a_date(day, by_due, by_posting):
	"""30 days before 31 March is 1 March, 60 is 30 January, 90 is 31 December."""
	assert Buckets(ON).of(day) == by_due
	assert Buckets(ON, by_due_date=False).of(day) == by_posting


def test_ranges_in_words():
	assert Buckets(ON).ranges == [(None, None), (1, 30), (31, 60), (61, 90), (91, None)]
	assert Buckets(ON, (7,), by_due_date=False).ranges == [(0, 7), (8, None)]


@pytest.mark.parametrize(("text", "days"), [("", (30, 60, 90)), (" 7; 14 ", (7, 14)), ("10,20,", (10, 20))])
def test_days_are_read(text, days):
	assert parse_days(text) == days


@pytest.mark.parametrize("text", ["a", "30, 20", "0, 30", "10, 10", ","])
def test_days_that_are_none_are_refused(text):
	with pytest.raises(BucketError):
		parse_days(text)
