"""How languages write figures and dates on paper."""

from datetime import date

import pytest

from sales_mgmt.print_formats.conventions import conventions

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
	("language", "text"),
	[
		("no", f"-1{NBSP}234{NBSP}567,50"),
		("nb", f"-1{NBSP}234{NBSP}567,50"),
		("en", "-1,234,567.50"),
		("en-US", "-1,234,567.50"),
		("de", "-1.234.567,50"),
		("xx", "-1,234,567.50"),
		(None, "-1,234,567.50"),
	],
)
def test_amounts_are_written_as_the_language_does(language, text):
	assert conventions(language).figure(-1234567.5, 2) == text


@pytest.mark.parametrize(
	("language", "text"),
	[("no", "08.03.2026"), ("en", "8 Mar 2026"), ("de", "08.03.2026"), ("fr", "08/03/2026")],
)
def test_dates_are_written_with_the_whole_year_and_never_ambiguous_in_english(language, text):
	assert conventions(language).day(date(2026, 3, 8)) == text


def test_halves_are_rounded_away_from_zero_and_nothing_is_left_of_the_sign_of_zero():
	english = conventions("en")
	assert [english.figure(value, 2) for value in (0.125, -0.125, -0.001, None)] == [
		"0.13",
		"-0.13",
		"0.00",
		"0.00",
	]


def test_currencies_without_decimals_have_no_point_and_indian_ones_their_own_groups():
	english = conventions("en")
	assert english.figure(1234567, 0) == "1,234,567"
	assert english.figure(1234567, 2, lakh=True) == "12,34,567.00"
