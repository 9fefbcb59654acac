"""What waits of order lines by the day it moved, and the parts of a line by rate."""

from datetime import date
from decimal import Decimal as D

from posting_facts import order_line

from sales_mgmt.posting.core.supplies import in_parts
from sales_mgmt.rates.supplies import RatedPart, Supplies, Supply, by_rate, newest

JUNE, JULY, AUGUST = date(2026, 6, 20), date(2026, 7, 5), date(2026, 8, 1)
RATES = {JUNE: D(25), JULY: D(15), None: D(15), AUGUST: D(12)}


def supplies(*pairs):
	return [Supply(on, D(quantity)) for on, quantity in pairs]


def test_the_newest_waits():
	"""4, 6 and 1 moved. Of 11, 8 wait: 1, 6 and 1."""
	moved = supplies((JUNE, 4), (JULY, 6), (AUGUST, 1))
	assert newest(moved, D(8)) == supplies((JUNE, 1), (JULY, 6), (AUGUST, 1))
	assert newest(moved, D(11)) == moved
	assert newest(moved, D(0)) == []
	assert newest(supplies((JUNE, 0), (JULY, 6)), D(6)) == supplies((JULY, 6))


def test_rows_take_the_oldest_one_after_the_other():
	waiting = Supplies({"L1": supplies((JUNE, 4), (JULY, 6))})
	assert waiting.take("L1", D(3)) == supplies((JUNE, 3))
	assert waiting.take("L1", D(3)) == supplies((JUNE, 1), (JULY, 2))
	assert waiting.take("L1", D(5)) == supplies((JULY, 4), (None, 1))
	assert waiting.take("L2", D(1)) == supplies((None, 1))
	assert waiting.take("L2", D(0)) == []


def test_neighbours_of_one_rate_are_one_part():
	taken = supplies((JUNE, 4), (JULY, 6), (None, 2), (AUGUST, 1))
	assert by_rate(taken, RATES.get) == [
		RatedPart(D(4), D(25)),
		RatedPart(D(8), D(15)),
		RatedPart(D(1), D(12)),
	]


def test_the_last_part_keeps_the_name_and_ships():
	whole = order_line(10, ship=2, invoice=10, shipped=8)
	first, last = in_parts(whole, [RatedPart(D(4), D(25)), RatedPart(D(6), D(15))])
	assert (first.document_line, first.invoice_now, first.ship_now, first.vat_percent) == (
		whole.name,
		4,
		0,
		25,
	)
	assert (last.name, last.invoice_now, last.ship_now, last.vat_percent) == (whole.name, 6, 2, 15)
	assert (first.name != whole.name, first.taken_before, last.taken_before) == (True, 0, 4)
