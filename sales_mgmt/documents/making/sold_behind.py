"""What was sold, behind the lines of what took it back (domain A13, A14)."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

RECEIPT = "Return Receipt"


def nothing_left_of(names: Iterable[str]) -> set[str]:
	"""Lines of invoices that are cancelled and of shipments that are undone: nothing of them can come back."""
	wanted = sorted(names)
	if not wanted:
		return set()
	line, invoice = frappe.qb.DocType("Sales Invoice Line"), frappe.qb.DocType("Sales Invoice")
	cancelled = (
		frappe.qb.from_(line)
		.join(invoice)
		.on(invoice.name == line.parent)
		.select(line.name)
		.where(line.name.isin(wanted) & (invoice.status == "Cancelled"))
		.run(pluck=True)
	)
	undone = frappe.get_all("Sales Shipment Line", {"name": ("in", wanted), "correction": 1}, pluck="name")
	return {*cancelled, *undone}


def sold_behind(doctype: str, lines: Iterable[Document]) -> dict[str, str]:
	"""The posted line behind each line of a return, its receipt or credit memo: that of the invoice, else the one by which the
	goods left. Two queries at most."""
	lines = list(lines)
	billed = {line.name: line.invoice_line for line in lines if line.get("invoice_line")}
	if doctype == RECEIPT:
		ordered = {line.return_order_line: line.name for line in lines if line.get("return_order_line")}
		rows = frappe.get_all(
			"Sales Line",
			{"name": ("in", sorted(ordered)), "invoice_line": ("is", "set")},
			["name", "invoice_line"],
			limit_page_length=0,
		)
		billed |= {ordered[row.name]: row.invoice_line for row in rows}
	entries = {
		line.name: line.applies_from_entry
		for line in lines
		if line.get("applies_from_entry") and line.name not in billed
	}
	if not entries:
		return billed
	left_by = dict(
		frappe.get_all(
			"Item Ledger Entry",
			{"name": ("in", sorted(set(entries.values()))), "document_line": ("is", "set")},
			["name", "document_line"],
			limit_page_length=0,
			as_list=True,
		)
	)
	return billed | {line: left_by[entry] for line, entry in entries.items() if entry in left_by}
