"""A short loss of the network: said, waited for, and nothing typed is lost, whatever is open."""

from __future__ import annotations

import pytest
from desk import Desk
from entering import begin_order
from playwright.sync_api import expect
from rest import post

from dev.demo.company import CLERK, MANAGER

API = "/api/method/sales_mgmt.api"


def cut(desk: Desk) -> None:
	desk.page.context.set_offline(True)


def mend(desk: Desk) -> None:
	desk.page.context.set_offline(False)
	expect(desk.page.locator(".sales-line-lost")).to_have_count(0)
	desk.at_rest()


def says_so(desk: Desk) -> None:
	expect(desk.page.locator(".sales-line-lost")).to_contain_text("No connection")


def test_a_line_edited_without_a_connection_is_counted_when_it_is_back(somebody, order):
	"""12 bells at 100 are 1,500 with VAT."""
	name = order({"item": "7000", "quantity": 10}, release=False)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	left = clerk.form.bounding_box()["x"]
	cut(clerk)
	clerk.write(1, "quantity", "12")
	says_so(clerk)
	assert clerk.form.bounding_box()["x"] == left, "what says so stands beside the page, not above it"
	clerk.page.keyboard.press("Control+s")
	expect(clerk.page.locator(".desk-alert").filter(has_text="not done")).to_be_visible()
	expect(clerk.status).to_have_text("Not Saved")
	expect(clerk.page.locator("#freeze")).to_have_count(0)
	mend(clerk)
	clerk.shows("amount_including_vat", "kr 1.500,00")
	clerk.save()
	clerk.shows("amount_including_vat", "kr 1.500,00")
	expect(clerk.status).to_have_text("Open")


def test_unsaved_work_survives_a_reload(somebody, order):
	name = order({"item": "7000", "quantity": 10}, release=False)
	clerk = somebody(CLERK)
	clerk.page.on("dialog", lambda box: box.accept())
	clerk.open("Sales Order", name)
	cut(clerk)
	clerk.write(1, "quantity", "12")
	clerk.write_field("your_reference", "Kept")
	mend(clerk)
	clerk.page.reload()
	clerk.form_of("Sales Order", name)
	expect(clerk.page.locator(".sales-kept")).to_contain_text("is back")
	expect(clerk.cell(1, "quantity")).to_have_text("12", use_inner_text=True)
	clerk.shows("amount_including_vat", "kr 1.500,00")
	clerk.save()
	expect(clerk.page.locator(".sales-kept")).to_have_count(0)
	clerk.page.reload()
	clerk.form_of("Sales Order", name)
	expect(clerk.status).to_have_text("Open")
	expect(clerk.page.locator(".sales-kept")).to_have_count(0)
	assert clerk.page.evaluate("cur_frm.doc.your_reference") == "Kept"


def test_a_new_order_survives_a_reload_and_is_discarded_when_wanted(somebody, customer):
	clerk = somebody(CLERK)
	clerk.page.on("dialog", lambda box: box.accept())
	begin_order(clerk, customer)
	clerk.type_and_pick("7000")
	clerk.keys("Enter")
	clerk.page.keyboard.type("3")
	clerk.keys("Tab")
	clerk.shows("amount", "kr 300,00")
	clerk.page.reload()
	clerk.form_of("Sales Order")
	expect(clerk.page.locator(".sales-kept")).to_contain_text("is back")
	clerk.shows("amount", "kr 300,00")
	clerk.save()
	assert clerk.page.evaluate("cur_frm.doc.lines.map((row) => [row.item, row.quantity])") == [["7000", 3]]
	clerk.go("sales-order", "new")
	clerk.form_of("Sales Order")
	expect(clerk.page.locator(".sales-kept")).to_have_count(0)


def test_what_is_discarded_does_not_come_back(somebody, order):
	name = order({"item": "7000", "quantity": 10}, release=False)
	clerk = somebody(CLERK)
	clerk.page.on("dialog", lambda box: box.accept())
	clerk.open("Sales Order", name)
	clerk.write(1, "quantity", "12")
	clerk.at_rest()
	clerk.page.reload()
	clerk.form_of("Sales Order", name)
	clerk.page.locator(".sales-kept").get_by_role("button", name="Discard").click()
	expect(clerk.cell(1, "quantity")).to_have_text("10", use_inner_text=True)
	expect(clerk.status).to_have_text("Open")
	clerk.page.reload()
	clerk.form_of("Sales Order", name)
	expect(clerk.page.locator(".sales-kept")).to_have_count(0)


