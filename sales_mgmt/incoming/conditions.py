"""Filters of a list as they come from outside, read condition by condition before a query is made of them.

Frappe takes texts among the conditions for SQL, and what it does not know for the name of a column. So a condition here is
a field that exists, an operator that exists, and a value of the field's kind. What is none of that is named with its number.
"""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model import child_table_fields, default_fields, optional_fields

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming import sender
from sales_mgmt.incoming.days import read_day, read_moment
from sales_mgmt.incoming.numbers import read_number
from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.texts import read_text
from sales_mgmt.incoming.unreadable import Unreadable, short

STANDARD = frozenset((*default_fields, *optional_fields, *child_table_fields))
MOMENTS = ("creation", "modified")
COMPARING = ("=", "!=", "<>", ">", "<", ">=", "<=")
LISTING = ("in", "not in")
WORDS = ("like", "not like", "is", "timespan", "previous", "next")
TREES = (
	"ancestors of",
	"not ancestors of",
	"descendants of",
	"not descendants of",
	"descendants of (inclusive)",
)
BETWEEN = "between"
OPERATORS = (*COMPARING, *LISTING, *WORDS, *TREES, BETWEEN)
NUMBERS = ("Float", "Currency", "Percent", "Int", "Long Int", "Duration", "Rating")

NO_LIST = sentence("{0}: a list of conditions is expected.")
NO_CONDITION = sentence("{0}: {1} is not a condition. A condition is a field, an operator and a value.")
NO_FIELD = sentence("{0}: there is no field {1} in {2}.")
NO_OPERATOR = sentence("{0}: {1} is not an operator.")
NO_PAIR = sentence("{0}: {1} are not two values to be between.")
NO_WORD = sentence("{0}: {1} is neither set nor not set.")
NO_VALUE = sentence("{0}: {1} is not a value to compare with.")

Condition = list[Any]


def read_conditions(doctype: str, filters: list | dict | None, label: str = "") -> list[Condition]:
	"""[[DocType, field, operator, value]] of filters as `frappe.get_list` takes them: a dict by field, or a list.

	Raises IncomingError that names every condition that is none. `label`: what they are called, translated.
	"""
	sentences, conditions = [], []
	for number, each in enumerate(_each(filters), start=1):
		try:
			conditions.append(_condition(doctype, each))
		except Unreadable as unreadable:
			sentences.append(told(unreadable, label or _("Filters"), number))
	refuse_unread(sentences)
	return conditions


def _each(filters: Any) -> Iterable[Any]:
	if isinstance(filters, dict):
		return [
			(field, *value) if isinstance(value, list | tuple) else (field, "=", value)
			for field, value in filters.items()
		]
	if filters is None or isinstance(filters, list | tuple):
		return filters or ()
	refuse_unread([told(Unreadable(NO_LIST), _("Filters"))])


def _condition(doctype: str, each: Any) -> Condition:
	parts = list(each) if isinstance(each, list | tuple) else []
	if len(parts) == 2:
		parts = [parts[0], "=", parts[1]]
	if len(parts) == 3:
		parts = [doctype, *parts]
	if len(parts) not in (4, 5) or not all(isinstance(part, str) for part in parts[:3]):
		raise Unreadable(NO_CONDITION, short(each))
	of, fieldname, operator, value = parts[:4]
	operator = operator.strip().lower()
	kind = kind_of(doctype, of, fieldname)
	if operator not in OPERATORS:
		raise Unreadable(NO_OPERATOR, short(operator))
	return [of, fieldname, operator, _value(operator, value, kind)]


def kind_of(doctype: str, of: str, fieldname: str) -> str:
	"""The type of a field of a DocType or of one of its tables. Raises Unreadable where there is none."""
	tables = {table.options for table in frappe.get_meta(doctype).get_table_fields()}
	meta = frappe.get_meta(of) if of == doctype or of in tables else None
	field = meta and meta.get_field(fieldname)
	if not field and not (meta and fieldname in STANDARD):
		raise Unreadable(NO_FIELD, short(fieldname), short(of))
	if field:
		return field.fieldtype
	return "Datetime" if fieldname in MOMENTS else "Data"


def _value(operator: str, value: Any, kind: str) -> Any:
	if operator in LISTING:
		values = value.split(",") if isinstance(value, str) else value
		if not isinstance(values, list | tuple):
			raise Unreadable(NO_VALUE, short(value))
		return [_single(each, kind) for each in values]
	if operator == BETWEEN:
		if not isinstance(value, list | tuple) or len(value) != 2:
			raise Unreadable(NO_PAIR, short(value))
		return [_single(each, kind) for each in value]
	if operator == "is" and str(value).strip().lower() not in ("set", "not set"):
		raise Unreadable(NO_WORD, short(value))
	return _single(value, "Data" if operator in WORDS or operator in TREES else kind)


def _single(value: Any, kind: str) -> Any:
	"""One value, read by the type of its field; nothing stays nothing."""
	if value is None or value == "":
		return value
	if isinstance(value, list | tuple | dict | set):
		raise Unreadable(NO_VALUE, short(value))
	if kind in NUMBERS:
		return float(read_number(value, sender.marks()))
	if kind == "Date":
		return str(read_day(value, sender.date_format()))
	if kind == "Datetime":
		return read_moment(value, sender.date_format())
	return read_text(value) if not isinstance(value, bool) else int(value)
