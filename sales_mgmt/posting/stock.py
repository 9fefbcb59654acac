"""Stock levels: one row per item and location, a cache of the item ledger that postings lock and write."""

from collections.abc import Iterable

import frappe
from pypika import Table
from pypika.terms import Criterion, Tuple

from sales_mgmt.amounts import to_decimal
from sales_mgmt.posting.core.facts import StockKey, StockLevel
from sales_mgmt.posting.write import insert_rows, update_rows

TABLE = Table("tabStock Level")


def read_levels(keys: Iterable[StockKey], lock: bool) -> dict[StockKey, StockLevel]:
	"""Levels of the given (item, location) pairs; a pair without a row has no stock. Locks in sorted order."""
	return {key: level for key, (_name, level) in _rows(keys, lock).items()}


def read_levels_everywhere(items: Iterable[str], lock: bool) -> dict[StockKey, StockLevel]:
	"""Levels of the given items at every location: goods that come in may change costs that others follow elsewhere."""
	items = sorted(items)
	return (
		{key: level for key, (_name, level) in _matching(TABLE.item.isin(items), lock).items()}
		if items
		else {}
	)


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


def write_levels(levels: Iterable[tuple[StockKey, StockLevel]]) -> None:
	"""Store new levels: one UPDATE for the rows that exist, one INSERT for new ones."""
	levels = list(levels)
	existing = _rows([key for key, _level in levels], lock=True)
	update_rows(
		"Stock Level",
		{
			existing[key][0]: {"quantity": level.quantity, "cost_amount": level.cost_amount}
			for key, level in levels
			if key in existing
		},
	)
	insert_rows(
		"Stock Level",
		[
			{"item": key[0], "location": key[1], "quantity": level.quantity, "cost_amount": level.cost_amount}
			for key, level in levels
			if key not in existing
		],
	)
