"""Goods are on their way back: who brings them is noted on what is posted, and followed from there."""

import pytest
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER

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
