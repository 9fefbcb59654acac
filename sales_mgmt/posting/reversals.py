"""What a return reads, and locks, of the entries and posted lines that it reverses."""

from collections.abc import Iterable, Mapping

import frappe
from frappe.model.document import Document

from sales_mgmt.amounts import to_decimal
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.core.facts import CreditedLine, ReturnedEntry, ReturnFacts
from sales_mgmt.posting.write import update_rows

PRICE_ONLY = "Price"


def read_return_facts(doc: Document, lock: bool) -> Mapping[str, ReturnFacts]:
	"""What the lines of a return say about what they reverse, by line name. Two queries, or none.

	With `lock`, posted invoice lines are read FOR UPDATE, then item ledger entries, each sorted by name.
	"""
	billed = read_credited_lines((line.get("invoice_line") for line in doc.lines), lock)
	entries = read_returned_entries((line.get("applies_from_entry") for line in doc.lines), lock)
	return {
		line.name: ReturnFacts(
			applies_from=line.get("applies_from_entry") or None,
			entry=entries.get(line.get("applies_from_entry")),
			invoice_line=line.get("invoice_line") or None,
			credited=billed.get(line.get("invoice_line")),
			goods_return=line.get("effect") != PRICE_ONLY,
		)
		for line in doc.lines
	}


def read_credited_lines(names: Iterable[str | None], lock: bool) -> dict[str, CreditedLine]:
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	line, invoice = frappe.qb.DocType("Sales Invoice Line"), frappe.qb.DocType("Sales Invoice")
	query = (
		frappe.qb.from_(line)
		.join(invoice)
		.on(invoice.name == line.parent)
		.select(line.name, invoice.posted_no, line.quantity, line.quantity_credited)
		.where(line.name.isin(wanted) & (line.docstatus == 1))
		.orderby(line.name)
	)
	rows = (query.for_update() if lock else query).run()
	return {name: CreditedLine(name, no, quantity(whole), quantity(done)) for name, no, whole, done in rows}


def read_returned_entries(names: Iterable[str | None], lock: bool) -> dict[str, ReturnedEntry]:
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	entry = frappe.qb.DocType("Item Ledger Entry")
	query = (
		frappe.qb.from_(entry)
		.select(entry.name, entry.item, entry.quantity, entry.returned_quantity, entry.cost_amount)
		.where(entry.name.isin(wanted))
		.orderby(entry.name)
	)
	rows = (query.for_update() if lock else query).run()
	return {
		name: ReturnedEntry(name, item, quantity(whole), quantity(returned), to_decimal(cost))
		for name, item, whole, returned, cost in rows
	}


def write_reversals(plan: Plan) -> None:
	"""Store how much of entries came back and of invoice lines is credited: one UPDATE each."""
	update_rows(
		"Item Ledger Entry",
		{change.name: {"returned_quantity": change.returned} for change in plan.returned},
	)
	update_rows(
		"Sales Invoice Line",
		{change.name: {"quantity_credited": change.credited} for change in plan.credited},
	)
