"""What a posting reads, locks and writes of item charges and the goods they are assigned to (domain A29).

Entries and assignments are read in a constant number of queries, and only where a document has assignments. With `lock`
they are read FOR UPDATE, after all other item ledger entries.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import frappe
from frappe.model.document import Document
from pypika import Criterion, Table

from sales_mgmt.amounts import to_decimal
from sales_mgmt.charges import SHARE_DIGITS, amounts_of
from sales_mgmt.documents.chain import CHAINS, Chain, chain_of
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.posting.core.charge_facts import ChargeFacts, ChargeShare, CountedShare, TargetEntry
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.core.facts import CHARGE
from sales_mgmt.posting.isolation import as_it_is_now, by_name
from sales_mgmt.posting.write import update_rows
from sales_mgmt.settings import currency_digits

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


def add_posted_assignments(order: Document, posted: Document, plan: Plan, facts: ChargeFacts) -> None:
	"""The invoice or credit memo that an order makes says which goods its charges belong to."""
	if not facts.shares:
		return
	link = chain_of(order.doctype).line_link
	lines = {line.get(link): line for line in posted.lines if line.get(link)}
	rows = {row.name: row for row in order.charge_assignments}
	digits = currency_digits(order.currency)
	for billed in plan.invoice.lines:
		if billed.line.type != CHARGE:
			continue
		shares = [share for share in facts.shares if share.charge_line == billed.line.name and share.quantity]
		parts = [share.quantity for share in shares]
		amounts = amounts_of(billed.amounts.line_amount, parts, billed.quantity, digits)
		for share, amount in zip(shares, amounts, strict=True):
			row, charge, target = rows[share.name], lines[share.charge_line], lines.get(share.target_line)
			posted.append(
				"charge_assignments",
				{
					"charge_line": charge.name,
					"charge_row": charge.idx,
					"item_charge": charge.item_charge,
					"target_line": target and target.name,
					"target_row": target and target.idx,
					"item_ledger_entry": row.item_ledger_entry
					or (None if target else _earlier(share, facts)),
					"posted_no": row.posted_no,
					"item": row.item,
					"description": row.description,
					"qty_to_assign": float(share.quantity),
					"qty_assigned": float(share.quantity),
					"amount": float(amount),
					"source_row": share.name,
				},
			)


def _earlier(share: ChargeShare, facts: ChargeFacts) -> str | None:
	"""Goods of an order line that is not on this invoice: an entry they left by before."""
	entries = facts.earlier.get(share.target_line, ())
	return entries[-1] if entries else None


def write_assigned(plan: Plan) -> None:
	"""What orders count of their assignments, and suggest for the next posting: one UPDATE."""
	update_rows(
		TABLE,
		{
			change.name: {
				"qty_assigned": change.assigned,
				"qty_to_handle": max(change.to_assign - change.assigned, 0),
			}
			for change in plan.charges
		},
	)


def write_own_assignments(doc: Document, facts: ChargeFacts) -> None:
	"""Everything on an invoice or credit memo is posted with it: one UPDATE."""
	changes = {
		share.name: {
			"qty_assigned": share.quantity,
			"qty_to_handle": 0,
			"source_row": share.counted and share.counted.name,
		}
		for share in facts.shares
	}
	update_rows(TABLE, changes)
	for row in doc.get("charge_assignments") or []:
		row.update(
			{
				"qty_assigned": row.qty_to_assign,
				"qty_to_handle": 0,
				"source_row": changes[row.name]["source_row"],
			}
		)


def charged_entries(lines: Iterable[str], chain: Chain) -> dict[str, list[tuple[str, float]]]:
	"""By posted charge line: the entries that its charge belongs to, with the amount of each. One query, or none."""
	names = sorted(lines)
	if not names:
		return {}
	value = frappe.qb.DocType("Item Value Entry")
	rows = (
		frappe.qb.from_(value)
		.select(value.document_line, value.item_ledger_entry, value.sales_amount)
		.where(
			(value.document_doctype == chain.billed)
			& (value.value_type == "Item Charge")
			& value.document_line.isin(names)
		)
		.orderby(value.creation)
		.orderby(value.idx)
		.run()
	)
	found: dict[str, list[tuple[str, float]]] = {}
	for line, entry, amount in rows:
		found.setdefault(line, []).append((entry, amount))
	return found
