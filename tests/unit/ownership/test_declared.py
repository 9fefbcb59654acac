"""Every field of every DocType is typed by people or owned by the server, and the shipped JSON says which."""

import json
from pathlib import Path

import pytest

from sales_mgmt.kinds import declared as module
from sales_mgmt.kinds.declared import declared, doctypes

APP = Path(__file__).resolve().parents[3] / "sales_mgmt"
SHIPPED = {
	content["name"]: content
	for content in (json.loads(file.read_text()) for file in sorted(APP.glob("*/doctype/*/*.json")))
	if content.get("doctype") == "DocType"
}
VALUES = [
	(doctype, field)
	for doctype, content in SHIPPED.items()
	for field in content["fields"]
	if field["fieldtype"] not in module.NO_VALUE
]


def test_every_doctype_is_looked_at():
	assert doctypes() == sorted(SHIPPED) and len(SHIPPED) > 60


@pytest.mark.parametrize("doctype", sorted(SHIPPED))
def test_a_field_that_is_read_only_is_owned_and_no_other(doctype):
	owned = {field.name for field in declared(doctype).owned}
	read_only = {field["fieldname"] for of, field in VALUES if of == doctype and field.get("read_only")}
	typed = {name for of, name in module.TYPED_ALL_THE_SAME if of == doctype}
	assert owned == read_only - typed
	assert typed <= read_only


@pytest.mark.parametrize("doctype", sorted(SHIPPED))
def test_rows_of_a_table_that_people_fill_are_looked_at(doctype):
	tables = {
		field["fieldname"]: field["options"]
		for of, field in VALUES
		if of == doctype and field["fieldtype"] in module.TABLES
	}
	owned = {field.name for field in declared(doctype).owned}
	assert declared(doctype).tables == {name: rows for name, rows in tables.items() if name not in owned}
	assert set(tables.values()) <= set(SHIPPED)


def test_the_exceptions_name_fields_that_exist():
	fields = {(doctype, field["fieldname"]) for doctype, field in VALUES}
	assert fields >= module.TYPED_ALL_THE_SAME
	assert fields >= module.COMPUTED_THERE
	assert {name for _doctype, name in fields} >= module.COMPUTED


def test_what_links_counts_or_marks_is_never_taken_for_computed():
	claims = {
		"order_line",
		"sales_order",
		"quote",
		"quote_line",
		"invoice",
		"invoice_line",
		"return_order",
		"return_order_line",
		"return_receipt",
		"shipment",
		"shipment_line",
		"corrects_invoice",
		"corrects_credit_memo",
		"cancelled_by",
		"is_cancellation",
		"quantity_shipped",
		"quantity_invoiced",
		"quantity_credited",
		"quantity_cancelled",
		"customer_ledger_entry",
		"recurring_key",
		"status",
		"posting_job_status",
		"times_sent",
	}
	named = {field.name for doctype in SHIPPED for field in declared(doctype).owned if not field.computed}
	assert claims <= named


def test_a_new_field_is_of_the_safest_class_without_thinking_of_it():
	content = {
		"name": "Sales Something",
		"fields": [
			{"fieldname": "counted", "fieldtype": "Int", "label": "Counted", "read_only": 1},
			{"fieldname": "typed", "fieldtype": "Data", "label": "Typed"},
		],
	}
	(field,) = module._read(content).owned
	assert (field.name, field.computed) == ("counted", False)


@pytest.mark.parametrize("doctype", sorted(SHIPPED))
def test_what_the_server_owns_is_not_duplicated(doctype):
	"""Duplicate on the Desk sends a copy as a new document: an owned field in it would be refused."""
	content = SHIPPED[doctype]
	written_by_posting = not any(rule.get("create") for rule in content.get("permissions", []))
	if content.get("istable") or not written_by_posting:
		owned = {field.name for field in declared(doctype).owned if not field.computed}
		copied = {
			field["fieldname"]
			for of, field in VALUES
			if of == doctype and field["fieldname"] in owned and not field.get("no_copy")
		}
		assert not copied or doctype in ("Return Receipt Line", "Sales Shipment Line", "Posting Batch Result")
