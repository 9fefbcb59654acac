"""Money comes in: payments of several documents are registered on one page, and one of them is taken back."""

from playwright.sync_api import expect

from dev.demo.company import BILLING, MANAGER


def billed(manager, order, pieces):
	"""Posted number of an invoice over pieces of 100 and 25 % VAT."""
	requests, url = manager.page.context.request, manager.url
	values = {"doctype": "Sales Order", "name": order({"item": "7000", "quantity": pieces})}
	answer = requests.post(f"{url}/api/method/sales_mgmt.api.post", data={**values, "ship": 1, "invoice": 1})
	assert answer.ok, answer.text()
	invoice = answer.json()["message"]["invoice"]
	return requests.get(f"{url}/api/resource/Sales Invoice/{invoice}").json()["data"]["posted_no"]


def test_payments_of_several_documents_are_registered_on_one_page(somebody, order, customer):
	manager = somebody(MANAGER)
	small, large = billed(manager, order, 2), billed(manager, order, 10)

	billing = somebody(BILLING)
	billing.go("register-payments")
	page = billing.page
	search = page.locator("[data-fieldname=text] input")
	search.fill(large)
	rows = page.locator(".payment-table tbody tr")
	expect(rows).to_have_count(1)
	expect(rows).to_contain_text("kr 1.250,00")

	search.fill("")
	billing.choose(page.locator(".page-form .frappe-control[data-fieldname=customer]"), customer["name"])
	row = {number: rows.filter(has_text=number) for number in (small, large)}
	row[small].get_by_label("Paid", exact=True).check()
	expect(row[small].get_by_label("Amount Received")).to_have_value("250,00")
	expect(row[small]).to_contain_text("Closes the document.")
	row[large].get_by_label("Amount Received").fill("500")
	row[large].get_by_label("Amount Received").press("Tab")
	expect(row[large].get_by_label("Paid", exact=True)).to_be_checked()
	expect(row[large]).to_contain_text("kr 750,00 stay open on the document.")
	expect(page.locator(".payment-totals")).to_contain_text("kr 750,00")

	billing.press("Post Payments")
	posted = page.locator(".payment-results")
	expect(posted.get_by_role("link")).to_have_count(2)
	expect(row[small]).to_have_count(0)
	expect(row[large]).to_contain_text("kr 750,00")

	posted.get_by_role("link").last.click()
	billing.form_of("Customer Payment")
	billing.press("Unapply")
	billing.press_in_dialog("Unapply")
	billing.shows("unapplied_amount", "kr 500,00")
	billing.back()
	billing.at_rest()
	expect(row[large]).to_contain_text("kr 1.250,00")
