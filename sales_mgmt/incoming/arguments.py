"""Arguments of whitelisted functions, read by their annotations. Every action of the app is one by `action`.

| In the annotation | What the function gets |
|---|---|
| `bool` | yes or no |
| `date` | a day |
| `float` / `int` (without `bool`) | a number / a whole number |
| `list[str]` | a list of texts; one alone is a list of one |
| `list[dict]`, `list`, `dict` | that; beside `str`, a text that does not begin like JSON stays a text |
| a `TypedDict`, alone or in a list | a dict whose values are read by its annotations, one by one |
| `str` | a text |

Lists and dicts may come as JSON. Nothing at all (None, or a blank text) is None where None is allowed, else the default. Frappe has a check of annotations of its own from
version 15 on, which differs between versions and speaks to programmers; it finds none here.
"""

import json
from collections.abc import Callable
from datetime import date
from functools import cache, wraps
from inspect import Parameter, signature
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

import frappe
from frappe import _

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming import sender
from sales_mgmt.incoming.days import read_day
from sales_mgmt.incoming.numbers import read_number, read_whole
from sales_mgmt.incoming.refusal import refuse_unread, told, within_columns
from sales_mgmt.incoming.texts import read_answer, read_text
from sales_mgmt.incoming.unreadable import Unreadable, short

MISSING = sentence("{0}: this has to be said.")
NO_LIST = sentence("{0}: a list is expected.")
NO_VALUES = sentence("{0}: fields and their values are expected.")
NO_JSON = sentence("{0}: {1} is not valid JSON.")

MAY_BE_BLANK = ("reason", "text", "customer_name", "from_colname", "to_colname")
"""Texts that have to be given and may be blank all the same, or of which the action says itself what lacks. All others name
something, and a sentence about a blank name has a hole in it."""


def action(*args: Any, **options: Any) -> Callable:
	"""Frappe's `whitelist`, for functions whose arguments pass the door first."""

	def decorate(function: Callable) -> Callable:
		return frappe.whitelist(*args, **options)(checked(function))

	return decorate


def checked(function: Callable) -> Callable:
	"""The function behind the door: IncomingError where an argument can not be what its annotation says."""
	parameters = signature(function).parameters

	@wraps(function)
	def run(*args: Any, **kwargs: Any) -> Any:
		given = {**dict(zip(parameters, args, strict=False)), **kwargs}
		with within_columns():
			return function(**_read_all(function, parameters, given))

	run.__signature__ = signature(function)
	run.__annotations__ = {}
	run.passes_the_door = True
	return run


def _read_all(function: Callable, parameters: dict[str, Parameter], given: dict[str, Any]) -> dict[str, Any]:
	kinds = _kinds(function)
	sentences, values = [], {}
	for name, parameter in parameters.items():
		label = _(label_of(name))
		if name not in given:
			if parameter.default is Parameter.empty:
				sentences.append(told(Unreadable(MISSING), label))
			continue
		try:
			values[name] = read_argument(given[name], kinds[name], parameter.default)
			if is_name(name, parameter, kinds[name]) and not values[name]:
				raise Unreadable(MISSING)
		except Unreadable as unreadable:
			inner, row = unreadable.place or (None, None)
			sentences.append(told(unreadable, _(inner) if inner else label, row))
	refuse_unread(sentences)
	return values


def is_name(name: str, parameter: Parameter, parts: tuple) -> bool:
	"""Whether an argument names something that has to be named."""
	return parameter.default is Parameter.empty and parts == (str,) and name not in MAY_BE_BLANK


def read_values(given: Any, kinds: type) -> dict[str, Any]:
	"""A dict, or JSON of one, by the annotations of a TypedDict. Raises IncomingError with everything that can not be read."""
	sentences, values = [], {}
	try:
		given = _parsed(given, may_list=False, may_dict=True)
		if not isinstance(given, dict):
			raise Unreadable(NO_VALUES)
	except Unreadable as unreadable:
		refuse_unread([told(unreadable, _("Filters"))])
	for name, parts in _kinds(kinds).items():
		try:
			if name in given:
				values[name] = read_argument(given[name], parts)
		except Unreadable as unreadable:
			sentences.append(told(unreadable, _(label_of(name))))
	refuse_unread(sentences)
	return values


