"""Counters and statuses of orders against the posted lines behind them."""

from typing import Any

import frappe
from pypika import Case, Table
from pypika import functions as fn
from pypika.terms import Term

from sales_mgmt.kinds.chain import CHAINS, SALE, Chain
from sales_mgmt.posting.verify.drift import TOLERANCE, differs, drift_rows

ORDERS = [chain.order for chain in CHAINS]


def order_lines() -> list[dict[str, Any]]:
	"""Shipped and invoiced quantities of order lines = sums over posted lines, less what cancellations gave back."""
	drifts = []
	for chain in CHAINS:
		for field, doctype in (("quantity_shipped", chain.moved), ("quantity_invoiced", chain.billed)):
			drifts += _counter(chain, field, f"{doctype} Line")
	line = frappe.qb.DocType("Sales Line")
	for field, ours, theirs in (
		("outstanding_quantity", line.quantity - line.quantity_cancelled, line.quantity_shipped),
		("qty_shipped_not_invoiced", line.quantity_shipped, line.quantity_invoiced),
	):
		rows = (
			frappe.qb.from_(line)
			.select(line.name, line[field], ours - theirs)
			.where(line.parenttype.isin(ORDERS) & differs(line[field], ours - theirs))
			.run()
		)
		drifts += drift_rows("Sales Line", field, rows)
	return drifts


def _counter(chain: Chain, field: str, doctype: str) -> list[dict[str, Any]]:
	line, posted, memo, head = (
		frappe.qb.DocType(name)
		for name in ("Sales Line", doctype, "Sales Credit Memo Line", "Sales Credit Memo")
	)
	own = (
		frappe.qb.from_(posted)
		.select(posted[chain.line_link].as_("line"), posted.quantity)
		.where((posted.docstatus == 1) & posted[chain.line_link].isnotnull())
	)
	if chain is SALE:
		given_back = (
			frappe.qb.from_(memo)
			.join(head)
			.on(head.name == memo.parent)
			.select(memo.order_line.as_("line"), (-memo.quantity).as_("quantity"))
			.where((head.docstatus == 1) & (head.status != "Cancelled") & memo.order_line.isnotnull())
		)
		own = own.union_all(given_back)
	own = own.as_("own")
	total = fn.Coalesce(fn.Sum(own.quantity), 0)
	rows = (
		frappe.qb.from_(line)
		.left_join(own)
		.on(own.line == line.name)
		.select(line.name, line[field], total)
		.where(line.parenttype == chain.order)
		.groupby(line.name, line[field])
		.having(fn.Abs(line[field] - total) > TOLERANCE)
		.run()
	)
	return drift_rows("Sales Line", field, rows)


def order_statuses() -> list[dict[str, Any]]:
	"""Shipping and invoicing status of an order = what its lines say."""
	return [drift for chain in CHAINS for drift in _statuses(chain)]


def _statuses(chain: Chain) -> list[dict[str, Any]]:
	order, line = frappe.qb.DocType(chain.order), frappe.qb.DocType("Sales Line")
	drifts = []
	for field, counter, words in (
		(chain.moving_status, line.quantity_shipped, chain.moving_words),
		(chain.billing_status, line.quantity_invoiced, chain.billing_words),
	):
		expected = _status(line, counter, words)
		rows = (
			frappe.qb.from_(order)
			.left_join(line)
			.on((line.parent == order.name) & (line.parenttype == chain.order) & (line.quantity > 0))
			.select(order.name, order[field], expected)
			.groupby(order.name, order[field])
			.having(order[field] != expected)
			.run()
		)
		drifts += [
			{"doctype": chain.order, "name": name, "field": field, "stored": stored, "computed": computed}
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


def billed_parts() -> list[dict[str, Any]]:
	"""What is billed of the present whole of an order line = sums over the posted lines that are parts of it.

	Invoices that are cancelled have given their parts back.
	"""
	return [drift for chain in CHAINS for drift in _parts(chain)]


def _parts(chain: Chain) -> list[dict[str, Any]]:
	line, part, head = (
		frappe.qb.DocType(name) for name in ("Sales Line", f"{chain.billed} Line", chain.billed)
	)
	amounts = {
		"billed_quantity": part.quantity,
		"billed_gross_amount": part.line_amount + part.line_discount_amount,
		"billed_line_discount": part.line_discount_amount,
		"billed_invoice_discount": part.invoice_discount_amount,
		"billed_vat_amount": part.vat_amount,
	}
	counted = (
		frappe.qb.from_(part)
		.join(head)
		.on((head.name == part.parent) & (head.docstatus == 1) & (head.status != "Cancelled"))
		.select(
			part[chain.line_link].as_("line"),
			part.billing_whole,
			*(fn.Sum(value).as_(field) for field, value in amounts.items()),
		)
		.where(part[chain.line_link].isnotnull() & (part.billing_whole >= 0))
		.groupby(part[chain.line_link], part.billing_whole)
	).as_("counted")
	drifts = []
	for field in amounts:
		total = fn.Coalesce(counted[field], 0)
		rows = (
			frappe.qb.from_(line)
			.left_join(counted)
			.on((counted.line == line.name) & (counted.billing_whole == line.billing_whole))
			.select(line.name, line[field], total)
			.where((line.parenttype == chain.order) & differs(line[field], total))
			.run()
		)
		drifts += drift_rows("Sales Line", field, rows)
	return drifts
