"""Whoever reads a list, a report or a dialog with a customer in it reads the customer's name; the number may stand beside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import HERE
from made import Office
from playwright.sync_api import expect

from dev.demo.company import MANAGER

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
FIELDS = [
	(doctype["name"], field)
	for doctype in (json.loads(file.read_text()) for file in sorted(APP.glob("*/doctype/*/*.json")))
	if not doctype.get("istable")
	for field in doctype["fields"]
	if (field["fieldname"], field.get("options")) == ("customer", "Customer")
]
WITHOUT = {"General Ledger Entry", "VAT Entry", "Item Ledger Entry", "Item Value Entry"}
"""Ledgers whose list has no customer: they are filtered by one."""
NO_RECORDS = {"Customer Template"}
CELLS = """(code) => [...document.querySelectorAll(".list-row-container .list-row > *, .list-row-container .list-row-col")]
	.filter((cell) => cell.offsetParent).map((cell) => cell.innerText.trim()).filter((text) => text === code)"""


@pytest.fixture
def office(elsewhere, customer) -> Office:
	return Office(elsewhere(MANAGER), customer["name"])


def test_every_list_with_a_customer_names_it(somebody, office, customer):
	for make in (
		Office.quote,
		Office.shipped_order,
		Office.archived,
		Office.return_order,
		Office.received,
		Office.posted_memo,
		Office.posted_payment,
		Office.price_list,
		Office.recurring,
	):
		make(office)
	assert len(FIELDS) > 15 and {name for name, _field in FIELDS} >= WITHOUT
	desk = somebody(MANAGER)
	desk.go("sales")
	for doctype, _field in FIELDS:
		route = "([doctype, customer]) => frappe.set_route('List', doctype, 'List', { customer })"
		desk.page.evaluate(route, [doctype, customer["name"]])
		desk.page.wait_for_function(
			"(doctype) => frappe.get_route()[1] === doctype && cur_list?.doctype === doctype", arg=doctype
		)
		desk.at_rest()
		row = desk.list_rows.first
		expect(row, doctype).to_be_visible()
		if doctype not in WITHOUT:
			expect(row, doctype).to_contain_text(customer["customer_name"])
		assert desk.page.evaluate(CELLS, customer["name"]) == [], f"{doctype} shows a number for a name"


def test_what_is_unpaid_names_the_customer(somebody, office, customer):
	office.invoice()
	desk = somebody(MANAGER)
	desk.go(f"register-payments?customer={customer['name']}")
	link = desk.page.locator(f"{HERE} .payment-table tbody a[href*='/customer/{customer['name']}']").first
	expect(link).to_have_text(customer["customer_name"])
