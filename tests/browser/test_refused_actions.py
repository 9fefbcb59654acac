"""What the server refuses is said once, in a message, and is no error of the page (the console stays silent)."""

import uuid

import pytest
from playwright.sync_api import expect
from quality import noise
from rest import post

from dev.demo.company import MANAGER


@pytest.fixture
def manager(elsewhere):
	return elsewhere(MANAGER)


@pytest.fixture
def blocked(manager):
	"""A function that makes a document of an item of its own, runs `then`, and blocks the item."""

	def make(doctype, customer, then=lambda name: None):
		code = f"B-{uuid.uuid4().hex[:8]}"
		values = {
			"item_code": code,
			"item_name": code,
			"base_uom": "PCS",
			"item_type": "Service",
			"unit_price": 100,
			"product_posting_group": "GOODS",
			"vat_product_group": "STANDARD",
		}
		post(manager, "/api/resource/Item", values)
		lines = [{"type": "Item", "item": code, "quantity": 1}]
		name = post(manager, f"/api/resource/{doctype}", {"customer": customer, "lines": lines})["data"][
			"name"
		]
		then(name)
		answer = manager.put(f"/api/resource/Item/{code}", data={"sales_blocked": 1})
		assert answer.ok, answer.text()
		return name

	return make


FRAPPES = ("error: Failed to load resource", "error: Traceback")
"""The browser notes every answer of 4xx, and Frappe in developer mode what the server says of it."""


def own_noise(desk):
	return [line for line in noise(desk) if not line.startswith(FRAPPES)]


def refused(desk):
	desk.message("blocked")
	desk.at_rest()
	assert own_noise(desk) == []


def test_a_refused_invoice(somebody, blocked, customer):
	name = blocked("Sales Invoice", customer["name"])
	desk = somebody(MANAGER)
	desk.open("Sales Invoice", name)
	desk.press("Post")
	desk.press_in_dialog("Yes")
	refused(desk)
	expect(desk.status).to_have_text("Open")


def test_a_refused_order(somebody, blocked, manager, customer):
	"""Checked before it was blocked: the dialog offers to post, and the server refuses."""
	desk, order = somebody(MANAGER), {}

	def look_at_it(name):
		order["name"] = name
		desk.open("Sales Order", name)
		desk.press("Post…")
		desk.dialog.wait_for()
		desk.at_rest()

	blocked("Sales Order", customer["name"], look_at_it)
	desk.press_in_dialog("Post")
	refused(desk)


def test_a_refused_action_of_a_form(somebody, manager, customer):
	"""Somebody else released and completed it meanwhile: an action that the form still offers."""
	lines = [{"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 100}]
	name = post(manager, "/api/resource/Sales Order", {"customer": customer["name"], "lines": lines})["data"][
		"name"
	]
	desk = somebody(MANAGER)
	desk.open("Sales Order", name)
	post(
		manager, "/api/method/sales_mgmt.api.post",
		{"doctype": "Sales Order", "name": name, "ship": 1, "invoice": 1},
	)  # fmt: skip
	desk.press("Release")
	desk.message("so this is not possible")
	assert own_noise(desk) == []


def test_a_refused_payment(somebody, manager, customer):
	"""An amount that nobody owes in a currency without a rate is refused when it is posted."""
	values = {
		"customer": customer["name"],
		"amount": 10,
		"payment_account": "1920",
		"posting_date": "2026-03-02",
	}
	name = post(manager, "/api/resource/Customer Payment", values)["data"]["name"]
	answer = manager.put("/api/resource/GL Account/1920", data={"blocked": 1})
	assert answer.ok, answer.text()
	try:
		desk = somebody(MANAGER)
		desk.go("customer-payment", name)
		desk.form_of("Customer Payment", name)
		desk.press("Post")
		desk.press_in_dialog("Yes")
		desk.message("1920")
		assert own_noise(desk) == []
	finally:
		manager.put("/api/resource/GL Account/1920", data={"blocked": 0})
