"""Item ledger entries that a posting applies goods to, takes back, or revalues: read, and locked, in few queries.

The levels of stock are locked before; an item ledger entry changes only under the lock of its level, or of the order that
it was shipped for.
"""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from pypika import functions as fn
from pypika.terms import Criterion

from sales_mgmt.amounts import to_decimal
from sales_mgmt.costing import Application, CostFacts, Entry, History, StockKey, StockLevel
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.ledgers.dimensions import custom_fields
from sales_mgmt.posting.reading.stock import read_levels_everywhere
from sales_mgmt.transactions.isolation import as_it_is_now, by_name

FIELDS = (
	"name",
	"item",
	"location",
	"quantity",
	"cost_amount",
	"remaining_quantity",
	"invoiced_quantity",
	"returned_quantity",
	"unit_cost",
	"applies_from_entry",
	"entry_type",
	"business_posting_group",
	"product_posting_group",
	"posted_no",
	"correction",
	"sales_amount",
)

AS_POSTED = ("entry_no",)
OLDEST_FIRST = ("posting_date", *AS_POSTED)


def read_costs(
	leaving: Iterable[StockKey] = (),
	coming: Iterable[StockKey] = (),
	named: Iterable[str] = (),
	lock: bool = False,
) -> CostFacts:
	"""Facts of costing for goods that leave places and come to places, and for item ledger entries that a document names.

	`named` are entries whose goods come back, or whose cost changes. One query where goods only leave; where costs may change
	that others follow, the entries and applications that may be reached are read too. Where goods come in or costs change,
	lock the levels of the items at every location before (`read_levels_everywhere`).
	"""
	coming, named = set(coming), sorted(set(named))
	entries = _open_entries({*leaving, *coming}, lock)
	known = {entry.name for entry in entries}
	if wanted := [name for name in named if name not in known]:
		entries += _entries(frappe.qb.DocType("Item Ledger Entry").name.isin(wanted), lock)
	seeds = {
		entry.name: entry.item
		for entry in entries
		if (entry.name in named and entry.is_supply)
		or (entry.key in coming and entry.remaining_quantity < 0 and entry.returned_quantity)
	}
	if not seeds:
		return CostFacts(tuple(entries))
	# A change may reach other places, and what waits for supply there is not part of the average.
	table = frappe.qb.DocType("Item Ledger Entry")
	known = {entry.name for entry in entries}
	of_items = table.item.isin(sorted(set(seeds.values()))) & (table.remaining_quantity != 0)
	entries += [entry for entry in _entries(of_items, lock) if entry.name not in known]
	histories = _histories(seeds, lock)
	fresh = {entry.name: entry for history in histories.values() for entry in history.entries}
	return CostFacts(tuple(fresh.get(entry.name, entry) for entry in entries), histories)


def read_coming(
	keys: Iterable[StockKey], named: Iterable[str | None], lock: bool
) -> tuple[dict[StockKey, StockLevel], CostFacts]:
	"""Levels and facts of costing for goods that come to places, by entries or without: what they may change included."""
	keys = set(keys)
	stock = read_levels_everywhere({item for item, _location in keys}, lock)
	return stock, read_costs(coming=keys, named={name for name in named if name}, lock=lock)


def _open_entries(keys: set[StockKey], lock: bool) -> list[Entry]:
	"""Entries of the places that are not wholly applied, oldest first. Item by item of a place, so that the index serves."""
	if not keys:
		return []
	table = frappe.qb.DocType("Item Ledger Entry")
	by_location: dict[str, list[str]] = defaultdict(list)
	for item, location in sorted(keys):
		by_location[location].append(item)
	places = Criterion.any(
		(table.location == location) & table.item.isin(items) for location, items in by_location.items()
	)
	return _entries(places & (table.remaining_quantity != 0), lock)


def read_all(item: str) -> list[Entry]:
	"""All entries of an item in the order they were posted."""
	table = frappe.qb.DocType("Item Ledger Entry")
	return _entries(table.item == item, lock=False, order=AS_POSTED)


