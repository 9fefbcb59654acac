"""A document asks for more than a location has left."""

from decimal import Decimal as D

import pytest

from sales_mgmt.findings.finding import Severity
from sales_mgmt.supply.stockout import Need, stockout_warnings

HERE, THERE = ("1000", "MAIN"), ("1000", "EAST")


def need(row, quantity, place=HERE):
	return Need(row, place, D(quantity), "PCS")


def warned(needs, available):
	return [(finding.row, finding.values[4]) for finding in stockout_warnings(needs, available)]


def test_the_warning_says_what_is_needed_and_what_is_there():
	(finding,) = stockout_warnings([need(2, 5)], {HERE: D(3)})
	assert (finding.code, finding.severity, finding.row) == ("stockout", Severity.WARN, 2)
	assert finding.values == ("2", "5", "PCS", "1000", "3", "MAIN")
	assert finding.link == ("Item", "1000")


@pytest.mark.parametrize(
	("needs", "available", "expected"),
	[
		([need(1, 3)], {HERE: D(3)}, []),
		([need(1, 3)], {HERE: D("2.5")}, [(1, "2.5")]),
		([need(1, 3)], {}, [(1, "0")]),
		([need(1, 3)], {HERE: D(-4)}, [(1, "0")]),
		([need(1, 3), need(2, 3)], {HERE: D(5)}, [(2, "2")]),
		([need(1, 6), need(2, 1)], {HERE: D(5)}, [(1, "5"), (2, "0")]),
		([need(1, 3), need(2, 3, THERE)], {HERE: D(3), THERE: D(1)}, [(2, "1")]),
	],
)
def test_lines_take_from_stock_in_their_order(needs, available, expected):
	assert warned(needs, available) == expected
