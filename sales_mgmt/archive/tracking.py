"""Document line tracking (domain A33): where a line came from and what became of it, in a constant number of queries.

A line names the line it was made from: of a quote, an order or a return order, of a posted shipment or invoice. These
keys hold a chain together, and the table below says by which of them each kind of document is found. What comes back
belongs to the chain of what was sold. A further kind joins by a row of the table.
"""

import json
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.model.document import Document
from pypika import Criterion

from sales_mgmt.archive.keeping import ARCHIVE
from sales_mgmt.kinds.documents import RETURNING, WORKING

QUOTE, ORDER, SHIPPED, BILLED, BACK = "quote", "order", "shipped", "billed", "back"


@dataclass(frozen=True, slots=True)
class Stage:
	"""A kind of document on the way of a line, and the line's fields that name a key of the chain."""

	doctype: str
	line: str
	keys: dict[str, str]
	date: str
	number: str = "name"
	status: bool = True


STAGES = (
	# The order comes first: it knows its quote, and everything later knows the order.
	Stage("Sales Order", "Sales Line", {"name": ORDER, "quote_line": QUOTE}, "document_date"),
	Stage("Sales Quote", "Sales Line", {"name": QUOTE}, "document_date"),
	Stage(
		"Sales Shipment",
		"Sales Shipment Line",
		{"name": SHIPPED, "order_line": ORDER},
		"posting_date",
		"posted_no",
		False,
	),
	Stage(
		"Sales Invoice",
		"Sales Invoice Line",
		{"name": BILLED, "order_line": ORDER, "quote_line": QUOTE},
		"posting_date",
		"posted_no",
	),
	Stage(
		"Sales Return Order",
		"Sales Line",
		{"name": BACK, "shipment_line": SHIPPED, "invoice_line": BILLED},
		"document_date",
	),
	Stage(
		"Return Receipt",
		"Return Receipt Line",
		{"return_order_line": BACK},
		"posting_date",
		"posted_no",
		False,
	),
	Stage(
		"Sales Credit Memo",
		"Sales Credit Memo Line",
		{"return_order_line": BACK, "invoice_line": BILLED},
		"posting_date",
		"posted_no",
	),
)
DOCTYPES = tuple(stage.doctype for stage in STAGES)
SHOWN_ORDER = (
	"Sales Quote",
	ARCHIVE,
	"Sales Order",
	"Sales Shipment",
	"Sales Invoice",
	"Sales Return Order",
	"Return Receipt",
	"Sales Credit Memo",
)

LINKS = {field for stage in STAGES for field in stage.keys} - {"name"}
KINDS = {stage.doctype: stage.keys["name"] for stage in STAGES if "name" in stage.keys}

Row = dict[str, Any]
Chain = dict[str, set[str | None]]
"""Names of lines by the kind of key they are."""


def track(doc: Document, row: str) -> list[Row]:
	"""The chain of one line of `doc`, in the order of business; of each document only what the user may read."""
	line = next((line for line in doc.lines if line.name == row), None)
	if line is None:
		return []
	chain: Chain = {QUOTE: set(), ORDER: set(), SHIPPED: set(), BILLED: set(), BACK: set()}
	if doc.doctype in RETURNING:
		# Back to what was sold: that is where the chain begins.
		for stage in reversed(STAGES):
			_follow(stage, chain, row)
	else:
		chain[QUOTE].add(line.get("quote_line"))
		chain[ORDER].add(line.get("order_line"))
	if doc.doctype in KINDS:
		chain[KINDS[doc.doctype]].add(row)
	found = [each for stage in STAGES for each in _follow(stage, chain, row)]
	found = [*_readable(found), *_versions(found, {each["line"] for each in found})]
	found.sort(key=lambda each: (SHOWN_ORDER.index(each["doctype"]), str(each["date"]), each["number"]))
	return [{key: value for key, value in each.items() if key not in LINKS} for each in found]


def _follow(stage: Stage, chain: Chain, start: str) -> list[Row]:
	"""The lines of one kind of document; the chain learns the keys that they name."""
	rows = _lines(stage, chain, start)
	for each in rows:
		for field, kind in stage.keys.items():
			chain[kind].add(each["line"] if field == "name" else each.get(field))
	return rows


def _lines(stage: Stage, chain: Chain, start: str) -> list[Row]:
	head, line = frappe.qb.DocType(stage.doctype), frappe.qb.DocType(stage.line)
	wanted = [line.name == start]
	for field, kind in stage.keys.items():
		if names := sorted(filter(None, chain[kind])):
			wanted.append(line[field].isin(names))
	links = [line[field] for field in stage.keys if field != "name"]
	query = (
		frappe.qb.from_(line)
		.join(head)
		.on((head.name == line.parent) & (line.parenttype == stage.doctype))
		.select(
			head.name,
			head[stage.number].as_("number"),
			head[stage.date].as_("date"),
			line.name.as_("line"),
			line.idx.as_("row"),
			line.quantity,
			line.uom,
			*links,
		)
		.where(Criterion.any(wanted))
	)
	if stage.status:
		query = query.select(head.status)
	return [
		{"doctype": stage.doctype, "status": None, **each, "number": each["number"] or each["name"]}
		for each in query.run(as_dict=True)
	]


def _readable(rows: list[Row]) -> list[Row]:
	"""One permission query for each kind of document, the user permissions included."""
	names: dict[str, set[str]] = {}
	for row in rows:
		names.setdefault(row["doctype"], set()).add(row["name"])
	allowed = {
		(doctype, name)
		for doctype, wanted in names.items()
		if frappe.has_permission(doctype, "read")
		for name in frappe.get_list(
			doctype, {"name": ("in", sorted(wanted))}, pluck="name", limit_page_length=0
		)
	}
	return [row for row in rows if (row["doctype"], row["name"]) in allowed]


def _versions(found: list[Row], lines: set[str]) -> list[Row]:
	"""The same line in the kept versions of its quote and order."""
	sources = sorted({row["name"] for row in found if row["doctype"] in WORKING})
	if not sources or not frappe.has_permission(ARCHIVE, "read"):
		return []
	versions = frappe.get_list(
		ARCHIVE,
		{"source_name": ("in", sources)},
		("name", "title", "archived_on", "reason", "snapshot"),
		limit_page_length=0,
	)
	return [
		{
			"doctype": ARCHIVE,
			"name": version.name,
			"number": version.title,
			"date": version.archived_on,
			"line": line["name"],
			"row": line["idx"],
			"quantity": line.get("quantity"),
			"uom": line.get("uom"),
			"status": version.reason,
		}
		for version in versions
		for line in json.loads(version.snapshot)["lines"]
		if line["name"] in lines
	]
