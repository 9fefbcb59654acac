"""The colour of an order in the calendar."""

from datetime import date

import pytest

from sales_mgmt.forms.colour import colour_of

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
	("status", "shipped", "on", "colour"),
	[
		("Open", "Not Shipped", date(2026, 3, 2), "open"),
		("Pending Approval", "Not Shipped", date(2026, 3, 3), "open"),
		("Released", "Not Shipped", date(2026, 3, 2), "released"),
		("Released", "Partly Shipped", date(2026, 3, 3), "released"),
		("Released", "Partly Shipped", date(2026, 3, 1), "late"),
		("Open", "Not Shipped", date(2026, 3, 1), "late"),
		("Released", "Shipped", date(2026, 3, 1), "done"),
		("Completed", "Partly Shipped", date(2026, 3, 1), "done"),
	],
)
def test_an_order_is_late_when_its_day_is_over_and_goods_have_not_left(status, shipped, on, colour):
	assert colour_of(status, shipped, on, TODAY) == colour
