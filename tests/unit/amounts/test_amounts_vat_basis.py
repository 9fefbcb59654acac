"""A typed amount on the other VAT basis (domain A30). Worked by hand."""

from decimal import Decimal

import pytest

from sales_mgmt.amounts import on_basis, price_on_basis


@pytest.mark.parametrize(
	("amount", "percent", "including", "digits", "expected"),
	[
		("100", 25, True, 2, "125.00"),
		("125", 25, False, 2, "100.00"),
		("12.34", 25, True, 2, "15.43"),  # 15.425
		("-12.34", 25, True, 2, "-15.43"),
		("10", 25, True, 0, "13"),  # 12.5
		("100", 0, True, 2, "100.00"),
		("0", 25, False, 2, "0.00"),
	],
)
def test_an_amount_keeps_the_decimals_of_its_currency(amount, percent, including, digits, expected):
	assert on_basis(Decimal(amount), Decimal(percent), including, digits) == Decimal(expected)


@pytest.mark.parametrize(
	("price", "percent", "including", "expected"),
	[
		("33.33333", 25, False, "26.66666"),  # 26.666664
		("99.99", 25, False, "79.992"),
		("0.1234567", 25, False, "0.0987654"),  # 0.09876536
		("100", 15, False, "86.95652"),
		("1E+2", 25, True, "125"),
	],
)
def test_a_unit_price_keeps_five_decimals_or_its_own(price, percent, including, expected):
	assert price_on_basis(Decimal(price), Decimal(percent), including) == Decimal(expected)
