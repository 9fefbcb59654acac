"""A report that names a customer by its number names it in words too, in a column of its own or in the same cell."""

from __future__ import annotations

import frappe
import pytest
from build import account, buyer, invoice, item, order, post
from frappe.utils import today
from reporting import ask

from sales_mgmt import api

NAME = "Nordlys & Sønner AS"
YEARS = {"from_date": "2020-01-01", "to_date": "2099-12-31"}
FILTERS = {
	"Aged Receivables": [{"as_of": "2099-12-31"}],
	"Customer Item Sales": [{**YEARS, "group_by": "Customer"}, YEARS],
	"Customer Order Detail": [{}],
	"Sales Back Orders": [{}],
	"Top Customers": [YEARS],
	"Picking List": [{"include_open": 1}],
	"Order Backlog": [{}],
	"Sales by Month": [YEARS],
	"Salesperson Statistics": [YEARS],
	"VAT Summary": [YEARS],
	"Inventory Availability": [{}],
}
"""Report → the filters it is run with. Those of one customer or one item are named below."""
OF_ONE = {"Customer Statement", "Price Overview"}
"""Their filter names the customer, which a link field of the Desk shows by its name."""
WITH_CUSTOMERS = {
	"Aged Receivables",
	"Customer Item Sales",
	"Customer Order Detail",
	"Sales Back Orders",
	"Top Customers",
	"Picking List",
}

GROUPED = {"Customer Order Detail"}
"""The name is the head of the rows below it."""


@pytest.fixture
def sold():
	code = buyer(customer_name=NAME)
	post(invoice(item("1000", 1), account("3900", 1, 5_000_000), customer=code))
	api.release("Sales Order", order(item("1000", 5000), customer=code, shipment_date=today()).name)
	return code


def test_every_report_is_looked_at():
	ours = frappe.get_all(
		"Report",
		filters={
			"module": ("in", ["Sales Mgmt", "Receivables", "Inventory", "Finance"]),
			"is_standard": "Yes",
		},
		pluck="name",
	)
	assert set(ours) == set(FILTERS) | OF_ONE


@pytest.mark.parametrize("report", sorted(FILTERS))
def test_reports_name_customers(sold, report):
	named = set()
	for filters in FILTERS[report]:
		answer = ask(report, **filters)
		links = [name for name, column in answer.columns.items() if column.get("options") == "Customer"]
		ours = [row for row in answer.rows if sold in {row.get(name) for name in answer.columns}]
		for row in ours:
			assert any(row.get(name) == sold for name in links), (
				f"{report} writes the number as a text: {row}"
			)
		words = [{str(row.get(name)) for name in answer.columns} for row in answer.rows]
		named |= {NAME in each for each in words}
		# in the row, or in the head of its group
		heads = [row for row in ours if NAME in {str(row.get(name)) for name in answer.columns}]
		assert heads or not ours, f"{report} shows a number for a name"
		assert report in GROUPED or len(heads) == len(ours), f"{report} shows a number for a name"
	assert (True in named) == (report in WITH_CUSTOMERS)
