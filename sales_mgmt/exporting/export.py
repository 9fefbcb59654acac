"""Lists and reports of this app as files: Frappe's own export, with cells that are texts kept texts (`cells.py`).

Stand in for Frappe's two export methods (`override_whitelisted_methods` in hooks.py). What is not ours is handed out as it
came. What a newer Frappe makes in a background job and sends as a link passes `send_report_email`, which is wrapped for
that (`install`, a hook of jobs).
"""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import frappe
from frappe.desk import query_report, reportview, utils
from frappe.modules.utils import get_module_app

from sales_mgmt.incoming.arguments import action
from sales_mgmt.incoming.lists import (
	only_known_words,
	read_export_request,
	read_list_request,
	read_report_request,
)
from sales_mgmt.texts.cells import as_text_cell, is_formula

APP = "sales_mgmt"
MARK = "keeps_texts_of_sales"


@action()
def export_list() -> Any:
	"""`frappe.desk.reportview.export_query`."""
	read_list_request(frappe.form_dict)
	read_export_request(frappe.form_dict)
	module = frappe.db.get_value("DocType", frappe.form_dict.get("doctype"), "module", cache=True)
	with _as_typed(module), only_known_words():
		answer = reportview.export_query()
	keep_texts(module)
	return answer


@action()
def export_report() -> Any:
	"""`frappe.desk.query_report.export_query`."""
	read_report_request(frappe.form_dict)
	read_export_request(frappe.form_dict, needed=("visible_idx",))
	frappe.get_cached_doc("Report", frappe.form_dict.report_name)  # says which report there is not
	module = frappe.db.get_value("Report", frappe.form_dict.get("report_name"), "module", cache=True)
	with _as_typed(module):
		answer = query_report.export_query()
	keep_texts(module)
	return answer


@contextmanager
def _as_typed(module: str | None) -> Iterator[None]:
	"""Frappe reads "5<b & a>3" in a cell as markup and writes what it takes for its text. Ours are texts already."""
	# imported here: only exports need it
	from frappe.utils import xlsxutils

	if not hasattr(xlsxutils.handle_html, MARK):
		xlsxutils.handle_html = _unless_ours(xlsxutils.handle_html)
	frappe.flags[MARK] = bool(module and get_module_app(module) == APP)
	try:
		yield
	finally:
		frappe.flags[MARK] = False


def _unless_ours(frappes: Callable[[str], str]) -> Callable[[str], str]:
	@wraps(frappes)
	def handle_html(data: str) -> str:
		return data if frappe.flags.get(MARK) else frappes(data)

	setattr(handle_html, MARK, True)
	return handle_html


def install(**_job: Any) -> None:
	"""Hook of requests and jobs: files that a job has made pass here before they are stored. Older Frappe has none."""
	frappes = getattr(utils, "send_report_email", None)
	if not frappes or hasattr(frappes, MARK):
		return

	@wraps(frappes)
	def send(
		user_email: str,
		report_name: str,
		file_extension: str,
		content: bytes,
		attached_to_name: str,
		**more: Any,
	) -> Any:
		if _may_be_ours(attached_to_name):
			content = of_texts(file_extension, content, **_asked_of_job())
		return frappes(user_email, report_name, file_extension, content, attached_to_name, **more)

	setattr(send, MARK, True)
	utils.send_report_email = send


def _may_be_ours(name: str) -> bool:
	"""Of a list Frappe only tells the title; one that is nobody's report or DocType may be of ours."""
	module = frappe.db.get_value("Report", name, "module", cache=True) or frappe.db.get_value(
		"DocType", name, "module", cache=True
	)
	return not module or get_module_app(module) == APP


def _asked_of_job() -> dict[str, Any]:
	"""How the CSV was asked for."""
	job = getattr(frappe.local, "job", None) or {}
	asked = (job.get("kwargs") or {}).get("csv_params") or {}
	return {
		name: asked[key] for name, key in (("separator", "delimiter"), ("quotes", "quoting")) if key in asked
	}


def keep_texts(module: str | None) -> None:
	"""Look at the file that is about to be answered."""
	if not module or get_module_app(module) != APP:
		return
	response, form = frappe.local.response, frappe.form_dict
	if response.get("type") == "csv" and response.get("result"):  # as Frappe answers exported records
		table = table_of_texts(response["result"], "utf-8", ",", csv.QUOTE_NONNUMERIC)
		response["result"] = table.decode()
	name, content = str(response.get("filename") or ""), response.get("filecontent")
	if not content:
		return
	response["filecontent"] = of_texts(
		name.rpartition(".")[2],
		content,
		form.get("csv_encoding") or "utf-8",
		form.get("csv_delimiter") or ",",
		int(form.get("csv_quoting") or csv.QUOTE_NONNUMERIC),
	)


def of_texts(
	extension: str,
	content: bytes | str,
	encoding: str = "utf-8",
	separator: str = ",",
	quotes: int = csv.QUOTE_NONNUMERIC,
) -> bytes | str:
	"""The file with its formulas as texts; one of another kind as it came."""
	if extension == "xlsx":
		return workbook_of_texts(content)
	return table_of_texts(content, encoding, separator, quotes) if extension == "csv" else content


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


def table_of_texts(content: bytes | str, encoding: str, separator: str, quotes: int) -> bytes:
	"""A CSV in the encoding, with the separator and the quotes that were asked for."""
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
