"""Entries from before there were entry numbers get theirs in the order of their creation; ledgers that are counted together, together."""

import frappe
from pypika.analytics import RowNumber
from pypika.queries import QueryBuilder
from pypika.terms import ValueWrapper

from sales_mgmt.kinds.ledgers import COUNTED_TOGETHER, ENTRY_NO
from sales_mgmt.storage import entry_numbers


def execute() -> None:
	for together in COUNTED_TOGETHER.values():
		if any(frappe.db.exists(doctype, {ENTRY_NO: 0}) for doctype in together):
			_number(together)
	entry_numbers.provide()


def _number(together: tuple[str, ...]) -> None:
	"""One UPDATE per ledger. Of what one posting wrote at one moment, the order of the ledgers holds, then that of its rows."""
	for doctype in together:
		table = frappe.qb.DocType(doctype)
		numbered = _in_order(together)
		query = frappe.qb.update(table).join(numbered).on(numbered.name == table.name)
		query.set(table[ENTRY_NO], numbered.position).run()


def _in_order(together: tuple[str, ...]) -> QueryBuilder:
	whole: QueryBuilder | None = None
	for place, doctype in enumerate(together):
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.from_(table).select(
			table.name, table.creation, table.idx, ValueWrapper(place).as_("place")
		)
		whole = query if whole is None else whole.union_all(query)
	entries = whole.as_("entries")
	order = RowNumber().orderby(entries.creation, entries.place, entries.idx, entries.name)
	return frappe.qb.from_(entries).select(entries.name, order.as_("position")).as_("numbered")
