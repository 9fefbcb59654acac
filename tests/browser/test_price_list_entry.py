"""A price list is filled as fast as an order: Enter leads on, a spreadsheet is pasted, and clashes are told on activation."""

from __future__ import annotations

import uuid

from desk import HERE
from playwright.sync_api import expect
from test_line_entry import PASTE

from dev.demo.company import MANAGER


def begin_list(desk, customer):
	"""A new list of the customer's, with the cursor in the item of its first line."""
	desk.go("price-list", "new")
	desk.form_of("Price List")
	desk.write_field("code", f"P{uuid.uuid4().hex[:8]}".upper())
	desk.field("applies_to").locator("select").select_option("Customer")
	desk.at_rest()
	desk.choose(desk.field("customer"), customer["name"])
	desk.add_row()
	expect(desk.cell(1, "item").locator("input")).to_be_focused()


def agreed(desk):
	fields = "[row.item, row.defines, row.unit_price, row.minimum_quantity, row.line_discount_percent]"
	return desk.page.evaluate(f"cur_frm.doc.lines.map((row) => {fields})")


def test_enter_leads_from_item_to_price_to_the_next_line(somebody, customer):
	manager = somebody(MANAGER)
	begin_list(manager, customer)
	for row, item, price in ((1, "7000", "95"), (2, "7010", "240,5")):
		expect(manager.cell(row, "item").locator("input")).to_be_focused()
		manager.type_and_pick(item)
		manager.keys("Enter")
		expect(manager.cell(row, "unit_price").locator("input")).to_be_focused()
		manager.page.keyboard.type(price)
		manager.page.keyboard.press("Enter")
	expect(manager.cell(3, "item").locator("input")).to_be_focused()
	expect(manager.dialog).to_have_count(0)
	manager.save()  # the line that was not begun is left out
	assert agreed(manager) == [["7000", "Price", 95, 0, 0], ["7010", "Price", 240.5, 0, 0]]


def test_a_spreadsheet_is_pasted_and_the_other_list_is_told(somebody, new_customer):
	customer = new_customer("Prislisten Sykkel AS")
	manager = somebody(MANAGER)
	begin_list(manager, customer)
	manager.page.evaluate(PASTE, "7000\t95\t10\n70000\t1\n7010\t1 240,50\t\t5\n7000\t\t\t7,5\n7010")
	problems = manager.message("became no lines").locator("li")
	expect(problems).to_have_text(
		["Row 2: there is no item 70000. 70000 · 1", "Row 5: enter a price or a discount. 7010"]
	)
	manager.page.keyboard.press("Escape")
	expect(manager.page.locator(".modal.show")).to_have_count(0)
	first = manager.save()
	assert agreed(manager) == [
		["7000", "Price", 95, 10, 0],
		["7010", "Price & Discount", 1240.5, 0, 5],
		["7000", "Discount", 0, 0, 7.5],
	]
	manager.press("Activate")
	expect(manager.status).to_have_text("Active")

	begin_list(manager, customer)
	manager.page.evaluate(PASTE, "Item\tMinimum Quantity\tUnit Price\n7000\t10\t90\n7010\t\t1300")
	manager.page.wait_for_function(
		"cur_frm.doc.lines.length === 2 && cur_frm.doc.lines[1].unit_price === 1300"
	)
	manager.save()
	manager.press("Activate")
	told = manager.message("Other active price lists")
	expect(told.locator("li")).to_have_text(
		[
			"Other active price lists of customer Prislisten Sykkel AS have lines with the same conditions.",
			f"Row 1, 7000: kr 90,00 here is lower than kr 95,00 in {first} and is used.",
			f"Row 2, 7010: kr 1.240,50 in {first} is lower than kr 1.300,00 here and is used.",
		]
	)
	manager.page.keyboard.press("Escape")
	expect(manager.page.locator(f"{HERE} .page-head .indicator-pill")).to_have_text("Active")
