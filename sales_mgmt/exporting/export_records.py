"""Records of this app as files: Data Export, and what Data Import offers to download, with cells that are texts kept texts.

Stand in for Frappe's three methods (`override_whitelisted_methods` in hooks.py) as `export.py` does for lists and reports. In a
CSV such a text stands behind an apostrophe; an import of the file takes that away again (`incoming/imported.py`). What is asked
for is read first; what is not of ours is handed on as it came.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.core.doctype.data_export import exporter
from frappe.core.doctype.data_import import data_import

from sales_mgmt.access.permissions import check_exists
from sales_mgmt.exporting.export import keep_texts
from sales_mgmt.incoming.arguments import NO_JSON, NO_VALUES, action
from sales_mgmt.incoming.conditions import read_conditions
from sales_mgmt.incoming.lists import read_name
from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.unreadable import Unreadable, short
from sales_mgmt.kinds.declared import doctypes

COLUMNS = {"select_columns": "Columns", "export_fields": "Columns"}
CONDITIONS = {"filters": "Filters", "export_filters": "Filters"}


@action()
def export_data() -> Any:
	"""`frappe.core.doctype.data_export.exporter.export_data`."""
	return _exported(exporter.export_data)


@action()
def download_template() -> Any:
	"""`frappe.core.doctype.data_import.data_import.download_template`."""
	return _exported(data_import.download_template)


@action()
def download_errored_template() -> Any:
	"""`frappe.core.doctype.data_import.data_import.download_errored_template`: the rows of a file that were not imported."""
	form = frappe.form_dict
	name = read_name(form, "data_import_name", "Data Import")
	imported = frappe.get_doc("Data Import", name)
	imported.check_permission("read")
	answer = frappe.call(data_import.download_errored_template, **form)
	_keep(imported.reference_doctype)
	return answer


def _exported(export: Callable) -> Any:
	form = frappe.form_dict
	doctype = read_name(form, "doctype", "DocType")
	check_exists(doctype)
	if doctype in doctypes():
		_read_form(form, doctype)
	answer = frappe.call(export, **form)
	_keep(doctype)
	return answer


def _read_form(form: dict[str, Any], doctype: str) -> None:
	"""Which columns, and of which records. Raises IncomingError for what can not be that."""
	for key, label in CONDITIONS.items():
		if form.get(key):
			form[key] = read_conditions(doctype, _json(form[key], label), _(label))
	for key, label in COLUMNS.items():
		if form.get(key):
			form[key] = frappe.as_json(_columns(_json(form[key], label), label))
	if not form.get("export_fields") and form.get("export_records"):
		form["export_fields"] = frappe.as_json({doctype: ["name"]})


def _columns(value: Any, label: str) -> dict[str, Any]:
	"""{DocType or table: [fields]}."""
	lists = isinstance(value, dict) and all(
		isinstance(fields, list) and all(isinstance(field, str) for field in fields)
		for fields in value.values()
	)
	if not lists:
		refuse_unread([told(Unreadable(NO_VALUES), _(label))])
	return value


def _json(value: Any, label: str) -> Any:
	if not isinstance(value, str):
		return value
	try:
		return frappe.parse_json(value)
	except (ValueError, RecursionError):
		refuse_unread([told(Unreadable(NO_JSON, short(value)), _(label))])


def _keep(doctype: str) -> None:
	keep_texts(frappe.db.get_value("DocType", doctype, "module", cache=True))
