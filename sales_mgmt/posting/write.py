"""Set-based writing: many rows, one statement. Used by posting only; controllers of ledgers refuse everything else."""

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.utils import now
from pypika import Case

CHUNK = 500


def new_name() -> str:
	"""A name for a ledger row: 64 random bits, so that a million entries do not meet."""
	return frappe.generate_hash(length=16)


def insert_rows(doctype: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
	"""Insert rows without running their controllers. Returns their names in order; a row may bring its own."""
	if not rows:
		return []
	stamp, user = now(), frappe.session.user
	names = [row.get("name") or new_name() for row in rows]
	fields = list(dict.fromkeys(field for row in rows for field in row if field != "name"))
	known = set(frappe.get_meta(doctype).get_valid_columns())
	fields = [field for field in fields if field in known]
	standard = ["name", "creation", "modified", "owner", "modified_by", "docstatus", "idx"]
	extra = [field for field in fields if field not in standard]
	values = [
		(
			name,
			stamp,
			stamp,
			user,
			user,
			row.get("docstatus", 0),
			row.get("idx", index),
			*(row.get(field) for field in extra),
		)
		for index, (name, row) in enumerate(zip(names, rows, strict=True), start=1)
	]
	frappe.db.bulk_insert(doctype, standard + extra, values)
	return names


def update_rows(doctype: str, changes: Mapping[str, Mapping[str, Any]]) -> None:
	"""Set fields of many rows, by name, in one UPDATE per 500 rows. A field that a row does not name keeps its value."""
	names = sorted(changes)
	for start in range(0, len(names), CHUNK):
		chunk = names[start : start + CHUNK]
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.update(table)
		for field in dict.fromkeys(field for name in chunk for field in changes[name]):
			case = Case()
			for name in chunk:
				if field not in changes[name]:
					continue
				case = case.when(table.name == name, changes[name][field])
			query = query.set(table[field], case.else_(table[field]))
		query.set(table.modified, now()).where(table.name.isin(chunk)).run()
