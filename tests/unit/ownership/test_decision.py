"""What becomes of a value that came from outside."""

import pytest

from sales_mgmt.kinds.declared import OwnedField
from sales_mgmt.ownership.decision import drop_computed, forged, is_blank, put_back

LINK = OwnedField("order_line", "Order Line", None, False, None)
STATUS = OwnedField("status", "Status", "Open", False, None)
AMOUNT = OwnedField("amount", "Amount", None, True, None)


@pytest.mark.parametrize("value", [None, "", "  ", 0, 0.0, "0", "0.0", False, []])
def test_what_says_nothing_is_blank(value):
	assert is_blank(value)


@pytest.mark.parametrize("value", ["x", 1, "1", -0.01, True, ["row"], "nan", float("nan")])
def test_what_says_something_is_not(value):
	assert not is_blank(value)


def test_the_default_says_nothing():
	assert is_blank("Open", "Open") and is_blank(1, "1") and is_blank("1", 1)
	assert not is_blank("Released", "Open")


def test_of_a_new_row_claims_are_named_and_what_is_computed_is_dropped():
	row = {"order_line": "abc", "status": "Open", "amount": 99, "description": "typed"}
	assert forged(row.get, (LINK, STATUS, AMOUNT)) == [LINK]
	drop_computed(row.get, row.__setitem__, (LINK, STATUS, AMOUNT))
	assert row == {"order_line": "abc", "status": "Open", "amount": None, "description": "typed"}


def test_of_a_stored_row_everything_owned_is_as_it_was():
	row = {"order_line": "abc", "status": "Released", "amount": 99, "description": "new"}
	stored = {"order_line": None, "status": "Open", "amount": 10, "description": "old"}
	put_back(row.get, row.__setitem__, stored, (LINK, STATUS, AMOUNT))
	assert row == {"order_line": None, "status": "Open", "amount": 10, "description": "new"}
