"""Lists and reports of the Desk, of our DocTypes: what they are asked by is read before Frappe makes a query of it.

Stand in for Frappe's methods of these names (`override_whitelisted_methods` in hooks.py), read `frappe.form_dict` as those
do, and hand on to them. What is asked of other DocTypes is handed on as it came.
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe import _
from frappe.desk import query_report, reportview

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming.arguments import MISSING, NO_JSON, NO_LIST, NO_VALUES, action
from sales_mgmt.incoming.conditions import NO_FIELD, kind_of, read_conditions
from sales_mgmt.incoming.fields import NO_CHOICE
from sales_mgmt.incoming.numbers import Marks, read_whole
from sales_mgmt.incoming.refusal import FilterLacks, refuse_unread, told, within_columns
from sales_mgmt.incoming.texts import NO_TEXT, read_text
from sales_mgmt.incoming.unreadable import Unreadable, short
from sales_mgmt.kinds.declared import doctypes

CONDITIONS = {"filters": "Filters", "or_filters": "Filters"}
SORTED = {"order_by": "Sort By", "group_by": "Group By"}
ROWS = {
	"start": "Start",
	"page_length": "Page Length",
	"limit": "Limit",
	"limit_start": "Start",
	"limit_page_length": "Page Length",
}
PLACE = re.compile(
	r"(?:`?tab(?P<of>[^`.]+)`?\.)?`?(?P<field>\w+)`?(?:\s+(?:asc|desc))?", re.IGNORECASE | re.ASCII
)
BEHIND = re.compile(r"(?P<field>\w+)\.\w+(?:\s+(?:asc|desc))?", re.IGNORECASE | re.ASCII)
WHOLE_ROW = re.compile(r"\*|`tab[^`]+`\.\*")
ALIAS = re.compile(r"\s+as\s+[`'\"]?\w+[`'\"]?$", re.IGNORECASE)
SUMS_IN_DICTS = int(frappe.__version__.split(".")[0]) >= 16
"""Frappe 16 takes sums as dicts, and looks at them itself."""
SUM = re.compile(
	r"(count|sum|avg)\([\w`. ]+\)(\s+(asc|desc))?|_aggregate_column(\s+(asc|desc))?", re.IGNORECASE
)


@action()
def get() -> Any:
	"""`frappe.desk.reportview.get`."""
	return _answered(reportview.get)


@action()
def get_list() -> Any:
	"""`frappe.desk.reportview.get_list`."""
	return _answered(reportview.get_list)


@action()
def get_count() -> Any:
	"""`frappe.desk.reportview.get_count`."""
	for key in ROWS:  # Frappe would begin to count there, and find no row with the number
		frappe.form_dict.pop(key, None)
	return _answered(reportview.get_count)


@action()
def run_report() -> Any:
	"""`frappe.desk.query_report.run`."""
	read_report_request(frappe.form_dict)
	try:
		return frappe.call(query_report.run, **frappe.form_dict)
	except FilterLacks as lacks:
		frappe.clear_last_message()
		return {**NO_ROWS, "message": str(lacks)}


NO_ROWS = {
	"result": [],
	"columns": [],
	"chart": None,
	"report_summary": None,
	"skip_total_row": 1,
	"status": None,
	"execution_time": 0,
	"add_total_row": False,
}
"""What a report answers that has nothing to show, as `query_report.run` has it."""


def _answered(answer: Callable[[], Any]) -> Any:
	read_list_request(frappe.form_dict)
	with within_columns(), only_known_words():
		return answer()


@contextmanager
def only_known_words() -> Iterator[None]:
	"""Frappe takes everything in the form for an argument of its query. What is none is a sentence."""
	try:
		yield
	except TypeError as error:
		word = UNKNOWN.search(str(error))
		if not word or word["word"] not in frappe.form_dict:
			raise
		refuse_unread([told(Unreadable(NO_ARGUMENT), word["word"])])


UNKNOWN = re.compile(r"unexpected keyword argument '(?P<word>[^']+)'")
NO_ARGUMENT = sentence("{0} is nothing that can be asked for here.")


def read_report_request(form: dict[str, Any]) -> None:
	"""A report has a name, and filters are fields and their values. Raises IncomingError."""
	read_name(form, "report_name", "Report")
	if form.get("filters") in (None, ""):
		return
	filters = _json(form["filters"], "Filters")
	if not isinstance(filters, dict):
		refuse_unread([told(Unreadable(NO_VALUES), _("Filters"))])
	form["filters"] = frappe.as_json(filters)


def read_list_request(form: dict[str, Any]) -> None:
	"""What a list is asked by: conditions, fields, order, and how many rows. Raises IncomingError."""
	doctype = read_name(form, "doctype", "DocType")
	if frappe.get_meta(doctype).name not in doctypes():
		return
	for key, label in CONDITIONS.items():
		if form.get(key):
			form[key] = read_conditions(doctype, _json(form[key], label), _(label))
	sentences = []
	if form.get("fields"):
		form["fields"] = _json(form["fields"], "Fields")
	for read, keys in ((_sorted, SORTED), (_count, ROWS), (_fields, {"fields": "Fields"})):
		for key, label in keys.items():
			try:
				if form.get(key) not in (None, ""):
					form[key] = read(doctype, form[key])
			except Unreadable as unreadable:
				sentences.append(told(unreadable, _(label)))
	refuse_unread(sentences)


def read_export_request(form: dict[str, Any], needed: Collection[str] = ()) -> None:
	"""How a file is asked for, beside what is in it. `needed`: what Frappe can not do without. Raises IncomingError."""
	sentences = []
	for key, (label, read) in EXPORTED.items():
		try:
			if form.get(key) not in (None, ""):
				read(form[key])
			elif key in needed:
				raise Unreadable(MISSING)
		except Unreadable as unreadable:
			sentences.append(told(unreadable, _(label)))
		except (ValueError, RecursionError):
			sentences.append(told(Unreadable(NO_JSON, short(form[key])), _(label)))
	if form.get("file_format_type") not in KINDS_OF_FILE:
		kind = form.get("file_format_type")
		missing = (
			Unreadable(NO_CHOICE, short(kind), ", ".join(KINDS_OF_FILE)) if kind else Unreadable(MISSING)
		)
		sentences.append(told(missing, _("File Type")))
	refuse_unread(sentences)


def _json_list(value: Any) -> None:
	if not isinstance(frappe.parse_json(value), list):
		raise Unreadable(NO_LIST)


def _separator(value: Any) -> None:
	if len(read_text(value)) != 1 or value in '\r\n"':
		raise Unreadable(NO_SEPARATOR, short(value))


def _quotes(value: Any) -> None:
	if read_whole(value, Marks(by_program=True)) not in range(4):
		raise Unreadable(NO_CHOICE, short(value), "0, 1, 2, 3")


KINDS_OF_FILE = ("Excel", "CSV")
NO_SEPARATOR = sentence("{0}: {1} is not a single character.")
EXPORTED: dict[str, tuple[str, Callable[[Any], None]]] = {
	"visible_idx": ("Rows", _json_list),
	"custom_columns": ("Columns", _json_list),
	"selected_items": ("Rows", _json_list),
	"csv_delimiter": ("Delimiter", _separator),
	"csv_quoting": ("Quoting", _quotes),
}


def read_name(form: dict[str, Any], key: str, label: str) -> str:
	"""The name of something, which has to be there. Raises IncomingError."""
	try:
		name = read_text(form.get(key), 140) if form.get(key) else ""
		if not name.strip():
			raise Unreadable(MISSING)
	except Unreadable as unreadable:
		refuse_unread([told(unreadable, _(label))])
	form[key] = name
	return name


def _json(value: Any, label: str) -> Any:
	if not isinstance(value, str) or value == "*":
		return value
	try:
		return frappe.parse_json(value)
	except (ValueError, RecursionError):
		refuse_unread([told(Unreadable(NO_JSON, short(value)), _(label))])


def _sorted(doctype: str, value: Any) -> str:
	for part in read_text(value).split(","):
		_place(doctype, part.strip())
	return value


def _count(_doctype: str, value: Any) -> int:
	number = read_whole(value, Marks(by_program=True))
	if number < 0:
		raise Unreadable(MISSING)
	return number


def _fields(doctype: str, value: Any) -> Any:
	for field in value if isinstance(value, list | tuple) else [value]:
		if isinstance(field, dict) and field and SUMS_IN_DICTS and all(isinstance(key, str) for key in field):
			continue
		if not isinstance(field, str):
			raise Unreadable(NO_TEXT)
		if not WHOLE_ROW.fullmatch(field):
			_place(doctype, ALIAS.sub("", field.strip()))
	return value


def _place(doctype: str, written: str) -> None:
	"""A field, perhaps of a table or behind a link, or a sum over one. Raises Unreadable for anything else."""
	behind = BEHIND.fullmatch(written)
	if place := PLACE.fullmatch(written):
		kind_of(doctype, place["of"] or doctype, place["field"])
	elif behind:
		if kind_of(doctype, doctype, behind["field"]) not in ("Link", "Table"):
			raise Unreadable(NO_FIELD, short(written), _(doctype))
	elif not SUM.fullmatch(written):
		raise Unreadable(NO_FIELD, short(written), _(doctype))
