"""Closing the rest of an order: which lines lose what, and what is said against it."""

from decimal import Decimal as D

import pytest
from posting_facts import codes

from sales_mgmt.posting.core.entries import OrderLineChange
from sales_mgmt.posting.core.sale.closing import ClosingLine, close_rest, give_back


def line(row, quantity, shipped=0, invoiced=0, cancelled=0):
	counters = OrderLineChange(f"L{row}", "SO-1", D(quantity), D(shipped), D(invoiced), D(cancelled))
	return ClosingLine(row, counters)


PARTLY, UNTOUCHED, SHIPPED = line(1, 100, 40, 40), line(2, 5), line(3, 7, 7)
LINES = [PARTLY, UNTOUCHED, SHIPPED]


def closed(lines):
	return [(change.name, change.cancelled, change.quantity, change.shipped) for change in lines]


@pytest.mark.parametrize("status", ["Open", "Released"])
def test_everything_outstanding_is_given_up_and_the_ordered_quantity_stays(status):
	lines, findings = close_rest(status, LINES, None)
	assert (closed(lines), findings) == ([("L1", 60, 100, 40), ("L2", 5, 5, 0)], [])


def test_only_the_chosen_lines():
	lines, findings = close_rest("Open", LINES, ["L2"])
	assert (closed(lines), findings) == ([("L2", 5, 5, 0)], [])


def test_a_line_that_grew_after_it_was_closed_is_closed_again():
	"""60 of 100 were given up, then 10 more were ordered: 70 are given up in the end."""
	lines, _findings = close_rest("Open", [line(1, 110, 40, 40, 60)], None)
	assert closed(lines) == [("L1", 70, 110, 40)]


@pytest.mark.parametrize(
	("status", "lines", "chosen", "code", "row"),
	[
		("Completed", LINES, None, "status", None),
		("Pending Approval", LINES, None, "E05", None),
		("Pending Prepayment", LINES, None, "status", None),
		("Some status of an admin", LINES, None, "status", None),
		("Open", [SHIPPED], None, "nothing_outstanding", None),
		("Open", [], None, "nothing_outstanding", None),
		("Open", LINES, ["L3"], "nothing_outstanding", 3),
		("Open", LINES, ["L1", "L9"], "unknown_line", None),
		("Open", LINES, [], "unknown_line", None),
	],
)
def test_what_is_refused(status, lines, chosen, code, row):
	changes, findings = close_rest(status, lines, chosen)
	assert (changes, codes(findings), findings[0].row) == ([], [code], row)


def test_taking_it_back_makes_all_of_it_outstanding():
	changes, _findings = close_rest("Open", LINES, None)
	assert closed(give_back([*changes, SHIPPED.counters])) == [("L1", 0, 100, 40), ("L2", 0, 5, 0)]
