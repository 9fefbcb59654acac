"""The price on the item in the terms of a document: currency, unit, VAT."""

from decimal import Decimal as D

import pytest

from sales_mgmt.pricing import base_price


@pytest.mark.parametrize(
	("price", "per_uom", "rate", "vat", "with_vat", "digits", "expected"),
	[
		("100", "1", "1", "25", False, 2, "100.00"),
		("100", "12", "1", "25", False, 2, "1200.00"),
		("100", "1", "1", "25", True, 2, "125.00"),
		("100", "1", "11.3333", "25", False, 2, "8.82"),
		("100", "12", "11.3333", "25", True, 2, "132.35"),
		("24.5", "1", "1", "15", True, 2, "28.18"),  # 28.175
		("100", "1", "0.0731", "0", False, 0, "1368"),
		("0", "1", "1", "25", True, 2, "0.00"),
	],
)
def test_the_item_price_is_converted_once_and_rounded_once(
	price, per_uom, rate, vat, with_vat, digits, expected
):
	assert base_price(D(price), D(per_uom), D(rate), D(vat), with_vat, digits) == D(expected)


def test_rounding_happens_after_all_conversions():
	"""1.004 a piece is 3.012 for three, 3.765 with VAT: 3.77. Rounded on the way it would be 3.76."""
	assert base_price(D("1.004"), D(3), D(1), D(25), True, 2) == D("3.77")
