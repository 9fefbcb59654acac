"""Before a posting: what it will make. After it: what came out, with Print, Send and Next."""

import re

from desk import text
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
	bill.get_by_role("button", name="Print").click()
	manager.page.wait_for_url(re.compile("/print/"))
	expect(manager.page.locator(".modal.show")).to_have_count(0)


def test_what_came_out_is_sent(somebody, order):
	name = order({"item": "7000", "quantity": 1})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	bill = manager.message("has been posted").locator("p").filter(has_text="Invoice")
	bill.get_by_role("button", name="Send…").click()
	manager.form_of("Sales Invoice")
	expect(manager.dialog.locator(".modal-title")).to_have_text(re.compile("^Send PI-"))


def test_next_opens_the_next_document_of_the_list(somebody, order):
	first, second = order({"item": "7000", "quantity": 1}), order({"item": "7000", "quantity": 1})
	warehouse = somebody(WAREHOUSE)
	warehouse.go("sales-order", "view", "list")
	expect(warehouse.list_row(second)).to_be_visible()
	warehouse.open_from_list(second)
	warehouse.form_of("Sales Order", second)
	warehouse.press("Post…")
	warehouse.press_in_dialog("Post")
	warehouse.message("has been posted")
	warehouse.page.locator(".modal.show").get_by_role("button", name="Next", exact=True).click()
	warehouse.page.wait_for_function(
		"(name) => cur_frm?.docname !== name || frappe.get_route()[0] === 'List'", arg=second
	)
	assert first


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
