"""Splitting without losing a cent: examples by hand, then what must hold for all numbers."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sales_mgmt.amounts import convert_parts, portion, round_half_away, spread

CENT = Decimal("0.01")

amounts = st.decimals(-100_000, 100_000, places=2)
weights = st.lists(st.decimals(0, 10_000, places=3), min_size=1, max_size=12)
mixed_weights = st.lists(st.decimals(-10_000, 10_000, places=2), min_size=1, max_size=12)
rates = st.decimals("0.00001", 20_000, places=5)


def decimals(*texts):
	return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
	("total", "shares", "digits", "parts"),
	[
		("1000", ("1", "1", "1"), 2, ("333.33", "333.34", "333.33")),
		("-1000", ("1", "1", "1"), 2, ("-333.33", "-333.34", "-333.33")),
		("55", ("900", "200"), 2, ("45", "10")),
		("10", ("1", "0", "2"), 2, ("3.33", "0", "6.67")),
		("100", ("1", "2", "-1"), 2, ("50", "100", "-50")),
		("1000", ("1", "1", "1"), 0, ("333", "334", "333")),
		("0.01", ("1", "1"), 2, ("0.01", "0")),
		("0", ("0", "0"), 2, ("0", "0")),
		("0", (), 2, ()),
	],
)
def test_spread_by_hand(total, shares, digits, parts):
	assert spread(Decimal(total), decimals(*shares), digits) == decimals(*parts)


def test_large_amounts_lose_nothing():
	total = Decimal("10000000000000.01")
	parts = decimals("3333333333333.34", "3333333333333.33", "3333333333333.34")
	assert spread(total, decimals(*["123456789.123456"] * 3), 2) == parts


@pytest.mark.parametrize("shares", [(), ("0", "0"), ("5", "-5")])
def test_nothing_to_spread_over(shares):
	with pytest.raises(ValueError, match="add up to zero"):
		spread(Decimal("10"), decimals(*shares), 2)


def test_a_total_finer_than_its_parts_is_refused():
	with pytest.raises(ValueError, match="more than 2 decimals"):
		spread(Decimal("10.005"), decimals("1", "1"), 2)
	with pytest.raises(ValueError, match="more than 2 decimals"):
		convert_parts(decimals("10"), Decimal("1"), Decimal("10.005"), 2)


@given(amounts, mixed_weights)
def test_parts_add_up_and_mirror(total, shares):
	assume(sum(shares))
	parts = spread(total, shares, 2)
	assert sum(parts) == total
	assert spread(-total, shares, 2) == [-part for part in parts]
	assert all(part == 0 for part, share in zip(parts, shares, strict=True) if share == 0)


@given(amounts, weights)
def test_each_part_is_within_one_cent_of_its_share(total, shares):
	assume(sum(shares))
	for part, share in zip(spread(total, shares, 2), shares, strict=True):
		assert abs(part - total * share / sum(shares)) <= CENT
		assert part * total >= 0


def test_discount_of_an_order_invoiced_piece_by_piece():
	steps = pairwise(decimals("0", "1", "2", "3"))
	parts = [portion(Decimal("10"), before, after, Decimal("3"), 2) for before, after in steps]
	assert parts == decimals("3.33", "3.34", "3.33")


def test_a_step_back_gives_back_what_the_step_forward_took():
	assert portion(Decimal("10"), Decimal(2), Decimal(1), Decimal(3), 2) == Decimal("-3.34")


def test_portion_of_a_return_order():
	assert portion(Decimal("-10"), Decimal(0), Decimal(-1), Decimal(-3), 2) == Decimal("-3.33")


def test_portion_of_nothing():
	assert portion(Decimal(0), Decimal(0), Decimal(1), Decimal(0), 2) == 0
	with pytest.raises(ValueError, match="whole of zero"):
		portion(Decimal(1), Decimal(0), Decimal(1), Decimal(0), 2)


@given(amounts, st.lists(st.decimals("0.001", 1000, places=3), min_size=1, max_size=15))
def test_portions_of_any_steps_add_up_to_the_total(total, steps):
	reached = [sum(steps[:count], Decimal(0)) for count in range(len(steps) + 1)]
	parts = [portion(total, before, after, reached[-1], 2) for before, after in pairwise(reached)]
	assert sum(parts) == total
	for part, step in zip(parts, steps, strict=True):
		assert abs(part - total * step / reached[-1]) <= CENT


def test_conversion_by_hand():
	# 100.00 × 7.4604 = 746.04; 133.33 × 7.4604 = 994.695132
	parts = decimals("100.00", "33.33")
	assert convert_parts(parts, Decimal("7.4604"), None, 2) == decimals("746.04", "248.66")
	assert convert_parts(parts, Decimal("7.4604"), Decimal("994.69"), 2) == decimals("746.03", "248.66")


def test_the_first_of_equal_parts_owns_what_is_left_over():
	# 10 × 1.0004 = 10.004; 20 × 1.0004 = 20.008. Equal before conversion is what counts.
	parts = decimals("10", "10")
	assert convert_parts(parts, Decimal("1.0004"), None, 2) == decimals("10.00", "10.01")
	assert convert_parts(parts, Decimal("1.0004"), Decimal("20.02"), 2) == decimals("10.01", "10.01")


def test_the_largest_part_may_be_a_negative_one():
	parts = decimals("10", "-30", "20")
	assert convert_parts(parts, Decimal(1), Decimal("0.01"), 2) == decimals("10", "-29.99", "20")


def test_a_total_needs_an_owner():
	assert convert_parts([], Decimal("7.5"), Decimal(0), 2) == []
	with pytest.raises(ValueError, match="no part to own"):
		convert_parts([], Decimal("7.5"), Decimal("0.01"), 2)


@given(st.lists(amounts, max_size=12), rates)
def test_converted_parts_add_up(parts, rate):
	converted = convert_parts(parts, rate, None, 2)
	assert sum(converted) == round_half_away(sum(parts) * rate, 2)
	assert convert_parts([-part for part in parts], rate, None, 2) == [-part for part in converted]
	for part, local in zip(parts, converted, strict=True):
		assert abs(local - part * rate) <= CENT


@given(st.lists(amounts, min_size=1, max_size=12), rates, st.decimals("-0.05", "0.05", places=2))
def test_only_the_largest_part_owns_what_is_left_over(parts, rate, left_over):
	natural = convert_parts(parts, rate, None, 2)
	total = sum(natural) + left_over
	converted = convert_parts(parts, rate, total, 2)
	assert sum(converted) == total
	changed = [parts[index] for index, local in enumerate(converted) if local != natural[index]]
	assert [abs(part) for part in changed] == ([max(map(abs, parts))] if left_over else [])
