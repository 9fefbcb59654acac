"""Set-based writing: many rows, one statement.

Ledgers and posted documents are written by postings only; their controllers refuse everything else. Values travel
beside the statement, in the order of their marks: building a term for every value costs more than the database does.
Texts pass the same door as those that come by a document (`texts/plain.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import frappe
from frappe.utils import now
from pypika.terms import LiteralValue

from sales_mgmt.kinds.ledgers import ENTRY_NO, LEDGERS
from sales_mgmt.storage.entry_numbers import next_number
from sales_mgmt.texts.plain import clean_value, plain_columns

INSERTED, UPDATED = 500, 100
"""Rows per statement. An UPDATE looks through its list of rows for every row it changes, so its lists are short."""

STANDARD = ("name", "creation", "modified", "owner", "modified_by", "docstatus", "idx")


def new_name() -> str:
	"""A name for a ledger row: 64 random bits, so that a million entries do not meet."""
	return frappe.generate_hash(length=16)


def insert_rows(doctype: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
	"""Insert rows without running their controllers. Returns their names in order; a row may bring its own."""
	if not rows:
		return []
	stamp, user = now(), frappe.session.user
	names = [row.get("name") or new_name() for row in rows]
	known = set(frappe.get_meta(doctype).get_valid_columns())
	fields = dict.fromkeys(field for row in rows for field in row)
	extra = [field for field in fields if field in known and field not in (*STANDARD, ENTRY_NO)]
	insert_values(
		doctype,
		(*STANDARD, *extra),
		[
			(
				*(name, stamp, stamp, user, user, row.get("docstatus", 0), row.get("idx", index)),
				*[row.get(field) for field in extra],
			)
			for index, (name, row) in enumerate(zip(names, rows, strict=True), start=1)
		],
	)
	return names


def insert_values(doctype: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
	"""Insert rows of values that stand in the order of the columns: one INSERT per 500 rows. Ledgers draw their numbers."""
	texts = plain_columns(frappe.get_meta(doctype))
	places = frozenset(place for place, column in enumerate(columns) if column in texts)
	marks: tuple[LiteralValue, ...] = (LiteralValue(", ".join(["%s"] * len(columns))),)
	written = tuple(columns)
	if doctype in LEDGERS:
		marks, written = (*marks, next_number(doctype)), (*written, ENTRY_NO)
	for chunk in _chunks(rows, INSERTED):
		query = frappe.qb.into(frappe.qb.DocType(doctype)).columns(*written).insert(*[marks] * len(chunk))
		frappe.db.sql(
			query.get_sql(),
			[
				clean_value(value) if place in places else value
				for row in chunk
				for place, value in enumerate(row)
			],
		)


def update_rows(doctype: str, changes: Mapping[str, Mapping[str, Any]]) -> None:
	"""Set fields of many rows, by name, in one UPDATE per 100 rows. A field that a row does not name keeps its value."""
	table = frappe.qb.DocType(doctype)
	texts = plain_columns(frappe.get_meta(doctype))
	for chunk in _chunks(sorted(changes), UPDATED):
		query, values = frappe.qb.update(table), []
		for field in dict.fromkeys(field for name in chunk for field in changes[name]):
			named = [name for name in chunk if field in changes[name]]
			whens = "WHEN %s THEN %s " * len(named)
			kept = table[field].get_sql(quote_char=query.QUOTE_CHAR) if len(named) < len(chunk) else ""
			query = query.set(table[field], LiteralValue(f"CASE name {whens}{kept and f'ELSE {kept} '}END"))
			for name in named:
				value = changes[name][field]
				values += (name, clean_value(value) if field in texts else value)
		query = query.set(table.modified, LiteralValue("%s"))
		query = query.where(table.name.isin([LiteralValue("%s")] * len(chunk)))
		frappe.db.sql(query.get_sql(), [*values, now(), *chunk])


def _chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
	rows = iter(rows)
	while chunk := list(islice(rows, size)):
		yield chunk
