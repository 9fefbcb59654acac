"""Posting a day's orders in one go, and posting in the background, as the people who do it see it."""

import re

import pytest
from playwright.sync_api import expect

from dev.demo.company import CLERK, MANAGER, WAREHOUSE


def select_from_list(desk, names):
	desk.go("sales-order", "view", "list")
	for name in names:
		row = desk.list_row(name)
		expect(row).to_be_visible()
		row.locator(".list-row-checkbox").check()


def test_of_ten_orders_nine_are_posted_and_the_tenth_says_why(somebody, order):
	names = [order({"item": "7000", "quantity": 1}) for _ in range(9)]
	faulty = order({"item": "7010", "quantity": 100000})

	warehouse = somebody(WAREHOUSE)
	select_from_list(warehouse, [*names, faulty])
	warehouse.press_in_menu("Actions", "Post Batch…")
	expect(warehouse.dialog).to_contain_text("10 selected documents")
	expect(warehouse.dialog.locator("select option")).to_have_text(["Ship"])
	warehouse.press_in_dialog("Post")
	told = warehouse.message("7010")
	expect(warehouse.page.locator(".modal.show .modal-title")).to_have_text("9 of 10 posted")
	expect(told.locator("tr.sales-done")).to_have_count(9)
	expect(told.locator("tr.sales-failed")).to_have_count(1)
	expect(told.locator("tr").first).to_contain_text(faulty)
	told.get_by_role("link", name=faulty).click()
	warehouse.form_of("Sales Order", faulty)
	warehouse.shows("shipping_status", "Not Shipped")
	warehouse.open("Sales Order", names[8])
	warehouse.shows("shipping_status", "Shipped")


def test_who_may_not_post_is_told_so(somebody, order):
	name = order({"item": "7000", "quantity": 1})
	clerk = somebody(CLERK)
	select_from_list(clerk, [name])
	clerk.press_in_menu("Actions", "Post Batch…")
	clerk.message("You may not post this")


@pytest.fixture
def in_background(elsewhere):
	"""The company posts in the background for as long as the test runs."""
	office = elsewhere(MANAGER)

	def switch(value):
		answer = office.put("/api/resource/Sales Settings/Sales Settings", data={"post_in_background": value})
		assert answer.ok, answer.text()

	switch(1)
	yield
	switch(0)


def test_background_posting_shows_what_came_of_it(somebody, order, in_background):
	name = order({"item": "7000", "quantity": 1})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	message = manager.message("has been posted")
	expect(message).to_contain_text("Shipment")
	expect(manager.status).to_have_text("Completed")


def test_entries_are_found_from_the_invoice_and_by_the_customers_number(somebody, order):
	name = order({"item": "7000", "quantity": 1})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	manager.message("has been posted").get_by_role("link", name="PI-").click()
	manager.form_of("Sales Invoice")
	number = manager.value("posted_no")
	manager.keys("Control+Alt+q")
	found = manager.dialog.locator("table tbody tr")
	expect(found.filter(has_text="General Ledger Entry").locator("td").last).to_have_text("5")
	found.get_by_role("link", name="VAT Entry").click()
	manager.form_of("VAT Entry")
	manager.go("find-entries")
	manager.page.locator("[data-fieldname='posted_no'] input:visible").fill(number)
	manager.press("Find")
	expect(
		manager.page.locator(".sales-entry-counts:visible tr").filter(has_text="Sales Invoice")
	).to_be_visible()


def test_post_and_send_opens_the_mail_and_post_and_new_the_next_document(somebody, order):
	first, second = (order({"item": "7000", "quantity": 1}) for _ in range(2))
	manager = somebody(MANAGER)
	manager.open("Sales Order", first)
	manager.press_in_menu("Posting", "Post and Send")
	manager.press_in_dialog("Post and Send")
	mail = manager.page.locator(".modal.show:has([data-fieldname='subject'])")
	expect(mail.locator("[data-fieldname='subject'] input")).to_have_value(
		re.compile(r"^Invoice PI-\d+ from Nordavind Sykkel AS$")
	)
	expect(mail.locator(".attach-list input")).to_be_checked()
	assert manager.form_of("Sales Invoice")
	manager.keys("Escape")

	manager.open("Sales Order", second)
	manager.press_in_menu("Posting", "Post and New")
	manager.press_in_dialog("Post")
	manager.page.wait_for_function("cur_frm.doctype === 'Sales Order' && cur_frm.is_new()")
