"""Malformed requests over real HTTP, to Frappe's own methods about documents of ours: below 500, and a sentence."""

import json

import frappe
import pytest
from of_any_frappe import counted
from processes import swept
from test_fuzz_http import wrong_with
from test_races_http import URL, session

from dev.demo import company

ORDERS = "/api/resource/Sales Order"
METHOD = "/api/method/"
LISTS = (
	{"fields": '["no_such"]'},
	{"fields": "{"},
	{"fields": "5"},
	{"fields": '["name", 5]'},
	{"filters": "{"},
	{"filters": '{"no_such": 1}'},
	{"filters": '[["Sales Order", "no_such", "=", 1]]'},
	{"or_filters": '[["no_such", "=", 1]]'},
	{"filters": '["x"]'},
	{"order_by": "no_such desc"},
	{"limit_page_length": "many"},
	{"limit_start": "-1"},
)
OF_METHODS = (
	("frappe.client.get_list", {}),
	("frappe.client.get_list", {"doctype": "Sales Order", "fields": '["no_such"]'}),
	("frappe.client.get_list", {"doctype": "Sales Order", "filters": '{"no_such": 1}'}),
	("frappe.client.get_count", {"doctype": "Sales Order", "filters": '{"no_such": 1}'}),
	("frappe.client.get_value", {"doctype": "Sales Order", "fieldname": "no_such"}),
	("frappe.client.get_value", {"doctype": "Sales Order", "fieldname": "name", "filters": '{"no_such": 1}'}),
	("frappe.client.get_value", {"doctype": "Sales Order"}),
	("frappe.client.get", {"doctype": "Sales Order", "filters": '{"no_such": 1}'}),
	("frappe.client.insert", {}),
	("frappe.client.insert", {"doc": "{"}),
	("frappe.client.insert", {"doc": "[]"}),
	("frappe.client.insert", {"doc": "5"}),
	("frappe.client.insert", {"doc": '{"customer": "C-00001"}'}),
	("frappe.client.save", {"doc": "{"}),
	("frappe.client.submit", {"doc": '"x"'}),
	("frappe.client.insert_many", {"docs": "{}"}),
	("frappe.client.insert_many", {"docs": '["x"]'}),
	("frappe.client.bulk_update", {"docs": "5"}),
	("frappe.desk.form.save.savedocs", {"doc": "{", "action": "Save"}),
	("frappe.desk.form.save.savedocs", {"doc": "[]", "action": "Save"}),
	("frappe.desk.form.save.savedocs", {"doc": '{"doctype": "Sales Order"}'}),
	("frappe.desk.reportview.get", {"doctype": "Sales Order", "fields": '["name"]', "no_such": "1"}),
	("frappe.desk.reportview.get_list", {"doctype": "Sales Order", "fields": '["name"]', "no_such": "1"}),
	(
		"frappe.desk.reportview.export_query",
		{
			"doctype": "Sales Order",
			"fields": '["name"]',
			"file_format_type": "CSV",
			"title": "X",
			"no_such": "1",
		},
	),
	(
		"frappe.desk.query_report.export_query",
		{"report_name": "Order Backlog", "file_format_type": "CSV", "filters": "{}"},
	),
)


@pytest.fixture(scope="module")
def manager(site):
	with swept():
		yield session(company.MANAGER)


def told(answer, what):
	assert wrong_with(answer, what) is None
	assert 400 <= answer.status_code < 500, (answer.status_code, what)


@pytest.mark.parametrize("asked", LISTS, ids=str)
def test_a_list_over_rest(manager, asked):
	told(manager.get(f"{URL}{ORDERS}", params=asked, timeout=60), asked)


@pytest.mark.parametrize(("method", "asked"), OF_METHODS, ids=str)
def test_methods_of_frappe(manager, method, asked):
	told(manager.post(f"{URL}{METHOD}{method}", data=asked, timeout=60), (method, asked))


@pytest.mark.parametrize("body", ["[]", "5", '"x"', "null", "[1]"])
@pytest.mark.parametrize("road", ["data", "body"])
def test_what_is_written_is_an_object(manager, road, body):
	name = frappe.get_all("Sales Order", pluck="name", limit=1) or ["SO-NONE"]
	for write, path in ((manager.post, ORDERS), (manager.put, f"{ORDERS}/{name[0]}")):
		if road == "data":
			answer = write(f"{URL}{path}", data={"data": body}, timeout=60)
		else:
			answer = write(f"{URL}{path}", data=body, headers={"Content-Type": "text/plain"}, timeout=60)
		told(answer, (road, body))


WORKING = (
	(ORDERS, {"fields": json.dumps(["name", "customer", counted("name", "n")]), "limit_page_length": "1"}),
	(ORDERS, {"fields": '["*"]', "filters": '{"status": "Open"}', "order_by": "modified desc, name asc"}),
	(ORDERS, {"filters": '[["customer", "like", "C-%"]]', "limit_start": "0", "limit": "2"}),
	(f"{METHOD}frappe.client.get_list", {"doctype": "Sales Order", "fields": '["name"]', "parent": ""}),
	(f"{METHOD}frappe.client.get_count", {"doctype": "Sales Order", "filters": '[["status", "=", "Open"]]'}),
	(f"{METHOD}frappe.client.get_value", {"doctype": "Item", "fieldname": "item_name", "filters": "1000"}),
	(
		f"{METHOD}frappe.client.get_value",
		{"doctype": "Item", "fieldname": '["item_name", "base_uom"]', "filters": '{"name": "1000"}'},
	),
	(f"{METHOD}frappe.client.get_value", {"doctype": "Sales Settings", "fieldname": "local_currency"}),
	(f"{METHOD}frappe.client.get", {"doctype": "Item", "name": "1000"}),
)


@pytest.mark.parametrize(("path", "asked"), WORKING, ids=str)
def test_what_is_well_formed_is_answered_as_ever(manager, path, asked):
	answer = manager.get(f"{URL}{path}", params=asked, timeout=60)
	assert answer.status_code == 200, answer.text[-500:]


def test_what_is_asked_of_others_is_left_to_frappe(manager):
	answer = manager.get(f"{URL}/api/resource/Country", params={"fields": json.dumps(["name"])}, timeout=60)
	assert answer.status_code == 200
