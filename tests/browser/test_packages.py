"""Goods are on their way back: who brings them is noted on what is posted, and followed from there."""

import re

import pytest
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER, WAREHOUSE

API = "/api/method/sales_mgmt.api"
BELL = "7000"


@pytest.fixture
def came_back(elsewhere, customer):
	"""A function: 2 bells that came back and were credited, elsewhere: {"return_receipt": …, "credit_memo": …}."""
	office = elsewhere(MANAGER)

	def make():
		values = {"customer": customer["name"], "lines": [{"type": "Item", "item": BELL, "quantity": 2}]}
		name = post(office, "/api/resource/Sales Return Order", values)["data"]["name"]
		asked = {"doctype": "Sales Return Order", "name": name, "ship": 1, "invoice": 1}
		return post(office, f"{API}.post", asked)["message"]

	return make


@pytest.mark.parametrize("doctype", ["Return Receipt", "Sales Credit Memo"])
def test_a_parcel_is_noted_on_what_came_back_and_followed(somebody, came_back, doctype):
	posted = came_back()
	manager = somebody(MANAGER)
	manager.open(doctype, posted["return_receipt" if doctype == "Return Receipt" else "credit_memo"])
	manager.page.evaluate("() => { window.open = (address) => { window.followed = address; }; }")
	if doctype == "Return Receipt":
		manager.press("Update Document")
	else:
		manager.press_in_menu("View", "Update Document")
	manager.dialog.get_by_label("Package Tracking No.").fill("BACK 7")
	manager.choose(manager.dialog.locator(".frappe-control[data-fieldname=shipping_agent]"), "FJORDFRAKT")
	manager.press_in_dialog("Update")
	expect(manager.dialog).to_have_count(0)
	manager.form.get_by_role("tab", name="Return").click()
	manager.shows("package_tracking_no", "BACK 7")
	manager.shows("shipping_agent", "FJORDFRAKT")
	manager.press_in_menu("View", "Track Package")
	manager.page.wait_for_function("() => (window.followed || '').endsWith('BACK%207')")


def follow(desk, press):
	"""Press it. Returns the address of the page of the carrier that opens beside the Desk."""
	carrier = re.compile(r"^https://tracking\.fjordfrakt\.example/")
	desk.page.context.route(carrier, lambda route: route.fulfill(body="On its way"))
	with desk.page.context.expect_page() as opened:
		press()
	opened.value.wait_for_load_state()
	assert opened.value.locator("body").inner_text() == "On its way"
	return opened.value.url


def test_the_warehouse_notes_a_parcel_on_a_shipment_and_follows_it(somebody, order):
	"""Who brings it is the customer's usual agent. Before there is a number, the button says so and opens nothing."""
	warehouse = somebody(WAREHOUSE)
	warehouse.open("Sales Order", order({"item": BELL, "quantity": 2}, shipping_agent="FJORDFRAKT"))
	warehouse.press("Post…")
	warehouse.press_in_dialog("Post")
	warehouse.message("has been posted").get_by_role("link", name="PS-").click()
	shipment = warehouse.form_of("Sales Shipment")
	pages = len(warehouse.page.context.pages)
	warehouse.press_in_menu("View", "Track Package")
	warehouse.message("has no package tracking number. Enter it with Update Document.")
	warehouse.keys("Escape")
	assert len(warehouse.page.context.pages) == pages
	warehouse.press("Update Document")
	warehouse.dialog.get_by_label("Package Tracking No.").fill("FJ 4711/2")
	warehouse.press_in_dialog("Update")
	expect(warehouse.dialog).to_have_count(0)
	warehouse.form_of("Sales Shipment", shipment)
	address = follow(warehouse, lambda: warehouse.press_in_menu("View", "Track Package"))
	assert address == "https://tracking.fjordfrakt.example/?no=FJ%204711%2F2"


def test_the_invoice_leads_to_the_parcels_of_its_shipments(somebody, order):
	"""Two shipments, two parcels: both are listed, each with its own address."""
	manager = somebody(MANAGER)
	name = order({"item": BELL, "quantity": 2}, shipping_agent="FJORDFRAKT")
	for number in ("FJ-1", "FJ-2"):
		manager.open("Sales Order", name)
		manager.write(1, "qty_to_ship", "1")
		manager.save()
		manager.press("Post…")
		manager.dialog.locator("select").select_option("Ship")
		manager.press_in_dialog("Post")
		manager.message("has been posted").get_by_role("link", name="PS-").click()
		manager.form_of("Sales Shipment")
		manager.press("Update Document")
		manager.dialog.get_by_label("Package Tracking No.").fill(number)
		manager.press_in_dialog("Update")
		expect(manager.dialog).to_have_count(0)
	manager.open("Sales Order", name)
	manager.press("Post…")
	manager.press_in_dialog("Post")
	manager.message("has been posted").get_by_role("link", name="PI-").click()
	manager.form_of("Sales Invoice")
	manager.press_in_menu("View", "Track Package")
	links = manager.message("FJ-2").get_by_role("link")
	expect(links).to_have_text(["FJ-1", "FJ-2"])
	address = follow(manager, links.first.click)
	assert address == "https://tracking.fjordfrakt.example/?no=FJ-1"


def test_packages_are_counted_on_a_shipment_and_on_no_other_document(
	somebody, elsewhere, customer, came_back
):
	office = elsewhere(MANAGER)
	values = {"customer": customer["name"], "lines": [{"type": "Item", "item": BELL, "quantity": 1}]}
	order = post(office, "/api/resource/Sales Order", values)["data"]["name"]
	asked = {"doctype": "Sales Order", "name": order, "ship": 1}
	manager = somebody(MANAGER)
	manager.open("Sales Shipment", post(office, f"{API}.post", asked)["message"]["shipment"])
	manager.press("Update Document")
	manager.dialog.get_by_label("Packages", exact=True).fill("3")
	manager.press_in_dialog("Update")
	expect(manager.dialog).to_have_count(0)
	manager.page.wait_for_function("() => cur_frm.doc.number_of_packages === 3")
	manager.open("Return Receipt", came_back()["return_receipt"])
	manager.press("Update Document")
	expect(manager.dialog.get_by_label("Package Tracking No.")).to_be_visible()
	expect(manager.dialog.get_by_label("Packages", exact=True)).to_have_count(0)
