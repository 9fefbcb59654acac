"""Lists, the calendar of shipments and the board of quotes, as people work with them."""

import datetime

import pytest
from office_day import today
from playwright.sync_api import expect
from rest import post

from dev.demo.company import CLERK


@pytest.fixture
def quote(elsewhere, customer):
	"""A function that enters a quote, elsewhere. Returns its name."""

	def make(**values):
		lines = [{"type": "Item", "item": "7000", "quantity": 1}]
		sent = {"customer": customer["name"], "lines": lines, **values}
		return post(elsewhere(CLERK), "/api/resource/Sales Quote", sent)["data"]["name"]

	return make


def put_away(desk):
	"""The message that is shown."""
	desk.keys("Escape")
	expect(desk.page.locator(".modal-backdrop")).to_have_count(0)
	desk.at_rest()


def select(desk, *names):
	for name in names:
		desk.list_row(name).locator(".list-row-checkbox").check()


def test_the_order_list_tells_how_far_each_order_is_and_is_filtered_by_the_customers_number(somebody, order):
	number = f"PO {today().isoformat()}"
	wanted = order({"item": "7000", "quantity": 1}, external_document_no=number)
	other = order({"item": "7000", "quantity": 1})
	clerk = somebody(CLERK)
	clerk.page.set_viewport_size({"width": 1280, "height": 800})
	clerk.go("sales-order", "view", "list")
	row = clerk.list_row(wanted)
	expect(row.locator(".indicator-pill:visible")).to_have_text(["Released", "Not Shipped", "Not Invoiced"])
	expect(row.locator(".text-right", has_text="kr").first).to_be_visible()
	expect(clerk.list_row(other)).to_be_visible()
	clerk.page.locator(".standard-filter-section:visible [data-fieldname='external_document_no'] input").fill(
		number
	)
	clerk.keys("Tab")
	expect(clerk.list_row(other)).to_have_count(0)
	expect(clerk.list_row(wanted)).to_be_visible()
	clerk.page.locator(".filter-x-button:visible").click()  # the list remembers
	expect(clerk.list_row(other)).to_be_visible()


def test_of_three_orders_two_are_released_and_the_third_says_why(somebody, order):
	good = [order({"item": "7000", "quantity": 1}, release=False) for _ in range(2)]
	empty = order(release=False)
	clerk = somebody(CLERK)
	clerk.go("sales-order", "view", "list")
	select(clerk, *good, empty)
	clerk.press_in_menu("Actions", "Release")
	expect(clerk.dialog).to_contain_text("Release 3 selected documents?")
	clerk.press_in_dialog("Yes")
	told = clerk.message("There is nothing to release.")
	expect(clerk.page.locator(".modal.show .modal-title")).to_have_text("2 of 3 released")
	expect(told.locator("tr.sales-failed")).to_contain_text(empty)
	expect(told.locator("tr.sales-done")).to_have_count(2)
	told.get_by_role("link", name=good[0]).click()
	clerk.form_of("Sales Order", good[0])
	expect(clerk.status).to_have_text("Released")


def test_what_can_not_be_sent_says_why(somebody, order):
	"""The customer of these tests has no address to write to."""
	name = order({"item": "7000", "quantity": 1})
	clerk = somebody(CLERK)
	clerk.go("sales-order", "view", "list")
	select(clerk, name)
	clerk.press_in_menu("Actions", "Send")
	expect(clerk.dialog).to_contain_text(f"Send {name} to the customer?")
	clerk.press_in_dialog("Yes")
	told = clerk.message("has no email address")
	expect(clerk.page.locator(".modal.show .modal-title")).to_have_text("0 of 1 sent")
	expect(told.locator("tr.sales-failed")).to_contain_text(name)


def event(desk, name):
	return desk.page.locator(".page-container:visible .fc-event").filter(has_text=name)


