"""The assignments of item charges that a posting needs to know."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import frappe
from frappe.model.document import Document
from pypika import Criterion, Table

from sales_mgmt.amounts import to_decimal
from sales_mgmt.charges import SHARE_DIGITS
from sales_mgmt.kinds.chain import CHAINS, chain_of
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.posting.core.charge_facts import ChargeFacts, ChargeShare, CountedShare, TargetEntry
from sales_mgmt.transactions.isolation import as_it_is_now, by_name

ORDERS = [chain.order for chain in CHAINS]


TABLE = "Item Charge Assignment"


def share_of(value: float | None) -> Decimal:
	return to_decimal(value, SHARE_DIGITS)


def read_charges(doc: Document, lock: bool) -> ChargeFacts:
	"""The assignments of a document, the entries behind them, and what orders count of them."""
	rows = doc.get("charge_assignments") or []
	if not rows:
		return ChargeFacts()
	chain = chain_of(doc.doctype)
	of_order = doc.doctype == chain.order
	lines = {line.name: line for line in doc.lines}
	origins = {name: name if of_order else line.get(chain.line_link) for name, line in lines.items()}
	counted = _counted(rows) if of_order else _counted_on_orders(rows, origins, lock)
	named = _entries({row.item_ledger_entry for row in rows if row.item_ledger_entry}, "name", lock)
	targets = {origins.get(row.target_line) for row in rows if row.target_line}
	earlier = _entries({name for name in targets if name}, "order_line", lock)
	by_line: dict[str, tuple[str, ...]] = {}
	for order_line, entry in earlier:
		by_line[order_line] = (*by_line.get(order_line, ()), entry.name)
	return ChargeFacts(
		shares=tuple(
			ChargeShare(
				name=row.name,
				charge_line=row.charge_line,
				quantity=share_of(row.qty_to_handle if of_order else row.qty_to_assign),
				target_line=row.target_line or None,
				entry=row.item_ledger_entry or None,
				counted=counted.get(row.name),
			)
			for row in rows
		),
		entries={entry.name: entry for _line, entry in (*named, *earlier)},
		earlier=by_line,
	)


def _entries(names: set[str], field: str, lock: bool) -> list[tuple[str, TargetEntry]]:
	"""Entries by name, or by their order line; those that were undone are none. With the order line of each."""
	if not names:
		return []
	entry = frappe.qb.DocType("Item Ledger Entry")
	condition = entry[field].isin(sorted(names)) & (entry.correction == 0)
	query = (
		frappe.qb.from_(entry)
		.select(
			entry.order_line,
			entry.name,
			entry.item,
			entry.location,
			entry.quantity,
			entry.invoiced_quantity,
			entry.sales_amount,
		)
		.where(by_name(entry, condition) if lock else condition)
		.orderby(entry.name)
	)
	return [
		(
			order_line,
			TargetEntry(name, item, place or "", quantity(whole), quantity(invoiced), to_decimal(sales)),
		)
		for order_line, name, item, place, whole, invoiced, sales in (
			query.for_update() if lock else query
		).run()
	]


def _counted(rows: Iterable[Document]) -> dict[str, CountedShare]:
	return {
		row.name: CountedShare(row.name, share_of(row.qty_to_assign), share_of(row.qty_assigned))
		for row in rows
	}


def _counted_on_orders(
	rows: Iterable[Document], origins: Mapping[str, str | None], lock: bool
) -> dict[str, CountedShare]:
	"""Of an invoice that bills an order's charge: the order's assignment to the same goods, by row of the invoice."""
	fetched = {origins.get(row.charge_line) for row in rows} - {None, ""}
	if not fetched:
		return {}
	table = frappe.qb.DocType(TABLE)
	query = (
		frappe.qb.from_(table)
		.select(
			table.charge_line,
			table.target_line,
			table.item_ledger_entry,
			table.name,
			table.qty_to_assign,
			table.qty_assigned,
		)
		.where(_on_orders(table) & table.charge_line.isin(sorted(fetched)))
		.orderby(table.name)
	)
	found = {
		(charge, target or None, entry or None): CountedShare(name, share_of(whole), share_of(done))
		for charge, target, entry, name, whole, done in as_it_is_now(query, lock).run()
	}
	keys = {
		row.name: (
			origins.get(row.charge_line),
			origins.get(row.target_line) or None,
			row.item_ledger_entry or None,
		)
		for row in rows
	}
	return {name: found[key] for name, key in keys.items() if key in found}


def _on_orders(table: Table) -> Criterion:
	return table.parenttype.isin(ORDERS)
