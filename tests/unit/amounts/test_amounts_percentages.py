"""The percentage that is shown beside a discount amount (domain 7.5)."""

from decimal import Decimal as D

import pytest

from sales_mgmt.amounts import DocumentInput, LineInput, calculate


@pytest.mark.parametrize(
	("gross", "percent", "amount", "shown"),
	[
		("33.30", "12.5", None, "12.5"),  # 4.1625 → 4.16, which is 12.49249 %
		("33.30", "12.5", "4.16", "12.5"),
		("33.30", "12.5", "4.17", "12.52252"),
		("33.30", None, "4.16", "12.49249"),
		("33.30", "0", "4.16", "12.49249"),
		("0.01", "12.5", None, "12.5"),  # 0.00125 → 0.00
		("0", "12.5", None, "12.5"),  # a price is still to come
		("100", "33.3333333", None, "33.33333"),
		("100", "150", "7", "7"),  # no percentage at all
		("100", "-7", "-7", None),
	],
)
def test_a_percentage_stays_while_it_gives_the_same_amount(gross, percent, amount, shown):
	line = LineInput(
		D(1),
		D(gross),
		line_discount_percent=None if percent is None else D(percent),
		line_discount_amount=None if amount is None else D(amount),
	)
	if shown is None:
		with pytest.raises(Exception, match="discount"):
			calculate(DocumentInput((line,)))
		return
	assert calculate(DocumentInput((line,))).lines[0].line_discount_percent == D(shown)


@pytest.mark.parametrize(
	("percent", "amount", "shown"),
	[("12.5", None, "12.5"), ("12.5", "4.16", "12.5"), ("12.5", "5", "15.01502"), (None, "4.16", "12.49249")],
)
def test_so_does_that_of_the_invoice_discount(percent, amount, shown):
	total = calculate(
		DocumentInput(
			(LineInput(D(1), D("33.30")),),
			invoice_discount_percent=None if percent is None else D(percent),
			invoice_discount_amount=None if amount is None else D(amount),
		)
	)
	assert total.invoice_discount_percent == D(shown)
