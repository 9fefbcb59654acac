"""Stock goes to those who wait for it, the earliest first (domain 7.3)."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.supply.allocation import Demand, available_for

MAIN, EAST = ("1000", "MAIN"), ("1000", "EAST")


def served(stock, *quantities, place=MAIN):
	demands = [Demand(str(number), place, D(quantity)) for number, quantity in enumerate(quantities)]
	return [int(available) for _demand, available in available_for(demands, stock)]


@pytest.mark.parametrize(
	("stock", "quantities", "available"),
	[
		(10, [4, 6], [10, 6]),  # both are served
		(10, [4, 7, 1], [10, 6, 0]),  # the second finds one too few, nothing is left for the third
		(0, [1], [0]),
		(-5, [1], [0]),  # what was sold before it came is owed to nobody here
		(10, [12, 3], [10, 0]),  # who waits for more than there is keeps it from those behind
	],
)
def test_earlier_demand_is_served_first(stock, quantities, available):
	assert served({MAIN: D(stock)}, *quantities) == available


def test_places_do_not_help_each_other_out():
	demands = [Demand("a", MAIN, D(5)), Demand("b", EAST, D(5))]
	assert [there for _demand, there in available_for(demands, {MAIN: D(20)})] == [20, 0]


def test_the_stock_that_was_given_is_not_changed():
	stock = {MAIN: D(10)}
	served(stock, 4, 6)
	assert stock == {MAIN: D(10)}


@given(st.integers(-20, 200), st.lists(st.integers(1, 50), max_size=12))
def test_what_can_be_shipped_never_exceeds_the_stock(stock, quantities):
	shipped = [min(*pair) for pair in zip(quantities, served({MAIN: D(stock)}, *quantities), strict=True)]
	assert sum(shipped) == max(min(stock, sum(quantities)), 0)
