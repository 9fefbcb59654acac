"""Work that is done now and then: versions, copies, templates, terms, batches of recurring invoices, and Frappe's own tools."""

from __future__ import annotations

import pytest
from desk import HERE
from office_day import today
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER


def test_an_order_is_archived_changed_and_restored(somebody, order):
	name = order({"item": "7000", "quantity": 2}, release=False)
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press_in_menu("View", "Archive Document")
	manager.write(1, "quantity", "5")
	manager.save()
	manager.shows("amount_including_vat", "kr 625,00")
	manager.press_in_menu("View", "Archived Versions")
	manager.page.wait_for_function("frappe.get_route()[1] === 'Document Archive'")
	manager.at_rest()
	expect(manager.list_rows).to_have_count(1)
	manager.list_row().locator(".list-subject a").first.click()
	manager.form_of("Document Archive")
	version = manager.page.locator(f"{HERE} .sales-version")
	expect(version).to_contain_text("Brass bell")
	expect(version).to_contain_text("200,00")
	expect(version).not_to_contain_text("500,00")
	manager.press("Restore")
	manager.press_in_dialog("Yes")
	manager.form_of("Sales Order", name)
	expect(manager.cell(1, "quantity")).to_have_text("2", use_inner_text=True)
	manager.shows("amount_including_vat", "kr 250,00")
	# what it said before is kept too
	manager.page.wait_for_function("cur_frm.doc.archived_versions === 2")


def test_a_document_is_copied_into_a_new_one(somebody, order, customer):
	source = order({"item": "7000", "quantity": 2, "unit_price": 90}, {"item": "7010", "quantity": 1})
	manager = somebody(MANAGER)
	manager.go("sales-order", "new-sales-order")
	manager.form_of("Sales Order")
	manager.choose(manager.field("customer"), customer["name"])
	manager.at_rest()
	manager.press_in_menu("Lines", "Copy Document…")
	manager.choose(manager.dialog.locator("[data-fieldname=source]").first, source)
	manager.dialog.get_by_role("checkbox", name="Include Header").check()
	manager.press_in_dialog("Copy")
	copy = manager.form_of("Sales Order")
	assert copy != source
	manager.page.wait_for_function("!cur_frm.is_new() && cur_frm.doc.lines.length === 2")
	expect(manager.cell(1, "unit_price")).to_have_text("90,00", use_inner_text=True)
	expect(manager.cell(2, "item")).to_have_text("7010", use_inner_text=True)
	expect(manager.status).to_have_text("Open")
	# 2 at 90 and 1 at 250 with 25 % VAT
	manager.shows("amount_including_vat", "kr 537,50")


def test_a_customer_becomes_a_template_for_another_one(somebody, admin, new_customer):
	pattern, other = (new_customer(name)["name"] for name in ("Pattern AS", "Other AS"))
	manager = somebody(MANAGER)
	requests, code = manager.page.context.request, f"T{pattern[-5:]}"
	terms = requests.get(f'{manager.url}/api/resource/Payment Terms?filters=[["name","!=","14D"]]')
	chosen = terms.json()["data"][0]["name"]
	answer = requests.put(f"{manager.url}/api/resource/Customer/{pattern}", data={"payment_terms": chosen})
	assert answer.ok, answer.text()
	manager.go("customer", pattern)
	manager.form_of("Customer", pattern)
	manager.press_in_menu("Template", "Save as Template")
	manager.dialog.locator("[data-fieldname=code] input").fill(code)
	manager.press_in_dialog("Save")
	manager.form_of("Customer Template", code)
	assert manager.page.evaluate("cur_frm.doc.payment_terms") == chosen
	assert not manager.page.evaluate("cur_frm.doc.customer_name")

	manager.go("customer", other)
	manager.form_of("Customer", other)
	assert manager.page.evaluate("cur_frm.doc.payment_terms") != chosen
	manager.press_in_menu("Template", "Apply Template")
	manager.choose(manager.dialog.locator("[data-fieldname=template]").first, code)
	manager.press_in_dialog("Apply Template")
	manager.page.wait_for_function("(terms) => cur_frm.doc.payment_terms === terms", arg=chosen)
	assert manager.page.evaluate("cur_frm.doc.customer_name") == "Other AS"
	# with a template on the site other tests would find other customers
	for path in (f"Customer/{pattern}", f"Customer/{other}", f"Customer Template/{code}"):
		answer = admin.delete(f"/api/resource/{path}")
		assert answer.ok, answer.text()


