"""Stock levels: one row per item and location, a cache of the item ledger that postings lock and write.

A level that is not there yet can not be locked, and nothing else would keep two postings from making it: they lock its item.
Items come before levels.
"""

from collections.abc import Iterable

import frappe
from pypika import Table
from pypika.terms import Criterion, Tuple

from sales_mgmt.amounts import to_decimal
from sales_mgmt.posting.core.facts import StockKey, StockLevel

TABLE = Table("tabStock Level")


def read_levels(
	keys: Iterable[StockKey], lock: bool, everywhere: Iterable[str] = ()
) -> dict[StockKey, StockLevel]:
	"""Levels of the given (item, location) pairs; a pair without a row has no stock. Locks in sorted order.

	Of the items `everywhere`, the levels at every location: goods that come in may change costs that others follow elsewhere.
	"""
	everywhere = sorted(everywhere)
	keys = {key for key in keys if key[0] not in everywhere}
	if lock:
		_lock_items({*everywhere, *(item for item, _location in keys - set(_rows(keys, lock=False)))})
	found = _matching(TABLE.item.isin(everywhere), lock) if everywhere else {}
	return {key: level for key, (_name, level) in {**found, **_rows(keys, lock)}.items()}


def read_levels_everywhere(items: Iterable[str], lock: bool) -> dict[StockKey, StockLevel]:
	"""Levels of the given items at every location."""
	return read_levels((), lock, everywhere=items)


def _lock_items(items: Iterable[str]) -> None:
	"""Nobody makes a level of these items before this transaction ends."""
	if items := sorted(items):
		item = frappe.qb.DocType("Item")
		query = frappe.qb.from_(item).select(item.name).where(item.name.isin(items)).orderby(item.name)
		query.for_update().run()


def _rows(keys: Iterable[StockKey], lock: bool) -> dict[StockKey, tuple[str, StockLevel]]:
	keys = sorted(keys)
	if not keys:
		return {}
	return _matching(Tuple(TABLE.item, TABLE.location).isin([Tuple(*key) for key in keys]), lock)


def _matching(condition: Criterion, lock: bool) -> dict[StockKey, tuple[str, StockLevel]]:
	table = TABLE
	query = (
		frappe.qb.from_(table)
		.select(table.name, table.item, table.location, table.quantity, table.cost_amount)
		.where(condition)
		.orderby(table.item)
		.orderby(table.location)
	)
	rows = (query.for_update() if lock else query).run()
	return {
		(item, location): (name, StockLevel(to_decimal(quantity), to_decimal(cost)))
		for name, item, location, quantity, cost in rows
	}
