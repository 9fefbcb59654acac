"""Filters from outside: no text among them reaches the database as SQL, and what can not be read is named with its number."""

import frappe
import pytest
from build import OSLO, item, order

from sales_mgmt import api
from sales_mgmt.incoming import lists
from sales_mgmt.incoming.conditions import read_conditions
from sales_mgmt.incoming.refusal import IncomingError

ORDER = "Sales Order"
SQL = "1=1) union select password from __Auth -- "


@pytest.mark.parametrize(
	("filters", "words"),
	[
		([SQL], "Row 1, Filters.*not a condition"),
		([["name", "=", "x"], SQL], "Row 2, Filters"),
		([[SQL, "=", 1]], "no field"),
		({SQL: 1}, "no field"),
		({"customer": {"a": 1}}, "not a value to compare"),
		([["User", "name", "=", "x"]], "no field"),
		([["name", "regexp", "x"]], "not an operator"),
		([["posting_date", "=", "2026-02-30"]], "no day 2026-02-30"),
		([["posting_date", "between", ["2026-01-01"]]], "not two values"),
		([["amount", ">", "abc"]], "abc is not a number"),
		([["name", "is", "there"]], "neither set nor not set"),
		("name", "list of conditions"),
	],
)
def test_what_is_no_condition_is_named(filters, words):
	with pytest.raises(IncomingError, match=words):
		read_conditions(ORDER, filters)
	if isinstance(filters, list | dict):
		with pytest.raises(IncomingError, match=words):
			api.shipment_calendar(ORDER, "2026-01-01", "2026-12-31", filters=filters)
		with pytest.raises(IncomingError, match=words):
			api.post_batch(ORDER, filters=filters, ship=True)


def test_what_lists_send_is_a_condition():
	read = read_conditions(
		ORDER,
		[
			[ORDER, "customer", "=", OSLO, False],
			["Sales Line", "item", "in", "1000,1010"],
			["amount", ">", "1.250,50"],
			["posting_date", "Between", ["2026-01-01", "31-03-2026"]],
			["modified", ">", "2026-01-01 10:00:00"],
			["_assign", "like", "%clerk%"],
			["name", "is", "set"],
		],
	)
	assert read == [
		[ORDER, "customer", "=", OSLO],
		["Sales Line", "item", "in", ["1000", "1010"]],
		[ORDER, "amount", ">", 1250.5],
		[ORDER, "posting_date", "between", ["2026-01-01", "2026-03-31"]],
		[ORDER, "modified", ">", "2026-01-01 10:00:00"],
		[ORDER, "_assign", "like", "%clerk%"],
		[ORDER, "name", "is", "set"],
	]
	assert frappe.get_list(ORDER, filters=read) == []


def listed(**form):
	frappe.local.form_dict = frappe._dict({"doctype": ORDER, "fields": '["name"]', **form})
	return lists.get_list()


def test_a_list_of_the_desk_is_answered_as_ever():
	name = order(item("1000", 1)).name
	fields = ["name", f"`tab{ORDER}`.`customer` as buyer", "customer.customer_name as called", "_user_tags"]
	[row] = listed(
		fields=frappe.as_json(fields),
		filters=frappe.as_json([[ORDER, "name", "=", name]]),
		order_by=f"`tab{ORDER}`.`modified` desc, name asc",
		start="0",
		page_length="20",
	)
	assert (row.name, row.buyer, bool(row.called)) == (name, OSLO, True)


@pytest.mark.parametrize(
	"form",
	[
		{"filters": "["},
		{"order_by": "(select 1)"},
		{"order_by": "no_such_field"},
		{"fields": "[1]"},
		{"fields": '["no.such"]'},
		{"page_length": "abc"},
		{"start": -1},
		{"doctype": ["Sales Order"]},
	],
)
def test_what_no_list_can_be_asked_is_a_sentence(form):
	with pytest.raises(IncomingError):
		listed(**form)
