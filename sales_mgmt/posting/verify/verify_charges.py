"""Item charges: what is billed is assigned, and orders count what is posted of their assignments."""

from typing import Any

import frappe
from pypika import functions as fn

from sales_mgmt.kinds.chain import CHAINS
from sales_mgmt.posting.verify.drift import TOLERANCE, drift_rows

TABLE = "Item Charge Assignment"
FINER = 0.000000002
"""Shares are stored with nine decimals."""


def charge_values() -> list[dict[str, Any]]:
	"""The targets of a posted charge line have, together, what it brought in or gave back."""
	drifts = []
	for chain in CHAINS:
		doctype, sign = f"{chain.billed} Line", 1 if chain.billed == "Sales Invoice" else -1
		line, value = frappe.qb.DocType(doctype), frappe.qb.DocType("Item Value Entry")
		got = fn.Coalesce(fn.Sum(value.sales_amount), 0)
		rows = (
			frappe.qb.from_(line)
			.left_join(value)
			.on((value.document_line == line.name) & (value.value_type == "Item Charge"))
			.select(line.name, line.amount_lcy, got * sign)
			.where((line.docstatus == 1) & (line.type == "Item Charge"))
			.groupby(line.name, line.amount_lcy)
			.having(fn.Abs(line.amount_lcy - got * sign) > TOLERANCE)
			.run()
		)
		drifts += drift_rows(doctype, "amount_lcy", rows)
	return drifts


def assigned_quantities() -> list[dict[str, Any]]:
	"""Assigned quantity on an order = sum over the posted assignments that came from there."""
	order, posted = frappe.qb.DocType(TABLE), frappe.qb.DocType(TABLE).as_("posted")
	total = fn.Coalesce(fn.Sum(posted.qty_assigned), 0)
	rows = (
		frappe.qb.from_(order)
		.left_join(posted)
		.on((posted.source_row == order.name) & (posted.docstatus == 1))
		.select(order.name, order.qty_assigned, total)
		.where(order.parenttype.isin([chain.order for chain in CHAINS]))
		.groupby(order.name, order.qty_assigned)
		.having(fn.Abs(fn.Coalesce(order.qty_assigned, 0) - total) > FINER)
		.run()
	)
	return drift_rows(TABLE, "qty_assigned", rows)
