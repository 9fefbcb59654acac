"""Ties go half away from zero, and floats enter as the number that was written."""

from decimal import ROUND_DOWN, Decimal, localcontext

import pytest

from sales_mgmt.amounts import round_half_away, round_to, to_decimal


@pytest.mark.parametrize(
	("value", "digits", "rounded"),
	[
		("0.005", 2, "0.01"),
		("-0.005", 2, "-0.01"),
		("0.015", 2, "0.02"),
		("0.025", 2, "0.03"),
		("1.0049999999999999999999", 2, "1.00"),
		("2.5", 0, "3"),
		("-2.5", 0, "-3"),
		("1234.5675", 3, "1234.568"),
	],
)
def test_ties_go_half_away_from_zero(value, digits, rounded):
	assert round_half_away(Decimal(value), digits) == Decimal(rounded)


def test_a_rounded_amount_has_the_decimals_of_its_currency():
	assert str(round_half_away(Decimal("7"), 2)) == "7.00"


def test_zero_has_no_sign():
	assert str(round_half_away(Decimal("-0.001"), 2)) == "0.00"
	assert str(round_to(Decimal("-0.01"), Decimal("0.05"))) == "0.00"
	assert str(to_decimal(-0.0)) == "0"


@pytest.mark.parametrize(
	("value", "precision", "rounded"),
	[
		("1306.25", "1", "1306"),
		("12.50", "1", "13"),
		("-12.50", "1", "-13"),
		("12.32", "0.05", "12.30"),
		("12.33", "0.05", "12.35"),
		("0.025", "0.05", "0.05"),
		("-0.075", "0.05", "-0.10"),
		("1250", "100", "1300"),
	],
)
def test_nearest_multiple(value, precision, rounded):
	assert round_to(Decimal(value), Decimal(precision)) == Decimal(rounded)


@pytest.mark.parametrize("precision", ["0", "-0.05"])
def test_a_precision_is_positive(precision):
	with pytest.raises(ValueError, match="precision must be positive"):
		round_to(Decimal(1), Decimal(precision))


@pytest.mark.parametrize(
	("value", "number"),
	[
		(None, "0"),
		("", "0"),
		("  ", "0"),
		(3, "3"),
		(0.1, "0.1"),
		(1.005, "1.005"),
		("2.50", "2.5"),
		(-0.0, "0"),
	],
)
def test_the_number_that_was_written(value, number):
	assert to_decimal(value) == Decimal(number)


def test_rounding_at_the_door():
	# as a binary fraction 1.005 lies below the tie, as written it is the tie
	assert to_decimal(1.005, 2) == Decimal("1.01")
	assert to_decimal(0.1 + 0.2, 2) == Decimal("0.30")
	assert str(to_decimal(None, 2)) == "0.00"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "-inf", Decimal("NaN"), "1,000.00", "ten"])
def test_what_is_no_number_is_refused(value):
	with pytest.raises(ValueError, match="not a"):
		to_decimal(value)


def test_the_decimal_context_of_the_caller_does_not_matter():
	with localcontext() as context:
		context.prec = 4
		context.rounding = ROUND_DOWN
		assert round_half_away(Decimal("123456.785"), 2) == Decimal("123456.79")
		assert round_to(Decimal("123456.78"), Decimal("0.05")) == Decimal("123456.80")
