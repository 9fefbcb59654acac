"""From an offer to the money: the clerk sells, the manager ships and bills, billing takes the payment."""

import datetime

from desk import text
from office_day import today
from playwright.sync_api import expect
from rest import enter, post

from dev.demo.company import BILLING, CLERK, MANAGER

GROSS = "kr 2.375,00"
"""4 baskets at 250 are 1,000; 10 bells at 100 less 10 % are 900; VAT is 25 % of 1,900."""


def test_from_the_offer_to_the_money(somebody, customer):
	clerk = somebody(CLERK)
	clerk.go("sales-quote")
	clerk.press("Add Sales Quote")
	clerk.form_of("Sales Quote")
	clerk.choose(clerk.field("customer"), customer["name"])
	clerk.add_row()
	clerk.choose(clerk.cell(1, "item"), "7010")
	clerk.write(1, "quantity", "4")
	clerk.add_row()
	clerk.choose(clerk.cell(2, "item"), "7000")
	clerk.write(2, "quantity", "10")
	# the last cell: Tab would begin a new row
	clerk.write(2, "line_discount_percent", "10", leave_by="Shift+Tab")
	clerk.shows("amount_including_vat", GROSS)
	quote = clerk.save()
	clerk.press("Release")
	expect(clerk.status).to_have_text("Released")

	clerk.press_in_menu("Create", "Sales Order")
	order = clerk.form_of("Sales Order")
	clerk.shows("quote", quote)
	clerk.shows("amount_including_vat", GROSS)
	clerk.press("Release")
	expect(clerk.status).to_have_text("Released")
	# the quote knows its order
	clerk.open("Sales Quote", quote)
	expect(clerk.status).to_have_text("Ordered")
	clerk.offers_no("Create", "Release")
	clerk.open_connection("Sales Order")
	expect(clerk.list_row(order)).to_be_visible()

	manager = somebody(MANAGER)
	manager.open("Sales Order", order)
	manager.press("Post…")
	expect(manager.dialog.locator("select")).to_have_value("Ship and Invoice")
	manager.press_in_dialog("Post")
	manager.message("Invoice").get_by_role("link", name="PI-").click()
	invoice = manager.form_of("Sales Invoice")
	expect(manager.status).to_have_text("Unpaid")
	# the form was opened from another one, and its columns show plain numbers all the same
	expect(manager.cell(1, "unit_price")).to_have_text("250,00", use_inner_text=True)
	expect(manager.cell(2, "line_discount_percent")).to_have_text("10 %", use_inner_text=True)
	manager.press_in_menu("View", "Line Tracking")
	manager.press_in_dialog("Show")
	for name in (quote, order, manager.value("posted_no")):
		expect(manager.dialog.get_by_role("link", name=name, exact=True)).to_be_visible()

	billing = somebody(BILLING)
	billing.open("Sales Invoice", invoice)
	billing.shows("remaining_amount", GROSS)
	billing.press("Register Payment")
	billing.press_in_dialog("Register Payment")
	expect(billing.status).to_have_text("Paid")
	billing.shows("remaining_amount", "kr 0,00")


def test_an_expired_quote_asks_first(somebody, customer, playwright, url):
	yesterday = today() - datetime.timedelta(1)
	office = playwright.request.new_context(base_url=url)
	enter(office, url, CLERK)
	values = {"customer": customer["name"], "lines": [{"type": "Item", "item": "7000", "quantity": 1}]}
	offer = {**values, "document_date": str(yesterday), "valid_until": str(yesterday)}
	quote = post(office, "/api/resource/Sales Quote", offer)["data"]["name"]
	office.dispose()

	clerk = somebody(CLERK)
	clerk.go("sales-quote")
	expect(clerk.list_row(quote)).to_contain_text("Expired")
	clerk.open_from_list(quote)
	clerk.form_of("Sales Quote", quote)
	expect(clerk.status).to_have_text("Expired")
	clerk.press_in_menu("Create", "Sales Order")
	expect(clerk.dialog).to_contain_text(text(f"valid until {clerk.day(-1)}", whole=False))
	# thinking twice changes nothing
	clerk.keys("Escape")
	expect(clerk.dialog).to_have_count(0)
	expect(clerk.status).to_have_text("Expired")
	clerk.press_in_menu("Create", "Sales Order")
	clerk.press_in_dialog("Convert Anyway")
	clerk.form_of("Sales Order")
	clerk.shows("quote", quote)
