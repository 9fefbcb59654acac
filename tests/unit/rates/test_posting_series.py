"""Numbers without gaps (domain A32): width, tails, increments, and the line that is in use on a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.rates.series import LONGEST, SeriesError, SeriesLine, active_line, next_number


def series(starting="INV-00001", last=None, ending=None, by=1, on=None, name="line"):
	return SeriesLine(name, on, starting, ending, last, by)


def refusal(function, *args):
	with pytest.raises(SeriesError) as caught:
		function(*args)
	return caught.value.code, caught.value.number


def test_the_first_number_is_the_starting_number():
	assert next_number(series("INV-00041")) == "INV-00041"
	assert next_number(series("INV-00041", last="")) == "INV-00041"


@pytest.mark.parametrize(
	("last", "expected"),
	[
		("INV-00041", "INV-00042"),
		("INV-00099", "INV-00100"),
		("9", "10"),
		("INV-9", "INV-10"),
		("INV-99999", "INV-100000"),
		("00009", "00010"),
		("2026-0099", "2026-0100"),
		("2026/0001/NO", "2026/0002/NO"),
		("A1B09C", "A1B10C"),
		("7x", "8x"),
	],
)
def test_the_last_digits_are_raised_and_keep_their_width(last, expected):
	assert next_number(series(last=last)) == expected


@pytest.mark.parametrize(
	("by", "expected"), [(1, "INV-0011"), (5, "INV-0015"), (990, "INV-1000"), (0, "INV-0011")]
)
def test_the_increment_is_at_least_one(by, expected):
	assert next_number(series(last="INV-0010", by=by)) == expected


def test_the_ending_number_is_the_last_one_given():
	assert next_number(series(last="INV-00098", ending="INV-00099")) == "INV-00099"
	assert refusal(next_number, series(last="INV-00099", ending="INV-00099")) == ("exhausted", "INV-00099")


def test_a_step_beyond_the_ending_number_exhausts_the_series():
	assert refusal(next_number, series(last="INV-00095", ending="INV-00099", by=5))[0] == "exhausted"


def test_growing_in_width_does_not_slip_past_the_ending_number():
	"""Compared as text alone, INV-10 is before INV-9."""
	assert refusal(next_number, series(last="INV-9", ending="INV-9"))[0] == "exhausted"
	assert next_number(series(last="INV-9", ending="INV-11")) == "INV-10"


def test_the_starting_number_is_checked_too():
	assert refusal(next_number, series("INV-2", ending="INV-1"))[0] == "exhausted"
	assert refusal(next_number, series("X" * 20 + "1"))[0] == "too_long"


def test_a_number_of_20_characters_is_given_and_one_of_21_is_not():
	twenty = "A" * 18 + "98"
	assert next_number(series(last=twenty)) == "A" * 18 + "99"
	assert refusal(next_number, series(last="A" * 18 + "99")) == ("too_long", "A" * 18 + "100")


def test_a_number_without_digits_can_not_be_counted_on():
	assert refusal(next_number, series(last="INVOICE")) == ("no_digits", "INVOICE")


YEARS = [
	series(name="2026", on=date(2026, 1, 1)),
	series(name="always", on=None),
	series(name="2027", on=date(2027, 1, 1)),
]


@pytest.mark.parametrize(
	("on", "expected"),
	[
		(date(2025, 12, 31), "always"),
		(date(2026, 1, 1), "2026"),
		(date(2026, 12, 31), "2026"),
		(date(2027, 1, 1), "2027"),
		(date(2030, 6, 1), "2027"),
	],
)
def test_the_line_with_the_latest_start_on_or_before_the_date_is_in_use(on, expected):
	assert active_line(YEARS, on).name == expected
	assert active_line(YEARS[::-1], on).name == expected


def test_before_the_first_start_no_line_is_in_use():
	assert refusal(active_line, [YEARS[0], YEARS[2]], date(2025, 12, 31)) == ("no_line", "")
	assert refusal(active_line, [], date(2026, 1, 1))[0] == "no_line"


@given(
	prefix=st.text("ABC-/", max_size=8),
	start=st.integers(0, 10**6),
	width=st.integers(1, 8),
	tail=st.text("XY"),
)
def test_numbers_are_consecutive_and_never_repeat(prefix, start, width, tail):
	tail = tail[:3]
	line = series(f"{prefix}{start:0{width}}{tail}")
	given_out = []
	for _ in range(12):
		number = next_number(line)
		given_out.append(number)
		line = series(line.starting_no, last=number)
	values = [int(number[len(prefix) : len(number) - len(tail)]) for number in given_out]
	assert values == list(range(start, start + 12))
	assert len(set(given_out)) == 12
	assert all(len(number) <= LONGEST for number in given_out)
