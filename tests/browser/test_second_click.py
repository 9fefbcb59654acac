"""A second click does nothing: on every action of a form, on every dialog, on Yes, with background posting too."""

from __future__ import annotations

from collections import Counter

import pytest
from desk import Desk
from playwright.sync_api import Request, expect
from rest import post

from dev.demo.company import MANAGER

API = "/api/method/sales_mgmt.api"
READING = ("customer_statistics", "posting_options", "posting_state", "calculate", "assess_payments")
"""What forms ask by themselves, whenever they are shown anew."""

TWICE = "(label) => cur_frm.custom_buttons[label].trigger('click').trigger('click')"
PRIMARY_TWICE = "() => cur_dialog.get_primary_btn().trigger('click').trigger('click')"
LABELS = "() => Object.keys(cur_frm.custom_buttons)"
LEAVES = ("Print", "Picking List", "Archived Versions", "Show Credit Memo", "Statement")
"""Buttons that only show another page."""


class Calls:
	"""What a page asked of the app's actions, with its arguments, how often."""

	def __init__(self, desk: Desk) -> None:
		self.made: Counter[str] = Counter()
		desk.page.on("request", self.note)

	def note(self, request: Request) -> None:
		action = request.url.split(".")[-1].split("?")[0]
		if "/method/sales_mgmt.api" in request.url and action not in READING:
			self.made[f"{action} {request.post_data}"] += 1

	def twice(self) -> list[str]:
		return [call for call, count in self.made.items() if count > 1]


@pytest.fixture
def office(elsewhere):
	return elsewhere(MANAGER)


def invoice(office, customer, posted):
	line = {"type": "Item", "item": "7000", "quantity": 2}
	name = post(office, "/api/resource/Sales Invoice", {"customer": customer["name"], "lines": [line]})
	name = name["data"]["name"]
	if posted:
		post(office, f"{API}.post", {"doctype": "Sales Invoice", "name": name})
	return "Sales Invoice", name


def quote(office, customer):
	line = {"type": "Item", "item": "7000", "quantity": 2}
	values = {"customer": customer["name"], "lines": [line]}
	return "Sales Quote", post(office, "/api/resource/Sales Quote", values)["data"]["name"]


def shipment(office, order):
	name = order({"item": "7000", "quantity": 2})
	values = {"doctype": "Sales Order", "name": name, "ship": True}
	return "Sales Shipment", post(office, f"{API}.post", values)["message"]["shipment"]


@pytest.mark.soak(reduced=4, full=100)
@pytest.mark.parametrize("kind", ["quote", "open order", "released order", "draft", "invoice", "shipment"])
def test_every_action_of_a_form_and_its_dialog(somebody, order, office, customer, kind, size):
	"""About `size` of its actions: all are made by the one helper, which a unit test holds."""
	make = {
		"quote": lambda: quote(office, customer),
		"open order": lambda: ("Sales Order", order({"item": "7000", "quantity": 2}, release=False)),
		"released order": lambda: ("Sales Order", order({"item": "7000", "quantity": 2})),
		"draft": lambda: invoice(office, customer, posted=False),
		"invoice": lambda: invoice(office, customer, posted=True),
		"shipment": lambda: shipment(office, order),
	}[kind]
	desk = somebody(MANAGER)
	calls = Calls(desk)
	desk.open(*make())
	labels = [label for label in desk.page.evaluate(LABELS) if not label.startswith(LEAVES)]
	assert len(labels) > 3
	for label in labels[:: max(1, len(labels) // size)]:
		doctype, name = make()
		desk.open(doctype, name)
		calls.made.clear()
		desk.page.evaluate(TWICE, label)
		desk.at_rest()
		assert desk.page.locator(".modal.show").count() <= 1, label
		if desk.page.evaluate("window.cur_dialog && cur_dialog.has_primary_action && !cur_dialog.msg_area"):
			desk.page.evaluate(PRIMARY_TWICE)
			desk.at_rest()
		assert calls.twice() == [], label
		shown = desk.page.locator(".modal.show").all_inner_texts()
		assert not [said for said in shown if "in the posting queue" in said or "already" in said], (
			label,
			shown,
		)


@pytest.fixture
def in_background(office):
	def switch(value):
		answer = office.put("/api/resource/Sales Settings/Sales Settings", data={"post_in_background": value})
		assert answer.ok, answer.text()

	switch(1)
	yield
	switch(0)


def test_yes_is_said_once_with_background_posting(somebody, office, customer, in_background):
	"""A real double click: the second falls on a dialog that fades out."""
	doctype, name = invoice(office, customer, posted=False)
	manager = somebody(MANAGER)
	calls = Calls(manager)
	manager.open(doctype, name)
	manager.head_button("Post").click()
	yes = manager.dialog.get_by_role("button", name="Yes", exact=True)
	yes.dblclick()
	manager.message("has been posted")
	expect(manager.page.locator(".modal.show")).to_have_count(1)
	assert sum(count for call, count in calls.made.items() if call.startswith("post_later")) == 1
