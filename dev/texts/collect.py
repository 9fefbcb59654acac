"""All texts of the app, from every kind of file that has some."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from dev.texts import from_code, from_python, from_records
from dev.texts.text import Text, Unreadable

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
DESK_WORDS = Path(__file__).with_name("desk_words.txt")
"""Words of Frappe's own on the pages of ours, for which its Norwegian has nothing, or the wrong thing."""
SKIPPED = {"dist", "node_modules", "__pycache__", "translations"}


def collect(app: Path = APP) -> tuple[list[Text], list[Unreadable]]:
	"""Texts in order of source, each once, and the calls that no one can translate."""
	texts: dict[tuple[str, str], Text] = {}
	unreadable = []
	for found in _all(app):
		if isinstance(found, Unreadable):
			unreadable.append(found)
		elif found.source.strip():
			texts.setdefault(found.key, found)
	return sorted(texts.values()), unreadable


def places(app: Path = APP) -> dict[str, set[str]]:
	"""{text: the files that it stands in}"""
	found: dict[str, set[str]] = {}
	for text in _all(app):
		if isinstance(text, Text):
			found.setdefault(text.source, set()).add(text.place)
	return found


def _all(app: Path) -> Iterator[Text | Unreadable]:
	for word in DESK_WORDS.read_text().splitlines():
		yield Text(word, place=DESK_WORDS.name)
	for module in (app / "modules.txt").read_text().splitlines():
		yield Text(module.strip(), place="modules.txt")
	for file in sorted(app.rglob("*")):
		if file.is_file() and not SKIPPED & set(file.relative_to(app).parts):
			yield from _of_file(file, str(file.relative_to(app.parent)))


def _of_file(file: Path, place: str) -> Iterator[Text | Unreadable]:
	if file.suffix == ".py":
		yield from from_python.read(file.read_text(), place)
	elif file.suffix == ".js":
		yield from from_code.read(file.read_text(), place, mark="__")
	elif file.suffix == ".html":
		for mark in ("__", "_"):
			yield from from_code.read(file.read_text(), place, mark)
	elif file.suffix == ".json":
		record = json.loads(file.read_text())
		if isinstance(record, dict) and "doctype" in record:
			yield from from_records.read(record, place)
			yield from _in_strings(record, place)


def _in_strings(record: object, place: str) -> Iterator[Text | Unreadable]:
	"""Jinja inside of a record: the HTML of a print format, the body of a mail."""
	if isinstance(record, dict):
		for value in record.values():
			yield from _in_strings(value, place)
	elif isinstance(record, list):
		for value in record:
			yield from _in_strings(value, place)
	elif isinstance(record, str) and "_(" in record:
		yield from from_code.read(record, place, mark="_")
