"""A copy that code on the server makes of a stored document: another deal, as Duplicate on the Desk makes one.

`frappe.copy_doc(doc)` copies every field unless it is told to leave out those that are No Copy, so what the server owns came
along and was refused as a claim. It goes through `as_dict` and back, so the tables of what `as_dict` gives say whose they are.
Owned fields that say what the copied document says are blank then; any other claim is refused as ever. Nothing that comes as
JSON is such a copy.
"""

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.kinds.declared import TYPED_ALL_THE_SAME, declared


class StoredRows(list):
	"""The rows of a stored document, as dicts. Frappe makes a document of them, or of a deep copy."""

	of: tuple[str, str] | None = None
	"""DocType and name of the document."""


def say_whose(content: dict[str, Any], doc: Document) -> dict[str, Any]:
	"""Mark the tables of what `as_dict` gave for a stored document."""
	for table in declared(doc.doctype).tables:
		if isinstance(content.get(table), list):
			rows = content[table] = StoredRows(content[table])
			rows.of = (doc.doctype, doc.name)
	return content


def copied_from(values: dict[str, Any]) -> tuple[str, str] | None:
	"""The stored document that these values were read from by `as_dict`."""
	return next((value.of for value in values.values() if isinstance(value, StoredRows)), None)


def forget_what_was_copied(doc: Document, of: tuple[str, str]) -> None:
	"""Blank what a new document has of its original and may not have: owned fields and typed numbers, and of its rows whatever
	is No Copy."""
	doctype, name = of
	if doctype != doc.doctype or not frappe.db.exists(doctype, name):
		return
	original = frappe.get_doc(doctype, name)
	fields = {field.name: field.default for field in declared(doctype).owned if not field.computed}
	fields |= {
		field: None
		for at, field in TYPED_ALL_THE_SAME
		if at == doctype and not isinstance(doc.get(field), list)
	}
	_forget(doc, original, fields)
	for table, rows_are in declared(doctype).tables.items():
		if doc.meta.get_field(table).no_copy:
			doc.set(table, [])
			continue
		rows = {row.idx: row for row in original.get(table)}
		fields = _not_of_a_copy(rows_are)
		for row in doc.get(table):
			if row.idx in rows:
				_forget(row, rows[row.idx], fields)


def _not_of_a_copy(rows_are: str) -> dict[str, Any]:
	"""Fields of rows, with their defaults."""
	typed = {field.fieldname: field.default for field in frappe.get_meta(rows_are).fields if field.no_copy}
	return typed | {field.name: field.default for field in declared(rows_are).owned if not field.computed}


def _forget(part: Document, original: Document, fields: Mapping[str, Any]) -> None:
	"""What code has changed on the copy stays, for the door to look at."""
	for field, default in fields.items():
		if part.get(field) == original.get(field):
			part.set(field, default)
