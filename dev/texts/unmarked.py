"""Texts that go to the user without passing a translation function: nobody finds them, so they stay English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from dev.texts.collect import APP, SKIPPED

SPEAKS = {"throw", "msgprint", "confirm"}
SHOWN = {"title", "label", "message", "description", "primary_action"}
IN_JAVASCRIPT = re.compile(
	r"""\b(?:label|title|message|description|placeholder|primary_action_label|secondary_action_label|freeze_message)"""
	r"""\s*:\s*["'`][A-Z]|frappe\.(?:throw|msgprint|confirm|show_alert|prompt)\(\s*["'`]"""
)


def unmarked(app: Path = APP) -> Iterator[str]:
	"""Places, as file:line."""
	for file in sorted(app.rglob("*")):
		if SKIPPED & set(file.relative_to(app).parts):
			continue
		place = str(file.relative_to(app.parent))
		if file.suffix == ".py":
			yield from in_python(file.read_text(), place)
		elif file.suffix == ".js":
			yield from in_javascript(file.read_text(), place)


def in_python(code: str, place: str) -> Iterator[str]:
	"""What `frappe.throw` and `frappe.msgprint` say, with its title."""
	for call in ast.walk(ast.parse(code)):
		if not isinstance(call, ast.Call) or _name(call.func) not in SPEAKS:
			continue
		said = call.args[:1] + [each.value for each in call.keywords if each.arg in SHOWN | {"msg"}]
		if any(_is_literal(text) for text in said):
			yield f"{place}:{call.lineno}"


def in_javascript(code: str, place: str) -> Iterator[str]:
	for found in IN_JAVASCRIPT.finditer(code):
		yield f"{place}:{code.count(chr(10), 0, found.start()) + 1}"


def _name(function: ast.expr) -> str:
	if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
		return function.attr if function.value.id == "frappe" else ""
	return ""


def _is_literal(text: ast.expr) -> bool:
	if isinstance(text, ast.Constant):
		return isinstance(text.value, str) and any(map(str.isalpha, text.value))
	return isinstance(text, ast.JoinedStr) and any(
		isinstance(part, ast.Constant) and any(map(str.isalpha, str(part.value))) for part in text.values
	)
