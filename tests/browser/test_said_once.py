"""What stands around a form: the box of the customer stays, a thing is said once, nothing lies over a button."""

from __future__ import annotations

import re

import pytest
from desk import text
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER

API = "/api/method/sales_mgmt.api"


def billed(office, customer, quantity=2):
	line = {"type": "Item", "item": "7000", "quantity": quantity}
	values = {"customer": customer, "lines": [line]}
	name = post(office, "/api/resource/Sales Invoice", values)["data"]["name"]
	post(office, f"{API}.post", {"doctype": "Sales Invoice", "name": name})
	return name


def test_the_box_of_the_customer_stays_after_a_mail(somebody, elsewhere):
	name = billed(elsewhere(MANAGER), "C-00001")
	manager = somebody(MANAGER)
	manager.open("Sales Invoice", name)
	beside = manager.page.locator(".page-container:visible .sales-customer")
	expect(beside).to_have_count(1)
	manager.press_in_menu("Send", "Send by Email")
	expect(manager.dialog.locator("[data-fieldname='recipients'] input")).to_have_value(re.compile("@"))
	manager.press_in_dialog("Send")
	expect(manager.page.locator(".new-timeline:visible")).to_contain_text("Here is our invoice")
	manager.at_rest()
	expect(beside).to_have_count(1)
	expect(beside).to_contain_text("Balance")
	manager.page.evaluate("cur_frm.sidebar.make(); cur_frm.refresh()")
	expect(beside).to_have_count(1)


def test_what_a_credit_memo_is_applied_to_is_said_once(somebody, elsewhere, customer):
	office = elsewhere(MANAGER)
	name = billed(office, customer["name"], 4)
	memo = post(office, f"{API}.make_corrective_credit_memo", {"invoice": name})["message"]
	manager = somebody(MANAGER)
	manager.open("Sales Credit Memo", memo)
	said = manager.intro.locator("[data-said=credit]")
	expect(said).to_have_count(1)
	for quantity in ("3", "2"):
		manager.write(1, "quantity", quantity)
	manager.shows("amount_including_vat", "kr 250,00")
	expect(said).to_have_text(text("All of it is applied when this is posted: kr 250,00."))
	manager.save()
	expect(said).to_have_count(1)


def test_goods_that_lack_are_said_once(somebody, order):
	name = order({"item": "7010", "quantity": 50000}, release=False)
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	around = manager.page.locator(
		".page-container:visible .form-message, .page-container:visible .sales-warnings"
	)
	expect(manager.page.locator(".page-container:visible .sales-warnings li")).to_have_count(1)
	assert "Waiting for stock" not in " ".join(around.all_inner_texts())


def test_a_customer_without_a_limit_shows_none(somebody, customer):
	manager = somebody(MANAGER)
	office = manager.page.context.request
	assert office.put(f"{manager.url}/api/resource/Customer/{customer['name']}", data={"credit_limit": 0})
	manager.go("customer", customer["name"])
	manager.page.wait_for_function("cur_frm?.doctype === 'Customer'")
	statistics = manager.page.locator(".page-container:visible .customer-statistics")
	expect(statistics.first).to_contain_text("Balance")
	assert "Credit Limit" not in " ".join(statistics.all_inner_texts())
	expect(manager.field("credit_limit").locator("input")).to_have_value("")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_calendar_lies_over_no_button(somebody, elsewhere, customer, width):
	name = billed(elsewhere(MANAGER), customer["name"])
	manager = somebody(MANAGER)
	manager.page.set_viewport_size({"width": width, "height": 844})
	manager.open("Sales Invoice", name)
	manager.page.evaluate("cur_frm.custom_buttons['Register Payment'].trigger('click')")
	manager.dialog.wait_for()
	manager.at_rest()
	manager.dialog.locator("[data-fieldname=posting_date] input").click()
	calendar = manager.page.locator(".datepicker.active")
	expect(calendar).to_be_visible()
	button = manager.dialog.get_by_role("button", name="Register Payment", exact=True)
	over, under = calendar.bounding_box(), button.bounding_box()
	apart = over["x"] >= under["x"] + under["width"] or over["y"] >= under["y"] + under["height"]
	assert apart or over["x"] + over["width"] <= under["x"] or over["y"] + over["height"] <= under["y"]
	assert over["x"] >= 0 and over["y"] >= 0
	button.click()
	manager.has_status("Paid")
