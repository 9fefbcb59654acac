"""Looking before posting: the example of domain 4.6 in the preview, and a test report."""

from desk import text
from playwright.sync_api import expect

from dev.demo.company import BILLING, MANAGER


def test_the_preview_of_the_example_lists_the_entries_and_stores_nothing(somebody, order):
	"""10 bells at 100 less 10 %, VAT 25 %, at a cost of 60 each."""
	name = order({"item": "7000", "quantity": 10, "line_discount_percent": 10})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press("Preview Posting")
	counts = manager.dialog.locator(".sales-preview-count")
	expect(counts.filter(has_text="Customer Ledger Entry")).to_have_text(text("Customer Ledger Entry: 1"))
	expect(counts.filter(has_text="VAT Entry")).to_have_text(text("VAT Entry: 1"))
	expect(counts.filter(has_text="Item Ledger Entry")).to_have_text(text("Item Ledger Entry: 1"))
	ledger = manager.dialog.locator(".sales-preview-ledger[data-ledger='General Ledger Entry']")
	for account, amount in (("1500", "1.125,00"), ("2700", "-225,00")):
		row = ledger.locator("tbody tr").filter(has_text=account)
		expect(row).to_contain_text(text(f"kr {amount}", whole=False))
	expect(ledger.locator("tfoot th")).to_have_text(["Balance", text("kr 0,00")])
	customers = manager.dialog.locator(".sales-preview-ledger[data-ledger='Customer Ledger Entry']")
	expect(customers.locator("tbody tr")).to_contain_text(text("kr 1.125,00", whole=False))

	manager.keys("Escape")
	manager.open("Sales Order", name)
	manager.shows("shipping_status", "Not Shipped")
	expect(manager.status).to_have_text("Released")


def test_the_test_report_can_be_read_and_printed(somebody, order):
	name = order({"item": "7000", "quantity": 100000})
	manager = somebody(MANAGER)
	manager.open("Sales Order", name)
	manager.press_in_menu("Posting", "Test Report")
	report = manager.dialog.frame_locator("iframe.sales-test-report")
	expect(report.get_by_role("heading", name="Test Report")).to_be_visible()
	expect(report.locator("table.findings").first).to_contain_text("7000")
	expect(manager.dialog.get_by_role("button", name="Print", exact=True)).to_be_enabled()


def test_s07_4_an_invoice_is_posted_after_one_plain_question(somebody, elsewhere, customer):
	values = {"customer": customer["name"], "lines": [{"type": "Item", "item": "7010", "quantity": 4}]}
	answer = elsewhere(BILLING).post("/api/resource/Sales Invoice", data=values)
	assert answer.ok, answer.text()
	name = answer.json()["data"]["name"]
	billing = somebody(BILLING)
	billing.open("Sales Invoice", name)
	billing.press("Post")
	expect(billing.dialog).to_contain_text("A posted invoice can not be changed any more.")
	expect(billing.dialog.locator("select:visible, input:visible")).to_have_count(0)
	billing.press_in_dialog("Yes")
	billing.message("has been posted")
	expect(billing.status).to_have_text("Unpaid")
	billing.shows("remaining_amount", "kr 1.250,00")
