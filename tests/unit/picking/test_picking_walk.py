"""The order and the sums of a picking list."""

from decimal import Decimal

from sales_mgmt.picking.walk import to_walk


def line(item, quantity, shelf="A", **values):
	return {
		"item": item,
		"uom": "PCS",
		"location": "MAIN",
		"shelf": shelf,
		"description": item,
		"quantity": quantity,
		"base_quantity": quantity,
		**values,
	}


def walked(*lines):
	return [(row["item"], row["location"], row["shelf"], row["quantity"]) for row in to_walk(lines)]


def test_shelves_come_in_the_order_of_their_figures_and_none_comes_last():
	lines = [
		line("a", 1, None),
		line("b", 1, "A-12"),
		line("c", 1, "B-1"),
		line("d", 1, "A-2"),
		line("e", 1, "a-3"),
	]
	assert [item for item, *_rest in walked(*lines)] == ["d", "e", "b", "c", "a"]


def test_locations_are_walked_one_after_the_other():
	lines = [
		line("a", 1, "Z", location="EAST"),
		line("b", 1, "A", location="MAIN"),
		line("c", 1, "A", location="EAST"),
	]
	assert [item for item, *_rest in walked(*lines)] == ["c", "a", "b"]


def test_the_same_item_unit_and_location_are_added_up_exactly():
	lines = [
		line("a", 0.1),
		line("b", 1),
		line("a", 0.2),
		line("a", 5, uom="BOX"),
		line("a", 7, location="EAST"),
	]
	assert walked(*lines) == [
		("a", "EAST", "A", Decimal(7)),
		("a", "MAIN", "A", Decimal(5)),
		("a", "MAIN", "A", Decimal("0.3")),
		("b", "MAIN", "A", Decimal(1)),
	]


def test_descriptions_that_differ_are_all_there_and_equal_ones_once():
	lines = [
		line("a", 1, description="Red"),
		line("a", 1, description="Red"),
		line("a", 1, description="Blue"),
	]
	assert [row["description"] for row in to_walk(lines)] == ["Red\nBlue"]
