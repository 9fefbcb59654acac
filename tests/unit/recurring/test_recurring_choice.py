"""Which recurring lines a new document gets by itself, and which are offered (domain A09)."""

from datetime import date

import pytest

from sales_mgmt.recurring.choice import Choice, choose, covers, overlap

JAN_1, MAR_15, MAR_31, JUN_30 = (date(2026, *day) for day in ((1, 1), (3, 15), (3, 31), (6, 30)))


@pytest.mark.parametrize(
	("options", "chosen"),
	[
		([], Choice()),
		([("A", "Manual")], Choice()),
		([("A", "Automatic")], Choice(insert=("A",))),
		([("A", "Automatic"), ("B", "Manual")], Choice(insert=("A",))),
		([("A", "Automatic"), ("B", "Automatic")], Choice(ask=("A", "B"))),
		([("A", "Always Ask")], Choice(ask=("A",))),
		([("A", "Automatic"), ("B", "Always Ask")], Choice(ask=("A", "B"))),
	],
)
def test_one_automatic_set_is_inserted_and_everything_doubtful_is_offered(options, chosen):
	assert choose(options) == chosen
	assert choose(options, from_list=False) == Choice()


@pytest.mark.parametrize(
	("valid_from", "valid_to", "on", "valid"),
	[
		(JAN_1, JUN_30, MAR_31, True),
		(JAN_1, JUN_30, JAN_1, True),
		(JAN_1, JUN_30, JUN_30, True),
		(JAN_1, MAR_15, MAR_31, False),
		(MAR_31, None, MAR_15, False),
		(None, None, MAR_15, True),
	],
)
def test_both_days_of_a_validity_are_included(valid_from, valid_to, on, valid):
	assert covers(valid_from, valid_to, on) is valid


@pytest.mark.parametrize(
	("first", "second", "common"),
	[
		((JAN_1, MAR_15), (MAR_31, JUN_30), False),
		((JAN_1, MAR_31), (MAR_31, JUN_30), True),
		((None, MAR_15), (None, MAR_31), True),
		((None, MAR_15), (MAR_31, None), False),
		((None, None), (MAR_31, JUN_30), True),
	],
)
def test_validities_that_share_a_day_overlap(first, second, common):
	assert overlap(first, second) is overlap(second, first) is common
