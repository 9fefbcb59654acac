"""In lists and forms, what remains of a bill has the sign of its amount, drafts show none, and a customer is read by name."""

from __future__ import annotations

from desk import HERE, text
from playwright.sync_api import expect
from rest import post

from dev.demo.company import MANAGER

ACTION = "/api/method/sales_mgmt.api"


def cell(desk, name, fieldname):
	row = desk.page.locator(f"{HERE} .list-row-container:has([data-name='{name}'])").first
	expect(row).to_be_visible()
	number = desk.page.evaluate(
		"(f) => cur_list.columns.findIndex((c) => c.df && c.df.fieldname === f)", fieldname
	)
	return row.locator(".level-left > .list-row-col").nth(number)


def test_remainders_of_invoices_and_credit_memos(somebody, new_customer, elsewhere):
	"""Posted: 1 at 100 and 25 VAT, nothing paid: 125. Drafts have nothing due."""
	customer = new_customer("Resten Sykkel AS")["name"]
	office = elsewhere(MANAGER)
	lines = [{"type": "Item", "item": "7000", "quantity": 1}]
	manager = somebody(MANAGER)
	for doctype, path in (("Sales Invoice", "sales-invoice"), ("Sales Credit Memo", "sales-credit-memo")):
		posted, draft = (
			post(office, f"/api/resource/{doctype}", {"customer": customer, "lines": lines})["data"]["name"]
			for _each in range(2)
		)
		post(office, f"{ACTION}.post", {"doctype": doctype, "name": posted})
		manager.go(path)
		expect(cell(manager, posted, "remaining_amount")).to_have_text(text("kr 125,00"))
		expect(cell(manager, posted, "amount_including_vat")).to_have_text(text("kr 125,00"))
		expect(cell(manager, draft, "remaining_amount")).to_have_text(text(""))
		manager.open(doctype, posted)
		for fieldname in ("remaining_amount", "amount_including_vat"):
			manager.shows(fieldname, "kr 125,00")
		expect(manager.form).not_to_contain_text("-125,00")


def test_ledgers_name_the_customer(somebody, new_customer, elsewhere):
	known = new_customer("Navnet Sykkel AS")
	office = elsewhere(MANAGER)
	lines = [{"type": "Item", "item": "7000", "quantity": 1}]
	name = post(office, "/api/resource/Sales Invoice", {"customer": known["name"], "lines": lines})["data"][
		"name"
	]
	post(office, f"{ACTION}.post", {"doctype": "Sales Invoice", "name": name})
	manager = somebody(MANAGER)
	for path in ("customer-ledger-entry", "customer-application"):
		manager.go(path)
		rows = manager.list_rows
		if path == "customer-ledger-entry":
			expect(rows.first).to_contain_text("Navnet Sykkel AS")
		expect(rows.filter(has_text=known["name"])).to_have_count(0)
