"""What was entered row by row in a dialog or on a page survives a reload, until it is posted or discarded."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from rest import post

from dev.demo.company import BILLING, MANAGER

KEPT = ".sales-kept"


@pytest.fixture
def billed(elsewhere, order):
	"""A posted invoice over 10 bells and 4 baskets. Returns its name and its posted number."""
	manager = elsewhere(MANAGER)
	sold = {
		"doctype": "Sales Order",
		"name": order({"item": "7000", "quantity": 10}, {"item": "7010", "quantity": 4}),
	}
	name = post(manager, "/api/method/sales_mgmt.api.post", {**sold, "ship": 1, "invoice": 1})["message"][
		"invoice"
	]
	return name, manager.get(f"/api/resource/Sales Invoice/{name}").json()["data"]["posted_no"]


def cell(desk, row, fieldname):
	return desk.dialog.locator(f".grid-body .grid-row[data-idx='{row}'] [data-fieldname={fieldname}]")


def credit_dialog(desk, invoice):
	desk.open("Sales Invoice", invoice)
	desk.press_in_menu("Create", "Credit Memo")
	expect(desk.dialog.locator(".grid-body .grid-row")).to_have_count(2)


def test_lines_to_credit_survive_a_reload(somebody, billed):
	invoice, _number = billed
	manager = somebody(MANAGER)
	credit_dialog(manager, invoice)
	expect(manager.page.locator(KEPT)).to_have_count(0)
	cell(manager, 1, "to_credit").click()
	cell(manager, 1, "to_credit").locator("input").fill("3")
	manager.keys("Tab")
	cell(manager, 2, "to_credit").click()
	cell(manager, 2, "to_credit").locator("input").fill("1")
	manager.keys("Tab")
	cell(manager, 2, "effect").locator("select").select_option("Price")
	cell(manager, 2, "credit_price").locator("input").fill("20")
	manager.keys("Tab")
	manager.page.reload()
	credit_dialog(manager, invoice)
	expect(manager.dialog.locator(KEPT)).to_contain_text("is back")
	expect(cell(manager, 1, "to_credit")).to_contain_text("3")
	manager.press_in_dialog("Create Credit Memo")
	manager.form_of("Sales Credit Memo")
	# 3 bells at 100, 20 off for one basket
	manager.shows("amount", "kr 320,00")
	credit_dialog(manager, invoice)
	expect(manager.page.locator(KEPT)).to_have_count(0)


def test_lines_to_credit_are_discarded_when_wanted_and_offered_in_another_tab(somebody, billed):
	invoice, _number = billed
	manager = somebody(MANAGER)
	credit_dialog(manager, invoice)
	cell(manager, 1, "to_credit").click()
	cell(manager, 1, "to_credit").locator("input").fill("3")
	manager.keys("Tab")
	manager.page.evaluate("cur_dialog.hide()")
	manager.page.evaluate("sessionStorage.clear()")  # as a tab that was opened now
	manager.page.reload()
	credit_dialog(manager, invoice)
	box = manager.dialog.locator(KEPT)
	expect(box).to_contain_text("This browser keeps")
	expect(cell(manager, 1, "to_credit")).not_to_contain_text("3")
	box.get_by_role("button", name="Take It Over").click()
	expect(cell(manager, 1, "to_credit")).to_contain_text("3")
	box.get_by_role("button", name="Discard").click()
	expect(cell(manager, 1, "to_credit")).not_to_contain_text("3")
	expect(box).to_have_count(0)
	manager.page.reload()
	credit_dialog(manager, invoice)
	expect(manager.page.locator(KEPT)).to_have_count(0)


def test_payments_that_were_entered_survive_a_reload(somebody, billed):
	_invoice, number = billed
	billing = somebody(BILLING)
	page = billing.page
	row = page.locator(".payment-table tbody tr").filter(has_text=number)

	def shown():
		billing.go("register-payments")
		page.locator("[data-fieldname=text] input").fill(number)
		expect(row).to_have_count(1)

	shown()
	row.get_by_label("Amount Received").fill("500")
	row.get_by_label("Amount Received").press("Tab")
	expect(page.locator(".payment-totals")).to_contain_text("kr 500,00")
	shown()
	expect(page.locator(KEPT)).to_contain_text("is back")
	expect(row.get_by_label("Amount Received")).to_have_value("500,00")
	expect(page.locator(".payment-totals")).to_contain_text("kr 500,00")
	billing.press("Post Payments")
	expect(page.locator(".payment-results").get_by_role("link")).to_have_count(1)
	expect(page.locator(KEPT)).to_have_count(0)
	shown()
	expect(page.locator(KEPT)).to_have_count(0)
	expect(row.get_by_label("Paid", exact=True)).not_to_be_checked()
