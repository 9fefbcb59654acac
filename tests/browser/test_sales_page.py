"""The first page of everybody's day: each of the five people sees their groups, figures and charts, and gets on by one click."""

import pytest
from desk import HERE
from playwright.sync_api import expect
from quality import noise
from rest import post

from dev.demo.company import AUDITOR, BILLING, CLERK, MANAGER, WAREHOUSE

GROUPS = ["Quote", "Order", "Ship", "Bill", "Correct", "Receivables", "Reports"]
CHARTS = ["Order Backlog", "Receivables by Age", "Sales by Month", "Top Customers"]
SEEN = {
	CLERK: ("Receivables", CHARTS[:1], "New Sales Order", "New Sales Invoice"),
	MANAGER: (None, CHARTS, "New Sales Invoice", None),
	WAREHOUSE: ("Receivables", CHARTS[:1], "Orders to Ship", "New Sales Order"),
	BILLING: (None, CHARTS, "New Sales Invoice", "New Sales Order"),
	AUDITOR: (None, CHARTS, "Posting Errors", "New Sales Invoice"),
}
"""{person: (group that is missing, charts, a shortcut that is there, one that is not)}"""

DRAWN = """() => {
	const all = (boxes, part) => [...document.querySelectorAll(boxes)].every((box) => box.querySelector(part));
	return all(".number-widget-box", ".number") && all(".dashboard-widget-box", "svg.frappe-chart");
}"""


def test_nobody_sees_more_or_less_than_their_role(somebody, order, elsewhere):
	name = order({"item": "7000", "quantity": 1})
	values = {"doctype": "Sales Order", "name": name, "ship": True, "invoice": True}
	post(elsewhere(MANAGER), "/api/method/sales_mgmt.api.post", values)
	for user, (missing, charts, there, not_there) in SEEN.items():
		desk = somebody(user)
		desk.go("sales")
		titles = desk.page.locator(f"{HERE} .links-widget-box .widget-title")
		for group in GROUPS:
			title = titles.get_by_text(group, exact=True)
			expect(title).to_have_count(0 if group == missing else 1)
		expect(desk.page.locator(f"{HERE} .dashboard-widget-box .widget-title")).to_have_text(charts)
		desk.page.wait_for_function(DRAWN)
		expect(desk.shortcut(there)).to_be_visible()
		if not_there:
			expect(desk.shortcut(not_there)).to_have_count(0)
		assert noise(desk) == [], user


def test_a_count_opens_the_documents_that_it_counts(somebody, order):
	name = order({"item": "7000", "quantity": 1})
	desk = somebody(WAREHOUSE)
	desk.go("sales")
	count = desk.shortcut("Orders to Ship").locator(".indicator-pill")
	expect(count).not_to_have_text("0")
	desk.open_from_workspace("Orders to Ship")
	expect(desk.list_row(name)).to_be_visible()


@pytest.mark.parametrize(
	("user", "label", "route"),
	[
		(CLERK, "Sales Quote", ["List", "Sales Quote", "List"]),
		(BILLING, "Register Payments", ["register-payments"]),
		(WAREHOUSE, "Picking List", ["query-report", "Picking List"]),
	],
)
def test_a_process_is_one_click_away(somebody, user, label, route):
	desk = somebody(user)
	desk.go("sales")
	desk.page.locator(f"{HERE} .links-widget-box").get_by_text(label, exact=True).click()
	desk.page.wait_for_function("route => frappe.get_route_str() === route", arg="/".join(route))
	desk.at_rest()


def test_a_form_explains_itself_from_the_first_field_to_the_last(somebody):
	desk = somebody(BILLING)
	desk.go("sales-invoice", "new")
	desk.form_of("Sales Invoice")
	desk.page.locator(f"{HERE} .page-head .menu-btn-group > button").click()
	desk.page.locator(".menu-btn-group .dropdown-menu.show").get_by_text("Explain This Form").click()
	box = desk.page.locator("#driver-popover-item")
	for title in (
		"Who is billed",
		"Their order number",
		"When it is booked",
		"When it is due",
		"Draft until posted",
		"What is billed",
		"The totals",
		"How it is paid",
	):
		expect(box.locator(".driver-popover-title")).to_have_text(title)
		expect(box.locator(".driver-popover-description")).to_contain_text(".")
		box.locator(".driver-next-btn").click()
	expect(box).to_be_hidden()
