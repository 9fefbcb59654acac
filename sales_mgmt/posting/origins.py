"""What a posting reads, and locks, of the order lines it fulfils and of the goods that left for them."""

import frappe

from sales_mgmt.amounts import to_decimal
from sales_mgmt.documents.quantities import COUNTED, quantity
from sales_mgmt.posting.core.facts import OpenItemEntry, OrderLineFacts


def read_order_lines(names: set[str], lock: bool) -> dict[str, OrderLineFacts]:
	"""Counters of order lines billed by an invoice. Locks the orders first, then the lines, each sorted by name."""
	if not names:
		return {}
	line, order = frappe.qb.DocType("Sales Line"), frappe.qb.DocType("Sales Order")
	if lock:
		own = (line.parenttype == "Sales Order") & line.name.isin(sorted(names))
		parents = sorted(
			row[0] for row in frappe.qb.from_(line).select(line.parent).distinct().where(own).run()
		)
		if parents:
			locked = frappe.qb.from_(order).select(order.name).where(order.name.isin(parents))
			locked.orderby(order.name).for_update().run()
	query = (
		frappe.qb.from_(line)
		.select(line.name, line.parent, *(line[field] for field in COUNTED))
		.where((line.parenttype == "Sales Order") & line.name.isin(sorted(names)))
		.orderby(line.name)
	)
	rows = (query.for_update() if lock else query).run()
	return {
		name: OrderLineFacts(
			name,
			parent,
			quantity(whole),
			quantity(shipped),
			quantity(invoiced),
			cancelled=quantity(cancelled),
		)
		for name, parent, whole, shipped, invoiced, cancelled in rows
	}


def read_open_entries(origins: dict[str, OrderLineFacts], lock: bool) -> dict[str, list[OpenItemEntry]]:
	"""Shipped and not invoiced item entries by order line, oldest first. The order's lock protects them."""
	waiting = sorted(name for name, origin in origins.items() if origin.shipped > origin.invoiced)
	if not waiting:
		return {}
	entry = frappe.qb.DocType("Item Ledger Entry")
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
		.where(entry.order_line.isin(waiting) & (entry.quantity != entry.invoiced_quantity))
		.orderby(entry.creation)
		.orderby(entry.idx)
	)
	rows = (query.for_update() if lock else query).run()
	entries: dict[str, list[OpenItemEntry]] = {}
	for order_line, name, whole, invoiced, cost, sales in rows:
		entries.setdefault(order_line, []).append(
			OpenItemEntry(name, quantity(whole), quantity(invoiced), to_decimal(cost), to_decimal(sales))
		)
	return entries
