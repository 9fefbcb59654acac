"""The rounding of the payable and local currency over documents that are parts of one (domain 7.5). Figures by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.amounts import NOTHING_EARLIER, DocumentInput, Earlier, LineInput, RoundingType, calculate

D = Decimal
PART = LineInput(quantity=D(1), unit_price=D("10.30"), vat_group="", vat_percent=D(0))


def parts(lines, **settings):
	"""Documents of one line each, every one told what those before came to."""
	earlier, done = NOTHING_EARLIER, []
	for line in lines:
		one = calculate(DocumentInput(lines=(line,), earlier=earlier, **settings))
		local = (one.amount_including_vat_lcy, one.rounding_amount_lcy, one.vat_amount_lcy)
		rate = settings.get("exchange_rate", D(1))
		earlier = earlier.plus(one.amount_including_vat, one.rounding_amount, one.vat_amount, local, rate)
		done.append(one)
	return done


@pytest.mark.parametrize(
	("to", "payables"),
	[
		(RoundingType.NEAREST, ["10", "11", "10"]),  # 10.30 -> 10, 20.60 -> 21, 30.90 -> 31
		(RoundingType.UP, ["11", "10", "10"]),
		(RoundingType.DOWN, ["10", "10", "10"]),
	],
)
def test_the_payable_is_rounded_over_all_parts(to, payables):
	done = parts([PART] * 3, invoice_rounding_precision=D(1), invoice_rounding_type=to)
	assert [str(one.amount_including_vat) for one in done] == [f"{D(value):.2f}" for value in payables]
	for one in done:
		assert one.amount + one.vat_amount + one.rounding_amount == one.amount_including_vat


def test_what_was_rounded_otherwise_before_is_left_alone():
	"""10.30 was billed before the rounding came: the next one is a whole amount all the same."""
	earlier = Earlier(payable=D("10.30"))
	one = calculate(DocumentInput(lines=(PART,), earlier=earlier, invoice_rounding_precision=D(1)))
	assert one.amount_including_vat == 10


def test_the_last_part_takes_what_is_left_of_a_known_whole():
	"""An invoice over 10.30 of which 11 were to pay is credited with 11."""
	earlier = Earlier(whole=(D("10.30"), D(11)))
	one = calculate(DocumentInput(lines=(PART,), earlier=earlier, invoice_rounding_precision=D(1)))
	assert (one.rounding_amount, one.amount_including_vat) == (D("0.70"), 11)


def test_local_currency_of_parts_adds_up():
	"""3 x 0.33 at 11.5: 3.795 is 3.80 three times, 11.40; together 0.99 is 11.385 or 11.39."""
	line = replace(PART, unit_price=D("0.33"))
	done = parts([line] * 3, exchange_rate=D("11.5"))
	assert [one.amount_including_vat_lcy for one in done] == [D("3.80"), D("3.79"), D("3.80")]


PRICES = st.lists(st.decimals("0.01", "999.99", places=2), min_size=1, max_size=6)
RATES = st.decimals("0.01", "20", places=5)


@given(PRICES, RATES, st.sampled_from([None, D(1), D("0.05"), D(10)]), st.sampled_from(list(RoundingType)))
def test_parts_come_to_what_one_document_comes_to(prices, rate, precision, to):
	lines = [
		LineInput(
			quantity=D(1), unit_price=price, vat_group="25", vat_percent=D(25), allow_invoice_discount=False
		)
		for price in prices
	]
	settings = {
		"exchange_rate": rate,
		"invoice_rounding_precision": precision,
		"invoice_rounding_type": to,
	}
	done = parts(lines, **settings)
	before = sum(one.amount + one.vat_amount for one in done)
	payable, local, vat = (
		sum(getattr(one, field) for one in done)
		for field in ("amount_including_vat", "amount_including_vat_lcy", "vat_amount_lcy")
	)
	if precision:
		assert payable % precision == 0 and abs(payable - before) < precision
	assert abs(local - payable * rate) <= D("0.005")
	assert abs(vat - sum(one.vat_amount for one in done) * rate) <= D("0.005")
	for one in done:
		parts_lcy = one.amount_lcy + one.vat_amount_lcy + one.rounding_amount_lcy
		assert parts_lcy == one.amount_including_vat_lcy


@pytest.mark.parametrize("nothing", [(), (replace(PART, unit_price=D(0)),)])
def test_what_comes_to_nothing_takes_no_remainder(nothing):
	"""EUR 0.01 at 11.5 are 0.115, so 0.12; two of them are 0.23. What lies between is nothing in any currency."""
	cent = replace(PART, unit_price=D("0.01"))
	first = calculate(DocumentInput(lines=(cent,), exchange_rate=D("11.5")))
	local = (first.amount_including_vat_lcy, first.rounding_amount_lcy, first.vat_amount_lcy)
	earlier = NOTHING_EARLIER.plus(D("0.01"), D(0), D(0), local, D("11.5"))
	between = calculate(DocumentInput(lines=nothing, earlier=earlier, exchange_rate=D("11.5")))
	assert (first.amount_lcy, between.amount_lcy, between.amount_including_vat_lcy) == (D("0.12"), 0, 0)
	last = calculate(DocumentInput(lines=(cent,), earlier=earlier, exchange_rate=D("11.5")))
	assert last.amount_lcy == D("0.11")


def test_vat_that_is_none_takes_no_remainder_of_vat():
	"""The VAT before is half a cent short; a part at 0 % has none."""
	earlier = replace(
		NOTHING_EARLIER, short_vat=D("-0.005"), short=D("-0.005"), short_before_rounding=D("-0.005")
	)
	one = calculate(DocumentInput(lines=(PART,), earlier=earlier, exchange_rate=D("11.5")))
	assert one.vat_amount_lcy == 0
