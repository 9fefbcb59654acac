"""Money comes in: payments of several documents are registered on one page, and one of them is taken back."""

import json

from office_day import today
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


def test_a_payment_says_what_it_did(somebody, order, customer):
	number = billed(somebody(MANAGER), order, 4)
	billing = somebody(BILLING)
	page = billing.page
	billing.go("customer-payment", "new-customer-payment")
	billing.form_of("Customer Payment")
	billing.choose(billing.field("customer"), customer["name"])
	billing.at_rest()
	billing.form.get_by_role("button", name="Get Open Entries").click()
	rows = page.locator(".grid-body .grid-row[data-idx]")
	expect(rows.filter(has_text=number)).to_have_count(1)
	billing.page.evaluate(
		"""(number) => {
			const { doc } = cur_frm;
			doc.applications = doc.applications.filter(
				(row) => frappe.utils.get_link_title("Customer Ledger Entry", row.entry) === number);
			cur_frm.refresh_field("applications");
		}""",
		number,
	)
	billing.write_field("amount", "600")
	billing.save()
	billing.press("Post")
	billing.press_in_dialog("Yes")
	said = billing.message("has been posted")
	expect(said).to_contain_text("over kr 600,00 has been posted")
	expect(said).to_contain_text(f"It is applied to {number} (kr 500,00).")
	expect(said).to_contain_text("kr 100,00 of it is not applied to anything yet.")


def test_a_payment_registered_on_an_invoice_says_what_is_left(somebody, order):
	manager = somebody(MANAGER)
	number = billed(manager, order, 4)
	billing = somebody(BILLING)
	page = billing.page
	found = billing.page.context.request.get(
		f"{billing.url}/api/resource/Sales Invoice", params={"filters": json.dumps({"posted_no": number})}
	)
	billing.open("Sales Invoice", found.json()["data"][0]["name"])
	for amount, sentence in (
		("200", f"kr 300,00 of invoice {number} stay unpaid."),
		("300", f"Invoice {number} is paid."),
	):
		billing.press("Register Payment")
		field = page.locator(".modal.show [data-fieldname=amount] input")
		field.fill(amount)
		billing.press_in_dialog("Register Payment")
		said = billing.message("has been posted")
		expect(said).to_contain_text(f"over kr {amount},00 has been posted.")
		expect(said).to_contain_text(sentence)
		page.keyboard.press("Escape")
		expect(page.locator(".modal.show")).to_have_count(0)


def test_the_rate_of_the_day_is_there_before_anything_is_saved(somebody, customer):
	billing = somebody(BILLING)
	page = billing.page
	billing.go("customer-payment", "new-customer-payment")
	billing.form_of("Customer Payment")
	billing.choose(billing.field("customer"), customer["name"])
	billing.choose(billing.field("currency"), "EUR")
	billing.at_rest()
	usual = page.evaluate(
		"""async () => (await frappe.xcall("sales_mgmt.api.rate_of_payment",
			{currency: "EUR", posting_date: cur_frm.doc.posting_date}))"""
	)
	assert usual > 1
	assert page.evaluate("cur_frm.doc.exchange_rate") == usual
	page.evaluate("cur_frm.set_value('exchange_rate', 12.5)")
	page.evaluate("cur_frm.set_value('posting_date', '2026-02-02')")
	billing.at_rest()
	assert page.evaluate("cur_frm.doc.exchange_rate") == 12.5
	billing.choose(billing.field("currency"), "NOK")
	billing.at_rest()
	assert page.evaluate("cur_frm.doc.exchange_rate") == 1


def test_a_refund_proposes_what_is_owed(somebody, order, new_customer):
	manager, billing = somebody(MANAGER), somebody(BILLING)
	buyer = new_customer("Owed Nothing")["name"]
	requests, url = manager.page.context.request, manager.url
	answer = requests.post(
		f"{url}/api/method/sales_mgmt.api.register_payment",
		data={"customer": buyer, "amount": 125.5, "posting_date": today().isoformat()},
	)
	assert answer.ok, answer.text()
	billing.go("customer-payment", "new-customer-payment")
	billing.form_of("Customer Payment")
	billing.page.evaluate("cur_frm.set_value('kind', 'Refund')")
	billing.choose(billing.field("customer"), buyer)
	billing.at_rest()
	billing.form.get_by_role("button", name="Get Open Entries").click()
	billing.page.wait_for_function("cur_frm.doc.amount === 125.5")
	assert billing.page.evaluate("cur_frm.doc.applications.length") == 1