@cache
def _kinds(function: Callable) -> dict[str, tuple]:
	return {name: _parts(kind) for name, kind in get_type_hints(function).items() if name != "return"}


def _parts(kind: Any) -> tuple:
	if get_origin(kind) in (Union, UnionType):
		return tuple(part for each in get_args(kind) for part in _parts(each))
	return (kind,)


def label_of(name: str) -> str:
	"""What an argument is called in a sentence: the label of the field it is named after."""
	return name.replace("_", " ").title()


def read_argument(value: Any, parts: tuple, default: Any = Parameter.empty) -> Any:
	"""A value as the parts of an annotation say. Raises Unreadable."""
	if value is None or (isinstance(value, str) and not value.strip()):
		return _blank(value, parts, default)
	for kind, read in READERS:
		if kind in parts:
			return read(value)
	return _structure(value, parts)


def _blank(value: str | None, parts: tuple, default: Any) -> Any:
	"""What nothing at all stands for. Raises Unreadable where something has to be said."""
	if parts == (str,) and value is not None:
		return ""
	if NoneType in parts or Any in parts:
		return None
	if default is not Parameter.empty:
		return default
	raise Unreadable(MISSING)


def _structure(value: Any, parts: tuple) -> Any:
	if isinstance(value, tuple(part for part in parts if _is_class(part))):
		return value
	items, rows = _items(parts), next((part for part in parts if is_typeddict(part)), None)
	may_list = list in parts or items is not None
	may_dict = bool(rows) or any(part is dict or get_origin(part) is dict for part in parts)
	if may_list or may_dict:
		value = _parsed(value, may_list, may_dict)
		if isinstance(value, list | tuple) and may_list:
			return [_item(each, items or (), number) for number, each in enumerate(value, start=1)]
		if isinstance(value, dict) and may_dict:
			return _row(value, rows) if rows else value
		if isinstance(value, str) and may_list and (str in (items or ()) or str in parts):
			return [read_text(value)] if items else read_text(value)
		raise Unreadable(NO_LIST if may_list else NO_VALUES)
	if str in parts:
		return read_text(value)
	return value


def _is_class(part: Any) -> bool:
	"""A class of the framework's, which only programs can send."""
	return isinstance(part, type) and not is_typeddict(part) and part.__module__ != "builtins"


def _items(parts: tuple) -> tuple | None:
	"""What a list holds, where the annotation says it."""
	for part in parts:
		if get_origin(part) is list:
			return tuple(get_origin(inner) or inner for inner in _parts(get_args(part)[0]))
	return None


def _item(value: Any, kinds: tuple, number: int) -> Any:
	rows = next((kind for kind in kinds if is_typeddict(kind)), None)
	if isinstance(value, dict) and (rows or dict in kinds):
		return _row(value, rows, number) if rows else value
	if not kinds:
		return value
	if str in kinds:
		return read_text(value)
	raise Unreadable(NO_VALUES)


def _row(value: dict[str, Any], kind: type, number: int | None = None) -> dict[str, Any]:
	"""A row by the annotations of its TypedDict. What it does not know stays outside."""
	found = {}
	for name, parts in _kinds(kind).items():
		if name not in value and name not in kind.__required_keys__:
			continue
		try:
			found[name] = read_argument(value.get(name), parts)
		except Unreadable as unreadable:
			unreadable.place = unreadable.place or (label_of(name), number)
			raise
	return found


def _parsed(value: Any, may_list: bool, may_dict: bool) -> Any:
	"""JSON, where a text begins like it."""
	if not isinstance(value, str):
		return value
	text = value.strip()
	if text[:1] in ("[", "{") or (may_dict and not may_list):
		try:
			return json.loads(text)
		except (ValueError, RecursionError):
			raise Unreadable(NO_JSON, short(value)) from None
	return value


READERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
	(bool, read_answer),
	(date, lambda value: read_day(value, sender.date_format())),
	(float, lambda value: float(read_number(value, sender.marks()))),
	(int, lambda value: read_whole(value, sender.marks())),
)
