"""Before a posting: what it will make. After it: what came out, with Print, Send and Next."""

import json
import re
import uuid

import pytest
from desk import HERE, text
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER, WAREHOUSE

API = "/api/method/sales_mgmt.api"


def test_an_order_says_what_will_be_posted_and_what_came_out(somebody, order):
	"""3 bells at 100 and 2 baskets at 250: 800, 1,000 with VAT; shipped alone nothing is billed."""
	name = order({"item": "7000", "quantity": 3}, {"item": "7010", "quantity": 2})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	outlook = manager.dialog.locator(".sales-outlook")
	expect(outlook).to_have_text(
		[
			text("Shipped: 5 PCS. Lines: 2."),
			text("Invoiced: kr 800,00 excluding VAT, kr 1.000,00 including VAT. Lines: 2."),
		]
	)
	manager.dialog.locator("select").select_option("Ship")
	expect(outlook).to_have_text([text("Shipped: 5 PCS. Lines: 2.")])
	manager.dialog.locator("select").select_option("Ship and Invoice")
	expect(outlook).to_have_count(2)
	manager.press_in_dialog("Post")
	message = manager.message("has been posted")
	expect(message.locator("p")).to_have_text(
		[
			re.compile("Shipment PS-.* has been posted"),
			re.compile(r"Invoice PI-.* has been posted.*1\.000,00"),
		]
	)
	bill = message.locator("p").filter(has_text="Invoice")
	number = bill.get_by_role("link").inner_text()
	bill.get_by_role("button", name="Print").click()
	manager.page.wait_for_url(re.compile("/print/Sales%20Invoice/"))
	manager.at_rest()
	expect(manager.page.frame_locator(".print-preview iframe").locator("body")).to_contain_text(number)
	expect(manager.page.locator(".modal.show")).to_have_count(0)


def test_what_came_out_is_sent(somebody, order, admin):
	"""To the customer of the posted invoice, with its PDF; what is sent is the invoice and not the order."""
	name = order({"item": "7000", "quantity": 1}, customer="C-00002")
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	bill = manager.message("has been posted").locator("p").filter(has_text="Invoice")
	number = bill.get_by_role("link").inner_text()
	bill.get_by_role("button", name="Send…").click()
	invoice = manager.form_of("Sales Invoice")
	expect(manager.dialog.locator(".modal-title")).to_have_text(f"Send {number}")
	assert manager.value("posted_no") == number
	manager.dialog.locator("[data-fieldname='email'] select").select_option("Yes (Use Default Settings)")
	manager.press_in_dialog("Send")
	timeline = manager.page.locator(".new-timeline:visible")
	expect(timeline).to_contain_text(f"Here is our invoice {number}.")
	expect(manager.page.locator(".modal.show")).to_have_count(0)
	assert mails(admin, "Sales Invoice", invoice) == [f"Invoice {number} from Nordavind Sykkel AS"]
	assert mails(admin, "Sales Order", name) == []


def mails(requests, doctype, name):
	"""Subjects of what was sent with this document."""
	about = {"reference_doctype": doctype, "reference_name": name, "communication_medium": "Email"}
	asked = {"filters": json.dumps(about), "fields": '["subject"]'}
	found = requests.get("/api/resource/Communication", params=asked).json()["data"]
	return [mail["subject"] for mail in found]


def test_what_was_shipped_alone_is_printed_and_no_invoice_is_offered(somebody, order):
	"""The warehouse ships: a delivery note to print, no invoice."""
	name = order({"item": "7000", "quantity": 1})
	warehouse = somebody(WAREHOUSE)
	warehouse.open("Sales Order", name)
	message = ship(warehouse)
	expect(message.locator("p")).to_have_text([re.compile("Shipment PS-.* has been posted")])
	number = message.get_by_role("link").inner_text()
	message.get_by_role("button", name="Print").click()
	warehouse.page.wait_for_url(re.compile("/print/Sales%20Shipment/"))
	warehouse.at_rest()
	expect(warehouse.page.frame_locator(".print-preview iframe").locator("body")).to_contain_text(number)


def ship(desk):
	"""Post what this person may, by the dialog. Returns what is said afterwards."""
	desk.press("Post…")
	desk.press_in_dialog("Post")
	return desk.message("has been posted")


def go_on(desk):
	desk.page.locator(".modal.show").get_by_role("button", name="Next", exact=True).click()


NONE_BELOW = "There is no other document below {} in the list."


def shown(desk):
	"""Numbers of the documents of the list, from above."""
	desk.at_rest()
	return desk.list_rows.locator(".list-row-checkbox").evaluate_all(
		"(boxes) => boxes.map((box) => box.dataset.name)"
	)


def listed(desk, number, names):
	"""The list of these orders, which have this number in common."""
	desk.go("sales-order", "view", f"list?external_document_no={number}")
	expect(desk.list_rows).to_have_count(len(names))
	assert set(shown(desk)) == set(names)


def in_list(order, count, **values):
	"""Orders that have a number of their own in common, and this number."""
	number = f"NEXT-{uuid.uuid4().hex[:10]}"
	more = {"external_document_no": number, **values}
	return number, [order({"item": "7000", "quantity": 1}, **more) for _ in range(count)]


