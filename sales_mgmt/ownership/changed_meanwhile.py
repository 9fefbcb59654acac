"""Somebody else saved a document after it was read: who did, what they changed, and what to do now.

The form asks for mine or theirs by itself (`conflict.js`); this is what every other road is told. What was changed stands in
Frappe's versions. The first version after what was read tells how that came to be, so it is left out, unless nothing was
saved between; so where a save left no version, fewer fields are named. Fields that people fill are named, as on the form.
"""

import json
from typing import Any, NoReturn

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from sales_mgmt.texts.messages import bold, said

MOST = 8
"""Fields that a sentence names."""


def refuse_stale(stored: Document, read_at: Any) -> NoReturn:
	"""`read_at`: `modified` as it was sent. Raises TimestampMismatchError, as Frappe does, with what to do."""
	name = frappe.utils.get_fullname(stored.modified_by)
	# the form knows only people that it has met
	frappe.local.response["saved_by"] = name
	who = bold(name)
	what = bold(f"{_(stored.doctype)} {stored.name}")
	fields = _changed_since(stored, read_at)
	if fields:
		shown = ", ".join(fields[:MOST]) + (" …" if len(fields) > MOST else "")
		message = said(
			_(
				"{0} saved {1} after you had read it, and changed: {2}. Read it again, and make your changes on what it says now."
			)
		).format(who, what, shown)
	else:
		message = said(
			_(
				"{0} saved {1} after you had read it. Read it again, and make your changes on what it says now."
			)
		).format(who, what)
	frappe.throw(message, frappe.TimestampMismatchError, title=_("Changed Meanwhile"))


def _changed_since(stored: Document, read_at: Any) -> list[str]:
	"""Labels of what was changed, in the order of the changes; of lines with their row."""
	try:
		since = get_datetime(read_at)
	except Exception:
		return []
	if not since:
		return []
	versions = frappe.get_all(
		"Version",
		{"ref_doctype": stored.doctype, "docname": stored.name, "creation": (">", since)},
		["data", "creation"],
		order_by="creation asc",
	)
	saved_before = get_datetime(stored.creation) < since
	if versions and saved_before and versions[0].creation < get_datetime(stored.modified):
		versions = versions[1:]
	return list(
		dict.fromkeys(label for version in versions for label in _labels(stored, json.loads(version.data)))
	)


def _labels(stored: Document, diff: dict[str, Any]) -> list[str]:
	found = [_label(stored.doctype, field) for field, _old, _new in diff.get("changed") or ()]
	for table, _index, name, changes in diff.get("row_changed") or ():
		row = next((row for row in stored.get(table) or () if row.name == name), None)
		labels = [_label(row.doctype, field) for field, _old, _new in changes] if row else []
		found += [_("{0} (row {1})").format(label, row.idx) for label in labels if label]
	for sentence, key in ((_("a new row in {0}"), "added"), (_("a deleted row of {0}"), "removed")):
		found += [sentence.format(_label(stored.doctype, table)) for table, _row in diff.get(key) or ()]
	return [label for label in found if label]


def _label(doctype: str, fieldname: str) -> str:
	"""Blank for what the server fills, except how far the document has got."""
	field = frappe.get_meta(doctype).get_field(fieldname)
	told = field and (fieldname == "status" or not (field.read_only or field.hidden))
	return _(field.label, context=doctype) if told and field.label else ""
