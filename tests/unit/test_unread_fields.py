"""A setting or field that nothing reads promises what nobody keeps: Payment Terms once had a box that did nothing.

Every field of every DocType of the app has to be named by code, a form script, a report, a print format or a template, by
more than writing it. Names count, not DocTypes: a field that shares its name with one that is read passes (the settings are
looked at more closely, for those are asked by name). Type blocks, docstrings, comments, patches, translations and the DocType's
own JSON do not count.
"""

import io
import json
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "sales_mgmt"
NO_VALUE = {"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold", "Image"}
NOT_READING = {"translations", "patches", "dist"}
TYPES = re.compile(r"# begin: auto-generated types.*?# end: auto-generated types", re.DOTALL)
SCRIPTS = (".js", ".html")

READ_ELSEWHERE = {
	("Sales Line", "shipment_line"): "archive/tracking.py selects it: its table has it as a key",
}
"""Fields that are read in a way that this test does not see, with the reason."""


def fields() -> Iterator[tuple[str, str]]:
	"""DocType and name of every field but those that Frappe itself reads: name, title and picture of the record."""
	for file in sorted(APP.glob("*/doctype/*/*.json")):
		content = json.loads(file.read_text(encoding="utf-8"))
		if content.get("doctype") == "DocType":
			frappes = {content.get("title_field"), content.get("image_field")}
			frappes.add((content.get("autoname") or "").removeprefix("field:"))
			for field in content["fields"]:
				if field["fieldtype"] not in NO_VALUE and field["fieldname"] not in frappes:
					yield content["name"], field["fieldname"]


FIELDS = list(fields())


def code_of(text: str) -> str:
	"""Python without comments and docstrings, and without the type blocks that repeat the DocType."""
	kept, begins = [], True
	for token in tokenize.generate_tokens(io.StringIO(TYPES.sub("", text)).readline):
		if token.type in (tokenize.COMMENT, tokenize.NL):
			continue
		if not (begins and token.type == tokenize.STRING):
			kept.append(token.string)
		begins = token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
	return " ".join(kept)


@cache
def sources() -> str:
	found = []
	for file in sorted(path for path in APP.rglob("*") if path.is_file()):
		parts = file.relative_to(APP).parts
		if NOT_READING.intersection(parts):
			continue
		if file.suffix == ".py":
			found.append(code_of(file.read_text(encoding="utf-8")))
		elif file.suffix in SCRIPTS or (file.suffix == ".json" and "doctype" not in parts):
			found.append(file.read_text(encoding="utf-8"))
	return "\n".join(found)


@cache
def counts() -> tuple[dict[str, int], dict[str, int]]:
	"""How often every word is named, and how often that is only writing: `x =`, `x=`, `"x":`, `.x =`."""
	named: dict[str, int] = {}
	written: dict[str, int] = {}
	for word in re.finditer(r"[a-z_][a-z0-9_]*", sources()):
		named[word.group()] = named.get(word.group(), 0) + 1
	for match in re.finditer(r'"([a-z_0-9]+)"\s*:|\b([a-z_][a-z0-9_]*)\s*=(?!=)', sources()):
		word = match.group(1) or match.group(2)
		written[word] = written.get(word, 0) + 1
	return named, written


def is_read(name: str) -> bool:
	named, written = counts()
	return named.get(name, 0) > written.get(name, 0)


def test_every_field_is_read():
	assert len(FIELDS) > 500
	unread = [field for field in FIELDS if not is_read(field[1]) and field not in READ_ELSEWHERE]
	assert unread == []


@pytest.mark.parametrize("name", [name for doctype, name in FIELDS if doctype == "Sales Settings"])
def test_every_setting_is_asked(name):
	"""As an attribute of the settings, or by its name as a text."""
	asked = (
		rf'(?:settings|get_settings\s*\(\s*\)|self|frm\s*\.\s*doc)\s*\.\s*{name}\b|["\']{name}["\'](?!\s*:)'
	)
	assert re.search(asked, sources())


def test_exceptions_are_fields_and_are_needed():
	assert set(READ_ELSEWHERE) <= set(FIELDS)
	assert [field for field in READ_ELSEWHERE if is_read(field[1])] == []


def test_writing_is_not_reading():
	"""What the test would have found: a name only in a docstring, a comment, a keyword, a dict's key."""
	text = '"""Says x_field."""\n# x_field\nvalues = {"x_field": 1}\nrow.x_field = f(x_field=2)\n'
	code = code_of(text)
	assert code.count("x_field") == 3
	assert len(re.findall(r'"x_field"\s*:|\bx_field\s*=(?!=)', code)) == 3
