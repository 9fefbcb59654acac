"""An admin makes a Workflow that says nothing of the status: it is told what it holds, and sets the status by one click."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import APIRequestContext, expect

from dev.demo.company import CLERK

NAME = "Approval at the Desk"
STATES = (("Draft", "Sales User"), ("Waiting", "Sales Manager"), ("Approved", "Sales Manager"))
MOVES = (("Draft", "Ask", "Waiting"), ("Waiting", "Approve", "Approved"))


@pytest.fixture
def workflow(admin: APIRequestContext) -> Iterator[str]:
	"""Made through REST; gone afterwards with the field that Frappe gave the order for it."""

	def make(doctype: str, field: str, name: str) -> None:
		admin.post(f"/api/resource/{doctype}", data={field: name})  # there already: fine

	for state, _role in STATES:
		make("Workflow State", "workflow_state_name", state)
	for _before, action, _after in MOVES:
		make("Workflow Action Master", "workflow_action_name", action)
	states = [{"state": state, "allow_edit": role, "doc_status": "0"} for state, role in STATES]
	transitions = [
		{"state": before, "action": action, "next_state": after, "allowed": "Sales Manager"}
		for before, action, after in MOVES
	]
	values = {"workflow_name": NAME, "document_type": "Sales Order", "is_active": 1, "send_email_alert": 0}
	made = admin.post("/api/resource/Workflow", data={**values, "states": states, "transitions": transitions})
	try:
		assert made.ok, made.text()
		yield NAME
	finally:
		admin.delete(f"/api/resource/Workflow/{quote(NAME)}")
		filters = json.dumps([["dt", "=", "Sales Order"], ["fieldname", "=", "workflow_state"]])
		found = admin.get("/api/resource/Custom Field", params={"filters": filters}).json()["data"]
		for row in found:
			admin.delete(f"/api/resource/Custom Field/{quote(row['name'])}")


def test_the_form_offers_neither_release_nor_post_and_the_admin_is_told(somebody, order, workflow):
	name = order({"item": "7000", "quantity": 1}, release=False)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	expect(clerk.head_button("Lines")).to_be_visible()
	expect(clerk.status).to_have_text("Draft")
	clerk.offers_no("Release", "Post…")

	admin = somebody()
	admin.log_in("Administrator", os.environ["SALES_MGMT_ADMIN_PASSWORD"])
	admin.go("workflow", quote(workflow))
	admin.form_of("Workflow", workflow)
	admin.page.evaluate("cur_frm.dirty()")
	admin.page.keyboard.press("Control+s")
	box = admin.message("The states of this workflow do not move the field Status")
	expect(box).to_contain_text(
		"in Draft, Waiting they are neither released nor posted, in Approved they are"
	)
	admin.page.locator(".modal.show").get_by_role("button", name="Let the States Set Status").click()
	admin.page.wait_for_function("!cur_frm.is_dirty() && cur_frm.doc.states[2].update_value === 'Released'")
	admin.at_rest()
	expect(admin.page.locator(".modal.show")).to_have_count(0)
	set_by = admin.page.evaluate(
		"cur_frm.doc.states.map((row) => `${row.update_field}: ${row.update_value}`)"
	)
	assert set_by == ["status: Open", "status: Pending Approval", "status: Released"]
