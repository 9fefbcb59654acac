"""Freight on an order: the row is red, the clerk divides it over the goods, and it is posted with them."""

from __future__ import annotations

from playwright.sync_api import expect

from dev.demo.company import MANAGER

FREIGHT = {"type": "Item Charge", "item_charge": "FREIGHT", "quantity": 1, "unit_price": 90}


def test_freight_is_divided_and_posted(somebody, order):
	name = order({"item": "7000", "quantity": 2}, {"item": "7010", "quantity": 4}, FREIGHT, release=False)
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	head = manager.page.locator(".page-container:visible .page-head")
	unassigned = manager.form.locator(".sales-line-unassigned")
	expect(unassigned).to_have_count(1)
	head.get_by_role("button", name="Lines").click()
	head.get_by_role("link", name="Assign Item Charge…").click()
	expect(manager.dialog).to_contain_text("1 not assigned")
	manager.dialog.get_by_role("button", name="By Amount").click()
	expect(manager.dialog).to_contain_text("Fully assigned")
	# 200 and 1,000 of 1,200
	expect(manager.dialog.locator("tr[data-line]").nth(0)).to_contain_text("15,00")
	expect(manager.dialog.locator("tr[data-line]").nth(1)).to_contain_text("75,00")
	manager.dialog.get_by_role("button", name="Save").click()
	manager.at_rest()
	expect(unassigned).to_have_count(0)
