"""What a spreadsheet would compute, and what is a number."""

import pytest

from sales_mgmt.texts.cells import as_text_cell


@pytest.mark.parametrize(
	"text",
	[
		"=1+1",
		"+SUM(A1)",
		"-2+3+cmd",
		"@SUM(A1)",
		"\t=1+1",
		' =HYPERLINK("x")',
		"-abc",
		"+A1",
		"=",
		"-1=2",
		"\u22121+1",
	],
)
def test_a_formula_is_a_text(text):
	assert as_text_cell(text) == f"'{text}"


@pytest.mark.parametrize(
	"value",
	[
		"-12.50",
		"+5",
		"-1 234,50",
		"+47 22 33 44 55",
		"-1'250",
		"5 %",
		"A=B",
		"",
		"a-b",
		-5,
		1.5,
		None,
		"-100%",
		"\u221212,50",
	],
)
def test_a_number_and_any_other_text_stay(value):
	assert as_text_cell(value) == value
