"""What goods cost when they leave: their share of the stock they leave from."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.posting.core.cost import issue, receive
from sales_mgmt.posting.core.facts import StockLevel


def level(quantity, cost):
	return StockLevel(D(quantity), D(cost))


def test_goods_leave_at_the_average_of_the_stock():
	"""10 for 600 and 10 for 800: three leave at 70 each, whatever the item card says."""
	assert issue(level(20, 1400), D(3), D(999), 2) == (D("210.00"), level(17, 1190))


def test_a_share_that_is_no_whole_cent_is_rounded_half_away():
	assert issue(level(3, "100.00"), D(1), D(0), 2) == (D("33.33"), level(2, "66.67"))
	assert issue(level(8, "0.12"), D(1), D(0), 2)[0] == D("0.02")  # 0.015


def test_the_last_goods_take_the_rest_so_that_empty_stock_is_worth_nothing():
	cost, after = issue(level(2, "66.67"), D(2), D(999), 2)
	assert (cost, after) == (D("66.67"), level(0, 0))


def test_what_is_missing_is_valued_at_the_unit_cost():
	assert issue(level(2, 100), D(5), D(60), 2) == (D("280.00"), level(-3, -180))


def test_empty_and_negative_stock_is_valued_at_the_unit_cost():
	assert issue(StockLevel(), D(5), D("60.005"), 2) == (D("300.03"), level(-5, "-300.03"))
	assert issue(level(-3, -180), D(1), D(60), 2) == (D("60.00"), level(-4, -240))


def test_goods_come_in_at_their_cost():
	assert receive(level(2, 100), D(3), D("33.335"), 2) == (D("100.01"), level(5, "200.01"))


def test_the_local_currency_decides_the_decimals():
	assert issue(level(3, 100), D(1), D(0), 0)[0] == D(33)
	assert receive(StockLevel(), D(3), D("33.5"), 0)[0] == D(101)


quantities = st.decimals("0.00001", 1_000, places=5)


@given(cost=st.decimals(0, 100_000, places=2), parts=st.lists(quantities, min_size=1, max_size=8))
def test_all_that_came_in_goes_out_when_the_stock_is_emptied(cost, parts):
	stock = StockLevel(sum(parts, D(0)), cost)
	gone = D(0)
	for part in parts:
		value, stock = issue(stock, part, D(999), 2)
		assert value >= 0
		gone += value
	assert gone == cost
	assert stock == StockLevel(D(0), D(0))


@given(
	quantity=st.decimals(-1_000, 1_000, places=5),
	cost=st.decimals(-9_999, 9_999, places=2),
	leaving=quantities,
)
def test_what_leaves_is_what_the_level_loses(quantity, cost, leaving):
	before = StockLevel(quantity, cost)
	value, after = issue(before, leaving, D("12.345"), 2)
	assert before.quantity - after.quantity == leaving
	assert before.cost_amount - after.cost_amount == value
