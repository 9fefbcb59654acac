"""What an admin bends with Frappe's own tools: a copy of a print format, a notification. Nothing of it stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from desk import HERE, Desk
from playwright.sync_api import APIRequestContext, expect
from rest import post

from dev.demo.company import BILLING

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
	copied = "Invoice with a Greeting"
	taken_away("Print Format", copied)
	html = admin.get("/api/resource/Print Format/Sales Invoice").json()["data"]
	name = order({"item": "7000", "quantity": 2})
	posted = post(
		admin, "/api/method/sales_mgmt.api.post",
		{"doctype": "Sales Order", "name": name, "ship": 1, "invoice": 1},
	)["message"]["invoice"]  # fmt: skip
	office = at_the_desk(somebody)
	office.go("print-format", "Sales%20Invoice")
	office.form_of("Print Format", "Sales Invoice")
	office.page.evaluate("cur_frm.copy_doc()")
	office.page.wait_for_function("cur_frm.is_new() && cur_frm.doctype === 'Print Format'")
	office.page.evaluate(
		"""async ({name, html}) => {
			cur_frm.doc.__newname = name;
			await cur_frm.set_value({standard: "No", custom_format: 1, html});
			await cur_frm.save();
		}""",
		{"name": copied, "html": (html.get("html") or "") + "<p>Thank you for riding.</p>"},
	)
	office.form_of("Print Format", copied)

	billing = somebody(BILLING)
	billing.open("Sales Invoice", posted)
	page = billing.print_view("Sales Invoice", posted)
	expect(page.locator("body")).not_to_contain_text("Thank you for riding.")
	billing.choose(
		billing.page.locator(f"{HERE} .print-preview-sidebar [data-fieldname=print_format]").first, copied
	)
	expect(page.locator("body")).to_contain_text("Thank you for riding.")


def test_a_notification_reaches_whoever_bills(somebody, order, taken_away):
	subject = "A released order for you"
	office = at_the_desk(somebody)
	office.go("notification", "new-notification")
	office.form_of("Notification")
	office.page.evaluate(
		"""async (subject) => {
			cur_frm.doc.__newname = subject;
			await cur_frm.set_value({
				subject, channel: "System Notification", document_type: "Sales Order", event: "Value Change",
				value_changed: "status", condition: "doc.status == 'Released'", message: "{{ doc.name }}", enabled: 1,
			});
			cur_frm.clear_table("recipients");
			cur_frm.add_child("recipients", {receiver_by_role: "Billing User"});
			cur_frm.refresh_field("recipients");
			await cur_frm.save();
		}""",
		subject,
	)
	taken_away("Notification", office.form_of("Notification"))
	name = order({"item": "7000", "quantity": 1})
	billing = somebody(BILLING)
	billing.go("notification-log")
	rows = billing.page.locator(f"{HERE} .list-row-container").filter(has_text=subject)
	expect(rows).to_have_count(1)
	assert order({"item": "7000", "quantity": 1}, release=False) != name
	billing.page.reload()
	billing.at_rest()
	expect(rows).to_have_count(1)
