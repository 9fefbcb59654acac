"""Two people on one document, and a login that is lost: nothing typed is lost with it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect
from rest import enter

from dev.demo.company import CLERK, MANAGER


@pytest.fixture
def both_change(somebody, order, elsewhere):
	"""A function: the clerk types 12 bells, the manager saves these quantities and a reference meanwhile, the clerk saves."""
	name = order({"item": "7000", "quantity": 10}, {"item": "7010", "quantity": 2}, release=False)
	clerk = somebody(CLERK)

	def change(bells, baskets):
		clerk.open("Sales Order", name)
		clerk.write(1, "quantity", "12")
		rows = clerk.page.evaluate("cur_frm.doc.lines.map(({ name }) => name)")
		lines = [
			{"name": row, "quantity": quantity} for row, quantity in zip(rows, (bells, baskets), strict=True)
		]
		values = {"your_reference": "Theirs", "lines": lines}
		answer = elsewhere(MANAGER).put(f"/api/resource/Sales Order/{name}", data=values)
		assert answer.ok, answer.text()
		clerk.page.keyboard.press("Control+s")
		clerk.dialog.wait_for()
		return clerk

	return change


@pytest.fixture
def changed_meanwhile(both_change):
	"""Each another row: the manager has made 4 of 2 baskets."""
	return both_change(10, 4)


@pytest.fixture
def same_cell(both_change):
	"""The clerk has made 12 of 10 bells, the manager 15."""
	return both_change(15, 2)


def test_it_is_said_who_changed_what(changed_meanwhile):
	clerk = changed_meanwhile
	told = clerk.dialog.locator(".sales-changes li")
	expect(told.first).to_have_text("Your Reference: – → Theirs")
	expect(told.filter(has_text="Row 2, Quantity: 2 → 4")).to_have_count(1)
	# what was typed here is not told as theirs
	expect(told.filter(has_text="Row 1")).to_have_count(0)
	expect(clerk.dialog.locator(".modal-body")).not_to_contain_text("refresh")
	expect(clerk.dialog).to_contain_text("saved this document after you opened it")
	expect(clerk.page.locator(".modal.show .msgprint")).to_have_count(0)


def test_mine_are_put_over_theirs(changed_meanwhile):
	"""12 bells at 100 and 4 baskets at 250 are 2,200, 2,750 with VAT."""
	clerk = changed_meanwhile
	clerk.press_in_dialog("Take Mine")
	expect(clerk.status).to_have_text("Open")
	clerk.shows("amount_including_vat", "kr 2.750,00")
	assert clerk.page.evaluate("[cur_frm.is_dirty(), cur_frm.doc.your_reference]") == [False, "Theirs"]
	assert clerk.page.evaluate("cur_frm.doc.lines.map((row) => row.quantity)") == [12, 4]


def test_theirs_are_taken(changed_meanwhile):
	"""10 at 100 and 4 at 250: 2,000."""
	clerk = changed_meanwhile
	clerk.press_in_dialog("Take Theirs")
	clerk.shows("amount_including_vat", "kr 2.500,00")
	expect(clerk.status).to_have_text("Open")
	expect(clerk.page.locator(".sales-kept")).to_have_count(0)


def test_of_the_same_cell_both_values_are_said(same_cell):
	"""Who, which field of which row, from what to what, and what was entered here."""
	clerk = same_cell
	expect(clerk.dialog.locator(".modal-body")).to_contain_text("Magnus Eide saved this document")
	told = clerk.dialog.locator(".sales-changes li")
	expect(told.filter(has_text="Row 1, Quantity")).to_have_text("Row 1, Quantity: 10 → 15 Here it is 12.")
	# only they filled in a reference
	expect(told.filter(has_text="Your Reference")).to_have_text("Your Reference: – → Theirs")


@pytest.mark.parametrize(
	("choice", "bells", "total"), [("Take Mine", 12, "kr 2.125,00"), ("Take Theirs", 15, "kr 2.500,00")]
)
def test_of_the_same_cell_the_chosen_value_stays(same_cell, elsewhere, choice, bells, total):
	"""12 bells at 100 and 2 baskets at 250 are 1,700; 15 of them 2,000; and 25 % VAT."""
	clerk = same_cell
	clerk.press_in_dialog(choice)
	expect(clerk.dialog).to_have_count(0)
	clerk.shows("amount_including_vat", total)
	expect(clerk.status).to_have_text("Open")
	expect(clerk.cell(1, "quantity")).to_have_text(str(bells), use_inner_text=True)
	name = clerk.page.evaluate("cur_frm.docname")
	stored = elsewhere(CLERK).get(f"/api/resource/Sales Order/{name}").json()["data"]
	assert [row["quantity"] for row in stored["lines"]] == [bells, 2]
	# what only they changed is theirs either way
	assert stored["your_reference"] == "Theirs"
	# and nothing of the other choice comes back
	clerk.page.reload()
	clerk.form_of("Sales Order", name)
	expect(clerk.page.locator(".sales-kept")).to_have_count(0)
	expect(clerk.cell(1, "quantity")).to_have_text(str(bells), use_inner_text=True)


def test_a_lost_login_keeps_the_form(somebody, order, url):
	name = order({"item": "7000", "quantity": 10}, release=False)
	clerk = somebody(CLERK)
	clerk.open("Sales Order", name)
	clerk.write(1, "quantity", "12")
	clerk.page.context.clear_cookies()
	clerk.page.keyboard.press("Control+s")
	expect(clerk.dialog).to_contain_text("Log in again")
	clerk.dialog.get_by_role("button", name="I Have Logged In").click()
	expect(clerk.dialog).to_contain_text("Nobody is logged in as clerk@")
	expect(clerk.cell(1, "quantity")).to_contain_text("12")
	enter(clerk.page.context.request, url, CLERK)
	clerk.dialog.get_by_role("button", name="I Have Logged In").click()
	expect(clerk.dialog).to_have_count(0)
	clerk.save()
	clerk.shows("amount_including_vat", "kr 1.500,00")


def test_sales_settings_have_tabs(somebody):
	manager = somebody(MANAGER)
	manager.go("sales-settings")
	tabs = manager.form.locator(".form-tabs .nav-link:visible")
	if not tabs.count():
		tabs = manager.page.locator(".page-container:visible .form-tabs-list .nav-link:visible")
	expect(tabs).to_have_text(["General", "Amounts", "Posting", "Receivables", "Paper"])
	expect(manager.field("pdf_engine")).not_to_be_visible()
	tabs.filter(has_text="Paper").click()
	expect(manager.field("pdf_engine")).to_be_visible()
	expect(manager.field("default_location")).not_to_be_visible()


def test_a_program_is_told_who_and_what(order, elsewhere):
	"""Over REST: whoever sends what was read along with the changes."""
	name = order({"item": "7000", "quantity": 10}, release=False)
	path = f"/api/resource/Sales Order/{name}"
	program = elsewhere(MANAGER)
	read = program.get(path).json()["data"]
	assert elsewhere(CLERK).put(path, data={"your_reference": "Theirs"}).ok
	answer = program.put(path, data={"modified": read["modified"], "your_reference": "Mine"})
	assert (answer.status, answer.json()["exc_type"]) == (417, "TimestampMismatchError")
	(told,) = json.loads(answer.json()["_server_messages"])
	message = json.loads(told)["message"]
	assert "after you had read it, and changed: Your Reference. Read it again" in message
	assert program.get(path).json()["data"]["your_reference"] == "Theirs"
