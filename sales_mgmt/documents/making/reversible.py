"""Posted lines of a customer that can still be reversed, and how they get on a return order or credit memo (domain A14).

Of a line only what did not come back yet is offered. From an invoice it keeps its price and discounts; from a shipment it
gets today's price, for a shipment has none. Either way goods come back at the cost they left with. Lines of a credit memo
or a return receipt go the same way as the new document: they lead to what they took back, as when they are copied
(`copy_returns`), for nothing comes back twice. One that took back nothing in particular is plainly copied, without a limit.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.documents.charges.charge_copies import assign_as_billed
from sales_mgmt.documents.making.pieces import INVOICE, SHIPMENT, Piece, pieces
from sales_mgmt.documents.making.posted_lines import SOURCES, originals_of, posted_lines
from sales_mgmt.documents.making.same_way import lead_to_what_was_sold, led_by, sold_lines_of
from sales_mgmt.kinds.documents import BILLS
from sales_mgmt.kinds.lines import CHARGE
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.storage.mapping import common_fields, copy_fields
from sales_mgmt.texts.customer_names import customer_named
from sales_mgmt.texts.messages import bold, said

PRICES = ("unit_price", "line_discount_percent", "line_discount_amount", "invoice_discount_amount")


def lines_to_reverse(
	customer: str, doctype: str | None = None, only_reversible: bool = True
) -> list[dict[str, Any]]:
	"""Reversible lines of a customer, newest first: [{doctype, document, posted_no, posting_date, line, row, type, item,
	account, item_charge, description, quantity, reversed, reversible, uom, unit_price}], as far as the user may read them.

	`doctype`: one of SOURCES; left out, invoices and shipments. `only_reversible` False: what came back wholly too.
	"""
	rows = []
	for source in (doctype,) if doctype else (INVOICE, SHIPMENT):
		rows += posted_lines(source, customer=customer)
	result = [row for row in _with_rest(customer, rows) if row["reversible"] > 0 or not only_reversible]
	return sorted(result, key=lambda row: (row["posting_date"], row["posted_no"], -row["row"]), reverse=True)


def reversible_lines(customer: str, names: list[str]) -> list[dict[str, Any]]:
	"""The same of these lines of posted invoices, what came back wholly too."""
	return _with_rest(customer, posted_lines(INVOICE, customer, names))


def _with_rest(customer: str, rows: list[Any]) -> list[dict[str, Any]]:
	left = _left_of(rows)
	if led := led_by(rows):
		behind = _left_of(sold_lines_of(customer, led.values()))
		for line, sold in led.items():
			left[line] = min(left[line], behind.get(sold, Decimal(0)))
	result = []
	for row in rows:
		rest = left.get(row.line, Decimal(0))
		back = quantity(row.quantity) - rest
		result.append({**row, "reversible": float(rest), "reversed": float(back)})
	return result


def _left_of(rows: Iterable[Any]) -> dict[str, Decimal]:
	left: dict[str, Decimal] = {}
	for piece in pieces(rows):
		left[piece.line] = left.get(piece.line, Decimal(0)) + piece.left
	return left


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
	rows: list[Any] = []
	for source in SOURCES:
		if missing := wanted.keys() - {row.line for row in rows}:
			rows += posted_lines(source, customer=doc.customer, names=sorted(missing))
	if unknown := sorted(wanted.keys() - {row.line for row in rows}):
		frappe.throw(
			said(_("{0} is no posted line of customer {1}. Choose among the lines to reverse.")).format(
				bold(unknown[0]), bold(customer_named(doc.customer))
			)
		)
	rows, wanted = lead_to_what_was_sold(doc.customer, rows, wanted)
	places = {name: place for place, name in enumerate(wanted)}
	rows.sort(key=lambda row: places[row.line])
	by_line: dict[str, list[Piece]] = {}
	for piece in pieces(rows):
		by_line.setdefault(piece.line, []).append(piece)
	fields = {
		source: common_fields(f"{source} Line", doc.meta.get_field("lines").options)
		for source in {row.doctype for row in rows}
	}
	originals = originals_of(rows)
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
			line = append_line(doc, row, originals[row.line], piece, taken, fields[row.doctype])
			added.append(line.name)
			if row.type == CHARGE:
				charges[row.line] = line
	assign_as_billed(doc, charges)
	return added


def append_line(
	doc: Document, row: Any, original: Document, piece: Piece, taken: Decimal, fields: tuple[str, ...]
) -> Document:
	"""A row that takes back `taken` of a posted line. `row`: its `doctype` and `document`."""
	line = doc.append("lines", {})
	with_price = row.doctype in BILLS
	copy_fields(original, line, fields, without=() if with_price else PRICES)
	line.quantity = float(taken)
	name_origin(line, row.doctype, row.document, original, piece)
	line.line_discount_amount = None
	if with_price:
		line.price_origin = line.discount_origin = row.doctype
		line.price_from = line.discount_from = row.document
	else:
		line.update({"unit_price": None, "line_discount_percent": None})
	if doc.location and not line.location:
		line.location = doc.location
	return line


def name_origin(line: Document, doctype: str, document: str, original: Document, piece: Piece) -> None:
	"""Links from a line of a return to the line of a posted document, and to the entry, that it takes back."""
	line.applies_from_entry = piece.entry
	if doctype == INVOICE:
		line.update({"invoice": document, "invoice_line": original.name})
	if line.doctype == "Sales Line":
		line.update({"shipment": piece.shipment, "sales_order": original.get("sales_order")})
		line.shipment_line = original.name if doctype == SHIPMENT else None
