"""Records as files, for Data Export and Data Import: a text that a spreadsheet would take for a formula is a text."""

import csv
import io

import frappe
import pytest
from build import buyer
from frappe.core.doctype.data_import.importer import Row
from made_for_calls import imported
from openpyxl import load_workbook

from sales_mgmt.exporting import export_records
from sales_mgmt.incoming import imported as importing
from sales_mgmt.incoming.refusal import IncomingError

NAME = '=HYPERLINK("https://evil.example","click")'
KINDS = ("CSV", "Excel")


@pytest.fixture(autouse=True)
def no_log(monkeypatch):
	"""Frappe commits what it logs."""
	monkeypatch.setattr("frappe.core.doctype.data_export.exporter.make_access_log", lambda **_: None)


def answered(export, **form):
	"""The cells of the file that the method answers with, each with its kind in a workbook."""
	frappe.local.form_dict, frappe.local.response = frappe._dict(form), frappe._dict()
	export()
	response = frappe.local.response
	if response.get("type") == "csv":
		return [(cell, "csv") for row in csv.reader(io.StringIO(response["result"])) for cell in row]
	sheet = load_workbook(io.BytesIO(response["filecontent"])).active
	return [(cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row]


def template(kind, customer, **form):
	asked = {
		"export_fields": frappe.as_json({"Customer": ["name", "customer_name", "credit_limit"]}),
		"export_records": "by_filter",
		"export_filters": frappe.as_json([["Customer", "name", "=", customer]]),
	}
	return answered(
		export_records.download_template, **{"doctype": "Customer", "file_type": kind, **asked, **form}
	)


def data(kind, customer, **form):
	asked = {"with_data": "1", "filters": frappe.as_json({"name": customer}), "all_doctypes": "1"}
	columns = frappe.as_json({"Customer": ["name", "customer_name", "credit_limit"]})
	return answered(
		export_records.export_data,
		**{"doctype": "Customer", "file_type": kind, "select_columns": columns, **asked, **form},
	)


def test_frappes_methods_are_ours():
	hooks = frappe.get_hooks("override_whitelisted_methods")
	for module in ("data_export.exporter.export_data", "data_import.data_import.download_template"):
		path = f"sales_mgmt.exporting.export_records.{module.rpartition('.')[2]}"
		assert hooks[f"frappe.core.doctype.{module}"] == [path]


@pytest.mark.parametrize("road", [template, data])
def test_a_table_has_the_text_behind_an_apostrophe(road):
	cells = road("CSV", buyer(customer_name=NAME))
	assert (f"'{NAME}", "csv") in cells and (NAME, "csv") not in cells


@pytest.mark.parametrize("road", [template, data])
def test_a_workbook_computes_nothing(road):
	cells = road("Excel", buyer(customer_name=NAME))
	assert (NAME, "s") in cells


@pytest.mark.parametrize("road", [template, data])
def test_a_number_stays_a_number(road):
	cells = road("CSV", buyer(credit_limit=1250.5))
	assert any(cell in ("1250.5", "1250.50") for cell, _kind in cells)


def test_rows_that_were_not_imported_are_texts_too():
	quoted = NAME.replace('"', '""')
	name = imported("Customer", "Name", f'"{quoted}"')
	frappe.get_doc(
		{
			"doctype": "Data Import Log",
			"data_import": name,
			"log_index": 0,
			"row_indexes": "[2]",
			"success": 0,
		}
	).insert(ignore_permissions=True)
	cells = answered(export_records.download_errored_template, data_import_name=name)
	assert (f"'{NAME}", "csv") in cells


def test_an_import_takes_the_apostrophe_away_again():
	importing.install()
	field = frappe.get_meta("Customer").get_field("customer_name")
	column = frappe._dict(df=field)
	row = Row.__new__(Row)
	assert row.parse_value(f"'{NAME}", column) == NAME
	assert row.parse_value("'s-Hertogenbosch", column) == "'s-Hertogenbosch"


@pytest.mark.parametrize(
	"asked",
	[
		{"doctype": None},
		{"doctype": "[]"},
		{"export_fields": "{"},
		{"export_fields": "5"},
		{"export_fields": '{"Customer": "name"}'},
		{"export_filters": "{"},
		{"export_filters": '[["Customer", "no_such", "=", 1]]'},
	],
	ids=str,
)
def test_a_template_that_can_not_be_made_is_refused_with_a_sentence(asked):
	with pytest.raises((IncomingError, frappe.DoesNotExistError)):
		template("CSV", buyer(), **asked)


@pytest.mark.parametrize(
	"asked",
	[
		{"select_columns": "x"},
		{"select_columns": '["name"]'},
		{"filters": "x"},
		{"filters": '{"no_such": 1}'},
	],
	ids=str,
)
def test_data_that_can_not_be_exported_is_refused_with_a_sentence(asked):
	with pytest.raises(IncomingError):
		data("CSV", buyer(), **asked)


def test_what_is_not_ours_is_handed_out_as_frappe_makes_it():
	frappe.get_doc({"doctype": "ToDo", "description": "=1+1"}).insert()
	columns = frappe.as_json({"ToDo": ["name", "description"]})
	cells = answered(
		export_records.download_template,
		doctype="ToDo", export_fields=columns, export_records="all", file_type="CSV",
	)  # fmt: skip
	assert any("=1+1" in cell and not cell.startswith("'") for cell, _kind in cells)
