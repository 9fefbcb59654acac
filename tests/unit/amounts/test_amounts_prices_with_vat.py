"""Prices that include VAT: what was entered stays, VAT is taken out of it. Computed by hand."""

from decimal import Decimal

from sales_mgmt.amounts import DocumentInput, LineInput, VatRounding, calculate


def line(quantity, unit_price, vat_percent="25", **more):
	return LineInput(Decimal(quantity), Decimal(unit_price), vat_percent=Decimal(vat_percent), **more)


def document(*lines, **more):
	return calculate(DocumentInput(lines, prices_include_vat=True, **more))


def column(rows, name):
	return [getattr(row, name) for row in rows]


def decimals(*texts):
	return [Decimal(text) for text in texts]


def test_three_at_99_99():
	# 299.97 × 25 / 125 = 59.994
	total = document(line(3, "99.99"))
	assert total.line_amount == total.amount_including_vat == Decimal("299.97")
	assert (total.amount, total.vat_amount) == (Decimal("239.98"), Decimal("59.99"))


def test_three_lines_at_99_99():
	# VAT of the running total: 19.998, 39.996, 59.994
	total = document(*[line(1, "99.99")] * 3)
	assert column(total.lines, "vat_amount") == decimals("20.00", "20.00", "19.99")
	assert column(total.lines, "amount") == decimals("79.99", "79.99", "80.00")
	assert column(total.lines, "amount_including_vat") == decimals("99.99", "99.99", "99.99")
	assert (total.amount, total.vat_amount) == (Decimal("239.98"), Decimal("59.99"))


def test_three_lines_at_99_99_rounded_per_line():
	total = document(*[line(1, "99.99")] * 3, vat_rounding=VatRounding.LINE)
	assert column(total.lines, "vat_amount") == decimals("20.00", "20.00", "20.00")
	assert (total.amount, total.vat_amount) == (Decimal("239.97"), Decimal("60.00"))
	assert total.amount_including_vat == Decimal("299.97")


def test_a_tie_in_the_vat_is_a_tie():
	# 1.43 × 4 / 104 = 0.055, although 4 / 104 has no end
	total = document(line(1, "1.43", "4"))
	assert (total.amount, total.vat_amount) == (Decimal("1.37"), Decimal("0.06"))


def test_line_discount_without_vat():
	# 125 less 10 % is 112.50: 90 + 22.50. The discount of 12.50 is 10 + 2.50.
	[only] = document(line(1, 125, line_discount_percent=Decimal(10))).lines
	assert (only.gross_amount, only.line_discount_amount) == (125, Decimal("12.50"))
	assert (only.gross_excl_vat, only.line_discount_excl_vat, only.amount) == (100, 10, 90)


def test_invoice_discount_without_vat():
	# 10 % of 187.50 is 18.75: 12.50 + 6.25 with VAT, 10 + 5 without
	total = document(line(1, 125), line(2, "31.25"), invoice_discount_percent=Decimal(10))
	assert column(total.lines, "invoice_discount_amount") == decimals("12.50", "6.25")
	assert column(total.lines, "invoice_discount_excl_vat") == decimals("10", "5")
	assert column(total.lines, "amount") == decimals("90", "45")
	assert column(total.lines, "gross_excl_vat") == decimals("100", "50")
	assert total.amount_including_vat == Decimal("168.75")


def test_discounts_of_a_group_are_freed_of_vat_together():
	# 3 × 0.03 with VAT is 0.09, of which 0.018 is VAT: running 0.006, 0.012, 0.018
	total = document(*[line(1, 1, line_discount_amount=Decimal("0.03"))] * 3)
	assert column(total.lines, "line_discount_excl_vat") == decimals("0.02", "0.03", "0.02")


def test_two_groups():
	# 250 × 25 / 125 = 50; 106 × 6 / 106 = 6
	total = document(line(2, 125), line(1, 106, "6"))
	assert column(total.vat, "base") == decimals("200", "100")
	assert column(total.vat, "vat_amount") == decimals("50", "6")
