"""Counters and statuses of orders against the posted lines behind them."""

from typing import Any

import frappe
from pypika import Case, Table
from pypika import functions as fn
from pypika.terms import Term

from sales_mgmt.posting.drift import TOLERANCE, differs, drift_rows


def order_lines() -> list[dict[str, Any]]:
	"""Shipped and invoiced quantities of order lines = sums over posted shipment and invoice lines."""
	line = frappe.qb.DocType("Sales Line")
	drifts = []
	for field, doctype in (
		("quantity_shipped", "Sales Shipment Line"),
		("quantity_invoiced", "Sales Invoice Line"),
	):
		posted = frappe.qb.DocType(doctype)
		total = fn.Coalesce(fn.Sum(posted.quantity), 0)
		rows = (
			frappe.qb.from_(line)
			.left_join(posted)
			.on((posted.order_line == line.name) & (posted.docstatus == 1))
			.select(line.name, line[field], total)
			.where(line.parenttype == "Sales Order")
			.groupby(line.name, line[field])
			.having(fn.Abs(line[field] - total) > TOLERANCE)
			.run()
		)
		drifts += drift_rows("Sales Line", field, rows)
	for field, ours, theirs in (
		("outstanding_quantity", line.quantity - line.quantity_cancelled, line.quantity_shipped),
		("qty_shipped_not_invoiced", line.quantity_shipped, line.quantity_invoiced),
	):
		rows = (
			frappe.qb.from_(line)
			.select(line.name, line[field], ours - theirs)
			.where((line.parenttype == "Sales Order") & differs(line[field], ours - theirs))
			.run()
		)
		drifts += drift_rows("Sales Line", field, rows)
	return drifts


def order_statuses() -> list[dict[str, Any]]:
	"""Shipping and invoicing status of an order = what its lines say."""
	order, line = frappe.qb.DocType("Sales Order"), frappe.qb.DocType("Sales Line")
	drifts = []
	for field, counter, words in (
		("shipping_status", line.quantity_shipped, ("Not Shipped", "Partly Shipped", "Shipped")),
		("invoicing_status", line.quantity_invoiced, ("Not Invoiced", "Partly Invoiced", "Invoiced")),
	):
		expected = _status(line, counter, words)
		rows = (
			frappe.qb.from_(order)
			.left_join(line)
			.on((line.parent == order.name) & (line.parenttype == "Sales Order") & (line.quantity > 0))
			.select(order.name, order[field], expected)
			.groupby(order.name, order[field])
			.having(order[field] != expected)
			.run()
		)
		drifts += [
			{"doctype": "Sales Order", "name": name, "field": field, "stored": stored, "computed": computed}
			for name, stored, computed in rows
		]
	return drifts


def completed_orders() -> list[dict[str, Any]]:
	"""An order is completed exactly when nothing is left to ship and to invoice; and no line counts too much."""
	order, line = frappe.qb.DocType("Sales Order"), frappe.qb.DocType("Sales Line")
	wanted = line.quantity - line.quantity_cancelled
	left = fn.Max(Case().when(line.quantity_invoiced < wanted, 1).else_(0))
	rows = (
		frappe.qb.from_(order)
		.join(line)
		.on((line.parent == order.name) & (line.parenttype == "Sales Order") & (line.quantity > 0))
		.select(order.name, order.status, left)
		.groupby(order.name, order.status)
		.having(((order.status == "Completed") & (left == 1)) | ((order.status != "Completed") & (left == 0)))
		.run()
	)
	drifts = [
		{
			"doctype": "Sales Order",
			"name": name,
			"field": "status",
			"stored": status,
			"computed": "not completed" if unfinished else "Completed",
		}
		for name, status, unfinished in rows
	]
	rows = (
		frappe.qb.from_(line)
		.select(line.name, line.quantity_shipped, wanted)
		.where((line.parenttype == "Sales Order") & (line.quantity_shipped - wanted > TOLERANCE))
		.run()
	)
	return drifts + drift_rows("Sales Line", "quantity_shipped", rows)


def _status(line: Table, counter: Term, words: tuple[str, str, str]) -> Term:
	done = fn.Coalesce(fn.Max(Case().when(counter > 0, 1).else_(0)), 0)
	wanted = line.quantity - line.quantity_cancelled
	left = fn.Coalesce(fn.Max(Case().when(counter < wanted, 1).else_(0)), 0)
	return Case().when(done == 0, words[0]).when(left == 1, words[1]).else_(words[2])
