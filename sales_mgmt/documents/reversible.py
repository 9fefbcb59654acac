"""Posted lines of a customer that can still be reversed, and how they get on a return order or credit memo (domain A14).

Of a line only what did not come back yet is offered. From an invoice it keeps its price and discounts; from a shipment it
gets today's price, for a shipment has none. Either way goods come back at the cost they left with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Sum

from sales_mgmt.documents.charge_copies import assign_as_billed
from sales_mgmt.documents.mapping import common_fields, copy_fields
from sales_mgmt.documents.prices import TYPED
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.posting.core.facts import CHARGE, COMMENT, INVENTORY

INVOICE, SHIPMENT = "Sales Invoice", "Sales Shipment"
PRICES = ("unit_price", "line_discount_percent", "line_discount_amount", "invoice_discount_amount")


@dataclass(frozen=True, slots=True)
class Piece:
	"""Goods of a posted line that left by one item entry, or a line without goods. In the line's unit."""

	line: str
	entry: str | None
	left: Decimal


def lines_to_reverse(customer: str, doctype: str | None = None) -> list[dict[str, Any]]:
	"""Reversible lines of a customer, newest first: [{doctype, document, posted_no, posting_date, line, row, type, item,
	account, item_charge, description, quantity, reversed, reversible, uom, unit_price}]. `doctype`: invoices or shipments only."""
	rows = []
	for source in (doctype,) if doctype else (INVOICE, SHIPMENT):
		rows += _posted_lines(source, customer=customer)
	left: dict[str, Decimal] = {}
	for piece in pieces(rows):
		left[piece.line] = left.get(piece.line, Decimal(0)) + piece.left
	result = []
	for row in rows:
		reversible = left.get(row.line, Decimal(0))
		if reversible > 0:
			result.append(
				{
					**row,
					"reversible": float(reversible),
					"reversed": float(quantity(row.quantity) - reversible),
				}
			)
	return sorted(result, key=lambda row: (row["posting_date"], row["posted_no"], -row["row"]), reverse=True)


def add_lines(doc: Document, chosen: Iterable[str | dict[str, Any]]) -> list[str]:
	"""Put posted lines on a draft return, by name or as {line, quantity}. Returns the names of the rows that are new.

	The document is not saved. A line that came back already, wholly, adds nothing.
	"""
	wanted = {
		entry if isinstance(entry, str) else entry["line"]: None
		if isinstance(entry, str)
		else entry.get("quantity")
		for entry in chosen
	}
	rows = [
		row
		for source in (INVOICE, SHIPMENT)
		for row in _posted_lines(source, customer=doc.customer, names=list(wanted))
	]
	if unknown := sorted(wanted.keys() - {row.line for row in rows}):
		frappe.throw(
			_("{0} is no posted line of customer {1}. Choose among the lines to reverse.").format(
				frappe.bold(unknown[0]), frappe.bold(doc.customer)
			)
		)
	by_line: dict[str, list[Piece]] = {}
	for piece in pieces(rows):
		by_line.setdefault(piece.line, []).append(piece)
	fields = {
		source: common_fields(f"{source} Line", doc.meta.get_field("lines").options)
		for source in (INVOICE, SHIPMENT)
	}
	originals = _originals(rows)
	added, charges = [], {}
	for row in rows:
		asked = wanted[row.line]
		most = quantity(asked) if asked is not None else None
		for piece in by_line.get(row.line, []):
			taken = piece.left if most is None else min(piece.left, most)
			if taken <= 0:
				continue
			if most is not None:
				most -= taken
			line = _append(doc, row, originals[row.line], piece, taken, fields[row.doctype])
			added.append(line.name)
			if row.type == CHARGE:
				charges[row.line] = line
	assign_as_billed(doc, charges)
	return added


def _append(
	doc: Document, row: Any, original: Document, piece: Piece, taken: Decimal, fields: tuple[str, ...]
) -> Document:
	line = doc.append("lines", {})
	from_invoice = row.doctype == INVOICE
	copy_fields(original, line, fields, without=() if from_invoice else PRICES)
	line.update({"quantity": float(taken), "applies_from_entry": piece.entry})
	if from_invoice:
		line.update({"invoice": row.document, "invoice_line": row.line})
		line.price_origin = line.discount_origin = TYPED
		line.line_discount_amount = None
	else:
		line.update({"shipment_line": row.line} if line.meta.has_field("shipment_line") else {})
		line.update({"unit_price": None, "line_discount_percent": None, "line_discount_amount": None})
	if doc.location and not line.location:
		line.location = doc.location
	return line


