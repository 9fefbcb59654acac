"""`10000..10010` is a range, `10000|10005` a list (domain A07)."""

import pytest

from sales_mgmt.picking.numbers_filter import FilterError, matches, parse

NAMES = (
	"SO-00009",
	"SO-00010",
	"SO-00015",
	"SO-00020",
	"SO-99999",
	"SO-100000",
	"10000",
	"10005",
	"10010",
	"10011",
)


@pytest.mark.parametrize(
	("text", "found"),
	[
		("10000..10010", ["10000", "10005", "10010"]),
		("10000|10005", ["10000", "10005"]),
		("10000|10005|10010", ["10000", "10005", "10010"]),
		("SO-00010..SO-00015", ["SO-00010", "SO-00015"]),
		(" so-00010 .. so-00015 | SO-00020 ", ["SO-00010", "SO-00015", "SO-00020"]),
		("SO-99999..SO-100000", ["SO-99999", "SO-100000"]),
		("SO-00020..", ["SO-00020", "SO-99999", "SO-100000"]),
		("9..15", ["SO-00009", "SO-00010", "SO-00015"]),
		("10", ["SO-00010"]),
		("..9", ["SO-00009"]),
		("SO-7", []),
	],
)
def test_a_filter_finds_what_it_says(text, found):
	parts = parse(text)
	assert [name for name in NAMES if matches(parts, name)] == found


@pytest.mark.parametrize("text", ["", "|", "10||20", "..", "1..2..3", "20..10", "SO-00020..SO-00010"])
def test_a_filter_that_says_nothing_is_refused(text):
	with pytest.raises(FilterError):
		parse(text)


def test_a_number_without_figures_means_itself_only():
	parts = parse("RUSH")
	assert matches(parts, "RUSH") and not matches(parts, "RUSH-1") and not matches(parts, "10000")
