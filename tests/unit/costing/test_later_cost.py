"""Goods that come back bring the cost they left with, and cost that is added later follows the goods (A37)."""

from decimal import Decimal as D

import pytest
from books import Stockroom

from sales_mgmt.costing import AVERAGE, FIFO, CostBook, CostedItem, CostFacts, Entry

BOTH = pytest.mark.parametrize("method", [FIFO, AVERAGE])


@BOTH
def test_goods_come_back_at_the_cost_they_left_with(method):
	"""Bought 10 at 60, sold 10; today a piece costs 80. Three come back: 180."""
	room = Stockroom(method)
	room.buy(10, 600)
	sale = room.sell(10)
	room.buy(10, 800)
	back = room.take_back(3, sale)
	assert room.cost(back) == 180
	assert room.stock() == (13, 980)
	assert room.book.entries[sale].returned_quantity == 3


@BOTH
def test_parts_that_come_back_add_up_to_what_left(method):
	room = Stockroom(method)
	room.buy(3, 100)
	sale = room.sell(3)
	backs = [room.take_back(1, sale) for _ in range(3)]
	assert [room.cost(back) for back in backs] == [D("33.33"), D("33.34"), D("33.33")]


@BOTH
def test_freight_on_a_purchase_reaches_sale_and_return(method):
	"""A37: buy 1 at 1,000, sell it, take it back; freight 100 makes sale and return 1,100."""
	room = Stockroom(method)
	purchase = room.buy(1, 1000)
	sale = room.sell(1)
	back = room.take_back(1, sale)
	room.add_cost(purchase, 100)
	assert [room.cost(name) for name in (purchase, sale, back)] == [1100, -1100, 1100]
	assert room.stock() == (1, 1100)


@BOTH
def test_a_price_that_was_too_high_is_taken_off_again(method):
	room = Stockroom(method)
	purchase = room.buy(10, 600)
	sale = room.sell(4)
	room.add_cost(purchase, -100)
	assert (room.cost(sale), room.stock()) == (-200, (6, 300))


@BOTH
def test_cost_follows_goods_that_were_sold_again_after_they_came_back(method):
	"""All four pieces are worth 25 more; what was sold twice carries it twice and brought it back once."""
	room = Stockroom(method)
	purchase = room.buy(4, 400)
	first = room.sell(4)
	back = room.take_back(2, first)
	second = room.sell(2)
	room.add_cost(purchase, 100)
	assert [room.cost(name) for name in (first, back, second)] == [-500, 250, -250]
	assert room.stock() == (0, 0)


def test_first_in_first_out_gives_added_cost_to_the_goods_that_had_the_entry():
	"""20 pieces, 5 sold from the first ten: half of the 100 belongs to them."""
	room = Stockroom(FIFO)
	purchase = room.buy(10, 600)
	room.buy(10, 800)
	sale = room.sell(5)
	room.add_cost(purchase, 100)
	assert (room.cost(sale), room.stock()) == (-350, (15, 1150))


def test_average_gives_added_cost_to_all_that_were_in_stock_with_it():
	"""20 pieces in stock carry the 100 together, 5 were sold: a quarter."""
	room = Stockroom(AVERAGE)
	purchase = room.buy(10, 600)
	room.buy(10, 800)
	sale = room.sell(5)
	room.add_cost(purchase, 100)
	assert (room.cost(sale), room.stock()) == (-375, (15, 1125))


def test_average_does_not_change_what_left_before_the_goods_came():
	room = Stockroom(AVERAGE)
	room.buy(10, 600)
	sale = room.sell(5)
	purchase = room.buy(10, 800)
	room.add_cost(purchase, 100)
	assert (room.cost(sale), room.stock()) == (-300, (15, 1200))


@BOTH
def test_goods_sold_before_their_supply_take_what_is_added_to_it(method):
	room = Stockroom(method)
	sale = room.sell(4)
	supply = room.buy(10, 700)
	room.add_cost(supply, 100)
	assert (room.cost(sale), room.stock()) == (-320, (6, 480))


@BOTH
def test_supply_that_comes_late_reaches_what_came_back_before(method):
	"""Sold 1 at an estimate of 60 and taken back; then it is supplied at 100. The sale stays open for real supply."""
	room = Stockroom(method)
	sale = room.sell(1)
	back = room.take_back(1, sale)
	assert (room.cost(back), room.left(sale), room.left(back)) == (60, -1, 1)
	room.buy(1, 100)
	assert [room.cost(name) for name in (sale, back)] == [-100, 100]
	assert room.stock() == (1, 100)


@BOTH
def test_goods_may_come_back_to_another_place(method):
	room = Stockroom(method)
	purchase = room.buy(2, 200)
	sale = room.sell(2)
	back = room.take_back(1, sale, "EAST")
	again = room.sell(1, "EAST")
	room.add_cost(purchase, 50)
	assert [room.cost(name) for name in (sale, back, again)] == [-250, 125, -125]
	assert (room.stock(), room.stock("EAST")) == ((0, 0), (0, 0))


@BOTH
def test_a_long_chain_is_followed_to_its_end(method):
	"""Sold and taken back a thousand times: deeper than Python could recurse."""
	room = Stockroom(method)
	purchase = room.buy(1, 100)
	for _ in range(1_000):
		back = room.take_back(1, room.sell(1))
	room.add_cost(purchase, 10)
	assert (room.cost(back), room.stock()) == (110, (1, 110))


def test_a_change_is_refused_without_the_history_it_may_reach():
	supply = Entry("I", "1000", "MAIN", D(1), D(100))
	book = CostBook({}, CostFacts(entries=(supply,)))
	with pytest.raises(ValueError, match="history"):
		book.revalue(CostedItem("1000", D(60)), "I", D(5))


def test_average_is_one_of_what_is_there_although_goods_are_out_that_wait():
	"""Sold 10 from nothing at 60, 4 came back: those are there, at 60. The next 2 cost 120, whatever waits beside them."""
	room = Stockroom(AVERAGE)
	sale = room.sell(10)
	room.take_back(4, sale)
	assert room.cost(room.sell(2)) == -120
	# 10 come at 72 for the sale: it costs 720, so 4/10 of it came back, and half of that left again
	room.buy(10, 720)
	assert room.stock() == (2, 144)


@BOTH
def test_goods_sold_before_and_after_their_supply_share_what_is_added_to_it(method):
	"""4 sold from nothing, 10 came, the other 6 sold: 10 more for each piece, and nothing left."""
	room = Stockroom(method)
	early = room.sell(4)
	supply = room.buy(10, 700)
	late = room.sell(6)
	room.add_cost(supply, 100)
	assert (room.cost(early), room.cost(late), room.stock()) == (-320, -480, (0, 0))


@BOTH
def test_parts_that_came_back_share_what_is_added_to_the_cent(method):
	"""3 pieces for 100 came back one by one at 33.33, 33.34 and 33.33; they cost 101: 33.67, 33.66 and 33.67."""
	room = Stockroom(method)
	purchase = room.buy(3, 100)
	sale = room.sell(3)
	backs = [room.take_back(1, sale) for _ in range(3)]
	room.add_cost(purchase, 1)
	assert [room.cost(back) for back in backs] == [D("33.67"), D("33.66"), D("33.67")]
