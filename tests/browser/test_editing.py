"""Editing at the Desk: the server computes while one types, and says in a sentence what it refuses."""

import re

from desk import text
from entering import begin_order
from playwright.sync_api import expect

from dev.demo.company import CLERK, MANAGER


def test_a_changed_quantity_changes_the_totals_without_a_reload(somebody, order):
	name = order({"item": "7000", "quantity": 10}, release=False)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	clerk.shows("amount_including_vat", "kr 1.250,00")
	clerk.page.evaluate("window.still_the_same_page = true")

	clerk.write(1, "quantity", "12")
	clerk.shows("amount_including_vat", "kr 1.500,00")
	expect(clerk.cell(1, "qty_to_ship").locator("input")).to_have_value("12")
	clerk.write_field("invoice_discount_percent", "5")
	clerk.shows("amount", "kr 1.140,00")
	clerk.shows("vat_amount", "kr 285,00")
	clerk.shows("amount_including_vat", "kr 1.425,00")
	expect(clerk.form.locator(".vat-specification tbody td")).to_have_text(
		[text("25 %"), text("kr 1.140,00"), text("kr 285,00")]
	)
	expect(clerk.status).to_have_text("Not Saved")
	clerk.save()
	clerk.shows("amount_including_vat", "kr 1.425,00")
	assert clerk.page.evaluate("window.still_the_same_page")


def test_lines_are_entered_with_the_keyboard_alone(somebody, customer):
	clerk = somebody(CLERK)
	begin_order(clerk, customer)
	for row, item, quantity in ((1, "7000", "3"), (2, "7010", "2")):
		expect(clerk.cell(row, "item").locator("input")).to_be_focused()
		clerk.type_and_pick(item)
		clerk.keys("Tab", "Tab")  # over the description
		clerk.page.keyboard.type(quantity)
		clerk.keys("Tab", "Tab", "Tab", "Tab", "Tab")  # price, discount, to ship, to invoice, a new row
	clerk.shows("amount", "kr 800,00")


def test_digits_typed_fast_all_arrive(somebody, order):
	name = order({"item": "7000", "quantity": 10}, release=False)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	clerk.cell(1, "quantity").click()
	clerk.page.keyboard.type("1250", delay=70)
	clerk.keys("Tab")
	expect(clerk.cell(1, "quantity").locator("input")).to_have_value("1250")
	clerk.field("invoice_discount_percent").locator("input").click()
	clerk.page.keyboard.type("12,25", delay=70)
	clerk.keys("Tab")
	expect(clerk.field("invoice_discount_percent").locator("input")).to_have_value("12,25")
	clerk.shows("amount", "kr 109.687,50")


def test_numbers_carry_no_stray_zeros(somebody, order):
	name = order({"item": "7000", "quantity": 10, "line_discount_percent": 12.5}, release=False)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	expect(clerk.cell(1, "quantity")).to_have_text("10", use_inner_text=True)
	expect(clerk.cell(1, "line_discount_percent")).to_have_text(text("12,5 %"), use_inner_text=True)
	clerk.cell(1, "line_discount_percent").click()
	expect(clerk.cell(1, "line_discount_percent").locator("input")).to_have_value("12,5")
	expect(clerk.cell(1, "quantity").locator("input")).to_have_value("10")


def test_a_price_finer_than_its_currency_is_kept(somebody, order):
	name = order({"item": "7000", "quantity": 1000, "unit_price": 12.0125}, release=False)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	expect(clerk.cell(1, "unit_price")).to_have_text("12,0125", use_inner_text=True)
	clerk.cell(1, "quantity").click()
	clerk.keys("Tab")
	expect(clerk.cell(1, "unit_price").locator("input")).to_have_value("12,0125")
	clerk.keys("Tab")
	clerk.write_field("your_reference", "7")
	clerk.save()
	expect(clerk.cell(1, "unit_price").locator(".static-area")).to_have_text("12,0125")
	clerk.shows("amount", "kr 12.012,50")


def test_item_lines_of_a_released_order_stay(somebody, order):
	name = order({"item": "7000", "quantity": 10})
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	clerk.form.locator(".grid-row[data-idx='1'] .btn-open-row").click()
	row_form = clerk.form.locator(".form-in-grid:visible")
	expect(row_form.get_by_role("button", name="Move")).to_be_visible()
	for button in ("Insert Above", "Insert Below", "Duplicate"):
		expect(row_form.get_by_role("button", name=button)).to_have_count(0)
	expect(row_form.locator(".grid-delete-row")).to_be_hidden()
	clerk.keys("Escape")
	clerk.add_row()
	kind = clerk.cell(2, "type").locator("select")
	expect(kind).to_be_focused()
	expect(kind.locator("option")).to_have_text(["G/L Account", "Item Charge", "Comment"])
	clerk.write(2, "description", "Ring before delivery.")
	clerk.save()
	expect(clerk.cell(2, "type").locator(".static-area")).to_have_text("Comment")


def test_a_completed_order_takes_no_row(somebody, order):
	name = order({"item": "7000", "quantity": 1})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	manager.message("has been posted")
	manager.keys("Escape")
	expect(manager.status).to_have_text("Completed")
	expect(manager.form.get_by_role("button", name="Add Row")).to_have_count(0)


def test_goods_that_are_not_there_are_refused_in_the_dialog(somebody, order):
	name = order({"item": "7010", "quantity": 50000})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	expect(manager.dialog.locator(".sales-findings.red li")).to_have_text(re.compile(r"7010.*\.$"))
	expect(manager.dialog.get_by_role("button", name="Post", exact=True)).to_be_disabled()
	manager.keys("Escape")
	expect(manager.dialog).to_have_count(0)
	expect(manager.status).to_have_text("Released")
	manager.shows("shipping_status", "Not Shipped")


def test_more_than_is_outstanding_is_refused(somebody, order):
	name = order({"item": "7000", "quantity": 10})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.write(1, "qty_to_ship", "11")
	manager.page.keyboard.press("Control+s")
	message = manager.message("10")
	expect(message).to_have_text(re.compile(r"Row 1.*\.$"))
	manager.open("Sales Order", name)
	# what was typed is kept in the browser; what is stored is as it was
	manager.page.locator(".sales-kept").get_by_role("button", name="Discard").click()
	expect(manager.cell(1, "qty_to_ship")).to_have_text("10", use_inner_text=True)
	manager.shows("shipping_status", "Not Shipped")


def test_deleting_many_rows_and_saving_at_once_deletes_them_all(somebody, order):
	"""21 of 22 rows of a bell at 100 go: one stays, 125 with VAT. A refused row stops it, and says so once."""
	name = order(*[{"item": "7000", "quantity": 1}] * 22, release=False)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	lines = clerk.field("lines")
	lines.locator(".grid-heading-row .grid-row-check").first.check()
	lines.locator(".grid-row[data-idx='1'] .grid-row-check").uncheck()
	lines.locator(".grid-remove-rows").click()  # Frappe 16 writes the number of rows on it
	clerk.page.keyboard.press("Control+s")
	expect(clerk.status).to_have_text("Open")
	clerk.at_rest()
	clerk.open("Sales Order", name)
	expect(lines.locator(".grid-body .grid-row")).to_have_count(1)
	clerk.shows("amount_including_vat", "kr 125,00")
