"""What came back of posted invoice lines, told apart by the item entries that their goods left by (domain A14)."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

import frappe
from frappe.query_builder.functions import Coalesce, Sum

from sales_mgmt.documents.quantities import quantity
from sales_mgmt.documents.reversed_lines import PRICE_ONLY


def came_back(lines: Collection[str]) -> dict[tuple[str, str], Decimal]:
	"""By (invoice line, item ledger entry): base units that came back, credited or received on a return order. Two queries.

	Credit memos that are cancelled gave the goods out again; a credit of the price alone brought none.
	"""
	found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
	for line, entry, moved in (*_credited(lines), *_received(lines)):
		found[line, entry] += quantity(moved)
	return found


def _credited(lines: Collection[str]) -> list[tuple]:
	row, memo = frappe.qb.DocType("Sales Credit Memo Line"), frappe.qb.DocType("Sales Credit Memo")
	return (
		frappe.qb.from_(row)
		.join(memo)
		.on(memo.name == row.parent)
		.select(row.invoice_line, row.applies_from_entry, Sum(row.quantity * row.qty_per_uom))
		.where((memo.docstatus == 1) & (memo.status != "Cancelled"))
		.where(row.invoice_line.isin(sorted(lines)) & row.applies_from_entry.isnotnull())
		.where(Coalesce(row.effect, "") != PRICE_ONLY)
		.groupby(row.invoice_line, row.applies_from_entry)
		.run()
	)


def _received(lines: Collection[str]) -> list[tuple]:
	"""On return orders, and not credited yet."""
	row = frappe.qb.DocType("Sales Line")
	waiting = row.quantity_shipped - row.quantity_invoiced
	return (
		frappe.qb.from_(row)
		.select(row.invoice_line, row.applies_from_entry, Sum(waiting * row.qty_per_uom))
		.where((row.parenttype == "Sales Return Order") & (waiting > 0))
		.where(row.invoice_line.isin(sorted(lines)) & row.applies_from_entry.isnotnull())
		.groupby(row.invoice_line, row.applies_from_entry)
		.run()
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
