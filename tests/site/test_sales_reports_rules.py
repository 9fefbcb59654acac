"""What holds for all reports: what they refuse, who may ask, what user permissions leave, typed columns, few statements."""

import frappe
import pytest
from build import BERGEN, COUNTER, OSLO, adjust, goods, item, order, post
from limited import OF_EAST, OF_OSLO, limited_user
from reporting import YEAR, ask
from statements import recorded

from dev.demo.company import BILLING, CLERK, WAREHOUSE
from sales_mgmt.incoming.lists import run_report

PERIODIC = ("Customer Item Sales", "Top Customers", "Salesperson Statistics", "VAT Summary")
ON_ORDERS = ("Customer Order Detail", "Sales Back Orders", "Inventory Availability")
REPORTS = {**dict.fromkeys(PERIODIC, YEAR), **{report: {} for report in ON_ORDERS}}
NUMBERS = ("Currency", "Float", "Int", "Percent")


def trade(customer, location="MAIN"):
	"""3 of 5 pieces are sold, 9 more ordered: something for every report."""
	code = goods()
	adjust((code, 5, 60), location=location)
	where = {"customer": customer, "location": location}
	post(order(item(code, 3), **where), ship=True, invoice=True)
	order(item(code, 9), **where)


@pytest.mark.parametrize("report", PERIODIC)
@pytest.mark.parametrize(
	("filters", "sentence"),
	[
		({}, "Choose the first and the last day."),
		({"from_date": "2026-01-01"}, "Choose the first and the last day."),
		({"from_date": "2026-02-01", "to_date": "2026-01-31"}, "must not be after the last one."),
	],
)
def test_a_report_on_a_period_needs_one(report, filters, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		ask(report, **filters)


@pytest.mark.parametrize(
	("report", "filters", "sentence"),
	[
		("Customer Item Sales", {"group_by": "Colour"}, "<strong>Colour</strong> is no choice here."),
		("Top Customers", {"rank_by": "<i>"}, "&lt;i&gt;"),
		("Top Customers", {"top": 0}, "above zero"),
		("VAT Summary", {"periods": "Week"}, "Choose one of these: Month"),
		("Customer Order Detail", {"show": "All Lines of a Period", "from_date": None}, "Choose the first"),
	],
)
def test_what_makes_no_sense_is_refused_in_words(report, filters, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		ask(report, **{**YEAR, **filters})


@pytest.mark.parametrize(
	("report", "user", "may"),
	[
		*((report, WAREHOUSE, report in ON_ORDERS) for report in REPORTS),
		*((report, CLERK, report in ON_ORDERS) for report in REPORTS),
		*((report, BILLING, True) for report in REPORTS),
	],
)
def test_costs_and_ledgers_are_for_those_who_may_read_them(report, user, may):
	if may:
		assert ask(report, user, **REPORTS[report]).columns
	else:
		with pytest.raises(frappe.PermissionError):
			ask(report, user, **REPORTS[report])


@pytest.mark.parametrize("report", REPORTS)
def test_columns_have_types_and_labels_and_amounts_a_currency(report):
	trade(OSLO, "MAIN")
	answer = ask(report, **REPORTS[report])
	assert answer.rows
	for name, column in answer.columns.items():
		assert column["label"] and column["fieldtype"] and column["width"]
		values = [row.get(name) for row in answer.rows if row.get(name) not in (None, "")]
		is_number = column["fieldtype"] in NUMBERS
		assert all(isinstance(value, int | float) == is_number for value in values), name
		if column["fieldtype"] == "Currency":
			assert {row.currency for row in answer.rows} == {"NOK"}


@pytest.mark.parametrize("report", REPORTS)
def test_reports_answer_at_once_and_not_in_the_background(report):
	doc = frappe.get_doc("Report", report)
	assert (doc.is_standard, doc.prepared_report, doc.add_total_row) == ("Yes", 0, 0)


@pytest.mark.parametrize("report", [report for report in REPORTS if report != "Inventory Availability"])
def test_totals_are_those_of_ones_own_customers(report):
	limited_user(OF_OSLO, Customer=OSLO)
	trade(OSLO, "MAIN")
	before = ask(report, OF_OSLO, **REPORTS[report])
	everything = ask(report, **REPORTS[report])
	trade(BERGEN, "MAIN")
	after = ask(report, OF_OSLO, **REPORTS[report])
	assert (after.rows, after.total, after.figures) == (before.rows, before.total, before.figures)
	assert ask(report, **REPORTS[report]).figures != everything.figures


@pytest.mark.parametrize(
	"report", ["Customer Item Sales", "Customer Order Detail", "Sales Back Orders", "Inventory Availability"]
)
def test_totals_are_those_of_ones_own_locations(report):
	limited_user(OF_EAST, Location="EAST")
	trade(OSLO, "EAST")
	before = ask(report, OF_EAST, **REPORTS[report])
	trade(OSLO, "MAIN")
	after = ask(report, OF_EAST, **REPORTS[report])
	assert (after.rows, after.total, after.figures) == (before.rows, before.total, before.figures)


def test_back_orders_of_others_take_their_place_and_are_not_told():
	limited_user(OF_OSLO, Customer=OSLO)
	code = goods(stock=10)
	order(item(code, 30), customer=BERGEN, shipment_date="2026-03-05")
	mine = order(item(code, 4), customer=OSLO, shipment_date="2026-03-06")
	answer = ask("Sales Back Orders", OF_OSLO, item=code)
	assert answer.shown("sales_order", "available", "missing") == [(mine.name, 0, 4)]
	assert answer.total.amount == 400
	assert answer.figures["Lines That Wait"] == 1


def test_salespeople_are_not_told_by_location():
	limited_user(OF_EAST, Location="EAST")
	answer = ask("Salesperson Statistics", OF_EAST, **YEAR)
	assert (answer.rows, answer.total) == ([], None)
	assert "all locations" in answer.message


@pytest.mark.parametrize("report", REPORTS)
def test_the_number_of_statements_does_not_depend_on_the_rows(report):
	def statements():
		with recorded() as sent:
			ask(report, **REPORTS[report])
		return len(sent)

	trade(OSLO)
	statements()
	few = statements()
	for customer in (OSLO, BERGEN, COUNTER):
		trade(customer)
	assert statements() == few


LACKING = (
	*((report, {}, "Choose the first and the last day.") for report in PERIODIC),
	("Price Overview", {}, "Choose an item."),
	("Price Overview", {"from_date": "2026-01-01", "to_date": "2026-12-31"}, "Choose an item."),
	("Customer Statement", {}, "Choose a customer."),
	("Customer Statement", {"customer": OSLO}, "Choose the first and the last day."),
	("Customer Order Detail", {"show": "All Lines of a Period"}, "Choose the first and the last day."),
)


@pytest.mark.parametrize(("report", "filters", "sentence"), LACKING, ids=str)
def test_the_desk_gets_no_rows_and_a_sentence_where_a_filter_lacks(report, filters, sentence):
	"""By the door that the Desk and REST take; programs that call the report get the refusal."""
	frappe.local.form_dict = frappe._dict(report_name=report, filters=frappe.as_json(filters))
	frappe.local.message_log = []
	answer = run_report()
	assert (answer["result"], answer["columns"], answer["message"]) == ([], [], sentence)
	assert frappe.local.message_log == []
