"""What a copy into a return takes back by way of another document: the sale behind it (domain A13, A14).

A credit memo, return receipt or return order has taken something back, an order was shipped or invoiced. Copied into a return,
their lines lead to the posted lines behind them, and only what is left of those comes along. So nothing comes back twice, by
whatever document it is named. A line that took back nothing in particular is copied as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import frappe
from frappe.model.document import Document

from sales_mgmt.documents.quantities import quantity
from sales_mgmt.documents.returning import ORDER, posted_lines_of
from sales_mgmt.posting.core.facts import COMMENT, RETURNS

RECEIPT = "Return Receipt"


@dataclass(frozen=True, slots=True)
class SoldLines:
	"""The posted lines behind a document: `chosen` for `reversible.add_lines`; `led` are its own lines that lead to them."""

	chosen: list[dict[str, object]] = field(default_factory=list)
	led: frozenset[str] = frozenset()


def sold_lines(source: Document) -> SoldLines:
	"""Of a return, its receipt or credit memo, or of an order of which something is posted; of others none."""
	if source.doctype == ORDER:
		posted = posted_lines_of(source)
		led = {line.name for line in source.lines if line.type != COMMENT} if posted else ()
		return SoldLines([{"line": name, "quantity": None} for name in posted], frozenset(led))
	if source.doctype not in (*RETURNS, RECEIPT):
		return SoldLines()
	origins = _origins(source)
	asked: dict[str, float] = {}
	for line in source.lines:
		if line.name in origins and not line.get("correction"):
			name = origins[line.name]
			asked[name] = float(quantity(asked.get(name, 0)) + max(quantity(line.quantity), 0))
	gone = _gone(asked)
	return SoldLines(
		[{"line": name, "quantity": count} for name, count in asked.items() if count and name not in gone],
		frozenset(origins),
	)


def _gone(names: Iterable[str]) -> set[str]:
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


def _origins(source: Document) -> dict[str, str]:
	"""The posted line behind each line: that of the invoice, else the one by which the goods left."""
	billed = {line.name: line.invoice_line for line in source.lines if line.get("invoice_line")}
	if source.doctype == RECEIPT:
		ordered = {
			line.return_order_line: line.name for line in source.lines if line.get("return_order_line")
		}
		rows = frappe.get_all(
			"Sales Line",
			{"name": ("in", sorted(ordered)), "invoice_line": ("is", "set")},
			["name", "invoice_line"],
			limit_page_length=0,
		)
		billed |= {ordered[row.name]: row.invoice_line for row in rows}
	entries = {
		line.name: line.applies_from_entry
		for line in source.lines
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
