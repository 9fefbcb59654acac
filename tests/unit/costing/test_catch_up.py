"""Entries that were posted before there were applications are applied afterwards: quantities only."""

from decimal import Decimal as D

from sales_mgmt.costing import Entry
from sales_mgmt.costing.catch_up import match


def entry(name, quantity, cost, location="MAIN"):
	return Entry(name, "1000", location, D(quantity), D(cost))


def test_oldest_first_and_place_by_place():
	entries, applications = match(
		[
			entry("A", 10, 600),
			entry("B", 10, 800),
			entry("E", 5, 300, "EAST"),
			entry("S", -12, "-840"),
		],
		2,
	)
	assert {e.name: e.remaining_quantity for e in entries} == {"A": 0, "B": 8, "E": 5, "S": 0}
	assert [(a.inbound, a.outbound, a.quantity, a.position, a.cost_amount, by) for a, by in applications] == [
		("A", "S", 10, 0, 700, "S"),
		("B", "S", 2, 0, 140, "S"),
	]


def test_what_left_before_its_supply_is_supplied_by_what_came_first():
	entries, applications = match([entry("S", -5, -300), entry("T", -5, -350), entry("A", 7, 490)], 2)
	assert {e.name: e.remaining_quantity for e in entries} == {"S": 0, "T": -3, "A": 0}
	assert [(a.outbound, a.quantity, a.position, by) for a, by in applications] == [
		("S", 5, 0, "A"),
		("T", 2, 5, "A"),
	]
	assert next(e for e in entries if e.name == "T").unit_cost == 70
