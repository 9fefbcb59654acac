"""What a shortcut or a card of the Sales page counts, a click on it opens: these documents and no others, for every role."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from desk import HERE, Desk
from office_day import today
from playwright.sync_api import APIRequestContext, Locator, Playwright, expect
from rest import enter, post

from dev.demo.company import AUDITOR, BILLING, CLERK, MANAGER, WAREHOUSE

OPENED_BY = {
	"Quotes": {"open quote"},
	"Orders to Release": {"open order"},
	"Orders to Ship": {"released order", "late order"},
	"Late Orders": {"late order"},
	"Orders to Invoice": {"shipped order"},
	"Draft Invoices": {"draft invoice"},
	"Unpaid Invoices": {"unpaid invoice", "overdue invoice", "invoice of an order"},
	"Overdue Invoices": {"overdue invoice"},
	"Return Orders": {"return order"},
	"Draft Credit Memos": {"draft credit memo"},
	"Payments": {"payment"},
	"Customers": {"customer"},
	"Posting Errors": set(),
}
"""Shortcut → which of our documents its list shows; of the others of the same DocType it must show none."""

CARDS = {
	"Open Quotes": "Quotes",
	"Orders to Ship": "Orders to Ship",
	"Orders to Invoice": "Orders to Invoice",
	"Unpaid Invoices": "Unpaid Invoices",
	"Overdue Invoices": "Overdue Invoices",
}
"""Card → the shortcut that counts the same."""

REPORTS = {
	"Order Backlog": "Order Backlog",
	"Sales This Month": "Sales by Month",
	"Overdue Receivables": "Aged Receivables",
}
"""Card of an amount → the report that it opens."""

FOR_ALL = [
	"Customers",
	"Quotes",
	"Orders to Release",
	"Orders to Ship",
	"Late Orders",
	"Orders to Invoice",
	"Return Orders",
]
OF_BILLS = ["Draft Invoices", "Unpaid Invoices", "Overdue Invoices", "Draft Credit Memos"]
SHORTCUTS = {
	CLERK: [*FOR_ALL, *OF_BILLS, "New Sales Quote", "New Sales Order"],
	MANAGER: [
		*FOR_ALL,
		*OF_BILLS,
		"Payments",
		"Posting Errors",
		"New Sales Quote",
		"New Sales Order",
		"New Sales Invoice",
	],
	WAREHOUSE: [*FOR_ALL, "Posting Errors"],
	BILLING: [*FOR_ALL, *OF_BILLS, "Payments", "Posting Errors", "New Sales Invoice"],
	AUDITOR: [*FOR_ALL, *OF_BILLS, "Payments", "Posting Errors"],
}
"""Person → the shortcuts that they have: all of them, and no others."""

CARDS_FOR_ALL = ["Open Quotes", "Orders to Ship", "Orders to Invoice", "Order Backlog"]
CARDS_OF_BILLS = ["Unpaid Invoices", "Overdue Invoices"]
CARDS_OF_BOOKS = ["Sales This Month", "Overdue Receivables"]
CARDS_OF = {
	CLERK: [*CARDS_FOR_ALL, *CARDS_OF_BILLS],
	MANAGER: [*CARDS_FOR_ALL, *CARDS_OF_BILLS, *CARDS_OF_BOOKS],
	WAREHOUSE: CARDS_FOR_ALL,
	BILLING: [*CARDS_FOR_ALL, *CARDS_OF_BILLS, *CARDS_OF_BOOKS],
	AUDITOR: [*CARDS_FOR_ALL, *CARDS_OF_BILLS, *CARDS_OF_BOOKS],
}
"""Person → the cards that they have: all of them, and no others."""

NOT_SHOWN = {
	"Customers": set(),
	"Quotes": {"lost quote"},
	"Orders to Release": {"released order", "late order", "shipped order", "completed order"},
	"Orders to Ship": {"open order", "shipped order", "completed order"},
	"Late Orders": {"open order", "released order", "shipped order", "completed order"},
	"Orders to Invoice": {"open order", "released order", "late order", "completed order"},
	"Draft Invoices": {"unpaid invoice", "overdue invoice", "invoice of an order", "paid invoice"},
	"Unpaid Invoices": {"draft invoice", "paid invoice"},
	"Overdue Invoices": {"draft invoice", "unpaid invoice", "invoice of an order", "paid invoice"},
	"Return Orders": {"credited return order"},
	"Draft Credit Memos": {"posted credit memo", "memo of the return order"},
	"Payments": {"posted payment"},
	"Posting Errors": set(),
}
"""Shortcut → which of our documents its list must not show. All customers are shown, and ours were all posted without an error."""

PEOPLE = (CLERK, MANAGER, WAREHOUSE, BILLING, AUDITOR)

COUNTED_AGAIN = "() => frappe.db.count(cur_list.doctype, { filters: cur_list.filter_area.get() })"


def dated(days: int, **values: Any) -> dict[str, Any]:
	day = str(today() + datetime.timedelta(days))
	return {"document_date": day, "posting_date": day, "shipment_date": day, **values}


@pytest.fixture(scope="module")
def office(playwright: Playwright, url: str) -> Iterator[APIRequestContext]:
	requests = playwright.request.new_context(base_url=url)
	enter(requests, url, MANAGER)
	yield requests
	requests.dispose()


@pytest.fixture(scope="module")
def made(office: APIRequestContext, new_customer: Any) -> dict[str, str]:
	"""{what it is: its name}, one document of every state."""
	who = new_customer("Tellende Sykkel AS")["name"]
	goods = [{"type": "Item", "item": "7000", "quantity": 1}]

	def draft(doctype: str, **values: Any) -> str:
		sent = {"customer": who, "lines": goods, **values}
		return post(office, f"/api/resource/{doctype}", sent)["data"]["name"]

	def act(action: str, doctype: str, name: str, **values: Any) -> dict[str, Any]:
		sent = {"doctype": doctype, "name": name, **values}
		return post(office, f"/api/method/sales_mgmt.api.{action}", sent)["message"]

	names = {
		"customer": who,
		"open quote": draft("Sales Quote"),
		"lost quote": draft("Sales Quote"),
		"open order": draft("Sales Order", **dated(3)),
		"released order": draft("Sales Order", **dated(3)),
		"late order": draft("Sales Order", **dated(-1)),
		"shipped order": draft("Sales Order", **dated(0)),
		"completed order": draft("Sales Order", **dated(0)),
		"draft invoice": draft("Sales Invoice", **dated(0)),
		"return order": draft("Sales Return Order"),
		"credited return order": draft("Sales Return Order"),
		"paid invoice": draft("Sales Invoice", **dated(-60)),
		"draft credit memo": draft("Sales Credit Memo"),
	}
	post(
		office,
		"/api/method/sales_mgmt.api.mark_lost",
		{"quote": names["lost quote"], "reason": "Too expensive"},
	)
	for order in ("released order", "late order"):
		act("release", "Sales Order", names[order])
	act("post", "Sales Order", names["shipped order"], ship=True)
	done = act("post", "Sales Order", names["completed order"], ship=True, invoice=True)
	names["invoice of an order"] = done["invoice"]
	for name, days in (("unpaid invoice", 0), ("overdue invoice", -60)):
		names[name] = draft("Sales Invoice", **dated(days))
		act("post", "Sales Invoice", names[name])
	names["posted credit memo"] = draft("Sales Credit Memo")
	act("post", "Sales Credit Memo", names["posted credit memo"])
	credited = act("post", "Sales Return Order", names["credited return order"], ship=True, invoice=True)
	names["memo of the return order"] = credited["credit_memo"]
	act("post", "Sales Invoice", names["paid invoice"])
	payment = {"customer": who, "amount": 10, "posting_date": str(today())}
	paid = {**payment, "amount": 125, "apply_to": names["paid invoice"]}
	names["posted payment"] = post(office, "/api/method/sales_mgmt.api.register_payment", paid)["message"]
	names["payment"] = post(office, "/api/resource/Customer Payment", payment)["data"]["name"]
	return names


ROWS = """([mine, expected]) => {
	const rows = [...document.querySelectorAll(".list-row-container [data-name]")].filter((row) => row.offsetParent);
	const shown = new Set(rows.map((row) => row.dataset.name));
	return mine.filter((name) => shown.has(name)).sort().join() === expected.join();
}"""
"""Of our documents the list shows these."""


def is_right(desk: Desk, label: str, count: int, made: dict[str, str]) -> None:
	assert not OPENED_BY[label] & NOT_SHOWN[label]
	expected = sorted(made[what] for what in OPENED_BY[label])
	desk.at_rest()
	desk.page.locator(f"{HERE} .list-paging-area .btn-paging[data-value='500']").evaluate("b => b.click()")
	desk.page.wait_for_function(ROWS, arg=[list(made.values()), expected])
	for what in NOT_SHOWN[label]:
		expect(
			desk.page.locator(f"{HERE} .list-row-container [data-name='{made[what]}']:visible"), what
		).to_have_count(0)
	assert desk.page.evaluate(COUNTED_AGAIN) == count, label


def shortcut(desk: Desk, label: str) -> Locator:
	boxes = desk.page.locator(f"{HERE} .shortcut-widget-box")
	return boxes.filter(has=desk.page.get_by_text(label, exact=True))


def titles_of(boxes: Locator) -> list[str]:
	return sorted(label.strip() for label in boxes.locator(".widget-title").all_text_contents())


def number(text: str) -> int:
	return int("".join(sign for sign in text if sign.isdigit()))


def filter_all_lists_otherwise(desk: Desk) -> None:
	"""Somebody has looked for something else before, which Frappe remembers."""
	desk.go("customer?customer_name=Nobody")
	expect(desk.page.locator(f"{HERE} .no-result").first).to_be_visible()


@pytest.mark.parametrize("user", PEOPLE)
def test_a_shortcut_opens_what_it_counts_and_nothing_else(somebody, made, user):
	desk = somebody(user)
	filter_all_lists_otherwise(desk)
	desk.go("sales")
	boxes = desk.page.locator(f"{HERE} .shortcut-widget-box")
	for label in SHORTCUTS[user]:
		expect(shortcut(desk, label)).to_be_visible()
	assert titles_of(boxes) == sorted(SHORTCUTS[user])
	for label in SHORTCUTS[user]:
		if label not in OPENED_BY:
			assert label.startswith("New ")
			continue
		box = shortcut(desk, label)
		pill = box.locator(".indicator-pill")
		expect(pill).to_be_visible()
		count = number(pill.inner_text())
		box.click()
		desk.page.wait_for_function("frappe.get_route()[0] === 'List' && cur_list")
		is_right(desk, label, count, made)
		desk.page.evaluate("frappe.set_route('sales')")
		desk.at_rest()


@pytest.mark.parametrize("user", PEOPLE)
def test_a_card_opens_what_it_counts_and_nothing_else(somebody, made, user):
	desk = somebody(user)
	desk.go("sales")
	boxes = desk.page.locator(f"{HERE} .number-widget-box")
	expect(boxes.locator(".number").first).to_be_visible()
	for label in CARDS_OF[user]:
		expect(boxes.filter(has=desk.page.get_by_text(label, exact=True))).to_be_visible()
	assert titles_of(boxes) == sorted(CARDS_OF[user])
	for label in CARDS_OF[user]:
		box = boxes.filter(has=desk.page.get_by_text(label, exact=True))
		figure = box.locator(".number")
		expect(figure).to_be_visible()
		written = figure.inner_text()
		figure.click()
		if label in CARDS:
			desk.page.wait_for_function("frappe.get_route()[0] === 'List' && cur_list")
			is_right(desk, CARDS[label], number(written), made)
		else:
			report = REPORTS[label]
			desk.page.wait_for_function("n => frappe.get_route().join() === `query-report,${n}`", arg=report)
			desk.at_rest()
			assert not desk.page.locator(".modal.show").count()
		desk.page.evaluate("frappe.set_route('sales')")
		desk.at_rest()
