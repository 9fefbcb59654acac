"""What holds for every document, whatever is entered."""

from dataclasses import fields, replace
from decimal import ROUND_DOWN, Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.amounts import DocumentInput, LineInput, VatRounding, calculate, round_half_away

percents = st.none() | st.decimals(0, 100, places=2)
lines = st.builds(
	LineInput,
	quantity=st.decimals(-500, 500, places=3),
	unit_price=st.decimals(0, 5_000, places=4),
	line_discount_percent=percents,
	allow_invoice_discount=st.booleans(),
	vat_group=st.sampled_from(["GOODS", "SERVICES"]),
	vat_percent=st.sampled_from([Decimal(text) for text in ("0", "6", "7.7", "12", "20", "25")]),
)
documents = st.builds(
	DocumentInput,
	lines=st.lists(lines, max_size=8).map(tuple),
	prices_include_vat=st.booleans(),
	invoice_discount_percent=percents,
	vat_rounding=st.sampled_from(VatRounding),
	digits=st.sampled_from([0, 2, 3]),
	exchange_rate=st.decimals("0.0001", 5_000, places=6),
	local_digits=st.sampled_from([0, 2, 3]),
	invoice_rounding_precision=st.sampled_from([None, Decimal(1), Decimal(5)]),
)


def total(rows, name):
	return sum((getattr(row, name) for row in rows), Decimal(0))


def amounts_of(record):
	"""Every amount of a result by name; percentages and names are not amounts."""
	return {
		field.name: getattr(record, field.name)
		for field in fields(record)
		if "percent" not in field.name and isinstance(getattr(record, field.name), Decimal)
	}


@given(documents)
def test_no_cent_is_lost_in_document_currency(document):
	result = calculate(document)
	for name in ("line_amount", "invoice_discount_amount", "amount", "vat_amount"):
		assert getattr(result, name) == total(result.lines, name)
	assert (result.amount, result.vat_amount) == (total(result.vat, "base"), total(result.vat, "vat_amount"))
	assert result.amount + result.vat_amount + result.rounding_amount == result.amount_including_vat
	for row in result.lines:
		assert row.gross_amount == row.line_discount_amount + row.line_amount
		assert row.amount + row.vat_amount == row.amount_including_vat
		assert row.gross_excl_vat == row.amount + row.line_discount_excl_vat + row.invoice_discount_excl_vat
	for group in result.vat:
		assert group.base + group.vat_amount == group.amount_including_vat


@given(documents)
def test_no_cent_is_lost_in_local_currency(document):
	result = calculate(document)
	payable = result.amount_including_vat_lcy
	assert payable == round_half_away(
		result.amount_including_vat * document.exchange_rate, document.local_digits
	)
	assert result.amount_lcy + result.vat_amount_lcy + result.rounding_amount_lcy == payable
	assert payable == total(result.lines, "amount_including_vat_lcy") + result.rounding_amount_lcy
	for row in result.lines:
		assert row.amount_lcy + row.vat_amount_lcy == row.amount_including_vat_lcy
	assert result.amount_lcy == total(result.lines, "amount_lcy") == total(result.vat, "base_lcy")
	for group in result.vat:
		members = [
			row
			for entered, row in zip(document.lines, result.lines, strict=True)
			if (entered.vat_group, entered.vat_percent) == (group.vat_group, group.vat_percent)
		]
		assert group.base_lcy == total(members, "amount_lcy")
		assert group.vat_amount_lcy == total(members, "vat_amount_lcy")


@given(documents)
def test_every_amount_can_be_paid_in_its_currency(document):
	result = calculate(document)
	for record in (result, *result.lines, *result.vat):
		for name, amount in amounts_of(record).items():
			digits = document.local_digits if name.endswith("_lcy") else document.digits
			assert amount == round_half_away(amount, digits), name


@given(documents)
def test_a_credit_memo_mirrors_its_invoice(document):
	mirrored = calculate(
		replace(document, lines=tuple(replace(row, quantity=-row.quantity) for row in document.lines))
	)
	result = calculate(document)
	for one, other in zip(
		(result, *result.lines, *result.vat), (mirrored, *mirrored.lines, *mirrored.vat), strict=True
	):
		assert amounts_of(one) == {name: -amount for name, amount in amounts_of(other).items()}
	assert result.invoice_discount_percent == mirrored.invoice_discount_percent


