"""An order from the first letter to the posted invoice with the keyboard alone: no test here touches the mouse."""

from __future__ import annotations

import pytest
from desk import Desk
from playwright.sync_api import expect

from dev.demo.company import CLERK, MANAGER

FOCUS = "() => document.activeElement.dataset.fieldname || document.activeElement.textContent.trim()"
ENOUGH_TABS = 40


def tab_until(desk: Desk, fieldname: str) -> None:
	"""Tab from field to field until the cursor stands in this one."""
	for _ in range(ENOUGH_TABS):
		if desk.page.evaluate(FOCUS) == fieldname:
			return
		left = desk.page.evaluate_handle("document.activeElement")
		desk.keys("Tab")
		desk.page.wait_for_function("left => document.activeElement !== left", arg=left)
	raise AssertionError(f"Tab never came to {fieldname}, but to {desk.page.evaluate(FOCUS)}")


def begin(desk: Desk, customer: dict[str, str]) -> None:
	desk.go("sales-order", "new")
	desk.form_of("Sales Order")
	tab_until(desk, "customer")
	desk.type_and_pick(customer["name"])


def is_plain(desk: Desk) -> None:
	"""No form of a row stands open, and nothing lies over the page."""
	expect(desk.form.locator(".form-in-grid:visible")).to_have_count(0)
	expect(desk.page.locator("#freeze")).to_have_count(0)


def test_tab_leads_from_the_header_into_the_first_cell(somebody, customer):
	clerk = somebody(CLERK)
	begin(clerk, customer)
	tab_until(clerk, "item")
	is_plain(clerk)
	expect(clerk.cell(1, "item").locator("input")).to_be_focused()
	expect(clerk.form.locator(".grid-body .grid-row")).to_have_count(1)
	clerk.keys("Escape")
	is_plain(clerk)


def test_tab_leads_into_lines_that_are_there_and_past_those_that_are_locked(somebody, order):
	clerk = somebody(CLERK)
	clerk.open("Sales Order", order({"item": "7000", "quantity": 1}, release=False))
	clerk.field("your_reference").locator("input").focus()
	tab_until(clerk, "item")
	is_plain(clerk)
	expect(clerk.cell(1, "item").locator("input")).to_be_focused()
	clerk.open("Sales Order", order({"item": "7000", "quantity": 1}))
	clerk.field("your_reference").locator("input").focus()
	tab_until(clerk, "qty_to_ship")
	is_plain(clerk)
	expect(clerk.cell(1, "qty_to_ship").locator("input")).to_be_focused()
	expect(clerk.form.locator(".grid-body .grid-row")).to_have_count(1)


@pytest.mark.parametrize(
	("path", "cell"),
	[
		("inventory-adjustment", "kind"),
		("recurring-sales-lines", "type"),
		("invoice-discount-terms", "currency"),
	],
)
def test_every_table_is_entered_by_its_first_cell(somebody, path, cell):
	manager = somebody(MANAGER)
	manager.go(path, "new")
	manager.page.wait_for_function("window.cur_frm && cur_frm.is_new()")
	manager.form.locator("input:visible:enabled").first.focus()  # before it is all that the sidebar leads to
	tab_until(manager, cell)
	is_plain(manager)
	expect(manager.cell(1, cell).locator(":focus")).to_have_count(1)


@pytest.mark.parametrize(
	("path", "last", "cells"),
	[
		("recurring-sales-lines", "for_currency", ["type", "item"]),
		("invoice-discount-terms", "description", ["currency", "minimum_amount"]),
	],
)
def test_tab_leads_on_at_once_where_frappe_leaves_it_to_the_browser(somebody, path, last, cells):
	"""As Frappe 16 does, whose table heads send the cursor to a cell some time after they got it: two Tabs without a pause."""
	manager = somebody(MANAGER)
	manager.go(path, "new")
	manager.page.wait_for_function("window.cur_frm && cur_frm.is_new()")
	manager.page.evaluate("cur_frm.layout.wrapper.off('keydown')")
	manager.field(last).locator("input").focus()
	for cell in cells:
		manager.page.keyboard.press("Tab")
		expect(manager.cell(1, cell).locator(":focus")).to_have_count(1)
	is_plain(manager)
	expect(manager.cell(1, cells[-1]).locator(":focus")).to_have_count(1)
	expect(manager.form.locator(".grid-body .grid-row")).to_have_count(1)


def test_a_row_form_opened_by_the_keyboard_closes_without_a_veil(somebody, customer):
	clerk = somebody(CLERK)
	begin(clerk, customer)
	tab_until(clerk, "item")
	clerk.type_and_pick("7000")
	clerk.keys("Alt+Enter")
	expect(clerk.form.locator(".form-in-grid:visible")).to_have_count(1)
	clerk.keys("Escape")
	is_plain(clerk)


def test_a_whole_order_by_the_keyboard_alone(somebody, customer):
	"""3 bells at 100 and 2 baskets at 250 are 800 net, 1,000 with 25 % VAT."""
	manager = somebody(MANAGER)
	begin(manager, customer)
	tab_until(manager, "item")
	for item, quantity in (("7000", "3"), ("7010", "2")):
		manager.type_and_pick(item)
		manager.keys("Enter")
		manager.page.keyboard.type(quantity)
		manager.keys("Enter")
	manager.shows("amount_including_vat", "kr 1.000,00")
	order = manager.save()
	is_plain(manager)
	manager.keys("Control+F9")
	expect(manager.status).to_have_text("Released")
	manager.keys("F9")
	expect(manager.dialog.get_by_role("button", name="Post", exact=True)).to_be_enabled()
	expect(manager.dialog.locator("select")).to_be_focused()
	tab_until(manager, "Post")
	manager.keys("Enter")
	manager.message("has been posted")
	manager.keys("Escape")
	manager.form_of("Sales Order", order)
	expect(manager.status).to_have_text("Completed")
	is_plain(manager)
