"""Quantities in two units: rounded where they are born, parts add up, the last takes what is left."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.amounts.quantities import base_part, in_base, in_units, or_what_is_left

POUND = D("0.45359")


def test_one_part_after_another():
	first = base_part(D("1.5"), POUND, D(0))
	second = base_part(D(3), POUND, first)
	assert (first, second) == (D("0.68039"), D("0.68038"))


def test_what_was_undone_is_moved_again():
	"""Of 0.68039 and 0.68038 the first came back: 1.5 more are what is lacking to 3."""
	assert base_part(D(3), POUND, D("0.68038")) == D("0.68039")


@given(
	st.lists(st.decimals("0.00001", 1000, places=5), min_size=1, max_size=8),
	st.decimals("0.001", 5000, places=9),
)
def test_parts_add_up_to_the_whole(parts, factor):
	until = moved = D(0)
	for part in parts:
		until += part
		moved += base_part(until, factor, moved)
	assert moved == in_base(sum(parts), factor)


@pytest.mark.parametrize(
	("part", "left", "factor", "taken"),
	[
		("0.68039", "0.68038", "0.45359", "0.68038"),
		("0.68039", "0.68041", "0.45359", "0.68041"),
		("0.68039", "0.68042", "0.45359", "0.68039"),  # 1.50006 left
		("0.99999", "1", "3", "1"),  # a third of a box of three
		("10", "7", "10", "10"),  # more than is left is told, not cut
		("10", "20", "10", "10"),
		("0.00001", "0", "1", "0.00001"),
		("0.99", "1", "3000", "1"),  # 0.00033 of 3,000
	],
)
def test_the_last_part_takes_what_is_left(part, left, factor, taken):
	assert or_what_is_left(D(part), D(left), D(factor)) == D(taken)


@pytest.mark.parametrize(
	("base", "factor", "units"),
	[
		("0.68038", "0.45359", "1.5"),
		("0.68039", "0.45359", "1.5"),
		("1.36077", "0.45359", "3"),
		("7", "10", "0.7"),
		("1", "3", "0.33333"),
		("1.00001", "1", "1.00001"),
		("0.00002", "0.45359", "0.00004"),
		("-7", "10", "-0.7"),
		("0", "3", "0"),
	],
)
def test_base_units_in_the_unit_of_a_line(base, factor, units):
	assert in_units(D(base), D(factor)) == D(units)


def test_a_unit_holds_something():
	with pytest.raises(ValueError, match="must hold something"):
		in_units(D(1), D(0))
