"""What an admin bends with Frappe's own tools: print format, notification, form, web form. Nothing of it stays.

Documents stay, as those of other journeys: a deleted quote leaves a version, and its number is given out again.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import any_form
import pytest
from desk import HERE, Desk
from playwright.sync_api import APIRequestContext, APIResponse, expect
from rest import post

from dev.demo.company import BILLING, CLERK

OURS = (
	Path(__file__).resolve().parents[2]
	/ "sales_mgmt/sales_mgmt/print_format/sales_invoice/sales_invoice.html"
)
PASSWORD = os.environ["SALES_MGMT_ADMIN_PASSWORD"]


@pytest.fixture
def taken_away(admin: APIRequestContext) -> Iterator[Callable[[str, str], None]]:
	made: list[tuple[str, str]] = []
	yield lambda doctype, name: made.append((doctype, name))
	for doctype, name in reversed(made):
		admin.delete(f"/api/resource/{quote(doctype)}/{quote(name)}")


def at_the_desk(somebody: Callable[..., Desk]) -> Desk:
	desk = somebody()
	desk.log_in("Administrator", PASSWORD)
	return desk


def test_a_copied_print_format_is_chosen_at_the_printer(somebody, order, taken_away, admin):
	"""As the guide says: a new format, ours as its HTML, and what is particular: here a greeting below the sums."""
	copied = f"Invoice with a Greeting {uuid.uuid4().hex[:4]}"
	taken_away("Print Format", copied)
	sums = "{{ parts.summary(page, doc) }}"
	html = OURS.read_text(encoding="utf-8").replace(sums, f"{sums}\n<p>Thank you for riding.</p>")
	name = order({"item": "7000", "quantity": 2})
	posted = post(
		admin, "/api/method/sales_mgmt.api.post",
		{"doctype": "Sales Order", "name": name, "ship": 1, "invoice": 1},
	)["message"]["invoice"]  # fmt: skip
	office = at_the_desk(somebody)
	office.go("print-format", "new")
	office.form_of("Print Format")
	any_form.write(office, __newname=copied)
	any_form.choose(office, doc_type="Sales Invoice")
	any_form.tick(office, "custom_format")
	any_form.write_code(office, "html", html)
	assert office.save() == copied

	billing = somebody(BILLING)
	billing.open("Sales Invoice", posted)
	billing_number = billing.value("posted_no")
	page = billing.print_view("Sales Invoice", posted)
	expect(page.locator("body")).not_to_contain_text("Thank you for riding.")
	billing.choose(
		billing.page.locator(f"{HERE} .print-preview-sidebar [data-fieldname=print_format]").first, copied
	)
	expect(page.locator("body")).to_contain_text("Thank you for riding.")
	expect(page.locator("h1")).to_contain_text(billing_number)


def test_a_notification_reaches_whoever_bills(somebody, order, taken_away):
	subject = f"A released order for you {uuid.uuid4().hex[:6]}"
	office = at_the_desk(somebody)
	office.go("notification", "new")
	office.form_of("Notification")
	any_form.write(office, __newname=subject)
	any_form.choose(office, channel="System Notification", document_type="Sales Order", event="Value Change")
	any_form.choose(office, value_changed="status")
	any_form.write(office, subject=subject)
	any_form.write_code(office, "condition", "doc.status == 'Released'")
	row = any_form.add_row(office, "recipients")
	office.choose(row.locator("[data-fieldname=receiver_by_role]").first, "Billing User")
	any_form.write_code(office, "message", "{{ doc.name }}")
	office.save()
	taken_away("Notification", office.form_of("Notification"))
	name = order({"item": "7000", "quantity": 1})
	billing = somebody(BILLING)
	billing.go("notification-log")
	rows = billing.list_rows.filter(has_text=subject)
	expect(rows).to_have_count(1)
	assert order({"item": "7000", "quantity": 1}, release=False) != name
	billing.page.reload()
	billing.at_rest()
	expect(rows).to_have_count(1)


def names(admin: APIRequestContext, doctype: str, **filters: str) -> set[str]:
	asked = {"filters": json.dumps(filters), "limit_page_length": "0"}
	return {row["name"] for row in admin.get(f"/api/resource/{doctype}", params=asked).json()["data"]}


@pytest.fixture
def as_shipped(admin: APIRequestContext) -> Iterator[str]:
	"""A DocType that is customised in a test and is as it was afterwards, but for a column that nobody asks for."""
	kinds = {"Custom Field": "dt", "Property Setter": "doc_type"}
	before = {kind: names(admin, kind, **{of: "Sales Order"}) for kind, of in kinds.items()}
	yield "Sales Order"
	for kind, of in kinds.items():
		for name in names(admin, kind, **{of: "Sales Order"}) - before[kind]:
			assert admin.delete(f"/api/resource/{kind}/{name}").ok
		assert names(admin, kind, **{of: "Sales Order"}) == before[kind]


def test_a_field_that_an_admin_adds_is_filled_in_by_the_clerk(somebody, order, as_shipped):
	label, fieldname = "Gate Code", "custom_gate_code"
	name = order({"item": "7000", "quantity": 2}, release=False)
	office = at_the_desk(somebody)
	office.go(f"customize-form?doc_type={quote(as_shipped)}")
	office.page.wait_for_function(
		"window.cur_frm?.doc?.doc_type === 'Sales Order' && (cur_frm.doc.fields || []).length > 0"
	)
	office.at_rest()
	office.page.locator(f"{HERE} .form-tabs").get_by_role("tab", name="Form").click()
	builder = office.page.locator(f"{HERE} .form-builder-container")
	copied = builder.locator(".field[title=your_reference]")
	copied.click()
	copied.locator(".field-actions button").nth(-2).click()
	of_field = builder.locator(".control-data")
	of_field.locator("[data-fieldname=fieldtype] select").select_option("Small Text")
	of_field.locator("[data-fieldname=label] input").fill(label)
	office.press("Update")
	office.page.wait_for_function(
		"(name) => (cur_frm.doc.fields || []).some((field) => field.fieldname === name && !field.__islocal)",
		arg=fieldname,
	)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	field = clerk.field(fieldname)
	expect(field).to_be_visible()
	expect(
		clerk.form.locator(f"[data-fieldname=your_reference] ~ [data-fieldname={fieldname}]")
	).to_have_count(1)
	clerk.write_field(fieldname, "4711, ring twice")
	clerk.save()
	clerk.page.reload()
	clerk.form_of("Sales Order", name)
	expect(field.locator("textarea")).to_have_value("4711, ring twice")
	clerk.press("Release")
	expect(clerk.status).to_have_text("Released")
	clerk.shows(fieldname, "4711, ring twice")


def ask_for(office: Desk, fieldname: str, **values: str | bool) -> None:
	"""A row of the web form: this field of the document, and how it is asked for."""
	row = any_form.open_row(office, any_form.add_row(office, "web_form_fields"))
	any_form.row_field(row, "fieldname").locator("select").select_option(fieldname)
	office.at_rest()
	for name, value in values.items():
		control = any_form.row_field(row, name)
		if value is True:
			control.locator(any_form.CHECK_BOX).check()
		else:
			control.locator("input, textarea").first.fill(value)
			control.locator("input, textarea").first.press("Tab")
		office.at_rest()
	any_form.close_row(office)


def test_a_visitor_asks_for_a_quote_by_a_web_form(somebody, customer, taken_away, admin):
	"""An admin offers it, a visitor without a login fills it in, a clerk finds it. What the server fills is not asked for."""
	title, route = "Ask for a Quote", "ask-for-a-quote"
	office = at_the_desk(somebody)
	office.go("web-form", "new")
	office.form_of("Web Form")
	any_form.write(office, title=title, route=route)
	any_form.choose(office, doc_type="Sales Quote", module="Sales Mgmt")
	for fieldname, values in (
		("customer", {"hidden": True, "default": customer["name"]}),
		("your_reference", {"label": "Your Name", "reqd": True}),
		("requested_delivery_date", {"label": "Wanted by"}),
	):
		ask_for(office, fieldname, **values)
	office.press("Publish")
	expect(office.head_button("Unpublish")).to_be_visible()
	web_form = office.form_of("Web Form")
	taken_away("Web Form", web_form)
	# Frappe forgets its list of web forms before it commits; whoever asks for a page in between brings the old list back
	assert admin.put(f"/api/resource/Web Form/{web_form}", data={"published": 1}).ok
	before = names(admin, "Sales Quote")

	visitor = somebody()
	asked_by = "Vera Visitor"
	visitor.page.goto(f"{visitor.url}/{route}/new")
	page = visitor.page.locator(".web-form")
	expect(page.locator("[data-fieldname=customer]")).to_be_hidden()
	page.locator("input[data-fieldname=your_reference]").fill(asked_by)
	wanted = visitor.page.locator("input[data-fieldname=requested_delivery_date]")
	wanted.fill(visitor.day(30))
	wanted.press("Tab")
	visitor.page.locator(".web-form-footer .submit-btn").click()
	expect(visitor.page.locator(".success-page")).to_be_visible()
	(asked,) = names(admin, "Sales Quote") - before

	clerk = somebody(CLERK)
	clerk.open("Sales Quote", asked)
	expect(clerk.status).to_have_text("Open")
	expect(clerk.field("your_reference").locator("input")).to_have_value(asked_by)
	expect(clerk.field("requested_delivery_date").locator("input")).to_have_value(clerk.day(30))
	stored = admin.get(f"/api/resource/Sales Quote/{asked}").json()["data"]
	assert (stored["customer"], stored["status"], stored["amount"]) == (customer["name"], "Open", 0)


def test_a_web_form_fills_no_field_of_the_server(customer, taken_away, admin, playwright, url):
	"""What the form does not ask for is not stored, whatever is sent. A form that asks for it says why it can not be."""
	fields = [
		{"fieldname": name, "fieldtype": "Data", "label": name} for name in ("customer", "your_reference")
	]
	form = {
		"title": "Ask Us",
		"route": "ask-us",
		"doc_type": "Sales Quote",
		"module": "Sales Mgmt",
		"published": 1,
	}
	web_form = post(admin, "/api/resource/Web Form", {**form, "web_form_fields": fields})["data"]["name"]
	taken_away("Web Form", web_form)
	visitor = playwright.request.new_context(base_url=url)
	forged = {
		"customer": customer["name"],
		"your_reference": "V",
		"status": "Released",
		"amount": 1,
		"quote": "x",
	}

	def send(**values: str) -> APIResponse:
		data = {"web_form": web_form, "data": json.dumps({**forged, **values})}
		return visitor.post("/api/method/frappe.website.doctype.web_form.web_form.accept", data=data)

	before = names(admin, "Sales Quote")
	answer = send()
	assert answer.ok, answer.text()
	(asked,) = names(admin, "Sales Quote") - before
	stored = admin.get(f"/api/resource/Sales Quote/{asked}").json()["data"]
	assert (stored["status"], stored["amount"], stored["your_reference"]) == ("Open", 0, "V")
	assert not send(name=asked, your_reference="W").ok
	assert admin.get(f"/api/resource/Sales Quote/{asked}").json()["data"]["your_reference"] == "V"

	fields.append({"fieldname": "status", "fieldtype": "Data", "label": "Status"})
	assert admin.put(f"/api/resource/Web Form/{web_form}", data={"web_form_fields": fields}).ok
	before = names(admin, "Sales Quote")
	answer = send()
	assert not answer.ok and "Status" in answer.text(), answer.text()
	assert names(admin, "Sales Quote") == before
	assert not visitor.get(f"/api/resource/Sales Quote/{asked}").ok
	visitor.dispose()
