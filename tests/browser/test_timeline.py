"""The timeline of a document tells what people did, not what the server filled in because of it."""

from desk import HERE
from playwright.sync_api import expect

from dev.demo.company import MANAGER


def test_the_timeline_is_quiet_about_what_the_server_fills(somebody, order, elsewhere):
	name = order({"item": "7000", "quantity": 2}, release=False)
	office = elsewhere(MANAGER)
	stored = office.get(f"/api/resource/Sales Order/{name}").json()["data"]
	stored["lines"][0]["quantity"] = 5
	stored["your_reference"] = "Boathouse"
	assert office.put(f"/api/resource/Sales Order/{name}", data=stored).ok
	release = {"doctype": "Sales Order", "name": name}
	assert office.post("/api/method/sales_mgmt.api.release", data=release).ok

	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	timeline = manager.page.locator(f"{HERE} .new-timeline")
	expect(timeline).to_contain_text('Your Reference from "" to Boathouse')
	expect(timeline).to_contain_text("Quantity from 2 to 5 in row")
	expect(timeline).to_contain_text("Status from Open to Released")
	for filled in ("Amount", "Outstanding", "Base", "VAT"):
		expect(timeline).not_to_contain_text(filled)
