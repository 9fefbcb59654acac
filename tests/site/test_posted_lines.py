"""Lines of posted documents are as final as the documents, also when somebody goes for the row itself."""

import os
import re

import frappe
import frappe.client
import pytest
import requests
from posted import CHANGES, DOCUMENTS, LINES, WRITTEN_BY_POSTING, fingerprint, posted

REFUSALS = (frappe.ValidationError, frappe.PermissionError)


@pytest.fixture(scope="module")
def names(site):
	return posted()


def child(doctype, name):
	table, field = LINES[doctype]
	row = frappe.get_doc(doctype, name).get(table)[0]
	return row.doctype, row.name, field


def copy_of_a_row(doctype, name):
	child_doctype, row, _field = child(doctype, name)
	return {**frappe.parse_json(frappe.as_json(frappe.get_doc(child_doctype, row))), "name": None}


def with_document(change):
	def road(doctype, name):
		doc = frappe.get_doc(doctype, name)
		change(doc.get(LINES[doctype][0]), LINES[doctype][1], doc)
		doc.save()

	return road


def with_row(change):
	def road(doctype, name):
		child_doctype, row, field = child(doctype, name)
		change(child_doctype, row, field)

	return road


def save_row(doctype, name, field):
	doc = frappe.get_doc(doctype, name)
	doc.set(field, 999)
	doc.save()


def save_row_past_flags(doctype, name, field):
	doc = frappe.get_doc(doctype, name)
	doc.set(field, 999)
	doc.flags.ignore_permissions = doc.flags.ignore_validate_update_after_submit = True
	doc.save()


ROADS = {
	"document: change": with_document(lambda rows, field, _doc: rows[0].set(field, 999)),
	"document: add": with_document(
		lambda rows, _field, doc: doc.append(rows[0].parentfield, rows[0].as_dict(no_default_fields=True))
	),
	"document: remove": with_document(lambda rows, _field, doc: doc.remove(rows[0])),
	"document: empty": with_document(lambda rows, _field, doc: doc.set(rows[0].parentfield, [])),
	"row: save": with_row(save_row),
	"row: save past all flags": with_row(save_row_past_flags),
	"row: db_set": with_row(lambda doctype, name, field: frappe.get_doc(doctype, name).db_set(field, 999)),
	"row: delete": with_row(lambda doctype, name, _field: frappe.get_doc(doctype, name).delete()),
	"row: delete by force": with_row(lambda doctype, name, _field: frappe.delete_doc(doctype, name, force=1)),
	"row: rename": with_row(lambda doctype, name, _field: frappe.rename_doc(doctype, name, "forged")),
	"row: cancel": with_row(lambda doctype, name, _field: frappe.get_doc(doctype, name).cancel()),
	"row: client.set_value": with_row(
		lambda doctype, name, field: frappe.client.set_value(doctype, name, field, 999)
	),
	"row: client.delete": with_row(lambda doctype, name, _field: frappe.client.delete(doctype, name)),
	"row: client.insert": lambda doctype, name: frappe.client.insert(copy_of_a_row(doctype, name)),
	"row: insert": lambda doctype, name: frappe.get_doc(copy_of_a_row(doctype, name)).insert(),
	"row: insert as draft": lambda doctype, name: frappe.get_doc(
		{**copy_of_a_row(doctype, name), "docstatus": 0}
	).insert(),
}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("doctype", LINES)
def test_lines_of_posted_documents_are_final(doctype, road, names):
	before = fingerprint(doctype)
	with pytest.raises(REFUSALS):
		ROADS[road](doctype, names[doctype])
	assert fingerprint(doctype) == before


@pytest.fixture(scope="module")
def rest():
	"""A session of Administrator on the web server. Returns a function (method, path, values) -> response."""
	session = requests.Session()
	url = os.environ["SALES_MGMT_TEST_URL"]
	password = os.environ["SALES_MGMT_ADMIN_PASSWORD"]
	session.post(f"{url}/api/method/login", data={"usr": "Administrator", "pwd": password}).raise_for_status()
	return lambda method, path, values=None: session.request(
		method, f"{url}/api/resource/{path}", json=values
	)


@pytest.mark.parametrize("doctype", CHANGES)
def test_rest_changes_and_deletes_nothing(doctype, names, rest):
	field, value = CHANGES[doctype]
	path = f"{doctype}/{names[doctype]}"
	before = fingerprint(doctype)
	for method, values in (
		("PUT", {field: value}),
		("PUT", {"docstatus": 0}),
		("PUT", {"docstatus": 2}),
		("DELETE", None),
	):
		answer = rest(method, path, values)
		assert 400 <= answer.status_code < 500, (method, values, answer.text)
		assert re.search("can ?not", answer.json()["exception"], re.IGNORECASE)
	frappe.db.rollback()
	assert fingerprint(doctype) == before


@pytest.mark.parametrize("doctype", WRITTEN_BY_POSTING)
def test_rest_creates_no_entries(doctype, rest, names):
	field, value = CHANGES[doctype]
	before = fingerprint(doctype)
	answer = rest("POST", doctype, {field: value, "item": "1000", "location": "MAIN", "posted_no": "FORGED"})
	assert answer.status_code == 403 and "is written by posting" in answer.text
	frappe.db.rollback()
	assert fingerprint(doctype) == before


@pytest.mark.parametrize("doctype", DOCUMENTS)
def test_rest_leaves_the_lines_alone(doctype, names, rest):
	child_doctype, row, field = child(doctype, names[doctype])
	copy = copy_of_a_row(doctype, names[doctype])
	before = fingerprint(doctype)
	for method, path, values in (
		("PUT", f"{child_doctype}/{row}", {field: 999}),
		("DELETE", f"{child_doctype}/{row}", None),
		("POST", child_doctype, copy),
		("POST", child_doctype, {**copy, "docstatus": 0}),
	):
		answer = rest(method, path, values)
		assert 400 <= answer.status_code < 500, (method, path, answer.text)
	frappe.db.rollback()
	assert fingerprint(doctype) == before


@pytest.mark.parametrize("values", [{"quantity_shipped": 4}, {"quantity": 99}, {"unit_price": 1}])
def test_lines_of_an_order_are_changed_on_the_order(values, names):
	row = frappe.db.get_value(
		"Sales Line", {"parent": frappe.db.get_value("Sales Invoice", names["Sales Invoice"], "sales_order")}
	)
	before = fingerprint("Sales Order")
	with pytest.raises(REFUSALS, match="Lines can not be changed on their own"):
		frappe.get_doc("Sales Line", row).update(values).save()
	assert fingerprint("Sales Order") == before
