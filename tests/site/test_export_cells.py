"""Exports: a text that begins with = + - @ is a text, and a number is a number."""

import csv
import io

import frappe
import pytest
from build import buyer
from openpyxl import load_workbook

from sales_mgmt.texts import export

NAME = '=HYPERLINK("https://evil.example","click")'


def exported(kind, **values):
	customer = buyer(customer_name=NAME)
	frappe.local.form_dict = frappe._dict(
		doctype="Customer",
		fields='["`tabCustomer`.`name`", "`tabCustomer`.`customer_name`"]',
		filters=frappe.as_json([["Customer", "name", "=", customer]]),
		file_format_type=kind,
		order_by="`tabCustomer`.`name` asc",
		**values,
	)
	export.export_list()
	return frappe.local.response.filecontent


def test_the_list_of_frappe_is_ours():
	hooks = frappe.get_hooks("override_whitelisted_methods")
	assert hooks["frappe.desk.reportview.export_query"] == ["sales_mgmt.texts.export.export_list"]
	assert hooks["frappe.desk.query_report.export_query"] == ["sales_mgmt.texts.export.export_report"]


def test_a_workbook_computes_nothing():
	cells = [cell for row in load_workbook(io.BytesIO(exported("Excel"))).active.iter_rows() for cell in row]
	[name] = [cell for cell in cells if cell.value == NAME]
	assert name.data_type == "s"


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_has_the_text_behind_an_apostrophe(separator):
	content = exported("CSV", csv_delimiter=separator, csv_quoting=2)
	rows = list(csv.reader(io.StringIO(content.decode()), delimiter=separator))
	assert f"'{NAME}" in rows[1]
