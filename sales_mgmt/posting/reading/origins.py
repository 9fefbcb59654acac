"""What a posting reads, and locks, of the order lines it fulfils and of the goods that left for them."""

from dataclasses import replace
from typing import Any

import frappe

from sales_mgmt.amounts import to_decimal
from sales_mgmt.documents.filling.wholes import BILLED, MONEY, order_whole
from sales_mgmt.documents.state.queued import QUEUED
from sales_mgmt.kinds.quantities import COUNTED, quantity
from sales_mgmt.posting.core.facts import OpenItemEntry, OrderLineFacts
from sales_mgmt.transactions.isolation import as_it_is_now, by_name

CURRENCY_DIGITS = 6
"""As many as any currency has: stored amounts come back as they are."""


def read_order_lines(
	names: set[str], lock: bool, doctype: str = "Sales Order", digits: int = CURRENCY_DIGITS
) -> dict[str, OrderLineFacts]:
	"""Counters of order lines billed by an invoice, or of return order lines credited by a credit memo.

	`digits` are those of the currency, which all of them share. Locks the orders, sorted by name: nobody writes their lines then.
	"""
	if not names:
		return {}
	line, order = frappe.qb.DocType("Sales Line"), frappe.qb.DocType(doctype)
	if lock:
		own = (line.parenttype == doctype) & line.name.isin(sorted(names))
		parents = sorted(
			row[0] for row in frappe.qb.from_(line).select(line.parent).distinct().where(own).run()
		)
		if parents:
			locked = frappe.qb.from_(order).select(order.name).where(order.name.isin(parents))
			locked.orderby(order.name).for_update().run()
	query = (
		frappe.qb.from_(line)
		.join(order)
		.on(order.name == line.parent)
		.select(
			line.name,
			line.parent,
			order.posting_job_status,
			*(line[field] for field in (*COUNTED, "is_fee", *MONEY, *BILLED)),
		)
		.where((line.parenttype == doctype) & line.name.isin(sorted(names)))
		.orderby(line.name)
	)
	rows = as_it_is_now(query, lock).run(as_dict=True)
	return {
		row.name: replace(
			order_line_facts(row, row.parent, digits),
			queued_as=doctype if row.posting_job_status == QUEUED else "",
		)
		for row in rows
	}


def order_line_facts(row: Any, order: str, digits: int) -> OrderLineFacts:
	"""An order line, from the document or from its row: what is counted on it, and what of it is billed."""
	whole, shipped, invoiced, cancelled = (quantity(row.get(field)) for field in COUNTED)
	return OrderLineFacts(
		row.name, order, whole, shipped, invoiced, cancelled=cancelled, whole=order_whole(row, digits)
	)


def read_open_entries(origins: dict[str, OrderLineFacts], lock: bool) -> dict[str, list[OpenItemEntry]]:
	"""Item entries by order line that are shipped and not invoiced, or received and not credited, oldest first.

	The order's lock protects them. What was undone waits for nothing.
	"""
	waiting = sorted(name for name, origin in origins.items() if origin.shipped > origin.invoiced)
	if not waiting:
		return {}
	entry = frappe.qb.DocType("Item Ledger Entry")
	condition = (
		entry.order_line.isin(waiting)
		& (entry.quantity != entry.invoiced_quantity)
		& (entry.correction == 0)
		# the rest of what a cancelled invoice had billed is undone
		& (entry.undone_quantity == 0)
	)
	query = (
		frappe.qb.from_(entry)
		.select(
			entry.order_line,
			entry.name,
			entry.quantity,
			entry.invoiced_quantity,
			entry.cost_amount,
			entry.sales_amount,
		)
		.where(by_name(entry, condition) if lock else condition)
		.orderby(entry.entry_no)
	)
	rows = (query.for_update() if lock else query).run()
	entries: dict[str, list[OpenItemEntry]] = {}
	for order_line, name, whole, invoiced, cost, sales in rows:
		entries.setdefault(order_line, []).append(
			OpenItemEntry(name, quantity(whole), quantity(invoiced), to_decimal(cost), to_decimal(sales))
		)
	return entries
