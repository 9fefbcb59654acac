"""Goods that came back leave again, as if they had not come: a receipt or a cancellation is undone (domain A20)."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from sales_mgmt.costing import CostBook, CostedItem, CostFacts, Entry, StockLevel

SOLD = Entry("SALE", "1000", "MAIN", D(-10), D(-600), returned_quantity=D(3))
CAME = Entry(
	"BACK", "1000", "MAIN", D(3), D(180), remaining_quantity=D(3), applies_from="SALE", invoiced_quantity=D(3)
)
LEAVES = Entry("AGAIN", "1000", "MAIN", D(-3), D(0))


def book(quantity, cost):
	levels = {("1000", "MAIN"): StockLevel(D(quantity), D(cost))}
	return CostBook(levels, CostFacts((SOLD, CAME)))


@pytest.mark.parametrize("method", ["Average", "FIFO", "Standard"])
def test_at_the_cost_they_came_with(method):
	"""5 in stock for 400, 3 of them came back for 180: 2 stay for 220, and the sale has none back any more."""
	stock = book(5, 400)
	assert stock.send_back(CostedItem("1000", D(80), method), LEAVES, "BACK") == 180
	assert stock.level("1000", "MAIN") == StockLevel(D(2), D(220))
	assert stock.entries["SALE"].returned_quantity == 0
	assert (stock.entries["BACK"].remaining_quantity, stock.entries["AGAIN"].remaining_quantity) == (0, 0)


def test_the_last_pieces_take_what_an_average_left():
	"""The average has moved since: 3 pieces stand there for 201. Nothing may be left of it when they are gone."""
	stock = book(3, 201)
	assert stock.send_back(CostedItem("1000", D(60)), LEAVES, "BACK") == 201
	assert stock.level("1000", "MAIN") == StockLevel(D(0), D(0))


def test_goods_that_came_from_outside():
	stock = CostBook(
		{("1000", "MAIN"): StockLevel(D(4), D(240))}, CostFacts((replace(CAME, applies_from=None),))
	)
	assert stock.send_back(CostedItem("1000", D(60), "FIFO"), LEAVES, "BACK") == 180
	assert stock.level("1000", "MAIN") == StockLevel(D(1), D(60))
