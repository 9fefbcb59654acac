"""Every action of every document, with its dialog, taken through a lost line and back.

Pressed without a line an action says so, and works when it is pressed again. A dialog is opened on the line, filled in and answered
into a line that is lost on the way (in full: without one, too): it says so, stays open with what was entered, and the same answer
works once the line is back. Nothing is frozen and no veil stays. The buttons are those that forms and lists offer, found by
walking them; what is left out has a name and a reason.
"""

from __future__ import annotations

import pytest
from made import Maker, Office
from playwright.sync_api import expect
from rest import enter, post
from walking import AT_ONCE, FILES, HEAR, LIST_LABELS, PLAIN, PRESS_LIST, Walk

from dev.demo.company import MANAGER

KINDS: dict[str, Maker] = {
	"quote": Office.quote,
	"open order": Office.open_order,
	"order with freight": Office.with_freight,
	"released order": Office.released_order,
	"shipped order": Office.shipped_order,
	"closed order": Office.closed_order,
	"draft invoice": Office.draft,
	"invoice": Office.invoice,
	"return order": Office.return_order,
	"draft memo": Office.memo,
	"memo": Office.posted_memo,
	"cancelling memo": Office.cancelling_memo,
	"shipment": Office.shipment,
	"receipt": Office.received,
	"draft payment": Office.payment,
	"payment": Office.posted_payment,
	"application": Office.application,
	"price list": Office.price_list,
	"active price list": Office.active_price_list,
	"recurring lines": Office.recurring,
	"version": Office.archived,
	"customer": Office.card,
}

ONLY = {"order with freight": {"Assign Item Charge…"}}
"""Freight that stands on no goods keeps everything else of its order from being posted."""


@pytest.fixture(scope="module")
def seen() -> set[str]:
	"""Buttons that were walked already: of each there is one dialog, whatever document it stands on."""
	return set()


@pytest.fixture(scope="module")
def reachable(new_customer, playwright, url) -> str:
	"""A customer of these tests, with somebody to write to and recurring lines."""
	customer = new_customer("Uten Linje AS")["name"]
	requests = playwright.request.new_context(base_url=url)
	enter(requests, url, MANAGER)
	contact = {"first_name": "Liv", "is_primary_contact": 1}
	contact["email_ids"] = [{"email_id": "liv@linje.example", "is_primary": 1}]
	contact["links"] = [{"link_doctype": "Customer", "link_name": customer}]
	post(requests, "/api/resource/Contact", contact)
	office = Office(requests, customer)
	office.recurring()
	if not office.first("Customer Template"):
		office.ask("save_as_template", customer=customer, code="LOST")
	requests.dispose()
	return customer


@pytest.fixture
def walk(somebody, elsewhere, reachable, size) -> Walk:
	return Walk(somebody(MANAGER), Office(elsewhere(MANAGER), reachable), in_full=size > 1)


@pytest.mark.soak(reduced=1, full=2)
@pytest.mark.parametrize("kind", KINDS)
def test_every_action_of_every_document(walk, kind, seen, size):
	"""In full every button of every document; otherwise each dialog once, and one of the buttons that have none."""
	make = KINDS[kind]
	made = make(walk.office)
	walk.begin()
	walk.show(made)
	labels = walk.labels()
	assert labels, f"{kind} offers nothing"
	for label in labels:
		if label not in ONLY.get(kind, labels):
			continue
		kind_of_button = AT_ONCE if label in PLAIN else label
		if size == 1 and kind_of_button in seen:
			continue
		seen.add(kind_of_button)
		made = make(walk.office)
		walk.show(made)
		walk.take(made[1], label)


