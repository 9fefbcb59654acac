"""What is no formula, and which character says so."""

import pickle
from datetime import date

import pytest

from sales_mgmt.dates import DATE_FORMULA_ERRORS, DateFormulaError, apply_formula, parse_formula

REFUSED = [
	("", "empty", 1),
	("  ", "empty", 1),
	("1D+1D+1D+1D+1D+1D+10D", "too_long", 21),
	("1D +1D+1D+1D+1D+1D+10D", "too_long", 22),  # positions count the spaces, the length does not
	("X" * 21, "too_long", 21),
	("10.5D", "unknown_character", 3),
	("<1D>", "unknown_character", 1),
	("1D,", "unknown_character", 3),
	("1²D", "unknown_character", 2),
	("10X", "unknown_letter", 3),
	("X", "unknown_letter", 1),
	("CX", "unknown_letter", 2),
	("1D+T", "unknown_letter", 4),
	("1DX", "unknown_letter", 3),
	("C", "period_missing", 1),
	("1D+C", "period_missing", 4),
	("C5D", "period_missing", 1),
	("CC", "period_missing", 1),
	("10", "unit_missing", 1),
	("1D+ 20", "unit_missing", 5),
	("10+5D", "unit_missing", 1),
	("5CM", "unit_missing", 1),
	("D", "number_missing", 1),
	("WD", "number_missing", 1),
	("W", "number_missing", 1),
	("CM+M", "number_missing", 4),
	("DD", "number_missing", 1),
	("D-5", "number_missing", 1),
	("10000D", "number_too_large", 1),
	("CM+10000D", "number_too_large", 4),
	("D10000", "number_too_large", 2),
	("W20", "number_after_letter", 2),
	("M6", "number_after_letter", 2),
	("Q2", "number_after_letter", 2),
	("CM-Y5", "number_after_letter", 5),
	("D0", "day_out_of_range", 2),
	("D32", "day_out_of_range", 2),
	("WD0", "weekday_out_of_range", 3),
	("CM+WD8", "weekday_out_of_range", 6),
	("1W1D", "sign_missing", 3),
	("CM10D", "sign_missing", 3),
	("D10D", "sign_missing", 4),
	("1WD", "sign_missing", 3),
	("CWD4", "sign_missing", 3),
	("+", "term_missing", 1),
	("CM+", "term_missing", 3),
	("CM + ", "term_missing", 4),
	("CM+-1D", "term_missing", 4),
	("--1D", "term_missing", 2),
]

OUT_OF_CALENDAR = [
	("9999Y", date(2026, 3, 2), 1),
	("1D + 9999Y", date(2026, 3, 2), 4),
	("-9999M", date(1, 1, 1), 1),
	("1D", date(9999, 12, 31), 1),
	("CM+1D", date(9999, 12, 31), 3),
	("CW", date(9999, 12, 31), 1),  # a Friday
	("D10", date(9999, 12, 31), 1),
	("-D10", date(1, 1, 1), 1),
	("-WD7", date(1, 1, 1), 1),
]


@pytest.mark.parametrize(("text", "code", "position"), REFUSED)
def test_refused(text, code, position):
	with pytest.raises(DateFormulaError) as caught:
		parse_formula(text)
	assert (caught.value.code, caught.value.position, caught.value.text) == (code, position, text)


@pytest.mark.parametrize(("text", "start", "position"), OUT_OF_CALENDAR)
def test_out_of_calendar(text, start, position):
	with pytest.raises(DateFormulaError) as caught:
		apply_formula(text, start)
	assert caught.value.code == "out_of_calendar"
	assert (caught.value.position, caught.value.text) == (position, text)


def test_the_last_periods_of_the_calendar_still_end():
	for text in ("CM", "CQ", "CY"):
		assert apply_formula(text, date(9999, 12, 1)) == date(9999, 12, 31)


def test_every_code_is_raised_above():
	assert {code for _, code, _ in REFUSED} | {"out_of_calendar"} == set(DATE_FORMULA_ERRORS)


def test_the_message_is_for_developers():
	error = DateFormulaError("unknown_letter", 3, "10X")
	assert isinstance(error, ValueError)
	assert str(error) == "unknown_letter at position 3 of '10X': not one of D W M Q Y, C or WD"
	assert pickle.loads(pickle.dumps(error)).position == 3
