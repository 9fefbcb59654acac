"""Numbers as they come in: JSON's as they are, texts by the sender's number format, anything else by its name."""

import json
import shutil
import subprocess
from decimal import Decimal as D
from pathlib import Path

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
MARKS = {
	"#.###,##": COMMA,
	"#,###.##": POINT,
	"# ###,##": Marks(",", " "),
	"# ###.##": Marks(".", " "),
	"#'###.##": Marks(".", "'"),
	"#,##,###.##": Marks(".", ",", pairs=True),
	"#.###": Marks("", "."),
	"#,###": Marks("", ","),
	"#.########": Marks(".", ""),
}
"""Frappe's number formats, as its own table has their marks."""

ROOT = Path(__file__).resolve().parents[3]
WRITTEN = json.loads((ROOT / "tests" / "numbers.json").read_text())
"""{format: {what is written: the number, null for none}}: one table for the server, the Desk (tests/browser/test_number_fields.py)
and both of them here."""


def test_every_format_is_in_the_table():
	assert set(WRITTEN) == set(MARKS)
	assert all(None in cases.values() for cases in WRITTEN.values())


@pytest.mark.parametrize(
	("form", "text", "number"),
	[(form, text, number) for form, cases in WRITTEN.items() for text, number in cases.items()],
)
def test_what_is_written_is_read_by_the_format(form, text, number):
	if number is not None:
		assert read_number(text, MARKS[form]) == D(str(number))
		return
	with pytest.raises(Unreadable) as refused:
		read_number(text, MARKS[form])
	assert refused.value.message in (NO_NUMBER, GROUPING)


def test_the_desk_reads_the_same_table():
	"""Its own file, run by node where there is one; the browser test asks the Desk itself."""
	node = shutil.which("node")
	if not node:
		pytest.skip("no node here")
	reader = (ROOT / "sales_mgmt" / "public" / "js" / "read_number.js").read_text()
	marks = {form: {"decimal_str": one.decimal, "group_sep": one.group} for form, one in MARKS.items()}
	script = f"""
		globalThis.get_number_format_info = (format) => ({json.dumps(marks)})[format];
		{reader.replace("export function", "function")}
		const read = ([format, cases]) =>
			[format, Object.fromEntries(Object.keys(cases).map((text) => [text, read_number(text, format)]))];
		console.log(JSON.stringify(Object.fromEntries(Object.entries({json.dumps(WRITTEN)}).map(read))));
	"""
	done = subprocess.run([node, "-e", script], check=True, capture_output=True, text=True)
	assert json.loads(done.stdout) == WRITTEN


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