@given(documents)
def test_prices_with_vat_keep_what_was_entered(document):
	result = calculate(replace(document, prices_include_vat=True))
	for row in result.lines:
		assert row.amount_including_vat == row.line_amount - row.invoice_discount_amount
	payable = result.line_amount - result.invoice_discount_amount + result.rounding_amount
	assert result.amount_including_vat == payable


@given(documents)
def test_no_discount_turns_a_line_around(document):
	for entered, row in zip(document.lines, calculate(document).lines, strict=True):
		for amount in (row.gross_amount, row.line_amount, row.amount, row.vat_amount, row.gross_excl_vat):
			assert amount * entered.quantity >= 0
		assert abs(row.invoice_discount_amount) <= abs(row.line_amount)


@given(documents)
def test_every_part_is_close_to_its_exact_share(document):
	unit, local_unit = Decimal(1).scaleb(-document.digits), Decimal(1).scaleb(-document.local_digits)
	for entered, row in zip(document.lines, calculate(document).lines, strict=True):
		net = row.line_amount - row.invoice_discount_amount
		divisor = 100 + (entered.vat_percent if document.prices_include_vat else 0)
		assert abs(row.vat_amount - net * entered.vat_percent / divisor) <= unit
		assert abs(row.line_discount_excl_vat - row.line_discount_amount * 100 / divisor) <= unit
		assert abs(row.invoice_discount_excl_vat - row.invoice_discount_amount * 100 / divisor) <= unit
		# one unit for the line, one for its group, one for the document
		assert abs(row.amount_lcy - row.amount * document.exchange_rate) <= 3 * local_unit


@given(documents)
def test_amounts_entered_again_amount_to_the_same(document):
	result = calculate(document)
	rows = list(zip(document.lines, result.lines, strict=True))
	discounted = [replace(entered, line_discount_amount=row.line_discount_amount) for entered, row in rows]
	by_amount = replace(
		document, lines=tuple(discounted), invoice_discount_amount=result.invoice_discount_amount
	)
	assert calculate(by_amount) == result
	posted = [
		replace(entered, invoice_discount_amount=row.invoice_discount_amount)
		for entered, row in zip(discounted, result.lines, strict=True)
	]
	assert calculate(replace(document, lines=tuple(posted))) == result


@given(documents)
def test_in_local_currency_both_currencies_agree(document):
	result = calculate(replace(document, exchange_rate=Decimal(1), local_digits=document.digits))
	for record in (result, *result.lines, *result.vat):
		amounts = amounts_of(record)
		for name in amounts:
			if name.endswith("_lcy"):
				assert amounts[name] == amounts[name.removesuffix("_lcy")]


@given(documents)
def test_the_order_of_lines_does_not_change_what_is_paid(document):
	plain = replace(document, invoice_discount_percent=None)
	result = calculate(plain)
	turned = calculate(replace(plain, lines=plain.lines[::-1]))
	assert amounts_of(turned) == amounts_of(result)
	assert {(row.vat_group, row.vat_percent, row.vat_amount) for row in turned.vat} == {
		(row.vat_group, row.vat_percent, row.vat_amount) for row in result.vat
	}


@given(documents, st.integers(1, 50), st.integers(1, 50), st.decimals(0, 1_000, places=2))
def test_one_line_or_two_is_the_same_document(document, first, second, price):
	plain = replace(document, digits=2, vat_rounding=VatRounding.DOCUMENT, invoice_discount_percent=None)
	rows = [
		LineInput(Decimal(count), price, vat_percent=Decimal(25)) for count in (first + second, first, second)
	]
	one = calculate(replace(plain, lines=(*plain.lines, rows[0])))
	two = calculate(replace(plain, lines=(*plain.lines, rows[1], rows[2])))
	assert amounts_of(one) == amounts_of(two)
	assert one.vat == two.vat


@given(documents)
def test_the_decimal_context_of_the_caller_does_not_matter(document):
	result = calculate(document)
	with localcontext() as context:
		context.prec = 5
		context.rounding = ROUND_DOWN
		assert calculate(document) == result