def _originals(rows: Iterable[Any]) -> dict[str, Document]:
	"""The posted lines themselves, in one query for each DocType."""
	found = {}
	for doctype in (INVOICE, SHIPMENT):
		names = sorted(row.line for row in rows if row.doctype == doctype)
		if names:
			stored = frappe.get_all(f"{doctype} Line", {"name": ("in", names)}, ["*"], limit_page_length=0)
			found.update(
				{values.name: frappe.get_doc({"doctype": f"{doctype} Line", **values}) for values in stored}
			)
	return found


def _posted_lines(doctype: str, customer: str, names: list[str] | None = None) -> list[Any]:
	head, line = frappe.qb.DocType(doctype), frappe.qb.DocType(f"{doctype} Line")
	query = (
		frappe.qb.from_(line)
		.join(head)
		.on((head.name == line.parent) & (line.parenttype == doctype))
		.select(
			head.name.as_("document"),
			head.posted_no,
			head.posting_date,
			line.name.as_("line"),
			line.idx.as_("row"),
			line.type,
			line.item,
			line.account,
			line.item_charge,
			line.description,
			line.quantity,
			line.uom,
			line.qty_per_uom,
		)
		.where(
			(head.docstatus == 1) & (head.customer == customer) & (line.type != COMMENT) & (line.quantity > 0)
		)
	)
	if doctype == INVOICE:
		query = query.select(line.unit_price, line.quantity_credited, head.currency).where(
			head.status != "Cancelled"
		)
	else:
		query = query.select(line.item_ledger_entry, line.order_line).where(line.correction == 0)
	if names is not None:
		query = query.where(line.name.isin(sorted(names)))
	return [frappe._dict(row, doctype=doctype) for row in query.run(as_dict=True)]


def pieces(rows: Iterable[Any]) -> list[Piece]:
	"""What is left of posted lines to come back, by the entries their goods left by. Two queries, or none."""
	rows = list(rows)
	billed = _entries_of_invoices([row.line for row in rows if row.doctype == INVOICE])
	shipped = {
		row.line: [(row.item_ledger_entry, row.quantity * row.qty_per_uom)]
		for row in rows
		if row.doctype == SHIPMENT and row.item_ledger_entry
	}
	entries = _left_of_entries(
		{entry for found in (billed, shipped) for parts in found.values() for entry, _q in parts}
	)
	result = []
	for row in rows:
		whole = quantity(row.quantity) - quantity(row.get("quantity_credited"))
		parts = billed.get(row.line) or shipped.get(row.line)
		if not parts:
			if row.doctype == INVOICE:
				result.append(Piece(row.line, None, whole))
			continue
		factor = quantity(row.qty_per_uom) or Decimal(1)
		for entry, moved in parts:
			left = min(entries.get(entry, Decimal(0)), quantity(moved)) / factor
			taken = min(left, whole)
			if taken > 0:
				result.append(Piece(row.line, entry, taken))
				whole -= taken
				entries[entry] -= taken * factor
	return result


def _entries_of_invoices(lines: list[str]) -> dict[str, list[tuple[str, float]]]:
	"""By invoice line: the entries of the goods it billed, with the base quantity of each. Services leave no goods."""
	if not lines:
		return {}
	value, item = frappe.qb.DocType("Item Value Entry"), frappe.qb.DocType("Item")
	rows = (
		frappe.qb.from_(value)
		.join(item)
		.on((item.name == value.item) & (item.item_type == INVENTORY))
		.select(value.document_line, value.item_ledger_entry, Sum(-value.invoiced_quantity))
		.where((value.document_doctype == INVOICE) & value.document_line.isin(sorted(lines)))
		.groupby(value.document_line, value.item_ledger_entry)
		.orderby(value.document_line)
		.orderby(value.item_ledger_entry)
		.run()
	)
	found: dict[str, list[tuple[str, float]]] = {}
	for line, entry, moved in rows:
		if moved > 0:
			found.setdefault(line, []).append((entry, moved))
	return found


def _left_of_entries(names: set[str]) -> dict[str, Decimal]:
	"""What of outbound entries did not come back yet, in base units."""
	if not names:
		return {}
	entry, item = frappe.qb.DocType("Item Ledger Entry"), frappe.qb.DocType("Item")
	rows = (
		frappe.qb.from_(entry)
		.join(item)
		.on((item.name == entry.item) & (item.item_type == INVENTORY))
		.select(entry.name, entry.quantity, entry.returned_quantity)
		.where(entry.name.isin(sorted(names)) & (entry.correction == 0))
		.run()
	)
	return {name: -quantity(whole) - quantity(back) for name, whole, back in rows}
