"""What is read from a spreadsheet's rows, and what is reported of them."""

from decimal import Decimal as D

import pytest

from sales_mgmt.documents.filling.pasted import Problem, read_number, read_pasted
from sales_mgmt.incoming.numbers import Marks

HEADINGS = {
	"item no.": "item",
	"quantity": "quantity",
	"unit price": "unit_price",
	"description": "description",
}
NORWEGIAN, ENGLISH = Marks(",", "."), Marks()


def values(text, marks=NORWEGIAN):
	lines, problems = read_pasted(text, HEADINGS, marks)
	assert problems == []
	return [line.values for line in lines]


def test_columns_without_headings_are_item_quantity_price_and_discount():
	assert values("1000\t3\r\n1010\t2,5\t1.250,00\t10 %\r\n") == [
		{"item": "1000", "quantity": D(3)},
		{"item": "1010", "quantity": D("2.5"), "unit_price": D(1250), "line_discount_percent": D(10)},
	]


def test_a_name_after_the_item_is_passed_over():
	assert values("1000\tAlloy pedals\t3\n1010\tCity helmet\t2") == [
		{"item": "1000", "quantity": D(3)},
		{"item": "1010", "quantity": D(2)},
	]


def test_headings_say_what_stands_where_and_unknown_columns_are_passed_over():
	text = "Quantity\tShelf\tITEM NO.\tDescription\n3\tA7\t1000\tOur pedals"
	assert values(text) == [{"quantity": D(3), "item": "1000", "description": "Our pedals"}]


def test_items_alone_are_lines_without_a_quantity():
	assert values("1000\n1010") == [{"item": "1000"}, {"item": "1010"}]


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers():
	lines, problems = read_pasted("1000\t1\n\n\t\n1010\tmany\n1020\t4\n", HEADINGS, NORWEGIAN)
	assert [line.row for line in lines] == [1, 5]
	assert problems == [Problem(4, "1010\tmany", "Row {0}: {1} is not a number.", ("4", "many"))]


def test_headings_are_counted_as_a_row():
	lines, problems = read_pasted("Item No.\tQuantity\n\t5\n1000\t1", HEADINGS, NORWEGIAN)
	assert [line.row for line in lines] == [3]
	assert problems == [Problem(2, "\t5", "Row {0}: the item is missing.", ("2",))]


def test_every_row_becomes_a_line_or_a_problem():
	text = "\n".join(f"{number}\t{number if number % 7 else 'x'}" for number in range(1, 51))
	lines, problems = read_pasted(text, HEADINGS, NORWEGIAN)
	assert (len(lines), [problem.row for problem in problems]) == (43, [7, 14, 21, 28, 35, 42, 49])


def test_a_cell_in_quotation_marks_may_hold_a_line_break():
	text = 'Item No.\tDescription\tQuantity\n1000\t"Pedals\nblack"\t3'
	assert values(text) == [{"item": "1000", "description": "Pedals\nblack", "quantity": D(3)}]


def test_nothing_pasted_is_nothing():
	assert read_pasted(" \n\t\n", HEADINGS, ENGLISH) == ([], [])


@pytest.mark.parametrize(
	("text", "number"),
	[
		("1.250", 1250),
		("1.250,5", D("1250.5")),
		("1 250,50", D("1250.5")),
		("1\N{NO-BREAK SPACE}250", 1250),
		("12.5", D("12.5")),
		("12,5", D("12.5")),
		("10 %", 10),
		("-3", -3),
		("\N{MINUS SIGN}3", -3),
		("1.25.0", None),
		("1,2,3", None),
		("three", None),
		("", None),
		("1e5", None),
		("NaN", None),
	],
)
def test_numbers_as_norwegians_write_them(text, number):
	assert read_number(text, NORWEGIAN) == number


@pytest.mark.parametrize(
	("text", "number"), [("1,250", 1250), ("12,5", D("12.5")), ("1,250.75", D("1250.75"))]
)
def test_numbers_as_the_british_write_them(text, number):
	assert read_number(text, ENGLISH) == number


def test_blank_group_marks_and_none_at_all():
	assert read_number("1 250,5", Marks(",", " ")) == D("1250.5")
	assert read_number("1250.5", Marks(".", "")) == D("1250.5")
