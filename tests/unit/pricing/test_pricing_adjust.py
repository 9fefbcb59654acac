"""Copied prices times a factor."""

from decimal import ROUND_DOWN, localcontext
from decimal import Decimal as D

import pytest

from sales_mgmt.pricing import adjusted


@pytest.mark.parametrize(
	("price", "factor", "digits", "expected"),
	[
		("200", "1.15", 2, "230"),
		("99.99", "1.05", 2, "104.99"),  # 104.9895
		("0.0125", "1.1", 5, "0.01375"),
		("0.0125", "1.1", 2, "0.01"),
		("1.05", "1.1", 2, "1.16"),  # 1.155
		("100", "0.9", 2, "90"),
		("1234", "1.015", 0, "1253"),  # 1252.51
		("0", "1.15", 2, "0"),
		("79.95", "1", 2, "79.95"),
	],
)
def test_a_price_times_a_factor(price, factor, digits, expected):
	assert adjusted(D(price), D(factor), digits) == D(expected)


@pytest.mark.parametrize("factor", ["0", "-1.15"])
def test_a_factor_that_gives_the_goods_away_is_refused(factor):
	with pytest.raises(ValueError, match="must be positive"):
		adjusted(D(200), D(factor), 2)


def test_the_callers_decimal_context_does_not_matter():
	with localcontext(prec=3, rounding=ROUND_DOWN):
		assert adjusted(D("1999.99"), D("1.15"), 2) == D("2299.99")