DAY = ":is(.fc-bg td, .fc-daygrid-day)[data-date='{0}']"
ON_DAY = """([name, date]) => {
	const events = [...document.querySelectorAll(".fc-event")];
	const shown = events.find((one) => one.textContent.includes(name))?.closest("td");
	if (shown?.matches(".fc-daygrid-day")) return shown.dataset.date === date;
	const day = shown?.closest(".fc-week").querySelector(`.fc-bg td[data-date='${date}']`);
	return day && Math.abs(day.getBoundingClientRect().x - shown.getBoundingClientRect().x) < 3;
}"""


def stands_on(desk, name, day):
	"""The order stands in the column of that day, in its week; the calendar of Frappe 16 has it inside the day."""
	desk.page.wait_for_function(ON_DAY, arg=[name, day.isoformat()])


def drag_to_day(desk, name, day):
	source = event(desk, name).bounding_box()
	target = desk.page.locator(DAY.format(day.isoformat())).bounding_box()
	mouse = desk.page.mouse
	mouse.move(source["x"] + 20, source["y"] + 8)
	mouse.down()
	mouse.move(target["x"] + 30, target["y"] + 40, steps=8)
	mouse.up()
	desk.at_rest()


def test_the_calendar_moves_open_orders_and_sends_released_ones_back(somebody, order, customer):
	in_middle = today().replace(day=15)  # the calendar of this month shows it, with days around it
	later = in_middle + datetime.timedelta(days=7)
	line = {"item": "7000", "quantity": 1}
	being_entered = order(line, release=False, shipment_date=in_middle.isoformat())
	released = order(line, shipment_date=in_middle.isoformat())
	clerk = somebody(CLERK)
	clerk.go("sales-order", "view", "calendar", f"default?customer={customer['name']}")
	for name in (being_entered, released):
		expect(event(clerk, name)).to_be_visible()
		stands_on(clerk, name, in_middle)

	drag_to_day(clerk, released, later)
	clerk.message(f"Order {released} is released.")
	put_away(clerk)
	stands_on(clerk, released, in_middle)
	drag_to_day(clerk, being_entered, later)
	stands_on(clerk, being_entered, later)
	clerk.open("Sales Order", being_entered)
	expect(clerk.field("shipment_date").locator("input")).to_have_value(later.strftime("%d-%m-%Y"))


def test_a_quote_is_released_by_dragging_its_card(somebody, quote):
	offered, empty = quote(), quote(lines=[])
	clerk = somebody(CLERK)
	clerk.go("sales-quote", "view", "kanban", "Quotes in Progress")
	opened, released = (
		clerk.page.locator(f".kanban-column[data-column-value='{column}'] .kanban-cards")
		for column in ("Open", "Released")
	)
	drag_card(clerk, empty, released)
	clerk.message("There is nothing to release.")
	put_away(clerk)
	expect(card(opened, empty)).to_be_visible()
	drag_card(clerk, offered, released)
	expect(card(released, offered)).to_be_visible()
	clerk.open("Sales Quote", offered)
	expect(clerk.status).to_have_text("Released")


def card(where, name):
	return where.locator(f".kanban-card-wrapper[data-name='{name}']")


def drag_card(desk, name, column):
	"""The columns become as high as the screen when a card is lifted."""
	expect(card(desk.page, name)).to_be_visible()
	desk.at_rest()
	source = card(desk.page, name).bounding_box()
	mouse = desk.page.mouse
	mouse.move(source["x"] + 60, source["y"] + 20)
	mouse.down()
	mouse.move(source["x"] + 70, source["y"] + 30, steps=5)
	desk.page.wait_for_function("(cards) => cards.offsetHeight > 300", arg=column.element_handle())
	target = column.bounding_box()
	mouse.move(target["x"] + 60, target["y"] + 60, steps=20)
	mouse.move(target["x"] + 70, target["y"] + 80, steps=5)
	expect(card(column, name)).to_have_count(1)
	mouse.up()
	desk.at_rest()
