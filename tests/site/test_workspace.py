"""The workspace shows each role what it may use, and its figures are right today (domain A01)."""

import json

import frappe
import pytest
from build import account, adjust, buyer, draft, goods, invoice, item, order, post, quote
from frappe.desk import query_report
from frappe.desk.doctype.dashboard_chart import dashboard_chart
from frappe.utils import add_days, today
from overview import PAGE, count, figure, labels, links

from dev.demo.company import AUDITOR, BILLING, CLERK, MANAGER, WAREHOUSE
from sales_mgmt import api

GROUPS = ["Quote", "Order", "Ship", "Bill", "Correct", "Receivables", "Reports"]
COUNTED = ["Open Quotes", "Orders to Ship", "Orders to Invoice", "Unpaid Invoices", "Overdue Invoices"]
AMOUNTS = ["Order Backlog", "Sales This Month", "Overdue Receivables"]
CHARTS = ["Order Backlog", "Receivables by Age", "Sales by Month", "Top Customers"]
NEW = ["New Sales Quote", "New Sales Order", "New Sales Invoice"]

SHOWN = {
	CLERK: ("Receivables", COUNTED + AMOUNTS[:1], CHARTS[:1], NEW[:2]),
	MANAGER: ("", COUNTED + AMOUNTS, CHARTS, NEW),
	WAREHOUSE: ("Receivables", COUNTED[:3] + AMOUNTS[:1], CHARTS[:1], []),
	BILLING: ("", COUNTED + AMOUNTS, CHARTS, NEW[2:]),
	AUDITOR: ("", COUNTED + AMOUNTS, CHARTS, []),
}
"""{person: (group that is missing, number cards, charts, shortcuts to new documents)}"""


def everything():
	"""Every link that the workspace has for anybody."""
	rows = frappe.get_doc("Workspace", PAGE).links
	return {(row.link_type, row.link_to) for row in rows if row.type == "Link"}


def may_use(kind, name):
	if kind == "DocType":
		return bool(frappe.has_permission(name, "read"))
	allowed = {role.role for role in frappe.get_doc(kind, name).roles}
	return bool(allowed & set(frappe.get_roles()))


@pytest.mark.parametrize("user", SHOWN)
def test_links_are_those_the_role_may_use(user):
	frappe.set_user(user)
	assert links() == {(kind, name) for kind, name in everything() if may_use(kind, name)}


@pytest.mark.parametrize("user", SHOWN)
def test_groups_cards_charts_and_new_documents_are_those_of_the_role(user):
	missing, cards, charts, new = SHOWN[user]
	frappe.set_user(user)
	assert labels("cards")[: len(GROUPS)][: len(GROUPS) - bool(missing)] == [
		group for group in GROUPS if group != missing
	]
	assert [label for label in labels("number_cards") if label in COUNTED + AMOUNTS] == cards
	assert [label for label in labels("charts") if label in CHARTS] == charts
	assert [label for label in labels("shortcuts") if label.startswith("New ")] == new


@pytest.mark.parametrize("user", SHOWN)
def test_every_figure_can_be_had_by_whoever_sees_it(user):
	frappe.set_user(user)
	for card in labels("number_cards"):
		assert figure(card) is not None, card
	for shortcut in set(labels("shortcuts")) - set(NEW):
		assert count(shortcut) >= 0, shortcut


def test_everything_that_the_page_lays_out_exists():
	workspace = frappe.get_doc("Workspace", PAGE)
	tables = {
		"shortcut": {row.label for row in workspace.shortcuts},
		"number_card": {row.label for row in workspace.number_cards},
		"chart": {row.label for row in workspace.charts},
		"card": {row.label for row in workspace.links if row.type == "Card Break"},
	}
	laid_out = [
		(block["type"], block["data"][f"{block['type']}_name"])
		for block in json.loads(workspace.content)
		if block["type"] in tables
	]
	assert sorted(laid_out) == sorted((kind, name) for kind, names in tables.items() for name in names)
	for kind, name in everything():
		assert frappe.db.exists(kind, name), name
	for doctype in ("Number Card", "Dashboard Chart"):
		field = "number_cards" if doctype == "Number Card" else "charts"
		for row in workspace.get(field):
			assert frappe.db.exists(doctype, row.label), row.label


def test_filters_have_four_parts_and_no_dates_of_yesterday():
	"""Frappe 16 takes four; a date written down would be wrong tomorrow."""
	for shortcut in frappe.get_doc("Workspace", PAGE).shortcuts:
		filters = shortcut.stats_filter.replace("frappe.datetime.get_today()", '"today"')
		assert all(len(part) == 4 for part in json.loads(filters or "[]")), shortcut.label
		assert "20" not in filters, shortcut.label


# Counts: every sale is somebody's of today, unless told otherwise


def dated(days=0, **values):
	day = add_days(today(), days)
	return {"document_date": day, "posting_date": day, "shipment_date": day, **values}


