"""Numbers as they come in: JSON's as they are, texts by the sender's number format, anything else by its name."""

from decimal import Decimal as D

import pytest

from sales_mgmt.incoming.numbers import (
	AMBIGUOUS,
	GROUPING,
	NO_NUMBER,
	NOT_WHOLE,
	TOO_LARGE,
	TOO_SMALL,
	WHOLE_TOO_LARGE,
	Marks,
	read_number,
	read_whole,
)
from sales_mgmt.incoming.unreadable import Unreadable

COMMA = Marks(",", ".")
POINT = Marks(".", ",")
BLANKS = Marks(",", " ")
INDIA = Marks(".", ",", pairs=True)


@pytest.mark.parametrize(
	("text", "number"),
	[
		("100,50", "100.5"),
		("1'250", "1250"),
		("1’250,5", "1250.5"),
		("1 250,00", "1250"),
		("1\N{NO-BREAK SPACE}250,00", "1250"),
		("1\N{NARROW NO-BREAK SPACE}250\N{NARROW NO-BREAK SPACE}000,00", "1250000"),
		("\N{MINUS SIGN}12,5", "-12.5"),
		("- 12", "-12"),
		("+3", "3"),
		("1.234", "1234"),
		("1.234.567,89", "1234567.89"),
		("12.5", "12.5"),
		("1250.50", "1250.5"),
		("0,195", "0.195"),
		(",5", "0.5"),
		("5,", "5"),
		("12,5 %", "12.5"),
		(" 7 ", "7"),
	],
)
def test_where_a_comma_separates_decimals(text, number):
	assert read_number(text, COMMA) == D(number)


@pytest.mark.parametrize(
	("text", "number"),
	[("1,234", "1234"), ("1.234", "1.234"), ("1,234.5", "1234.5"), ("1,5", "1.5"), ("1'250.5", "1250.5")],
)
def test_where_a_point_separates_decimals(text, number):
	assert read_number(text, POINT) == D(number)


def test_other_formats():
	assert read_number("1 234,5", BLANKS) == D("1234.5")
	assert read_number("12,34,567.5", INDIA) == D("1234567.5")
	with pytest.raises(Unreadable):
		read_number("12,34,567.5", POINT)


@pytest.mark.parametrize(
	"text", ["1.23.4", "1.2345.678", "1 25", "1'25", "12 34", "1,2,3", "1.234 567", "1.234,5,6", "1,234.5"]
)
def test_an_impossible_grouping_is_refused(text):
	with pytest.raises(Unreadable) as refused:
		read_number(text, COMMA)
	assert refused.value.message == GROUPING


@pytest.mark.parametrize(
	"value",
	[
		"abc",
		"",
		" ",
		"-",
		".",
		",",
		"NaN",
		"Infinity",
		"-inf",
		"1a",
		"0x10",
		"1_000",
		"--1",
		"1e3",
		"٣",
		"9" * 1_000_000,
		float("nan"),
		float("inf"),
		D("NaN"),
		None,
		[],
		[1],
		{},
		{"a": 1},
	],
)
def test_what_is_not_a_number_is_named(value):
	with pytest.raises(Unreadable) as refused:
		read_number(value, COMMA)
	assert refused.value.message == NO_NUMBER
	assert len(refused.value.values[0]) < 50


@pytest.mark.parametrize(
	("value", "number"), [(1.234, "1.234"), (3, "3"), (True, "1"), (0.1, "0.1"), (D("2.50"), "2.5"), (0, "0")]
)
def test_a_number_of_a_program_is_that_number(value, number):
	assert read_number(value, COMMA) == D(number)
	assert read_number(str(number), Marks(",", ".", by_program=True)) == D(number)
	assert read_number("1e3", Marks(",", ".", by_program=True)) == 1000


@pytest.mark.parametrize("value", [1e15, 10**12, -(10**12), 10**400, "1" + "0" * 12, 1e308])
def test_no_number_is_larger_than_a_column(value):
	with pytest.raises(Unreadable) as refused:
		read_number(value, COMMA)
	assert refused.value.message == TOO_LARGE


@pytest.mark.parametrize("value", [1e-30, "0,0000000001", -1e-12])
def test_no_number_becomes_zero(value):
	with pytest.raises(Unreadable) as refused:
		read_number(value, COMMA)
	assert refused.value.message == TOO_SMALL


def test_whole_numbers():
	assert read_whole("1.000", COMMA) == 1000
	for value, message in ((1.5, NOT_WHOLE), ("1,5", NOT_WHOLE), (2**31, WHOLE_TOO_LARGE)):
		with pytest.raises(Unreadable) as refused:
			read_whole(value, COMMA)
		assert refused.value.message == message


@pytest.mark.parametrize(
	("text", "number"),
	[("1234.56", "1234.56"), ("1.5", "1.5"), ("1,234", "1.234"), ("1.234,5", "1234.5"), ("12", "12")],
)
def test_a_file_may_be_of_a_person_or_of_a_program(text, number):
	assert read_number(text, Marks(",", ".", by_either=True)) == D(number)


def test_what_the_two_read_differently_is_refused():
	with pytest.raises(Unreadable) as caught:
		read_number("1.234", Marks(",", ".", by_either=True))
	assert caught.value.message == AMBIGUOUS
