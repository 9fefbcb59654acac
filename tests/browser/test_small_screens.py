"""On a phone and on a small laptop: what a page is for is seen without scrolling, and nothing is cut off."""

import pytest
from desk import HERE
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER, WAREHOUSE

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
BEGINS_ABOVE = """(highest) => [...document.querySelectorAll(".datatable .dt-header")].some((header) => {
	const { y, height } = header.getBoundingClientRect();
	return header.offsetParent && height && y > 0 && y < highest;
})"""
"""The table of a report is on the page, and that high; a report may draw it twice."""


def box(locator):
	found = locator.bounding_box()
	assert found, "it is not on the page"
	return found


def fits(desk, locator):
	place, size = box(locator), desk.page.viewport_size
	return place["x"] >= 0 and place["x"] + place["width"] <= size["width"] and place["width"] > 20


@pytest.fixture
def at(somebody):
	def seat(user, size):
		desk = somebody(user)
		desk.page.set_viewport_size(size)
		return desk

	return seat


def test_an_order_on_a_phone(at, order):
	name = order({"item": "7000", "quantity": 2})
	manager = at(MANAGER, PHONE)
	manager.open("Sales Order", name)
	post = manager.head_button("Post…")
	expect(post).to_be_visible()
	assert fits(manager, post)
	expect(manager.head_button("Preview Posting")).not_to_be_visible()
	assert manager.title.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1"), "the title is cut"
	status, posts = box(manager.status), box(post)
	assert status["x"] + status["width"] <= posts["x"] or status["y"] >= posts["y"] + posts["height"]
	for field in ("description", "quantity", "qty_to_ship"):
		cell = manager.cell(1, field)
		cell.scroll_into_view_if_needed()
		assert fits(manager, cell), field
	assert manager.page.evaluate("document.documentElement.scrollWidth") <= 390
	post.click()
	expect(manager.dialog.get_by_role("button", name="Post", exact=True)).to_be_visible()


def test_the_buttons_of_a_posted_invoice_and_of_the_payments_on_a_phone(at, order, elsewhere):
	"""What is pressed fits beside the name, or below it: nothing of the head is off the screen."""
	name = order({"item": "7000", "quantity": 2})
	values = {"doctype": "Sales Order", "name": name, "ship": 1, "invoice": 1}
	posted = post(elsewhere(MANAGER), "/api/method/sales_mgmt.api.post", values)["message"]
	manager = at(MANAGER, PHONE)
	manager.open("Sales Invoice", posted["invoice"])
	assert fits(manager, manager.head_button("Register Payment"))
	assert fits(manager, manager.page.locator(f"{HERE} .page-head .menu-btn-group > button"))
	manager.go("register-payments")
	name = box(manager.title)
	assert manager.title.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1"), "the name is cut"
	for label in ("Post as Lump Payment", "Post Payments"):
		button = manager.head_button(label)
		assert fits(manager, button), label
		assert box(button)["y"] >= name["y"] + name["height"] - 1, "a button lies over the name"
	assert manager.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("user", [MANAGER, WAREHOUSE])
def test_the_list_of_orders_on_a_phone(at, order, customer, user):
	name = order({"item": "7000", "quantity": 2})
	person = at(user, PHONE)
	person.go("sales-order")
	row = person.list_row(name)
	for part in (name, "Released", "Not Shipped", "kr 250,00"):
		shown = row.get_by_text(part, exact=True).first
		expect(shown).to_be_visible()
		assert fits(person, shown), part
	assert box(person.list_row())["y"] < 420, "filters push the documents off the screen"
	assert person.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("size", "highest"), [(PHONE, 480), (LAPTOP, 560)])
def test_the_table_of_a_report_begins_on_the_first_screen(at, size, highest):
	manager = at(MANAGER, size)
	manager.go("query-report", "Aged Receivables")
	manager.report_of("Aged Receivables")
	manager.page.wait_for_function(BEGINS_ABOVE, arg=highest)
