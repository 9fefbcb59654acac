"""An order of 100 goes out in two deliveries; of another one the rest is given up, and taken back."""

from desk import text
from playwright.sync_api import expect

from dev.demo.company import CLERK, MANAGER, WAREHOUSE

QUANTITIES = ("qty_to_ship", "qty_to_invoice")


def ship(desk):
	desk.press("Post…")
	desk.press_in_dialog("Post")
	desk.message("Shipment")
	desk.keys("Escape")


def to_ship_and_to_invoice(desk, row, *expected):
	for field, value in zip(QUANTITIES, expected, strict=True):
		expect(desk.cell(row, field)).to_have_text(value, use_inner_text=True)


def test_hundred_in_two_deliveries(somebody, order):
	name = order({"item": "7000", "quantity": 100})
	warehouse = somebody(WAREHOUSE)
	warehouse.open("Sales Order", name)
	to_ship_and_to_invoice(warehouse, 1, "100", "100")
	warehouse.write(1, "qty_to_ship", "40")
	expect(warehouse.cell(1, "qty_to_invoice").locator("input")).to_have_value("40")
	ship(warehouse)
	to_ship_and_to_invoice(warehouse, 1, "60", "100")
	expect(warehouse.status).to_have_text("Released")
	warehouse.shows("shipping_status", "Partly Shipped")

	ship(warehouse)
	to_ship_and_to_invoice(warehouse, 1, "0", "100")
	warehouse.shows("shipping_status", "Shipped")
	warehouse.shows("invoicing_status", "Not Invoiced")
	expect(warehouse.status).to_have_text("Released")

	warehouse.open_connection("Sales Shipment")
	expect(warehouse.list_rows).to_have_count(2)
	warehouse.open_from_list()
	warehouse.form_of("Sales Shipment")
	expect(warehouse.cell(1, "quantity")).to_have_text("60", use_inner_text=True)


def test_more_than_the_rest_is_refused(somebody, order):
	name = order({"item": "7000", "quantity": 10})
	warehouse = somebody(WAREHOUSE)
	warehouse.open("Sales Order", name)
	warehouse.write(1, "qty_to_ship", "11")
	warehouse.page.keyboard.press("Control+s")
	warehouse.message("Row 1: you can ship at most 10.")


def test_the_rest_is_closed_with_a_reason_and_taken_back(somebody, order):
	name = order({"item": "7000", "quantity": 10}, {"item": "7010", "quantity": 4})
	warehouse = somebody(WAREHOUSE)
	warehouse.open("Sales Order", name)
	warehouse.write(1, "qty_to_ship", "6")
	warehouse.write(2, "qty_to_ship", "0")
	ship(warehouse)
	warehouse.offers_no("Lines")

	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	clerk.press_in_menu("Lines", "Close Rest…")
	clerk.dialog.wait_for()
	expect(clerk.dialog.locator(".label-area:visible")).to_have_text(
		["Row 1: 4 PCS of Brass bell", "Row 2: 4 PCS of Wicker basket"]
	)
	clerk.press_in_dialog("Close the Rest")
	expect(clerk.page.locator(".msgprint:visible")).to_contain_text("Reason")
	clerk.page.locator(".modal.show:has(.msgprint) .btn-modal-close").click()
	clerk.at_rest()
	clerk.dialog.locator("[data-fieldname=reason] textarea").fill("The shop is full")
	clerk.press_in_dialog("Close the Rest")
	expect(clerk.page.locator(".desk-alert")).to_contain_text("Invoice what is shipped")
	expect(clerk.status).to_have_text("Released")
	to_ship_and_to_invoice(clerk, 1, "0", "6")
	to_ship_and_to_invoice(clerk, 2, "0", "0")
	clerk.shows("close_reason", "The shop is full")
	clerk.shows("shipping_status", "Shipped")

	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.dialog.locator("select").select_option("Invoice")
	manager.press_in_dialog("Post")
	manager.message("Invoice")
	manager.keys("Escape")
	expect(manager.status).to_have_text("Completed")
	expect(manager.intro).to_have_text(text("The rest of this order was closed: The shop is full"))

	manager.press("Reopen")
	expect(manager.status).to_have_text("Open")
	to_ship_and_to_invoice(manager, 1, "4", "4")
	to_ship_and_to_invoice(manager, 2, "4", "4")
	manager.shows("invoicing_status", "Partly Invoiced")


def test_of_a_complete_delivery_no_quantity_can_be_entered(somebody, order):
	name = order({"item": "7000", "quantity": 10}, shipping_advice="Complete")
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	clerk.cell(1, "qty_to_ship").click()
	expect(clerk.cell(1, "qty_to_ship").locator("input")).to_be_disabled()
	clerk.page.locator(".form-tabs:visible").get_by_role("tab", name="Shipping").click()
	clerk.field("shipping_advice").locator("select").select_option("Partial")
	clerk.at_rest()
	clerk.page.locator(".form-tabs:visible").get_by_role("tab", name="Details").click()
	clerk.write(1, "qty_to_ship", "4")
	expect(clerk.cell(1, "qty_to_invoice").locator("input")).to_have_value("4")
