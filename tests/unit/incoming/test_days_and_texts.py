"""Dates, texts and answers as they come in."""

from datetime import date, datetime, timedelta

import pytest

from sales_mgmt.incoming.days import NO_DATE, NO_DAY, OUT_OF_REACH, read_day, read_moment, read_time
from sales_mgmt.incoming.texts import BROKEN, NO_ANSWER, NO_TEXT, TOO_LONG, read_answer, read_text
from sales_mgmt.incoming.unreadable import Unreadable


@pytest.mark.parametrize(
	("value", "written"),
	[
		("2026-03-31", "dd.mm.yyyy"),
		("2026-03-31 10:15:00.123456", "dd.mm.yyyy"),
		("2026-03-31T10:15:00Z", "dd.mm.yyyy"),
		("31.03.2026", "dd.mm.yyyy"),
		("31-3-2026", "dd-mm-yyyy"),
		("03/31/2026", "mm/dd/yyyy"),
		(date(2026, 3, 31), "yyyy-mm-dd"),
		(datetime(2026, 3, 31, 9), "yyyy-mm-dd"),
	],
)
def test_a_day(value, written):
	assert read_day(value, written) == date(2026, 3, 31)


@pytest.mark.parametrize(
	("value", "message"),
	[
		("2026-02-30", NO_DAY),
		("0000-00-00", NO_DAY),
		("2026-13-01", NO_DAY),
		("30.02.2026", NO_DAY),
		("abc", NO_DATE),
		("", NO_DATE),
		("2026", NO_DATE),
		("tomorrow", NO_DATE),
		("2026-03-31abc", NO_DATE),
		("2026-03-31 25", NO_DATE),
		("9" * 1_000_000, NO_DATE),
		(20260331, NO_DATE),
		([2026], NO_DATE),
		({}, NO_DATE),
		(float("nan"), NO_DATE),
		("0001-01-01", OUT_OF_REACH),
		("9999-12-31", OUT_OF_REACH),
	],
)
def test_no_day(value, message):
	with pytest.raises(Unreadable) as refused:
		read_day(value, "dd.mm.yyyy")
	assert refused.value.message == message


def test_times_and_moments():
	assert read_time("14:30") == "14:30"
	assert read_time(timedelta(hours=3)) == timedelta(hours=3)
	assert read_moment("2026-03-31 10:15:00") == "2026-03-31 10:15:00"
	for read, value in (
		(read_time, "25:00"),
		(read_time, 5),
		(read_moment, "2026-03-31 25:00"),
		(read_moment, "x"),
	):
		with pytest.raises(Unreadable):
			read(value)


def test_texts():
	assert read_text("Bolt <5>", 140) == "Bolt <5>"
	assert read_text(5) == "5"
	for value, message in (([1], NO_TEXT), ({}, NO_TEXT), ("\ud800", BROKEN), ("x" * 141, TOO_LONG)):
		with pytest.raises(Unreadable) as refused:
			read_text(value, 140)
		assert refused.value.message == message


def test_answers():
	assert all(map(read_answer, (True, 1, "1", "true", "Yes", 1.0)))
	assert not any(map(read_answer, (False, 0, "0", "false", "No", 0.0)))
	for value in ("abc", 2, [], {}, None, float("nan"), ""):
		with pytest.raises(Unreadable) as refused:
			read_answer(value)
		assert refused.value.message == NO_ANSWER or value is None
