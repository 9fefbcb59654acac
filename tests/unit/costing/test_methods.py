"""The three costing methods, each by hand: 10 pieces at 60 and 10 at 80 came in, then pieces leave."""

from decimal import Decimal as D

import pytest
from books import Stockroom

from sales_mgmt.costing import AVERAGE, FIFO, STANDARD


@pytest.mark.parametrize(
	("method", "costs", "left"),
	[
		# 12 out: 10 at 60 and 2 at 80; 5 more at 80; the last 3 at 80
		(FIFO, (-760, -400, -240), [(8, 640), (3, 240), (0, 0)]),
		# always 70 a piece
		(AVERAGE, (-840, -350, -210), [(8, 560), (3, 210), (0, 0)]),
		# the item card says 65: all 20 came in at that
		(STANDARD, (-780, -325, -195), [(8, 520), (3, 195), (0, 0)]),
	],
)
def test_what_leaves_and_what_is_left(method, costs, left):
	room = Stockroom(method, unit_cost="65")
	room.buy(10, 600)
	room.buy(10, 800)
	for quantity, cost, stock in zip((12, 5, 3), costs, left, strict=True):
		assert room.cost(room.sell(quantity)) == cost
		assert room.stock() == stock


def test_standard_values_what_comes_in_at_the_item_and_leaves_the_rest_to_a_variance():
	room = Stockroom(STANDARD, unit_cost="65")
	assert room.cost(room.buy(10, 800)) == 650


@pytest.mark.parametrize("method", [FIFO, AVERAGE])
def test_thirds_lose_no_cent(method):
	"""3 pieces for 100.00 leave at 33.33, 33.34 and 33.33."""
	room = Stockroom(method)
	room.buy(3, 100)
	assert [room.cost(room.sell(1)) for _ in range(3)] == [D("-33.33"), D("-33.34"), D("-33.33")]
	assert room.stock() == (0, 0)


def test_goods_are_applied_to_what_came_in_first():
	room = Stockroom(FIFO)
	first, second = room.buy(10, 600), room.buy(10, 800)
	sale = room.sell(12)
	assert [
		(a.inbound, a.outbound, a.quantity, a.position, a.cost_amount) for a in room.book.applications
	] == [
		(first, sale, 10, 0, 600),
		(second, sale, 2, 0, 160),
	]
	assert (room.left(first), room.left(second), room.left(sale)) == (0, 8, 0)


def test_places_are_apart():
	room = Stockroom(FIFO)
	room.buy(10, 600)
	east = room.buy(10, 800, "EAST")
	assert room.cost(room.sell(4, "EAST")) == -320
	assert (room.left(east), room.stock()) == (6, (10, 600))


@pytest.mark.parametrize("method", [FIFO, AVERAGE])
def test_what_is_not_there_is_valued_at_the_unit_cost_until_it_is_supplied(method):
	"""2 at 50 are there, 5 leave: 100 + 3 × 60. Then 10 come at 70: the three cost 210, not 180."""
	room = Stockroom(method)
	room.buy(2, 100)
	sale = room.sell(5)
	assert (room.cost(sale), room.left(sale), room.stock()) == (-280, -3, (-3, -180))
	supply = room.buy(10, 700)
	assert (room.cost(sale), room.left(sale), room.left(supply)) == (-310, 0, 7)
	assert room.stock() == (7, 490)
	assert room.book.changes == {sale: -30}


def test_supply_that_is_not_enough_supplies_the_oldest_first():
	"""4 and 4 left at 60 before anything came. 6 at 70: all of the first and half of the second."""
	room = Stockroom(FIFO)
	first, second = room.sell(4), room.sell(4)
	room.buy(6, 420)
	assert (room.cost(first), room.cost(second)) == (-280, -260)
	assert (room.left(first), room.left(second), room.stock()) == (0, -2, (-2, -120))


def test_standard_goods_that_left_before_their_supply_cost_the_standard():
	room = Stockroom(STANDARD, unit_cost="60")
	sale = room.sell(5)
	room.buy(5, 400)
	assert (room.cost(sale), room.stock()) == (-300, (0, 0))