@pytest.fixture
def sold(books):
	"""One document of every state that is counted, and some that are not. Returns the figures from before."""
	before = {label: count(label) for label in COUNTS}, {card: figure(card) for card in COUNTED}
	who, code = buyer(payment_terms="14D"), goods(price=100, stock=100)
	quote(item(code), customer=who)
	api.mark_lost(quote(item(code), customer=who).name, "Too expensive")
	order(item(code), customer=who, **dated(3))
	released = order(item(code), customer=who, **dated(3))
	late = order(item(code), customer=who, **dated(-1))
	for doc in (released, late):
		api.release("Sales Order", doc.name)
	post(order(item(code, 2), customer=who, **dated()), ship=True)
	post(order(item(code), customer=who, **dated()), ship=True, invoice=True)
	post(invoice(account("3900", 1, 100), customer=who, **dated(-20)))
	invoice(item(code), customer=who, **dated())
	draft("Sales Return Order", item(code), customer=who)
	draft("Sales Credit Memo", item(code), customer=who)
	return before


COUNTS = {
	"Quotes": 1,
	"Orders to Release": 1,
	"Orders to Ship": 2,
	"Late Orders": 1,
	"Orders to Invoice": 1,
	"Draft Invoices": 1,
	"Unpaid Invoices": 2,
	"Overdue Invoices": 1,
	"Return Orders": 1,
	"Draft Credit Memos": 1,
	"Payments": 0,
	"Posting Errors": 0,
	"Customers": 1,
}
"""{shortcut: how many the fixture adds}"""


def test_shortcuts_count_what_they_are_called(sold):
	shortcuts, _cards = sold
	assert {label: count(label) - shortcuts[label] for label in COUNTS} == COUNTS
	assert set(labels("shortcuts")) == {*COUNTS, *NEW}


def test_cards_count_the_same_documents(sold):
	_shortcuts, cards = sold
	added = {"Open Quotes": 1, "Orders to Ship": 2, "Orders to Invoice": 1, "Unpaid Invoices": 2}
	assert {card: figure(card) - cards[card] for card in COUNTED} == {**added, "Overdue Invoices": 1}


def test_a_failed_posting_is_counted():
	before = count("Posting Errors")
	doc = order(item(goods()))
	job = api.post_later("Sales Order", doc.name, ship=True, invoice=True)
	assert count("Posting Errors") == before
	frappe.db.set_value("Posting Job", job, "status", "Error")
	assert count("Posting Errors") == before + 1


def kroner(card):
	"""What an amount card shows, as a number."""
	return int("".join(sign for sign in figure(card) if sign.isdigit() or sign == "-"))


def test_amounts_are_whole_kroner_of_today(books):
	"""10 at 100 of which 4 are gone: 600 wait. Sold without VAT 400 + 5,000; overdue with VAT 6,250."""
	before = {card: kroner(card) for card in AMOUNTS}
	who, code = buyer(payment_terms="14D"), goods(price=100, stock=4)
	adjust((code, 6, 60))
	part = order(item(code, 10), customer=who, **dated())
	part.lines[0].update({"qty_to_ship": 4, "qty_to_invoice": 4})
	part.save()
	post(part, ship=True, invoice=True)
	overdue = post(invoice(account("3900", 1, 5000), customer=who, **dated()))
	for doctype in ("Sales Invoice", "Customer Ledger Entry"):
		names = (
			{"name": overdue.invoice} if doctype == "Sales Invoice" else {"document_name": overdue.invoice}
		)
		frappe.db.set_value(doctype, names, "due_date", add_days(today(), -1))
	after = {card: kroner(card) for card in AMOUNTS}
	assert {card: after[card] - before[card] for card in AMOUNTS} == {
		"Order Backlog": 600,
		"Sales This Month": 5400,
		"Overdue Receivables": 6250,
	}
	assert figure("Order Backlog").startswith("kr")


def test_overdue_is_what_the_report_of_ages_says(books):
	"""An invoice of 5,000 and a credit memo of 400, with 25 % VAT, were due yesterday: 6,250 less 500."""
	before = kroner("Overdue Receivables")
	who = buyer(payment_terms="14D")
	post(invoice(account("3900", 1, 5000), customer=who, **dated()))
	post(draft("Sales Credit Memo", account("3900", 1, 400), customer=who, **dated()))
	frappe.db.set_value("Customer Ledger Entry", {"customer": who}, "due_date", add_days(today(), -1))
	assert kroner("Overdue Receivables") - before == 5750
	answer = query_report.run("Aged Receivables", {"as_of": today(), "customer": who})
	assert {figure["label"]: figure["value"] for figure in answer["report_summary"]}["Overdue"] == 5750


@pytest.mark.parametrize("chart", CHARTS)
def test_charts_are_of_reports_whose_own_chart_they_show(chart):
	who = buyer()
	post(invoice(account("3900", 1, 100), customer=who, **dated()))
	order(item(goods(price=100)), customer=who, **dated())
	doc = frappe.get_doc("Dashboard Chart", chart)
	assert (doc.chart_type, doc.use_report_chart, doc.is_standard) == ("Report", 1, 1)
	assert dashboard_chart.has_permission(doc, "read", MANAGER)
	days = {"as_of": today(), "from_date": f"{today()[:4]}-01-01", "to_date": today()}
	answer = query_report.run(doc.report_name, {**json.loads(doc.filters_json), **days})
	assert answer["chart"]["type"] == "bar" and answer["chart"]["currency"] == "NOK"
	assert sum(answer["chart"]["data"]["datasets"][0]["values"]) > 0