def documents(office, order, customer):
	line = {"type": "Item", "item": "7000", "quantity": 2}
	values = {"customer": customer["name"], "lines": [line]}
	quote = post(office, "/api/resource/Sales Quote", values)["data"]["name"]
	bill = post(office, "/api/resource/Sales Invoice", values)["data"]["name"]
	post(office, f"{API}.post", {"doctype": "Sales Invoice", "name": bill})
	draft = post(office, "/api/resource/Sales Invoice", values)["data"]["name"]
	released = order({"item": "7000", "quantity": 2})
	moved = order({"item": "7000", "quantity": 2})
	shipped = post(office, f"{API}.post", {"doctype": "Sales Order", "name": moved, "ship": True})
	return {
		"quote": ("Sales Quote", quote),
		"invoice": ("Sales Invoice", bill),
		"draft": ("Sales Invoice", draft),
		"order": ("Sales Order", released),
		"open": ("Sales Order", order({"item": "7000", "quantity": 2}, release=False)),
		"shipment": ("Sales Shipment", shipped["message"]["shipment"]),
	}


@pytest.mark.soak(reduced=4, full=100)
def test_every_action_and_dialog_goes_through_offline_and_back(somebody, order, elsewhere, customer, size):
	"""Pressed without a connection an action says so; nothing is frozen or stuck, and pressed again it does what it does.

	Dialogs are opened with, answered without, and answered again with a connection. About `size` actions of each kind.
	"""
	manager = somebody(MANAGER)
	made = documents(elsewhere(MANAGER), order, customer)
	walked = 0
	for _kind, (doctype, name) in made.items():
		manager.open(doctype, name)
		labels = manager.page.evaluate("Object.keys(cur_frm.custom_buttons)")
		for label in labels[:: max(1, len(labels) // size)]:
			manager.page.evaluate("frappe.hide_msgprint(true)")
			cut(manager)
			manager.page.evaluate("(label) => cur_frm.custom_buttons[label]?.trigger('click')", label)
			expect(manager.page.locator("#freeze:not(.grid-form)")).to_have_count(0)
			if manager.page.evaluate(
				"Boolean(window.cur_dialog?.has_primary_action && !cur_dialog.msg_area)"
			):
				button = "() => { const b = cur_dialog.get_primary_btn(); if (!b.prop('disabled')) b.trigger('click'); }"
				manager.page.evaluate(button)
				expect(manager.page.locator("#freeze:not(.grid-form)")).to_have_count(0)
			mend(manager)
			walked += 1
			manager.page.evaluate(
				"() => { while (window.cur_dialog) { const d = cur_dialog; d.hide(); if (cur_dialog === d) break; } }"
			)
			manager.at_rest()
			if manager.page.evaluate("frappe.get_route()[0]") != "Form":
				manager.open(doctype, name)
	assert walked > min(30, 4 * size)
	# and the forms still work
	manager.open(*made["order"])
	manager.press("Post…")
	manager.press_in_dialog("Post")
	manager.message("has been posted")


@pytest.mark.parametrize(
	"path",
	[
		("sales-order", "view", "list"),
		("sales-quote", "view", "list"),
		("customer", "view", "list"),
		("query-report", "Customer Statement"),
		("query-report", "Order Backlog"),
		("register-payments",),
		("find-entries",),
		("sales",),
	],
	ids=lambda path: path[-1] if path[-1] != "list" else path[0],
)
def test_every_screen_goes_through_offline_and_back(somebody, path):
	manager = somebody(MANAGER)
	manager.go(*path)
	cut(manager)
	says_so(manager)
	manager.page.evaluate("() => { const list = window.cur_list; if (list) list.refresh(); }")
	expect(manager.page.locator("#freeze")).to_have_count(0)
	mend(manager)
	expect(manager.page.locator(".desk-alert").filter(has_text="The connection is back")).to_be_visible()
	manager.go(*path)
