"""What people look at all day: workspace, list, preview, connections, print view."""

import pytest
from desk import text
from playwright.sync_api import expect

from dev.demo.company import BILLING, CLERK, MANAGER


@pytest.mark.parametrize("user", [CLERK, MANAGER])
def test_the_workspace_shows_the_work_of_the_day(somebody, user):
	desk = somebody(user)
	desk.go("sales")
	for label in ("Quotes", "Orders to Release", "Orders to Ship", "Unpaid Invoices", "Customers"):
		expect(desk.shortcut(label)).to_be_visible()
	expect(desk.page.get_by_text("can not be displayed")).to_have_count(0)


def test_the_order_list_hides_what_is_completed(somebody, order, customer):
	waiting = order({"item": "7000", "quantity": 1})
	being_entered = order({"item": "7000", "quantity": 1}, release=False)
	done = order({"item": "7000", "quantity": 1})
	manager = somebody(MANAGER)
	manager.open("Sales Order", done)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	manager.message("has been posted")
	manager.keys("Escape")

	manager.go("sales-order")
	expect(manager.list_row(waiting).locator(".indicator-pill").first).to_have_text("Released")
	expect(manager.list_row(being_entered).locator(".indicator-pill").first).to_have_text("Open")
	expect(manager.list_row(waiting)).to_contain_text("Not Shipped")
	expect(manager.list_row(done)).to_have_count(0)
	manager.page.locator(".filter-x-button:visible").click()
	expect(manager.list_row(done).locator(".indicator-pill").first).to_have_text("Completed")


def test_the_preview_lists_the_entries_of_every_ledger(somebody, order):
	name = order({"item": "7000", "quantity": 10})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Preview Posting")
	ledger = manager.dialog.locator(".sales-preview-ledger[data-ledger='General Ledger Entry']")
	for account, amount in (("1500", "1.250,00"), ("3000", "-1.000,00"), ("2700", "-250,00")):
		row = ledger.locator("tbody tr").filter(has_text=account)
		expect(row).to_contain_text(text(f"kr {amount}", whole=False))
	assert sum(manager.amounts(ledger.locator("tbody td:last-child"))) == 0
	expect(ledger.locator("tfoot th")).to_have_text(["Balance", text("kr 0,00")])
	for other in ("Customer Ledger Entry", "VAT Entry", "Item Ledger Entry", "Item Value Entry"):
		expect(manager.dialog.locator(f".sales-preview-ledger[data-ledger='{other}']")).to_be_visible()
	manager.keys("Escape")
	manager.shows("shipping_status", "Not Shipped")


def test_connections_lead_from_the_order_to_shipment_and_invoice(somebody, order):
	name = order({"item": "7000", "quantity": 2})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	manager.message("has been posted")
	manager.keys("Escape")
	for doctype in ("Sales Shipment", "Sales Invoice"):
		manager.form_of("Sales Order", name)
		manager.open_connection(doctype)
		manager.open_from_list()
		manager.form_of(doctype)
		manager.shows("sales_order", name)
		manager.back()
		manager.back()


def test_posted_documents_open_for_reading_and_printing(somebody, order):
	name = order({"item": "7000", "quantity": 2})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	expect(manager.print_view("Sales Order", name).get_by_role("heading", name=name)).to_be_visible()
	billing = somebody(BILLING)
	for path in ("sales-invoice", "general-ledger-entry", "customer-ledger-entry"):
		billing.go(path)
		expect(billing.list_rows.first).to_be_visible()
