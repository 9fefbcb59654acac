"""Document line tracking (domain A33): where a line came from and what became of it, in a constant number of queries.

A line names the quote line or the order line it was made from. So two keys hold a chain together, and the table below
says by which of them each kind of document is found. A further kind joins by a row of the table.
"""

import json
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.model.document import Document
from pypika import Criterion

from sales_mgmt.archive.keeping import ARCHIVE

QUOTE, ORDER = "quote", "order"


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
	Stage("Sales Shipment", "Sales Shipment Line", {"order_line": ORDER}, "posting_date", "posted_no", False),
	Stage(
		"Sales Invoice",
		"Sales Invoice Line",
		{"order_line": ORDER, "quote_line": QUOTE},
		"posting_date",
		"posted_no",
	),
)
DOCTYPES = tuple(stage.doctype for stage in STAGES)
SHOWN_ORDER = ("Sales Quote", ARCHIVE, "Sales Order", "Sales Shipment", "Sales Invoice")

Row = dict[str, Any]


def track(doc: Document, row: str) -> list[Row]:
	"""The chain of one line of `doc`, in the order of business; of each document only what the user may read."""
	line = next((line for line in doc.lines if line.name == row), None)
	if line is None:
		return []
	chain = {QUOTE: {line.get("quote_line")}, ORDER: {line.get("order_line")}}
	chain.get(_kind(doc), set()).add(row)
	found: list[Row] = []
	for stage in STAGES:
		rows = _lines(stage, chain, row)
		for each in rows:
			for field, kind in stage.keys.items():
				chain[kind].add(each["line"] if field == "name" else each.get(field))
		found += rows
	found = [*_readable(found), *_versions(found, {each["line"] for each in found})]
	found.sort(key=lambda each: (SHOWN_ORDER.index(each["doctype"]), str(each["date"]), each["number"]))
	return [
		{key: value for key, value in each.items() if key not in ("quote_line", "order_line")}
		for each in found
	]


def _kind(doc: Document) -> str | None:
	return {"Sales Quote": QUOTE, "Sales Order": ORDER}.get(doc.doctype)


def _lines(stage: Stage, chain: dict[str, set], start: str) -> list[Row]:
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
	sources = sorted({row["name"] for row in found if row["doctype"] in ("Sales Quote", "Sales Order")})
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
