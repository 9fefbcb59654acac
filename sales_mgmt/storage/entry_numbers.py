"""Entry numbers: sequences of the database, drawn by the statement that writes the entries.

A posting writes while it holds the rows of its stock levels and of the entries it applies, so numbers rise in the order in which
entries of an item, and applications of an entry, came to be. What is rolled back leaves a gap; nothing waits for a number.
"""

import frappe
from frappe.database.sequence import create_sequence, set_next_val
from frappe.query_builder.functions import Max
from frappe.utils import cint
from pypika.terms import LiteralValue

from sales_mgmt.kinds.ledgers import COUNTED_TOGETHER, ENTRY_NO, SEQUENCE

SLUG = f"_{ENTRY_NO}_seq"
DRAWN_AHEAD = 1000
"""Numbers that the database keeps ready in memory. A crash loses what is left of them."""


def next_number(doctype: str) -> LiteralValue:
	"""The term that draws a number, for every row that a statement writes."""
	name = _sequence(SEQUENCE[doctype])
	return LiteralValue(f"nextval('\"{name}\"')" if frappe.db.db_type == "postgres" else f"nextval(`{name}`)")


def provide() -> None:
	"""Sequences, ahead of every number that is there: after installing, migrating and restoring. Commits where one is lacking."""
	tables = frappe.qb.Schema("information_schema").tables
	here = frappe.qb.from_(tables).select(tables.table_name).where(tables.table_schema == frappe.conf.db_name)
	known = set(here.run(pluck=True))
	for named, together in COUNTED_TOGETHER.items():
		if _sequence(named) not in known:
			create_sequence(named, slug=SLUG, check_not_exists=True, cache=DRAWN_AHEAD)
		# The database sets a sequence ahead and never back, so what others draw meanwhile stays theirs.
		set_next_val(named, max(map(_last, together)) + 1, slug=SLUG)


def remove() -> None:
	"""The sequences, when their tables are gone. Commits."""
	for named in COUNTED_TOGETHER:
		frappe.db.sql_ddl(f"DROP SEQUENCE IF EXISTS {_sequence(named)}")


def _sequence(named: str) -> str:
	return frappe.scrub(named + SLUG)


def _last(doctype: str) -> int:
	table = frappe.qb.DocType(doctype)
	return cint(frappe.qb.from_(table).select(Max(table[ENTRY_NO])).run()[0][0])
