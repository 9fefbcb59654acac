"""Crafted values, documents and calls, and who judges what became of them. Everything follows from a seed.

A document is one of the demo company with a few fields replaced; a call is one that works (`calls.CALLS`)
with a few arguments replaced. So what is crafted gets past the first question that anybody asks.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import Any

import frappe
from build import DAY

from sales_mgmt.incoming.fields import LAYOUT, fields_of
from sales_mgmt.kinds.declared import doctypes

SEED = 20_260_302

HUGE = "9" * 1_000_000
SCRIPT = "<img src=x onerror=alert(1)>"
CRAFTED = (
	"1,5", "abc", "NaN", "Infinity", float("nan"), float("inf"), -float("inf"), 1e15, 1e-30, -1, 0, 10**30, True, False,
	"2026-02-30", "0000-00-00", "0000-00-00 00:00:00", "9999-12-31", "31.02.2026", HUGE, "x" * 1_000_000, [], [1], [None],
	["a"], [["a"]], {}, {"a": 1}, {"name": "x"}, [{}], [{"name": "x"}], [{"doctype": "User"}], "[", "{", "[1", '{"a": [',
	"[[[]]]", "null", "None", "\ud800", "a\x00b", "\x00", "\N{GRINNING FACE}", "\N{RIGHT-TO-LEFT OVERRIDE}", "'; DROP TABLE x --",
	'"', "\\", "%", "%s", "{0}", "{{ 7*7 }}", "../../etc/passwd", SCRIPT, " ", "\n", "-", "-0", "+5", "1e5", "0x10",
	"no-such-name", ["in", ["x"]], ["like", "%"], ["between", ["a", "b"]], {"$ne": 1}, ("between",), "\N{ARABIC-INDIC DIGIT FIVE}",
	1.5, "1.5", -1e-9, 99999999999.99, "-5",
)  # fmt: skip
PLAUSIBLE = {
	**dict.fromkeys(
		("Float", "Currency", "Percent"), (0.00001, 0.33333, 1, 1.5, 2, 7, 12.5, 100, 1e6, -1, -2.5)
	),
	"Int": (0, 1, 2, 30, -1),
	"Check": (0, 1),
	"Date": ("2026-01-01", DAY, "2026-03-31", "2025-12-31", "2999-12-31"),
}
PYTHON = re.compile(
	r"Traceback|object has no attribute|NoneType|unhashable|unsupported operand|must be str|takes \d|<class |\bpymysql\b"
	r"|KeyError|list index|SQL syntax|\(1\d{3}, "
)


def parts(count: int, of: str) -> Iterator[tuple[int, Random]]:
	"""(number, its own chance) of so many trials: each can be repeated alone."""
	for number in range(count):
		yield number, Random(f"{SEED} {of} {number}")


def crafted(chance: Random) -> Any:
	return copy.deepcopy(chance.choice(CRAFTED))


# Documents


def crafted_document(chance: Random, doctype: str, number: int) -> dict[str, Any]:
	"""A new document with one to three fields that hold anything, of its own or of its rows."""
	doc = like_a_stored_one(chance, doctype, number)
	rows = [row for value in doc.values() if isinstance(value, list) for row in value]
	for _ in range(chance.choice((1, 1, 2, 3))):
		target = chance.choice((doc, *rows)) if rows else doc
		known = fillable(target["doctype"])
		field = chance.choice(known if known and chance.random() < 0.9 else every_field(target["doctype"]))
		target[field.fieldname] = some_value(chance, field)
	if chance.random() < 0.05:
		doc[chance.choice(("name", "idx", "docstatus", "owner", "parent", "naming_series"))] = crafted(chance)
	if frappe.get_meta(doctype).is_submittable and chance.random() < 0.3:
		doc["docstatus"] = 1
	return doc


def some_value(chance: Random, field: Any) -> Any:
	"""Something crafted, or what the field might well hold but does not here."""
	if chance.random() < 0.3:
		if field.fieldtype == "Link" and (names := frappe.get_all(field.options, pluck="name", limit=20)):
			return chance.choice(names)
		if field.fieldtype == "Select":
			return chance.choice((field.options or "").split("\n"))
		if field.fieldtype in PLAUSIBLE:
			return chance.choice(PLAUSIBLE[field.fieldtype])
	return crafted(chance)


def fillable(doctype: str) -> list[Any]:
	"""Fields that people fill, tables among them."""
	meta = frappe.get_meta(doctype)
	known = fields_of(meta)
	return [meta.get_field(name) for name in (*(field.name for field in known.read), *known.tables)]


def every_field(doctype: str) -> list[Any]:
	"""Those that the server owns too."""
	return [field for field in frappe.get_meta(doctype).fields if field.fieldtype not in LAYOUT]


def like_a_stored_one(chance: Random, doctype: str, number: int) -> dict[str, Any]:
	"""What people typed of a document of the company, as a new one under another name."""
	names = stored_names(doctype)
	stored = frappe.get_doc(doctype, chance.choice(names)) if names else frappe.new_doc(doctype)
	return _typed(stored, f"FUZZ-{number}")


def stored_names(doctype: str) -> list[str]:
	if frappe.get_meta(doctype).issingle:
		return [doctype]
	return frappe.get_all(doctype, pluck="name", order_by="creation, name", limit=10)


def _typed(stored: Any, new_name: str) -> dict[str, Any]:
	meta, known = stored.meta, fields_of(stored.meta)
	doc = {"doctype": stored.doctype}
	for field in known.read:
		value = stored.get(field.name)
		if value not in (None, "") and field.name != "naming_series":
			doc[field.name] = str(value) if isinstance(value, date) else value
		if meta.get_field(field.name).unique:
			doc[field.name] = new_name
	autoname = meta.autoname or ""
	if autoname.startswith("field:"):
		doc[autoname.partition(":")[2]] = new_name
	elif autoname.lower() == "prompt":
		doc["name"] = new_name
	for table in known.tables:
		doc[table] = [_typed(row, new_name) for row in stored.get(table) or []]
	return doc


def own_doctypes() -> list[str]:
	"""DocTypes of the app that are stored on their own."""
	return sorted(name for name in doctypes() if not frappe.get_meta(name).istable)


def crafted_change(chance: Random, doctype: str, name: str) -> dict[str, Any]:
	"""Fields of a stored document, and perhaps of one of its rows, as a program would PUT them."""
	doc = frappe.get_doc(doctype, name)
	known = fillable(doctype) or every_field(doctype)
	change = {
		field.fieldname: some_value(chance, field)
		for field in chance.choices(known, k=chance.choice((1, 1, 2)))
	}
	tables = [table for table in fields_of(doc.meta).tables if doc.get(table)]
	if tables and chance.random() < 0.5:
		row = chance.choice(doc.get(chance.choice(tables)))
		field = chance.choice(fillable(row.doctype) or every_field(row.doctype))
		change[row.parentfield] = [{"name": row.name, field.fieldname: some_value(chance, field)}]
	return change


# Calls


def crafted_arguments(chance: Random, given: dict[str, Any], parameters: list[str]) -> dict[str, Any]:
	"""A call that works, with one or two of its arguments, or what stands inside of them, replaced."""
	given = frappe.parse_json(frappe.as_json(given))
	for _ in range(chance.choice((1, 1, 2))):
		if not parameters:
			break
		name = chance.choice(parameters)
		inside = list(_containers(given.get(name)))
		if inside and chance.random() < 0.7:
			container = chance.choice(inside)
			keys = list(container) if isinstance(container, dict) else range(len(container))
			container[chance.choice(list(keys))] = crafted(chance)
		else:
			given[name] = crafted(chance)
	return given


def _containers(value: Any) -> Iterator[Any]:
	"""Every list and dict inside a value that holds something."""
	if isinstance(value, dict | list) and value:
		yield value
		for inner in value.values() if isinstance(value, dict) else value:
			yield from _containers(inner)


# Judges


def trial(do: Callable[[], Any], keep: bool = False) -> tuple[Any, str | None]:
	"""(what came of it, what is wrong with how it was refused). What was refused leaves nothing behind; `keep` the rest."""
	frappe.local.message_log = []
	frappe.db.transaction_writes += 1  # somebody wrote before, so nobody commits on the way
	frappe.db.savepoint("fuzz")
	done, wrong = None, None
	try:
		done = do()
	except Exception as error:
		wrong = no_sentence(error)
	if done is None or not keep:
		_undo()
	return done, wrong


def _undo() -> None:
	frappe.db.rollback(save_point="fuzz")
	frappe.local.document_cache = {}
	frappe.db.value_cache.clear()
	frappe.cache.delete_keys("document_cache")


def no_sentence(error: Exception) -> str | None:
	"""What is wrong with an error, None where a person can read it."""
	shown = " ".join(str(message) for message in frappe.local.message_log) or str(error)
	status = getattr(error, "http_status_code", 500)
	if status >= 500 or not shown.strip() or PYTHON.search(shown):
		return f"{status} {type(error).__name__}: {shown[:300]}"
	return None


def short(value: Any) -> str:
	"""A trial as it is shown when it went wrong."""
	text = re.sub(r"(9{30})9+|(x{30})x+", r"\1\2…", repr(value))
	return text if len(text) < 1500 else f"{text[:1500]}…"


# Over HTTP


@contextmanager
def put_back() -> Iterator[None]:
	"""What is changed or deleted in the tables of the app inside the block is as it was afterwards."""
	before = _all_rows()
	try:
		yield
	finally:
		frappe.db.rollback()
		for doctype, rows in _all_rows().items():
			now = {row["name"]: row for row in rows}
			changed = [row for row in before[doctype] if now.get(row["name"]) != row]
			if changed:
				frappe.db.delete(doctype, {"name": ("in", [row["name"] for row in changed])})
				frappe.db.bulk_insert(doctype, list(changed[0]), [tuple(row.values()) for row in changed])
		frappe.db.commit()


BOARDS = ("Kanban Board", "Kanban Board Column")


def _all_rows() -> dict[str, list[dict[str, Any]]]:
	kept = [name for name in doctypes() if not frappe.get_meta(name).issingle]
	tables = {name: frappe.qb.DocType(name) for name in (*kept, *BOARDS)}
	return {
		name: frappe.qb.from_(table).select("*").orderby(table.name).run(as_dict=True)
		for name, table in tables.items()
	}
