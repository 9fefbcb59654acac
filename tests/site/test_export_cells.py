"""Exports: a text that begins with = + - @ is a text, and a number is a number."""

import csv
import io

import frappe
import pytest
from build import buyer
from frappe.desk import utils
from openpyxl import Workbook, load_workbook

from sales_mgmt.exporting import export
from sales_mgmt.incoming.refusal import IncomingError

NAME = '=HYPERLINK("https://evil.example","click")'


def exported(kind, name=NAME, **values):
	customer = buyer(customer_name=name)
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
	assert hooks["frappe.desk.reportview.export_query"] == ["sales_mgmt.exporting.export.export_list"]
	assert hooks["frappe.desk.query_report.export_query"] == ["sales_mgmt.exporting.export.export_report"]


def test_a_workbook_computes_nothing():
	cells = [cell for row in load_workbook(io.BytesIO(exported("Excel"))).active.iter_rows() for cell in row]
	[name] = [cell for cell in cells if cell.value == NAME]
	assert name.data_type == "s"


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
def test_a_text_is_exported_as_typed(kind):
	typed = "Attn. <po@x.example> & 5<b & a>3"
	content = exported(kind, typed)
	if kind == "CSV":
		cells = [cell for row in csv.reader(io.StringIO(content.decode())) for cell in row]
	else:
		rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
		cells = [cell for row in rows for cell in row]
	assert typed in cells


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_has_the_text_behind_an_apostrophe(separator):
	content = exported("CSV", csv_delimiter=separator, csv_quoting=2)
	rows = list(csv.reader(io.StringIO(content.decode()), delimiter=separator))
	assert f"'{NAME}" in rows[1]


@pytest.mark.parametrize(
	"asked",
	[
		{"file_format_type": "X"},
		{"file_format_type": None},
		{"csv_delimiter": "ab"},
		{"csv_quoting": "x"},
		{"csv_quoting": 9},
		{"selected_items": "abc"},
		{"selected_items": "5"},
	],
	ids=str,
)
def test_a_file_that_can_not_be_made_is_refused_with_a_sentence(asked):
	with pytest.raises(IncomingError):
		exported(**{"kind": asked.pop("file_format_type", "CSV"), **asked})


@pytest.mark.parametrize(
	("asked", "error"),
	[
		({"visible_idx": "abc"}, IncomingError),
		({"custom_columns": "x"}, IncomingError),
		({"file_format_type": "X"}, IncomingError),
		({"report_name": "Nope"}, frappe.DoesNotExistError),
	],
	ids=str,
)
def test_a_report_that_can_not_be_made_a_file_is_refused_with_a_sentence(asked, error):
	usual = {"report_name": "Aged Receivables", "file_format_type": "CSV", "visible_idx": "[]"}
	frappe.local.form_dict = frappe._dict({**usual, **asked})
	with pytest.raises(error):
		export.export_report()


@pytest.fixture
def sent(monkeypatch):
	"""What a job of Frappe 16 would store and send; the function stands in where Frappe has none."""
	kept = []

	def send_report_email(user_email, report_name, file_extension, content, attached_to_name):
		kept.append(content)

	monkeypatch.setattr(utils, "send_report_email", send_report_email, raising=False)
	export.install(method="frappe.desk.query_report.run_export_query_job", kwargs={}, transaction_type="job")
	return kept


def send(name, content, extension="csv"):
	utils.send_report_email("a@b.example", name, extension, content, attached_to_name=name)


@pytest.mark.parametrize("name", ["Order Backlog", "Customer", "My own view"])
def test_what_a_job_exports_is_text_too(sent, monkeypatch, name):
	monkeypatch.setattr(
		frappe.local, "job", {"kwargs": {"csv_params": {"delimiter": ";", "quoting": 2}}}, raising=False
	)
	send(name, b'"Name";"Sum"\r\n"=1+1";-5\r\n')
	assert list(csv.reader(io.StringIO(sent[0].decode()), delimiter=";"))[1] == ["'=1+1", "-5"]


def test_a_workbook_of_a_job_computes_nothing(sent):
	book, file = Workbook(), io.BytesIO()
	book.active.append(["=1+1", -5])
	book.save(file)
	send("Order Backlog", file.getvalue(), "xlsx")
	[row] = load_workbook(io.BytesIO(sent[0])).active.iter_rows()
	assert [(cell.value, cell.data_type) for cell in row] == [("=1+1", "s"), (-5, "n")]


def test_exports_of_others_are_sent_as_they_came(sent):
	send("User", b"=1+1")
	assert sent == [b"=1+1"]


def test_the_wrapper_is_put_on_once(sent):
	ours = utils.send_report_email
	export.install()
	assert utils.send_report_email is ours
