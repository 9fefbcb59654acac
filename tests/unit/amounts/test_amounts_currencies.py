"""Invoice rounding, currencies without decimals, foreign currency. Computed by hand."""

from decimal import Decimal

import pytest

from sales_mgmt.amounts import DocumentInput, LineInput, RoundingType, calculate


def line(quantity, unit_price, vat_percent="25", **more):
	return LineInput(Decimal(quantity), Decimal(unit_price), vat_percent=Decimal(vat_percent), **more)


def column(rows, name):
	return [getattr(row, name) for row in rows]


def decimals(*texts):
	return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
	("price", "precision", "rounding", "payable"),
	[
		("1045", "1", "-0.25", "1306"),  # 1,306.25
		("10.40", "1", "0", "13"),
		("10.80", "1", "0.50", "14"),  # 13.50, a tie
		("10.24", "0.05", "0", "12.80"),
		("10.26", "0.05", "0.02", "12.85"),  # 12.825 → 12.83
		("10.25", "0.05", "-0.01", "12.80"),  # 12.8125 → 12.81
		("10.26", None, "0", "12.83"),
		("10.26", "0", "0", "12.83"),
	],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_invoice_rounding(sign, price, precision, rounding, payable):
	total = calculate(
		DocumentInput((line(sign, price),), invoice_rounding_precision=precision and Decimal(precision))
	)
	assert total.rounding_amount == total.rounding_amount_lcy == sign * Decimal(rounding)
	assert total.amount_including_vat == sign * Decimal(payable)
	assert total.amount == sign * Decimal(price)


@pytest.mark.parametrize(
	("kind", "rounding", "payable"),
	[("Nearest", "0.12", "125"), ("Up", "0.12", "125"), ("Down", "-0.88", "124")],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_invoice_rounding_type(sign, kind, rounding, payable):
	"""99.90 and 25 % are 124.88 (24.975 is 24.98). Up is away from zero, so a credit memo mirrors its invoice."""
	rounded = {"invoice_rounding_precision": Decimal(1), "invoice_rounding_type": RoundingType(kind)}
	total = calculate(DocumentInput((line(sign, "99.90"),), **rounded))
	assert total.rounding_amount == sign * Decimal(rounding)
	assert total.amount_including_vat == sign * Decimal(payable)


@pytest.mark.parametrize("kind", list(RoundingType))
def test_what_is_a_multiple_already_stays(kind):
	"""100.00 and 25 % are 125.00."""
	rounded = {"invoice_rounding_precision": Decimal(5), "invoice_rounding_type": kind}
	assert calculate(DocumentInput((line(1, 100),), **rounded)).rounding_amount == 0


def test_invoice_rounding_is_on_no_line_and_in_no_vat_group():
	total = calculate(DocumentInput((line(1, 1045),), invoice_rounding_precision=Decimal(1)))
	assert total.lines[0].amount_including_vat == total.vat[0].amount_including_vat == Decimal("1306.25")


def test_yen_have_no_decimals():
	# 999 less 15 % (149.85 → 150) is 849; VAT 84.9 → 85
	total = calculate(
		DocumentInput(
			(line(3, 333, "10", line_discount_percent=Decimal(15)),),
			digits=0,
			exchange_rate=Decimal("0.00612"),
		)
	)
	[only] = total.lines
	assert (only.line_discount_amount, only.line_discount_percent) == (150, 15)
	assert (total.amount, total.vat_amount, total.amount_including_vat) == (849, 85, 934)
	# 934 × 0.00612 = 5.71608; 85 × 0.00612 = 0.5202
	assert total.amount_including_vat_lcy == Decimal("5.72")
	assert (total.amount_lcy, total.vat_amount_lcy) == (Decimal("5.20"), Decimal("0.52"))


def test_local_currency_without_decimals():
	# 10.50 + 2.63 (2.625) = 13.13 at rate 1: 13 = 10 + 3
	total = calculate(DocumentInput((line(1, "10.50"),), local_digits=0))
	assert total.amount_including_vat == Decimal("13.13")
	assert (total.amount_lcy, total.vat_amount_lcy, total.amount_including_vat_lcy) == (10, 3, 13)


def test_an_ugly_rate():
	# 133.33 + 33.33 (25.00 + 8.33) = 166.66; × 7.4604 = 1,243.350264, VAT 248.655132.
	# The net owns the rest: 994.69, where 133.33 × 7.4604 alone would be 994.70.
	# The larger line, 746.04 on its own, gives the cent.
	total = calculate(DocumentInput((line(1, 100), line(1, "33.33")), exchange_rate=Decimal("7.4604")))
	assert total.amount_including_vat_lcy == Decimal("1243.35")
	assert (total.amount_lcy, total.vat_amount_lcy) == (Decimal("994.69"), Decimal("248.66"))
	assert column(total.lines, "amount_lcy") == decimals("746.03", "248.66")
	assert column(total.lines, "vat_amount_lcy") == decimals("186.51", "62.15")
	assert column(total.lines, "amount_including_vat_lcy") == decimals("932.54", "310.81")
	assert (total.vat[0].base_lcy, total.vat[0].vat_amount_lcy) == (Decimal("994.69"), Decimal("248.66"))


def test_vat_groups_in_local_currency():
	# VAT 2.50 + 1.20 = 3.70: 2.50 × 1.333 = 3.3325, 3.70 × 1.333 = 4.9321 → 3.33 + 1.60.
	# Total 23.70 × 1.333 = 31.5921; net 31.59 − 4.93 = 26.66, 13.33 to each group.
	total = calculate(DocumentInput((line(1, 10), line(1, 10, "12")), exchange_rate=Decimal("1.333")))
	assert column(total.vat, "vat_amount_lcy") == decimals("3.33", "1.60")
	assert column(total.vat, "base_lcy") == decimals("13.33", "13.33")
	assert total.amount_including_vat_lcy == Decimal("31.59")


def test_invoice_rounding_in_local_currency():
	# 12.50 × 7.4604 = 93.255; 13.00 × 7.4604 = 96.9852
	total = calculate(
		DocumentInput(
			(line(1, "12.50", "0"),),
			exchange_rate=Decimal("7.4604"),
			invoice_rounding_precision=Decimal(1),
		)
	)
	assert total.amount_lcy == Decimal("93.26")
	assert total.rounding_amount_lcy == Decimal("3.73")
	assert total.amount_including_vat_lcy == Decimal("96.99")
