"""A short loss of the network: said, waited for, and nothing typed is lost, in every form, list, report and page.

What buttons and their dialogs do is walked in test_line_lost_actions.py.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import Desk
from entering import begin_order
from playwright.sync_api import expect
from walking import HEAR

from dev.demo.company import CLERK, MANAGER


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


APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
RECORDS = [json.loads(file.read_text()) for file in sorted(APP.glob("*/doctype/*/*.json"))]
DOCTYPES = [
	one
	for one in RECORDS
	if one.get("doctype") == "DocType" and not one.get("istable") and not one.get("issingle")
]
WRITTEN_BY_PEOPLE = [
	one["name"]
	for one in DOCTYPES
	if any(right["role"] == "Sales Manager" and right.get("create") for right in one["permissions"])
]
REPORTS = sorted(json.loads(file.read_text())["name"] for file in APP.glob("*/report/*/*.json"))
PAGES = [("register-payments",), ("find-entries",), ("sales",), ("sales-settings",)]
SCREENS = [
	*PAGES,
	*(("List", one["name"], "List") for one in DOCTYPES),
	*(("query-report", name) for name in REPORTS),
]
FIRST_TEXT = ".frappe-control[data-fieldtype='Data'] input:visible:enabled"
REFRESH = """() => {
	const [view] = frappe.get_route();
	if (view === "List") cur_list.refresh();
	if (view === "query-report" && frappe.query_report) frappe.query_report.refresh();
}"""
NEW = """(doctype) => frappe.model.with_doctype(doctype, () =>
	frappe.set_route("Form", doctype, frappe.model.get_new_doc(doctype).name))"""
ASKED = """() => document.querySelector(".modal.show .msgprint")
	|| (window.heard || []).some(([url]) => url.includes("savedocs"))"""
REFUSED = {"status": 417, "content_type": "application/json", "body": '{"exc_type": "ValidationError"}'}
FREE = "#freeze:not(.grid-form)"


def some(all_of, share):
	"""Every one in full, otherwise one of `share`, the first and the last among them."""
	return all_of if share == 1 else [*all_of[::share], all_of[-1]]


@pytest.mark.soak(reduced=6, full=1)
def test_every_form_that_people_fill_in_waits_for_the_line(somebody, size):
	"""Saved without a line it says so; what was typed stays, the form is free, and saving does what it did before."""
	assert len(WRITTEN_BY_PEOPLE) > 35
	manager = somebody(MANAGER)
	manager.page.on("dialog", lambda box: box.accept())
	manager.go("find-entries")
	manager.page.evaluate(HEAR)
	# nothing comes to be: what is sent is refused
	manager.page.route("**/frappe.desk.form.save.savedocs", lambda asked: asked.fulfill(**REFUSED))
	for doctype in some(WRITTEN_BY_PEOPLE, size):
		manager.page.evaluate(NEW, doctype)
		manager.form_of(doctype)
		text = manager.form.locator(FIRST_TEXT).first
		if text.count():
			text.fill("L1")
			manager.keys("Tab")
		cut(manager)
		manager.page.keyboard.press("Control+s")
		expect(manager.page.locator(".desk-alert").filter(has_text="not done"), doctype).to_be_visible()
		says_so(manager)
		expect(manager.page.locator(FREE), doctype).to_have_count(0)
		mend(manager)
		assert manager.page.evaluate("cur_frm.is_dirty()"), doctype
		if text.count():
			expect(text, doctype).to_have_value("L1")
		manager.page.evaluate("() => { $('.desk-alert').remove(); window.heard = []; }")
		manager.page.keyboard.press("Control+s")
		# the server is asked, or it is said what lacks before
		manager.page.wait_for_function(ASKED)
		expect(manager.page.locator(".desk-alert").filter(has_text="not done"), doctype).to_have_count(0)
		manager.page.evaluate("() => { frappe.hide_msgprint(true); cur_dialog && cur_dialog.hide(); }")
		manager.at_rest()


@pytest.mark.soak(reduced=6, full=1)
def test_every_screen_goes_through_offline_and_back(somebody, size):
	"""Lists, reports and pages: it is said, looking again does no harm, and they are there when the line is back."""
	assert len(SCREENS) > 70
	manager = somebody(MANAGER)
	manager.go("sales")
	for route in some(SCREENS, size):
		manager.page.evaluate("(route) => frappe.set_route(...route)", list(route))
		manager.page.wait_for_function(
			"(route) => frappe.get_route().join() === route.join()", arg=list(route)
		)
		manager.at_rest()
		cut(manager)
		says_so(manager)
		manager.page.evaluate(REFRESH)
		expect(manager.page.locator(FREE), str(route)).to_have_count(0)
		mend(manager)
		expect(
			manager.page.locator(".desk-alert").filter(has_text="The connection is back").first
		).to_be_visible()
		manager.page.evaluate("() => { frappe.hide_msgprint(true); $('.desk-alert').remove(); }")
		manager.page.evaluate(REFRESH)
		manager.at_rest()
		expect(manager.page.locator(FREE), str(route)).to_have_count(0)
		manager.page.evaluate("() => { frappe.hide_msgprint(true); }")
