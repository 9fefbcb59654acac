"""Names for the numbers in a report: one query, whatever the number of rows."""

from collections.abc import Iterable

import frappe


def names_of(doctype: str, field: str, names: Iterable[str | None]) -> dict[str, str]:
	"""{name: value of the field}"""
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	table = frappe.qb.DocType(doctype)
	return dict(frappe.qb.from_(table).select(table.name, table[field]).where(table.name.isin(wanted)).run())