@pytest.mark.parametrize("way", ["as it is", "turned over"])
def test_next_opens_the_next_document_of_the_list(way, somebody, order):
	"""Of four orders the third from above is opened: Next is the fourth, whatever a posting does to the order of the list. There is
	nothing below the fourth, and that is said; the two above were not what was asked for, nor an order that the filter leaves out."""
	number, names = in_list(order, 4)
	left_out = order({"item": "7000", "quantity": 1})
	warehouse = somebody(WAREHOUSE)
	listed(warehouse, number, names)
	if way == "turned over":
		before = shown(warehouse)
		turn = warehouse.page.locator(f"{HERE} .btn-order")
		turn.click()
		if (
			turn.get_attribute("data-value") == "desc"
		):  # the first click only spells Frappe's DESC differently
			turn.click()
		expect(warehouse.list_rows.first).to_contain_text(before[-1])
	first, second, third, fourth = shown(warehouse)
	warehouse.open_from_list(third)
	warehouse.form_of("Sales Order", third)
	ship(warehouse)
	go_on(warehouse)
	warehouse.form_of("Sales Order", fourth)
	expect(warehouse.page.locator(".modal.show")).to_have_count(0)
	expect(warehouse.page.locator(".desk-alert")).to_have_count(0)
	ship(warehouse)
	go_on(warehouse)
	warehouse.page.wait_for_function("frappe.get_route()[0] === 'List'")
	expect(warehouse.page.locator(".desk-alert")).to_contain_text(NONE_BELOW.format(fourth))
	expect(warehouse.list_row(first)).to_be_visible()
	expect(warehouse.list_row(second)).to_be_visible()
	expect(warehouse.list_row(left_out)).to_have_count(0)


def test_next_passes_over_what_left_the_list_meanwhile(somebody, order, elsewhere):
	"""The list of what is released: the second is reopened by somebody else while the first is posted."""
	number, names = in_list(order, 3)
	warehouse = somebody(WAREHOUSE)
	listed(warehouse, f"{number}&status=Released", names)
	first, second, third = shown(warehouse)
	warehouse.open_from_list(first)
	warehouse.form_of("Sales Order", first)
	post(elsewhere(MANAGER), f"{API}.reopen", {"doctype": "Sales Order", "name": second})
	ship(warehouse)
	go_on(warehouse)
	warehouse.form_of("Sales Order", third)


def test_next_goes_on_below_the_rows_that_the_list_has_loaded(somebody, order):
	"""A list shows 20 rows at first; the 21st follows the 20th."""
	number, names = in_list(order, 21, release=False)
	manager = somebody(MANAGER)
	manager.go("sales-order", "view", f"list?external_document_no={number}")
	expect(manager.list_rows).to_have_count(20)
	*_above, last = shown(manager)
	(beyond,) = set(names) - set(shown(manager))
	manager.open_from_list(last)
	manager.form_of("Sales Order", last)
	ship(manager)
	go_on(manager)
	manager.form_of("Sales Order", beyond)


def test_next_of_a_form_that_no_list_led_to(somebody, order):
	"""The list is the one that this person left last, in another visit."""
	number, names = in_list(order, 2)
	warehouse = somebody(WAREHOUSE)
	listed(warehouse, number, names)
	above, below = shown(warehouse)
	warehouse.open("Sales Order", above)
	assert warehouse.page.evaluate("frappe.get_list_view('Sales Order')") is None
	ship(warehouse)
	go_on(warehouse)
	warehouse.form_of("Sales Order", below)


def test_the_question_of_an_invoice_says_its_amount(somebody, elsewhere, customer):
	line = {"type": "Item", "item": "7000", "quantity": 2}
	values = {"customer": customer["name"], "lines": [line]}
	name = post(elsewhere(MANAGER), "/api/resource/Sales Invoice", values)["data"]["name"]
	manager = somebody(MANAGER)
	manager.open("Sales Invoice", name)
	manager.head_button("Post").click()
	expect(manager.dialog).to_contain_text(text("kr 250,00 including VAT", whole=False))
	manager.press_in_dialog("Yes")
	manager.message("has been posted")


def test_undoing_a_shipment_asks_why(somebody, order, elsewhere):
	values = {"doctype": "Sales Order", "name": order({"item": "7000", "quantity": 2}), "ship": True}
	name = post(elsewhere(MANAGER), f"{API}.post", values)["message"]["shipment"]
	warehouse = somebody(WAREHOUSE)
	warehouse.open("Sales Shipment", name)
	warehouse.press("Undo Shipment…")
	warehouse.dialog.locator("[data-fieldname=reason] textarea").fill("Wrong address")
	warehouse.press_in_dialog("Undo")
	warehouse.page.wait_for_function("cur_frm.doc.lines.length === 2")
	assert warehouse.page.evaluate("cur_frm.doc.lines[1].undo_reason") == "Wrong address"
	expect(warehouse.intro).to_have_text("Row 1 was undone: Wrong address")
