"""Which print format wins: asked for, customer, company, DocType's default, ours."""

import pytest

from sales_mgmt.print_formats.choice import as_choices, choose, repeated

CUSTOMER, PAYER, COMPANY = (
	{"Sales Invoice": "Mine"},
	{"Sales Invoice": "Payer's"},
	{"Sales Invoice": "Company's"},
)


@pytest.mark.parametrize(
	("asked", "tables", "default", "chosen"),
	[
		("Asked", [CUSTOMER, PAYER, COMPANY], "Default", "Asked"),
		(None, [CUSTOMER, PAYER, COMPANY], "Default", "Mine"),
		("", [{}, PAYER, COMPANY], "Default", "Payer's"),
		(None, [{}, {}, COMPANY], "Default", "Company's"),
		(None, [{"Sales Order": "Other"}, {}, {}], "Default", "Default"),
		(None, [], None, "Sales Invoice"),
	],
)
def test_the_most_special_choice_wins(asked, tables, default, chosen):
	assert choose("Sales Invoice", asked, tables, default) == chosen


def test_a_doctype_that_is_not_ours_to_choose_has_none():
	assert choose("Posting Batch", None, []) is None


def test_of_two_rows_the_first_counts_and_the_second_is_told():
	rows = [
		{"document_type": "Sales Invoice", "print_format": "A"},
		{"document_type": "Sales Invoice", "print_format": "B"},
	]
	assert as_choices(rows) == {"Sales Invoice": "A"}
	assert repeated(rows) == ["Sales Invoice"]
