"""Reports, figures and printed documents tell nobody what the lists would not."""

import frappe
import pytest
from build import BERGEN, DAY, OSLO, account, invoice, order, post
from frappe.desk import query_report
from limited import OF_EAST, OF_OSLO, documents, limited_user, ours_and_theirs
from of_any_frappe import open_counts
from overview import figure as shown

from sales_mgmt import api

YEAR = {"from_date": "2026-01-01", "to_date": "2026-12-31"}
REPORTS = {
	"Aged Receivables": lambda: [{"as_of": DAY}, {"as_of": DAY, "customer": OSLO}],
	"Customer Item Sales": lambda: [YEAR, {**YEAR, "group_by": "Customer"}, {**YEAR, "group_by": "Item"}],
	"Customer Order Detail": lambda: [{}, {"show": "All Lines of a Period", **YEAR}],
	"Customer Statement": lambda: [{"customer": OSLO, "from_date": "2026-01-01", "to_date": DAY}],
	"Inventory Availability": lambda: [{}, {"only_short": 1}],
	"Order Backlog": lambda: [{}, {"customer": OSLO}],
	"Picking List": lambda: [{"include_open": 1}, {"include_open": 1, "group_by": "Item"}],
	"Price Overview": lambda: [{"item": "1000"}, {"item": "1000", "customer": OSLO}],
	"Sales Back Orders": lambda: [{}],
	"Sales by Month": lambda: [{}, {"from_date": "2026-01-01", "to_date": DAY}],
	"Salesperson Statistics": lambda: [YEAR],
	"Top Customers": lambda: [YEAR, {**YEAR, "rank_by": "Balance"}],
	"VAT Summary": lambda: [YEAR],
}
"""{report: filters to try}. Every report of the app stands here, and tells of no document of others."""

COUNTS = ("Open Quotes", "Orders to Invoice", "Orders to Ship", "Overdue Invoices", "Unpaid Invoices")
AMOUNTS = ("Order Backlog", "Overdue Receivables", "Sales This Month")


def of_the_app(doctype):
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	return sorted(
		frappe.get_all(doctype, {"module": ("in", modules), "is_standard": ("in", ("Yes", 1))}, pluck="name")
	)


def test_every_report_and_card_is_looked_at(site):
	assert of_the_app("Report") == sorted(REPORTS)
	assert of_the_app("Number Card") == sorted(COUNTS + AMOUNTS)


@pytest.fixture
def sides():
	names = ours_and_theirs()
	for side in names:
		api.activate_price_list(side["Price List"])
	limited_user(OF_OSLO, Customer=OSLO)
	limited_user(OF_EAST, Location="EAST")
	return names


def told(report):
	"""Everything that the report answers, as text."""
	return "".join(frappe.as_json(query_report.run(report, filters)) for filters in REPORTS[report]())


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("user", [OF_OSLO, OF_EAST])
def test_reports_name_nothing_of_others(user, report, sides):
	_ours, theirs = sides
	hidden = {name for doctype, name in theirs.items() if doctype not in ("Customer", "Location")}
	if user == OF_EAST:
		hidden -= {theirs[doctype] for doctype in ("Price List", "Address", "Contact", "Customer Payment")}
	frappe.set_user(user)
	answer = told(report)
	assert "result" in answer
	assert [name for name in hidden if f'"{name}"' in answer] == []


def test_the_price_overview_of_another_customer_is_refused(sides):
	filters = {"item": "1000", "customer": BERGEN}
	assert sides[1]["Price List"] in frappe.as_json(query_report.run("Price Overview", filters))
	frappe.set_user(OF_OSLO)
	with pytest.raises(frappe.PermissionError):
		query_report.run("Price Overview", filters)


def figure(user, card):
	frappe.set_user(user)
	value = shown(card)
	frappe.set_user("Administrator")
	return value


@pytest.mark.parametrize("card", ["Open Quotes", "Orders to Ship", "Unpaid Invoices"])
def test_cards_count_ones_own(card):
	limited_user(OF_OSLO, Customer=OSLO)
	limited_user(OF_EAST, Location="EAST")
	everything = {user: figure(user, card) for user in ("Administrator", OF_OSLO, OF_EAST)}
	api.release("Sales Order", documents(BERGEN, "MAIN")["Sales Order"])
	assert figure("Administrator", card) > everything["Administrator"]
	for user in (OF_OSLO, OF_EAST):
		assert figure(user, card) == everything[user], user
	api.release("Sales Order", documents(OSLO, "EAST")["Sales Order"])
	for user in (OF_OSLO, OF_EAST):
		assert figure(user, card) > everything[user], user


def sold_today(customer):
	"""An order that waits, and an invoice of today that was due long ago."""
	order(account("3900", 1, 1000), customer=customer)
	today = frappe.utils.today()
	posted = invoice(account("3900", 1, 500), customer=customer, posting_date=today, document_date=today)
	post(posted)
	for doctype, name in (
		("Sales Invoice", posted.name),
		("Customer Ledger Entry", {"document_name": posted.name}),
	):
		frappe.db.set_value(doctype, name, "due_date", "2020-01-01", update_modified=False)


@pytest.mark.parametrize("card", [*AMOUNTS, "Overdue Invoices"])
def test_amounts_are_of_ones_own_customers(card):
	limited_user(OF_OSLO, Customer=OSLO)
	before = {user: figure(user, card) for user in ("Administrator", OF_OSLO)}
	sold_today(BERGEN)
	assert figure("Administrator", card) != before["Administrator"]
	assert figure(OF_OSLO, card) == before[OF_OSLO]
	sold_today(OSLO)
	assert figure(OF_OSLO, card) != before[OF_OSLO]


def test_connections_of_another_customer_are_not_counted(sides):
	frappe.set_user(OF_OSLO)
	assert open_counts("Customer", OSLO)
	with pytest.raises(frappe.PermissionError):
		open_counts("Customer", BERGEN)


@pytest.mark.parametrize("user", [OF_OSLO, OF_EAST])
def test_documents_of_others_are_not_printed(user, sides, monkeypatch):
	from sales_mgmt.print_formats.download import download_pdf  # opens a log beside the site

	monkeypatch.setattr("sales_mgmt.print_formats.download.make_access_log", lambda **_: None)
	frappe.set_user(user)
	for doctype in ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Shipment"):
		with pytest.raises(frappe.PermissionError):
			download_pdf(doctype, sides[1][doctype])