def read_open_by_item(items: Iterable[str]) -> list[Entry]:
	"""Entries of items that are not wholly applied."""
	table = frappe.qb.DocType("Item Ledger Entry")
	items = sorted(items)
	return _entries(table.item.isin(items) & (table.remaining_quantity != 0), lock=False) if items else []


def _entries(condition: Criterion, lock: bool, order: tuple[str, ...] = OLDEST_FIRST) -> list[Entry]:
	table = frappe.qb.DocType("Item Ledger Entry")
	own = sorted(custom_fields("Item Ledger Entry"))
	if lock:
		condition = by_name(table, condition)
	query = (
		frappe.qb.from_(table)
		.select(*[table[field] for field in (*FIELDS, *own)])
		.where(condition)
		.orderby(*[table[field] for field in order])
	)
	return [_entry(row, own) for row in (query.for_update() if lock else query).run()]


def _entry(row: tuple, own: list[str]) -> Entry:
	name, item, location, whole, cost, remaining, invoiced, returned, unit_cost, *rest = row
	applies_from, entry_type, business, product, posted_no, correction, sales, *values = rest
	return Entry(
		name=name,
		item=item,
		location=location or "",
		quantity=quantity(whole),
		cost_amount=to_decimal(cost),
		remaining_quantity=quantity(remaining),
		invoiced_quantity=quantity(invoiced),
		returned_quantity=quantity(returned),
		unit_cost=to_decimal(unit_cost),
		applies_from=applies_from,
		entry_type=entry_type,
		business_posting_group=business,
		product_posting_group=product,
		posted_no=posted_no,
		correction=bool(correction),
		sales_amount=to_decimal(sales),
		dimensions=tuple((field, value) for field, value in zip(own, values, strict=True) if value),
	)


def _histories(seeds: dict[str, str], lock: bool) -> dict[str, History]:
	"""By item, what a change of the entries `seeds` (name → item) may reach: all that was posted since the oldest of them.

	Goods that had left before a seed supplied them follow it too, so it begins with those.
	"""
	entry, tie = frappe.qb.DocType("Item Ledger Entry"), frappe.qb.DocType("Item Application Entry")
	names = sorted(seeds)
	found: list[tuple[str, int]] = []
	starts: dict[str, int] = {}
	reached = (
		frappe.qb.from_(tie)
		.join(entry)
		.on(entry.name == tie.outbound_entry)
		.select(tie.item, fn.Min(entry.entry_no))
		.where(tie.inbound_entry.isin(names) & (tie.cost_application == 0))
		.groupby(tie.item)
	)
	own = frappe.qb.from_(entry).select(entry.item, fn.Min(entry.entry_no)).where(entry.name.isin(names))
	for query in (own.groupby(entry.item), reached):
		# Read as they are now, like all that follows: this transaction may have begun to read before the locks.
		found += as_it_is_now(query, lock).run()
	for item, start in found:
		starts[item] = min(start, starts.get(item, start))
	applications = _applications(
		Criterion.any((tie.item == item) & (tie.entry_no >= start) for item, start in starts.items()), lock
	)
	since = Criterion.any((entry.item == item) & (entry.entry_no >= start) for item, start in starts.items())
	entries: dict[str, list[Entry]] = defaultdict(list)
	for row in _entries(since, lock, order=AS_POSTED):
		entries[row.item].append(row)
	return {item: History(tuple(entries[item]), tuple(applications[item])) for item in starts}


def _applications(condition: Criterion, lock: bool) -> dict[str, list[Application]]:
	table = frappe.qb.DocType("Item Application Entry")
	query = (
		frappe.qb.from_(table)
		.select(
			table.inbound_entry,
			table.outbound_entry,
			table.item,
			table.location,
			table.quantity,
			table.position,
			table.cost_amount,
			table.cost_application,
		)
		.where(condition)
		.orderby(table.entry_no)
	)
	applications: dict[str, list[Application]] = defaultdict(list)
	for inbound, outbound, item, location, moved, position, cost, back in as_it_is_now(query, lock).run():
		applications[item].append(
			Application(
				inbound,
				outbound,
				item,
				location or "",
				quantity(moved),
				quantity(position),
				to_decimal(cost),
				bool(back),
			)
		)
	return applications
