"""Requests to Frappe's own REST and client methods about DocTypes of ours: what is malformed is refused in words.

Frappe hands these straight on, so an unknown field of a list, or a document that is no object, ended in its own error (500). Here
they are looked at before it does, and left as they came. Exceptions, which no hook comes before: a body that says it is JSON and
is none (Frappe 16 refuses it in words itself, older ones fail), and what is asked of DocTypes of others.
"""

import inspect
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import frappe
from frappe import _

from sales_mgmt.incoming.arguments import MISSING, NO_JSON, NO_LIST, NO_VALUES
from sales_mgmt.incoming.conditions import read_conditions
from sales_mgmt.incoming.lists import ROWS, read_list_request
from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.unreadable import Unreadable, short
from sales_mgmt.kinds.declared import doctypes

REST = (("api", "resource"), ("api", "v1", "resource"), ("api", "v2", "document"))
METHODS = (("api", "method"), ("api", "v1", "method"), ("api", "v2", "method"))
WRITING = ("POST", "PUT", "PATCH")
OF_LISTS = ("fields", "filters", "or_filters", "order_by", "group_by", *ROWS)
NAMED = ("fields", "order_by", "group_by")
NAME = re.compile(r"(?:`tab[^`]+`\.)?`?\w+`?(?:\s+(?:asc|desc))?", re.IGNORECASE | re.ASCII)
Form = Mapping[str, Any]


def read_request() -> None:
	"""Hook `before_request`. Raises IncomingError for what Frappe could not answer."""
	request = frappe.local.request
	parts = tuple(request.path.strip("/").split("/"))
	if target := _behind(parts, REST):
		if target[0] in doctypes():
			_read_rest(target[0], len(target) == 1, request.method)
	else:
		method = frappe.form_dict.get("cmd") or "/".join(_behind(parts, METHODS))
		if isinstance(method, str) and method in READ:
			_required(method, frappe.form_dict)
			READ[method](frappe.form_dict)


def _behind(parts: tuple[str, ...], roads: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
	return next((parts[len(road) :] for road in roads if parts[: len(road)] == road), ())


def _read_rest(doctype: str, of_all: bool, method: str) -> None:
	if method == "GET" and of_all:
		form = {**frappe.form_dict, "doctype": doctype}
		if form.get("fields"):
			form["fields"] = _json(form["fields"], "fields")
		read_list(form)
	elif method in WRITING and "run_method" not in frappe.form_dict:
		_read_body()


def _read_body() -> None:
	"""What is written is an object, in the parameter `data` or in the body. Frappe takes a form where it finds no JSON."""
	sent = frappe.form_dict.get("data")
	if sent is None:
		sent = frappe.safe_decode(frappe.local.request.get_data())
	try:
		value = json.loads(sent) if isinstance(sent, str) else sent
	except (ValueError, RecursionError):
		return
	if not isinstance(value, Mapping):
		refuse_unread([told(Unreadable(NO_VALUES), _("Document"))])


def read_list(form: Form) -> None:
	"""Fields, conditions, order and number of rows of a list of ours. Functions and the like are left to Frappe."""
	doctype = form.get("doctype")
	if not isinstance(doctype, str) or doctype not in doctypes():
		return
	asked = {"doctype": doctype, **{key: form[key] for key in OF_LISTS if form.get(key)}}
	for key in NAMED:
		if isinstance(written := _if_json(asked.pop(key, None)), str):
			written = written.split(",")
		if isinstance(written, list):
			names = [each for each in written if not isinstance(each, str) or NAME.fullmatch(each.strip())]
			asked[key] = names if key == "fields" else ",".join(map(str, names))
		elif written:
			asked[key] = written
	read_list_request(asked)


def read_value(form: Form) -> None:
	"""`frappe.client.get_value` and alike: what filters it is the name of a document, or conditions."""
	doctype = form.get("doctype")
	if not isinstance(doctype, str) or doctype not in doctypes():
		return
	filters, fields = _if_json(form.get("filters")), _if_json(form.get("fieldname"))
	if isinstance(filters, dict | list):
		read_conditions(doctype, filters, _("Filters"))
	if fields and not frappe.get_meta(doctype).issingle:
		read_list_request({"doctype": doctype, "fields": fields if isinstance(fields, list) else [fields]})


def _if_json(value: Any) -> Any:
	try:
		return json.loads(value) if isinstance(value, str) else value
	except (ValueError, RecursionError):
		return value


def _document(key: str) -> Callable[[Form], None]:
	def read(form: Form) -> None:
		refuse_unread(_wrong_with(_json(form.get(key), key), key))

	return read


def _documents(key: str) -> Callable[[Form], None]:
	def read(form: Form) -> None:
		values = _json(form.get(key), key)
		if not isinstance(values, list):
			refuse_unread([told(Unreadable(NO_LIST), key)])
		refuse_unread([sentence for value in values for sentence in _wrong_with(value, key)])

	return read


def _wrong_with(value: Any, key: str) -> list[str]:
	"""Sentences about a document: an object that says of which DocType it is."""
	if not isinstance(value, Mapping):
		return [told(Unreadable(NO_VALUES), key)]
	if not isinstance(value.get("doctype"), str) or not value["doctype"].strip():
		return [told(Unreadable(MISSING), "doctype")]
	return []


def _json(value: Any, key: str) -> Any:
	try:
		return json.loads(value) if isinstance(value, str) else value
	except (ValueError, RecursionError):
		refuse_unread([told(Unreadable(NO_JSON, short(value)), key)])


def _required(method: str, form: Form) -> None:
	"""Every argument that the method can not do without. Their names are those of the API, so they stay as they are."""
	parameters = inspect.signature(frappe.get_attr(method)).parameters.values()
	names = [each.name for each in parameters if each.default is each.empty and each.kind in ASKED]
	refuse_unread([told(Unreadable(MISSING), name) for name in names if form.get(name) is None])


ASKED = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
READ: dict[str, Callable[[Form], None]] = {
	"frappe.client.get_list": read_list,
	"frappe.client.get_count": read_value,
	"frappe.client.get": read_value,
	"frappe.client.get_value": read_value,
	"frappe.client.insert": _document("doc"),
	"frappe.client.save": _document("doc"),
	"frappe.client.submit": _document("doc"),
	"frappe.client.insert_many": _documents("docs"),
	"frappe.client.bulk_update": _documents("docs"),
	"frappe.desk.form.save.savedocs": _document("doc"),
}
"""Frappe's methods that documents of ours come and go by, and how what is sent to them is read."""
