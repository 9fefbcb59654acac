"""Pages without rows say what they are for, or what to do."""

from playwright.sync_api import expect

from dev.demo.company import BILLING, MANAGER


def test_an_empty_list_says_how_its_documents_come_about(somebody):
	manager = somebody(MANAGER)
	manager.go("return-receipt?name=NO-SUCH-RECEIPT")
	empty = manager.page.locator(".sales-empty-hint:visible")
	expect(empty).to_contain_text("Return receipts are written by posting a return order")


def test_an_empty_report_points_to_its_filters(somebody):
	billing = somebody(BILLING)
	billing.page.goto(f"{billing.url}/app/query-report/Customer Order Detail?shipment_date=2000-01-01")
	billing.at_rest()
	expect(billing.page.locator(".sales-empty-hint:visible")).to_contain_text("Change the dates")
