"""A sale as it is done: one person takes the order, others ship, bill and take the money."""

import re
from io import BytesIO

from desk import text
from playwright.sync_api import expect
from pypdf import PdfReader

from dev.demo.company import BILLING, CLERK, MANAGER, PASSWORD, WAREHOUSE

NET, VAT, GROSS = "kr 1.900,00", "kr 475,00", "kr 2.375,00"
"""4 baskets at 250 are 1,000; 10 bells at 100 less 10 % are 900; VAT is 25 % of 1,900."""


def test_from_the_login_page_to_the_printed_invoice(somebody, customer):
	clerk = somebody()
	clerk.log_in(CLERK, PASSWORD)
	clerk.open_from_workspace("Orders to Release")
	clerk.press("Add Sales Order")
	clerk.form_of("Sales Order")
	clerk.choose(clerk.field("customer"), customer["name"])

	clerk.add_row()
	clerk.choose(clerk.cell(1, "item"), "7010")
	clerk.write(1, "quantity", "4")
	clerk.shows("amount", "kr 1.000,00")
	clerk.add_row()
	clerk.choose(clerk.cell(2, "item"), "7000")
	clerk.write(2, "quantity", "10")
	clerk.write(2, "line_discount_percent", "10")
	clerk.shows("amount", NET)
	clerk.shows("vat_amount", VAT)
	clerk.shows("amount_including_vat", GROSS)
	expect(clerk.status).to_have_text("Not Saved")

	order = clerk.save()
	expect(clerk.status).to_have_text("Open")
	clerk.press("Release")
	expect(clerk.status).to_have_text("Released")
	clerk.offers_no("Post…", "Preview Posting")

	manager = somebody(MANAGER)
	manager.go("sales-order")
	manager.open_from_list(order)
	manager.form_of("Sales Order", order)
	manager.press("Post…")
	expect(manager.dialog.locator("select")).to_have_value("Ship and Invoice")
	manager.press_in_dialog("Post")
	message = manager.message("has been posted")
	expect(message).to_contain_text("Shipment")
	expect(manager.status).to_have_text("Completed")

	message.get_by_role("link", name="PI-").click()
	invoice = manager.form_of("Sales Invoice")
	expect(manager.status).to_have_text("Unpaid")
	posted_no = manager.value("posted_no")
	assert posted_no.startswith("PI-") and posted_no != invoice
	manager.shows("remaining_amount", GROSS)
	manager.shows("sales_order", order)
	expect(manager.intro).to_have_text(text(f"{GROSS} is due on {manager.day(14)}."))

	print_view = manager.print_view("Sales Invoice", invoice)
	expect(print_view.get_by_role("heading", name=posted_no)).to_be_visible()
	pdf = manager.pdf()
	assert pdf.startswith(b"%PDF")
	printed = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
	assert posted_no in printed
	assert "2,375.00" in printed


def test_one_ships_a_part_and_one_bills_it_and_takes_the_money(somebody, order):
	name = order({"item": "7000", "quantity": 10}, {"item": "7010", "quantity": 4})

	warehouse = somebody(WAREHOUSE)
	warehouse.open("Sales Order", name)
	warehouse.offers_no("Reopen")
	warehouse.write(1, "qty_to_ship", "6")
	warehouse.write(2, "qty_to_ship", "0")
	warehouse.press("Post…")
	expect(warehouse.dialog.locator("select option")).to_have_text(["Ship"])
	warehouse.press_in_dialog("Post")
	warehouse.message("Shipment")
	expect(warehouse.status).to_have_text("Released")
	warehouse.shows("shipping_status", "Partly Shipped")

	billing = somebody(BILLING)
	billing.open("Sales Order", name)
	expect(billing.cell(1, "qty_to_ship")).to_have_text("4", use_inner_text=True)
	billing.press("Post…")
	expect(billing.dialog.locator("select option")).to_have_text(["Invoice"])
	billing.press_in_dialog("Post")
	billing.message("Invoice").get_by_role("link").click()

	billing.form_of("Sales Invoice")
	expect(billing.status).to_have_text("Unpaid")
	billing.shows("remaining_amount", "kr 750,00")  # 6 × 100 and 25 % VAT
	billing.press("Register Payment")
	expect(billing.dialog.locator("[data-fieldname=amount] input")).to_have_value(re.compile("^750(,00)?$"))
	billing.press_in_dialog("Register Payment")
	billing.message("has been posted")
	expect(billing.status).to_have_text("Paid")
	billing.shows("remaining_amount", "kr 0,00")


def test_who_comes_next_to_a_seat_finds_nothing_of_the_one_before(seats, url):
	"""Cookies, and what pages keep in the browser."""
	page = seats.take()
	page.goto(f"{url}/login")
	page.evaluate("localStorage.setItem('left', 'here')")
	page.context.add_cookies([{"name": "left", "value": "here", "url": url}])
	seats.leave(page.context)
	again = seats.take()
	again.goto(f"{url}/login")
	assert again.evaluate("localStorage.getItem('left')") is None
	assert "left" not in {cookie["name"] for cookie in again.context.cookies()}
	seats.leave(again.context)
