"""Lists and reports of this app as files: Frappe's own export, with cells that are texts kept texts (`cells.py`).

Stand in for Frappe's two export methods (`override_whitelisted_methods` in hooks.py). What is not ours is handed out as it
came. Exception: exports that a newer Frappe sends by mail from a background job do not come by here.
"""

import csv
import io
from typing import Any

import frappe
from frappe.desk import query_report, reportview
from frappe.modules.utils import get_module_app

from sales_mgmt.incoming.arguments import action
from sales_mgmt.incoming.lists import read_list_request, read_report_request
from sales_mgmt.texts.cells import as_text_cell, is_formula

APP = "sales_mgmt"


@action()
def export_list() -> Any:
	"""`frappe.desk.reportview.export_query`."""
	read_list_request(frappe.form_dict)
	answer = reportview.export_query()
	_keep_texts(frappe.db.get_value("DocType", frappe.form_dict.get("doctype"), "module", cache=True))
	return answer


@action()
def export_report() -> Any:
	"""`frappe.desk.query_report.export_query`."""
	read_report_request(frappe.form_dict)
	answer = query_report.export_query()
	_keep_texts(frappe.db.get_value("Report", frappe.form_dict.get("report_name"), "module", cache=True))
	return answer


def _keep_texts(module: str | None) -> None:
	"""Look at the file that is about to be answered."""
	if not module or get_module_app(module) != APP:
		return
	response = frappe.local.response
	name, content = str(response.get("filename") or ""), response.get("filecontent")
	if not content:
		return
	if name.endswith(".xlsx"):
		response["filecontent"] = workbook_of_texts(content)
	elif name.endswith(".csv"):
		response["filecontent"] = table_of_texts(content)


def workbook_of_texts(content: bytes) -> bytes:
	"""No cell of an export is meant to be computed."""
	# imported here: only exports need it
	from openpyxl import load_workbook

	book = load_workbook(io.BytesIO(content))
	for sheet in book.worksheets:
		for cells in sheet.iter_rows():
			for cell in cells:
				if cell.data_type == "f" or is_formula(cell.value):
					cell.data_type, cell.quotePrefix = "s", True
	file = io.BytesIO()
	book.save(file)
	return file.getvalue()


def table_of_texts(content: bytes | str) -> bytes:
	"""A CSV in the encoding, with the separator and the quotes that were asked for."""
	encoding = frappe.form_dict.get("csv_encoding") or "utf-8"
	separator = frappe.form_dict.get("csv_delimiter") or ","
	quotes = int(frappe.form_dict.get("csv_quoting") or csv.QUOTE_NONNUMERIC)
	text = content.decode(encoding) if isinstance(content, bytes) else content
	rows = list(csv.reader(io.StringIO(text), delimiter=separator))
	if not any(is_formula(cell) for row in rows for cell in row):
		return text.encode(encoding)
	file = io.StringIO()
	writer = csv.writer(
		file, delimiter=separator, quoting=quotes if quotes != csv.QUOTE_NONNUMERIC else csv.QUOTE_MINIMAL
	)
	writer.writerows([[as_text_cell(cell) for cell in row] for row in rows])
	return file.getvalue().encode(encoding)
