"""The type of a line by what it names."""

import pytest

from sales_mgmt.kinds.line_types import told_type, type_of

EVERYTHING = {"item": "1000", "account": "3000", "item_charge": "FREIGHT"}


@pytest.mark.parametrize(
	("row", "new", "expected"),
	[
		({"item": "1000"}, True, "Item"),
		({"account": "3000"}, False, "G/L Account"),
		({"item_charge": "FREIGHT"}, True, "Item Charge"),
		({"description": "only said"}, True, "Comment"),
		({}, False, "Comment"),
		# a comment has neither: the item is lacking
		({"quantity": 5}, True, "Item"),
		({"description": "only said", "unit_price": 5}, False, "Item"),
		({"type": "Comment", "quantity": 5}, True, "Comment"),
		({"type": "Comment", "item": "1000"}, True, "Comment"),
		# Frappe and Data Import fill in the default of the field
		({"type": "Item", "account": "3000"}, True, "G/L Account"),
		({"type": "Item", "item_charge": "FREIGHT"}, True, "Item Charge"),
		# on a stored row somebody chose it, and its item is still to come
		({"type": "Item", "account": "3000"}, False, "Item"),
		# nothing is named yet: posting asks for the item
		({"type": "Item"}, True, "Item"),
		({"type": "G/L Account", "item": "1000"}, True, "Item"),
		({"type": "Item", **EVERYTHING}, True, "Item"),
		({"type": "Item", "account": "3000", "item_charge": "FREIGHT"}, True, "Item"),
		(EVERYTHING, True, "Item"),
		({"account": "3000", "item_charge": "FREIGHT"}, False, "G/L Account"),
	],
)
def test_told_type(row, new, expected):
	assert told_type(row, new) == expected


def test_of_the_fields_that_were_sent_one_has_to_name_something():
	assert type_of(EVERYTHING, {"account", "quantity"}) == "G/L Account"
	assert type_of(EVERYTHING, {"quantity"}) is None
	assert type_of(EVERYTHING) is None
	assert type_of({"item": None}, {"item"}) is None


def test_blanks_say_no_type():
	assert told_type({"type": " ", "item": "1000"}, new=True) == "Item"
	assert told_type({"type": " "}, new=True) == "Comment"