def test_terms_with_a_discount_reach_the_invoice(somebody, customer):
	"""2 % within 8 days of 1,000 with VAT are 20."""
	manager = somebody(MANAGER)
	requests = manager.page.context.request
	terms = {
		"doctype": "Payment Terms", "code": "8D2", "description": "8 days 2 %, 30 days net",
		"due_date_calculation": "30D", "discount_date_calculation": "8D", "discount_percent": 2,
	}  # fmt: skip
	if not requests.get(f"{manager.url}/api/resource/Payment Terms/8D2").ok:
		post(requests, f"{manager.url}/api/resource/Payment Terms", terms)
	manager.go("sales-invoice", "new-sales-invoice")
	manager.form_of("Sales Invoice")
	manager.choose(manager.field("customer"), customer["name"])
	manager.page.locator(f"{HERE} .form-tabs").get_by_role("tab", name="Invoicing").click()
	manager.choose(manager.field("payment_terms"), "8D2")
	manager.at_rest()
	assert manager.page.evaluate("cur_frm.doc.payment_discount_percent") == 2
	days = "frappe.datetime.get_day_diff(cur_frm.doc.{}, cur_frm.doc.document_date)"
	assert manager.page.evaluate(days.format("payment_discount_date")) == 8
	assert manager.page.evaluate(days.format("due_date")) == 30


@pytest.fixture
def monthly(elsewhere, new_customer):
	office, buyer = elsewhere(MANAGER), new_customer("Monthly AS")
	code = f"M{buyer['name'][-5:]}"
	lines = [{"type": "Item", "item": "7000", "quantity": 3}]
	post(
		office, "/api/resource/Recurring Sales Lines", {"code": code, "description": "Bells", "lines": lines}
	)
	values = {"customer": buyer["name"], "recurring_lines": code, "valid_from": str(today())}
	post(office, "/api/resource/Customer Recurring Sales Lines", values)
	return {**buyer, "code": code}


def test_recurring_invoices_are_made_once_for_a_day(somebody, monthly):
	manager = somebody(MANAGER)
	manager.go("recurring-sales-lines", monthly["code"])
	manager.form_of("Recurring Sales Lines", monthly["code"])
	for result in ("1 created, 0 existed already, 0 failed.", "0 created, 1 existed already, 0 failed."):
		manager.press("Create Recurring Invoices")
		manager.press_in_dialog("Create Invoices")
		expect(manager.dialog.locator(".recurring-summary")).to_have_text(result)
		row = manager.dialog.locator(".recurring-results tbody tr")
		expect(row).to_have_count(1)
		expect(row).to_contain_text("Monthly AS")
		expect(row).not_to_contain_text(monthly["name"])
		manager.page.keyboard.press("Escape")
		expect(manager.page.locator(".modal.show")).to_have_count(0)


def pick(desk, label):
	"""An entry of the menu (…) of the page."""
	menu = desk.page.locator(f"{HERE} .page-head .menu-btn-group")
	menu.locator("button").first.click()
	menu.get_by_text(label, exact=True).click()
	desk.at_rest()


def test_the_report_builder_adds_up_our_documents(somebody, order, new_customer):
	"""2 and 3 bells: 200 and 300, with VAT 250 and 375; a column is picked, and the totals are asked for."""
	buyer = new_customer("Builder AS")["name"]
	for quantity in (2, 3):
		order({"item": "7000", "quantity": quantity}, customer=buyer)
	others = order({"item": "7000", "quantity": 7})
	manager = somebody(MANAGER)
	manager.go("sales-order", "view", f"report?customer={buyer}")
	table = manager.page.locator(f"{HERE} .datatable")
	expect(table).to_contain_text("kr 250,00")
	expect(table).to_contain_text("kr 375,00")
	expect(table).not_to_contain_text("kr 300,00")
	pick(manager, "Pick Columns")
	manager.dialog.locator("[data-fieldname='Sales Order'] input[data-unit='amount']").check()
	manager.press_in_dialog("Submit")
	expect(table).to_contain_text("kr 200,00")
	expect(table).to_contain_text("kr 300,00")
	expect(table).not_to_contain_text("625,00")
	pick(manager, "Show Totals")
	total = table.locator(".dt-row").filter(has_text="Totals")
	expect(total).to_contain_text("500,00")
	expect(total).to_contain_text("625,00")
	expect(table).not_to_contain_text(others)