LISTS: dict[str, tuple[str, Maker]] = {
	"Sales Quote": ("sales-quote", Office.quote),
	"Sales Order": ("sales-order", Office.open_order),
	"Sales Invoice": ("sales-invoice", Office.draft),
	"Sales Return Order": ("sales-return-order", Office.return_order),
	"Sales Credit Memo": ("sales-credit-memo", Office.memo),
	"Sales Shipment": ("sales-shipment", Office.shipment),
	"Return Receipt": ("return-receipt", Office.received),
	"Customer": ("customer", Office.card),
	"Recurring Sales Lines": ("recurring-sales-lines", Office.recurring),
}
OF_LISTS = {
	"Release",
	"Reopen",
	"Send",
	"Post Batch…",
	"Apply Template",
	"Combine Return Receipts…",
	"Create Recurring Invoices",
}


@pytest.fixture(scope="module")
def seen_in_lists() -> set[str]:
	return set()


@pytest.mark.soak(reduced=1, full=2)
@pytest.mark.parametrize("doctype", LISTS)
def test_every_action_of_every_list(walk, doctype, seen_in_lists, size):
	"""With one document ticked."""
	_path, make = LISTS[doctype]
	walk.begin()
	labels = None
	while labels is None or labels:
		_doctype, name = make(walk.office)
		walk.list_of(doctype, name)
		if labels is None:
			labels = [label for label in walk.desk.page.evaluate(LIST_LABELS) if label not in FILES]
			assert labels and set(labels) <= OF_LISTS, labels
		label = labels.pop()
		if size == 1 and label in seen_in_lists:
			continue
		seen_in_lists.add(label)
		walk.take("List", label, PRESS_LIST)
	if doctype == list(LISTS)[-1] and len(seen_in_lists) > 3:
		assert seen_in_lists == OF_LISTS


@pytest.mark.soak(reduced=1, full=2)
def test_payments_are_registered_after_a_lost_line(walk):
	"""What was ticked and typed stays, and is posted when the line is back."""
	walk.office.invoice()
	walk.desk.go("register-payments")
	walk.desk.page.evaluate(HEAR)
	row = walk.desk.page.locator(".payment-table tbody tr").filter(has_text="Uten Linje AS").first
	row.locator(".amount").fill("10")
	walk.desk.keys("Tab")
	for take_away in (walk.cut, walk.lose):
		take_away()
		walk.desk.head_button("Post Payments").click()
		walk.told("Post Payments")
		walk.mend()
		expect(row.locator(".amount")).to_have_value("10,00")
	# and a search that was begun without a line comes when it is back
	walk.cut()
	walk.desk.page.locator("[data-fieldname=text] input:visible").fill("Uten Linje")
	walk.desk.page.keyboard.press("Tab")
	walk.mend()
	walk.desk.press("Post Payments")
	expect(walk.desk.page.locator(".payment-results")).to_contain_text("Posted: ")
	assert not [one for one in walk.desk.page.evaluate("window.heard") if one[1] != 200]


@pytest.mark.soak(reduced=1, full=2)
def test_entries_are_found_after_a_lost_line(walk):
	doctype, name = walk.office.invoice()
	number = walk.office.value(doctype, name, "posted_no")
	walk.desk.go("find-entries")
	walk.desk.page.locator("[data-fieldname=posted_no] input:visible").fill(number)
	for take_away in (walk.cut, walk.lose):
		take_away()
		walk.desk.head_button("Find").click()
		walk.told("Find")
		walk.mend()
	walk.desk.press("Find")
	expect(walk.desk.page.locator(".sales-entry-counts").first).to_contain_text("Sales Invoice")


@pytest.mark.soak(reduced=1, full=2)
def test_what_a_dialog_asks_by_itself_comes_when_the_line_is_back(walk):
	"""Another date without a line: what the posting would do is said later, and Post can be pressed again."""
	walk.begin()
	walk.show(walk.office.released_order())
	walk.desk.press("Post…")
	button = walk.desk.dialog.get_by_role("button", name="Post", exact=True)
	expect(button).to_be_enabled()
	walk.cut()
	walk.desk.dialog.locator("select").select_option("Ship")
	walk.told("Post…")
	expect(button).to_be_disabled()
	walk.mend()
	expect(button).to_be_enabled()
	button.click()
	walk.desk.message("Shipment")
