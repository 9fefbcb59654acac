"""Rows as the values that are stored: what Frappe's `get_valid_dict` gives, with the look-ups done once for all rows.

Frappe asks for every field of every row how it is stored and who may see it. Here a DocType is looked at once, and each
of its rows is read by that list. A DocType with a field that is stored in a way of its own, such as a virtual one, is
left to Frappe; the values are the same on both roads.
"""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import frappe
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import cint, cstr, flt

AS_IT_IS = {"Data", "Link", "Dynamic Link", "Select", "Read Only", "Small Text", "Text", "Long Text"}
FLOATS = {"Float", "Currency", "Percent"}
DATES = {"Date", "Datetime", "Time"}
POINTS_IN_TIME = (date, time, timedelta)
OF_ITS_OWN = ("is_virtual", "not_nullable")

Cast = Callable[[Any], Any]


class Columns:
	"""The columns of a DocType in the order of `names`, and how a document's values get into them."""

	def __init__(self, meta: Meta) -> None:
		self.names: tuple[str, ...] = tuple(meta.get_valid_columns())
		fields = {name: meta.get_field(name) for name in self.names}
		self._known = all(field is None or _is_known(field) for field in fields.values())
		self._casts: list[tuple[str, Cast | None]] = [(name, _cast(field)) for name, field in fields.items()]

	def of(self, row: Document) -> list[Any]:
		"""What is stored of a row, dates as text."""
		values = []
		for name, cast in self._casts:
			value = getattr(row, name, None)
			if cast:
				value = cast(value)
			elif isinstance(value, list):
				return self._by_frappe(row)
			if isinstance(value, POINTS_IN_TIME):
				value = str(value)
			values.append(value)
		return values if self._known else self._by_frappe(row)

	def _by_frappe(self, row: Document) -> list[Any]:
		values = row.get_valid_dict(convert_dates_to_str=True, ignore_virtual=True)
		return [values.get(name) for name in self.names]


_columns: WeakKeyDictionary[Meta, Columns] = WeakKeyDictionary()
"""By the very description of the DocType: when that is made anew, after customising, so is this."""


def columns_of(doctype: str) -> Columns:
	meta = frappe.get_meta(doctype)
	if meta not in _columns:
		_columns[meta] = Columns(meta)
	return _columns[meta]


def _is_known(field: Document) -> bool:
	known = field.fieldtype in AS_IT_IS | FLOATS | DATES | {"Check", "Int"}
	return known and not any(field.get(mark) for mark in OF_ITS_OWN)


def _cast(field: Document | None) -> Cast | None:
	if field is None:
		return None
	if field.fieldtype == "Check":
		return lambda value: 1 if cint(value) else 0
	if field.fieldtype == "Int":
		return lambda value: value if isinstance(value, int) else cint(value)
	if field.fieldtype in FLOATS:
		return lambda value: value if isinstance(value, float) else flt(value)
	if field.get("unique"):
		return lambda value: None if not cstr(value).strip() else value
	if field.fieldtype in DATES:
		return lambda value: None if value == "" else value
	return None
