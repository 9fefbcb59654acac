"""What of posted invoices and shipments did not come back yet, by the item entries that the goods left by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.amounts.quantities import in_base, in_units, or_what_is_left
from sales_mgmt.documents.state.came_back import came_back, received_without_goods
from sales_mgmt.documents.state.quantities import factor_of
from sales_mgmt.documents.state.shares import INVOICE, Shares, billed_shares
from sales_mgmt.kinds.documents import COMING_BACK
from sales_mgmt.kinds.lines import COMMENT, INVENTORY
from sales_mgmt.kinds.quantities import quantity

SHIPMENT = "Sales Shipment"

Parts = Mapping[str, Decimal | None]
"""Of a line: by item ledger entry what it moved of it, in base units; None: all of it."""


@dataclass(frozen=True, slots=True)
class Piece:
	"""Goods of a posted line that left by one item entry, or a line without goods. In the line's unit."""

	line: str
	entry: str | None
	left: Decimal
	shipment: str | None = None
	"""The shipment that the entry belongs to."""


def pieces(rows: Iterable[Any], only_goods: bool = False) -> list[Piece]:
	"""What is left of posted lines to come back, by the entries their goods left by. Two queries, or none.

	`only_goods`: goods that are still with the customer are left, even where their price was given back.
	"""
	rows = list(rows)
	billed = billed_shares([row.line for row in rows if row.doctype == INVOICE])
	shipped: dict[str, Parts] = {
		row.line: {row.item_ledger_entry: None}
		for row in rows
		if row.doctype == SHIPMENT and row.item_ledger_entry
	}
	entries, shipments, touched = _left_of_entries(
		{entry for found in (billed, shipped) for parts in found.values() for entry in parts}
	)
	_leave_to_others(billed, touched)
	bare = received_without_goods(
		[row.line for row in rows if row.doctype == INVOICE and row.line not in billed]
	)
	result = []
	for row in rows:
		if row.doctype in COMING_BACK:
			result.append(Piece(row.line, None, quantity(row.quantity)))
			continue
		parts = billed.get(row.line) or shipped.get(row.line)
		credited = quantity(row.get("quantity_credited"))
		whole = quantity(row.quantity) - (credited if not (parts and only_goods) else 0)
		if not parts:
			if row.doctype == INVOICE:
				result.append(Piece(row.line, None, whole - bare.get(row.line, 0)))
			continue
		for entry, taken in _shares(parts, entries, whole, factor_of(row)):
			result.append(Piece(row.line, entry, taken, shipments.get(entry)))
	return result


def _shares(
	parts: Parts, entries: dict[str, Decimal], whole: Decimal, factor: Decimal
) -> Iterable[tuple[str, Decimal]]:
	"""(entry, quantity in the line's unit) of what is left of a line, `whole` at most; `entries` lose what is taken.

	An entry counts in base units. The last one takes what is left of the line, so nothing is lost by conversion.
	"""
	asked = in_base(whole, factor)
	until = given = Decimal(0)
	for entry, moved in parts.items():
		have = entries.get(entry, Decimal(0))
		left = have if moved is None else min(have, moved)
		until += left
		everything = or_what_is_left(asked, until, factor) <= until
		taken = (whole if everything else min(in_units(until, factor), whole)) - given
		if left > 0 and taken > 0:
			given += taken
			entries[entry] -= min(or_what_is_left(in_base(taken, factor), left, factor), left)
			yield entry, taken


def _leave_to_others(billed: Shares, touched: dict[str, Decimal]) -> None:
	"""What came back of an entry by one invoice line is not offered by it again: the rest of the entry is that of other lines.

	`touched`: entries of which something came back, with the quantity that left. Asked only where an entry is shared.
	"""
	shared = {
		line: parts
		for line, parts in billed.items()
		if any(entry in touched and moved < touched[entry] for entry, moved in parts.items())
	}
	if not shared:
		return
	back = came_back(shared)
	for line, parts in shared.items():
		billed[line] = {entry: moved - back.get((line, entry), 0) for entry, moved in parts.items()}


def _left_of_entries(names: set[str]) -> tuple[dict[str, Decimal], dict[str, str], dict[str, Decimal]]:
	"""What of outbound entries did not come back yet, in base units; their shipments; what left by those that are touched."""
	if not names:
		return {}, {}, {}
	entry, item = frappe.qb.DocType("Item Ledger Entry"), frappe.qb.DocType("Item")
	rows = (
		frappe.qb.from_(entry)
		.join(item)
		.on((item.name == entry.item) & (item.item_type == INVENTORY))
		.select(
			entry.name, entry.quantity, entry.returned_quantity, entry.document_doctype, entry.document_name
		)
		.where(entry.name.isin(sorted(names)) & (entry.correction == 0))
		.run()
	)
	left = {name: -quantity(whole) - quantity(back) for name, whole, back, *_ in rows}
	shipments = {name: document for name, *_, doctype, document in rows if doctype == SHIPMENT}
	return left, shipments, {name: -quantity(whole) for name, whole, back, *_ in rows if back}


def pieces_of(doc: Document, only_goods: bool = False) -> list[Piece]:
	"""What is left of the lines of one posted invoice or shipment. Of other documents nothing."""
	if doc.doctype not in (INVOICE, SHIPMENT) or doc.docstatus != 1:
		return []
	rows = [
		frappe._dict(line.as_dict(), line=line.name, doctype=doc.doctype)
		for line in doc.lines
		if line.type != COMMENT and not line.get("correction")
	]
	return pieces(rows, only_goods)


def left_with_customer(doc: Document) -> dict[str, Decimal]:
	"""By line of a posted invoice or shipment: how much did not come back. What nobody counts is left out: services on a
	shipment."""
	if doc.doctype not in (INVOICE, SHIPMENT) or doc.docstatus != 1:
		return {}
	counted = [line for line in doc.lines if line.type != COMMENT and not line.get("correction")]
	if doc.doctype == SHIPMENT:
		items = sorted({line.item for line in counted if line.item})
		stocked = set(frappe.get_all("Item", {"name": ("in", items), "item_type": INVENTORY}, pluck="name"))
		counted = [line for line in counted if line.item in stocked and line.item_ledger_entry]
	left = {line.name: Decimal(0) for line in counted}
	for piece in pieces_of(doc, only_goods=True):
		left[piece.line] = left.get(piece.line, Decimal(0)) + piece.left
	return left
