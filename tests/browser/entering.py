"""How people begin what they enter."""

from __future__ import annotations

from desk import Desk
from playwright.sync_api import expect


def begin_order(desk: Desk, customer: dict[str, str]) -> None:
	"""A new order for the customer, with the cursor in the item of its first line."""
	desk.go("sales-order", "new")
	desk.form_of("Sales Order")
	desk.choose(desk.field("customer"), customer["name"])
	desk.add_row()
	expect(desk.cell(1, "item").locator("input")).to_be_focused()
