"""Documents computed by hand: the domain's own examples first, then the places where cents get lost."""

from decimal import Decimal

import pytest

from sales_mgmt.amounts import DocumentInput, LineInput, VatRounding, calculate


def line(quantity, unit_price, vat_percent="25", **more):
	decimals = {
		key: Decimal(value) if isinstance(value, str) and key != "vat_group" else value
		for key, value in more.items()
	}
	return LineInput(Decimal(quantity), Decimal(unit_price), vat_percent=Decimal(vat_percent), **decimals)


def document(*lines, **more):
	decimals = {key: Decimal(value) if isinstance(value, str) else value for key, value in more.items()}
	return calculate(DocumentInput(lines, **decimals))


def column(rows, name):
	return [getattr(row, name) for row in rows]


def decimals(*texts):
	return [Decimal(text) for text in texts]


def test_domain_7_5_line_and_invoice_discount():
	total = document(line(10, 100, line_discount_percent="10"), line(5, 40), invoice_discount_percent="5")
	assert column(total.lines, "line_amount") == decimals("900", "200")
	assert column(total.lines, "invoice_discount_amount") == decimals("45", "10")
	assert column(total.lines, "amount") == decimals("855", "190")
	assert column(total.lines, "vat_amount") == decimals("213.75", "47.50")
	assert total.line_amount == 1100
	assert total.invoice_discount_amount == 55
	assert total.amount == 1045
	assert total.vat_amount == Decimal("261.25")
	assert total.amount_including_vat == Decimal("1306.25")


def test_domain_4_6_posting_example():
	total = document(line(10, 100, line_discount_percent="10"))
	[only] = total.lines
	assert (only.gross_excl_vat, only.line_discount_excl_vat, only.amount) == (1000, 100, 900)
	assert (total.vat_amount, total.amount_including_vat) == (225, 1125)


def test_quote_of_eight_less_five_percent():
	total = document(line(8, 125, line_discount_percent="5"))
	assert (total.amount, total.amount_including_vat) == (950, Decimal("1187.50"))


def test_invoice_discount_over_three_equal_lines():
	total = document(*[line(1, 5000)] * 3, invoice_discount_amount="1000")
	assert column(total.lines, "invoice_discount_amount") == decimals("333.33", "333.34", "333.33")
	# 1,000 of 15,000
	assert total.invoice_discount_percent == Decimal("6.66667")


def test_only_lines_that_allow_it_share_the_invoice_discount():
	total = document(
		line(1, 100), line(1, 900, allow_invoice_discount=False), line(1, 300), invoice_discount_percent="10"
	)
	assert column(total.lines, "invoice_discount_amount") == decimals("10", "0", "30")
	assert total.invoice_discount_percent == 10


def test_the_discount_amount_counts_and_a_percentage_that_gives_it_stays():
	typed, amount = document(
		line(1, "33.33", line_discount_percent="10"),
		line(1, 100, line_discount_percent="50", line_discount_amount="7"),
	).lines
	# 3.333 is rounded to 3.33, which is 9.990999… percent of 33.33: what was agreed is 10
	assert (typed.line_discount_amount, typed.line_discount_percent) == (Decimal("3.33"), 10)
	assert (amount.line_discount_amount, amount.line_discount_percent) == (7, 7)


def test_given_discounts_are_rounded_to_the_currency():
	total = document(line(1, 100, line_discount_amount="7.005"), invoice_discount_amount="10.005")
	assert total.lines[0].line_discount_amount == Decimal("7.01")
	assert total.invoice_discount_amount == Decimal("10.01")


def test_shares_fixed_by_posting_overrule_the_document():
	total = document(
		line(1, 100, invoice_discount_amount="3"),
		line(1, 300, allow_invoice_discount=False, invoice_discount_amount="5"),
		line(1, 100),
		invoice_discount_percent="50",
		invoice_discount_amount="60",
	)
	assert column(total.lines, "invoice_discount_amount") == decimals("3", "5", "0")
	# 8 of 500: a line with a share counts as eligible
	assert (total.invoice_discount_amount, total.invoice_discount_percent) == (8, Decimal("1.6"))


def test_return_line_among_sales_lines():
	total = document(line(10, 100), line(-2, 100), invoice_discount_percent="10")
	assert column(total.lines, "invoice_discount_amount") == decimals("100", "-20")
	assert column(total.lines, "vat_amount") == decimals("225", "-45")
	assert (total.amount, total.amount_including_vat) == (720, 900)


def test_exchange_of_equal_value_keeps_the_vat_of_each_line():
	total = document(line(1, 100), line(-1, 100), invoice_discount_percent="10")
	assert column(total.lines, "vat_amount") == decimals("25", "-25")
	assert column(total.lines, "invoice_discount_amount") == decimals("0", "0")
	assert (total.amount, total.vat_amount, total.invoice_discount_amount) == (0, 0, 0)
	assert total.invoice_discount_percent == 10  # what was entered, of nothing


def test_vat_specification():
	total = document(
		line(1, 100, vat_group="GOODS"),
		line(1, 50, "12", vat_group="FOOD"),
		line(1, "33.33", vat_group="GOODS"),
		line(1, 10, "0", vat_group="GOODS"),
	)
	assert column(total.vat, "vat_group") == ["GOODS", "FOOD", "GOODS"]
	assert column(total.vat, "vat_percent") == decimals("25", "12", "0")
	assert column(total.vat, "base") == decimals("133.33", "50", "10")
	# 33.3325, 6.00, 0
	assert column(total.vat, "vat_amount") == decimals("33.33", "6", "0")
	assert column(total.vat, "amount_including_vat") == decimals("166.66", "56", "10")
	assert total.amount_including_vat == Decimal("232.66")


@pytest.mark.parametrize(
	("rounding", "of_lines", "of_document"),
	[
		# 0.025 on each line; 0.025, 0.050, 0.075 as running total
		(VatRounding.DOCUMENT, ("0.03", "0.02", "0.03"), "0.08"),
		(VatRounding.LINE, ("0.03", "0.03", "0.03"), "0.09"),
		("Line", ("0.03", "0.03", "0.03"), "0.09"),
	],
)
def test_where_vat_is_rounded(rounding, of_lines, of_document):
	total = calculate(DocumentInput((line(1, "0.10"),) * 3, vat_rounding=rounding))
	assert column(total.lines, "vat_amount") == decimals(*of_lines)
	assert total.vat_amount == total.vat[0].vat_amount == Decimal(of_document)


def test_an_unknown_vat_rounding_is_refused():
	with pytest.raises(ValueError, match="line"):
		calculate(DocumentInput((), vat_rounding="line"))


def test_document_without_lines():
	total = document()
	assert (total.lines, total.vat) == ((), ())
	assert (total.amount, total.vat_amount, total.amount_including_vat_lcy) == (0, 0, 0)
