"""Texts of Python code: the literal first argument of `_`, `_lt` and `sentence`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dev.texts.text import Text, Unreadable

MARKS = {"_", "_lt", "sentence"}
"""`sentence` marks a text of the pure core, which the shell translates."""


def read(code: str, place: str) -> Iterator[Text | Unreadable]:
	for node in ast.walk(ast.parse(code)):
		if isinstance(node, ast.Call) and _name(node.func) in MARKS and node.args:
			yield from _read_call(node, f"{place}:{node.lineno}")
		elif isinstance(node, ast.Dict):
			yield from _read_field(node, f"{place}:{node.lineno}")


def _read_field(pairs: ast.Dict, place: str) -> Iterator[Text]:
	"""A field that the app adds to a DocType of Frappe's is described as a plain dict, and Frappe translates it."""
	values = {
		key.value: value.value
		for key, value in zip(pairs.keys, pairs.values, strict=True)
		if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
	}
	if "fieldname" in values:
		for part in ("label", "description"):
			if isinstance(values.get(part), str):
				yield Text(values[part], place=place)


def _name(function: ast.expr) -> str:
	if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
		return function.attr if function.value.id == "frappe" else ""
	return function.id if isinstance(function, ast.Name) else ""


def _read_call(call: ast.Call, place: str) -> Iterator[Text | Unreadable]:
	text = call.args[0]
	if isinstance(text, ast.IfExp):
		choices = [text.body, text.orelse]
	else:
		choices = [text]
	for choice in choices:
		if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
			yield Text(choice.value, _context(call), place)
		elif isinstance(choice, ast.JoinedStr | ast.BinOp):
			yield Unreadable(place, "the text is put together from parts")
		elif isinstance(choice, ast.Call) and isinstance(choice.func, ast.Attribute):
			if choice.func.attr == "format":
				yield Unreadable(place, "the text is filled in before it is translated")


def _context(call: ast.Call) -> str:
	for keyword in call.keywords:
		if keyword.arg == "context" and isinstance(keyword.value, ast.Constant):
			return str(keyword.value.value)
	return ""
