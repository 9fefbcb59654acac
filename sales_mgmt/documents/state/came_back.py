"""What came back of posted invoice lines, told apart by the item entries that their goods left by (domain A14)."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

import frappe
from frappe.query_builder.functions import Coalesce, Sum
from pypika.queries import QueryBuilder

from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.transactions.isolation import as_it_is_now

MEMO = "Sales Credit Memo"


def came_back(lines: Collection[str], lock: bool = False) -> dict[tuple[str, str], Decimal]:
	"""By (invoice line, item ledger entry): base units that came back, credited or received on a return order. Two queries.

	As the ledger counts them, whatever the unit of a line makes of them. Credit memos that are cancelled gave the goods out
	again; a credit of the price alone brought none. `lock`: the lines are locked, and are read as they are now.
	"""
	found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
	for query in (_credited(lines), _received(lines)):
		for line, entry, moved in as_it_is_now(query, lock).run():
			found[line, entry] += quantity(moved)
	return found


def _credited(lines: Collection[str]) -> QueryBuilder:
	row, memo, value, entry = (
		frappe.qb.DocType(name)
		for name in ("Sales Credit Memo Line", MEMO, "Item Value Entry", "Item Ledger Entry")
	)
	return (
		frappe.qb.from_(row)
		.join(memo)
		.on(memo.name == row.parent)
		.join(value)
		.on(
			(value.document_doctype == MEMO)
			& (value.document_name == memo.name)
			& (value.document_line == row.name)
		)
		.join(entry)
		.on(entry.name == value.item_ledger_entry)
		.select(row.invoice_line, entry.applies_from_entry, Sum(value.invoiced_quantity))
		.where((memo.docstatus == 1) & (memo.status != "Cancelled"))
		.where(row.invoice_line.isin(sorted(lines)) & entry.applies_from_entry.isnotnull())
		.groupby(row.invoice_line, entry.applies_from_entry)
	)


def _received(lines: Collection[str]) -> QueryBuilder:
	"""On return orders, and not credited yet. What was undone stands there with the opposite sign."""
	row, entry = frappe.qb.DocType("Sales Line"), frappe.qb.DocType("Item Ledger Entry")
	origin = Coalesce(entry.applies_from_entry, row.applies_from_entry)
	return (
		frappe.qb.from_(row)
		.join(entry)
		.on(entry.order_line == row.name)
		.select(row.invoice_line, origin, Sum(entry.quantity - entry.invoiced_quantity))
		.where((row.parenttype == "Sales Return Order") & row.invoice_line.isin(sorted(lines)))
		.where(row.applies_from_entry.isnotnull())
		.groupby(row.invoice_line, origin)
	)


def received_without_goods(lines: Collection[str]) -> dict[str, Decimal]:
	"""By invoice line of a service, account or charge: what a return order took back and did not credit yet, in its unit."""
	if not lines:
		return {}
	row = frappe.qb.DocType("Sales Line")
	waiting = row.quantity_shipped - row.quantity_invoiced
	found = (
		frappe.qb.from_(row)
		.select(row.invoice_line, Sum(waiting))
		.where((row.parenttype == "Sales Return Order") & (waiting > 0))
		.where(row.invoice_line.isin(sorted(lines)))
		.groupby(row.invoice_line)
		.run()
	)
	return {line: quantity(moved) for line, moved in found}
