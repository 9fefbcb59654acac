"""Order lines that something is still to be done for: where every report on orders starts from."""

import frappe
from pypika import Table
from pypika.queries import QueryBuilder
from pypika.terms import Term

ORDER, LINE = "Sales Order", "Sales Line"
UNDER_WAY = ("Open", "Pending Approval", "Pending Prepayment", "Released")
"""Statuses of orders that are not completed. Named one by one, so that the index on the status is used."""


def lines_under_way(doctype: str = ORDER) -> tuple[QueryBuilder, Table, Table]:
	"""(query, order, line): the lines of orders, or return orders, that are not completed. Nothing is selected yet."""
	order, line = frappe.qb.DocType(doctype), frappe.qb.DocType(LINE)
	query = (
		frappe.qb.from_(order)
		.join(line)
		.on((line.parent == order.name) & (line.parenttype == doctype))
		.where(order.status.isin(UNDER_WAY))
	)
	return query, order, line


def net_per_unit(order: Table, line: Table) -> Term:
	"""What one unit of a line comes to, without VAT and after discounts, in local currency. NULL without quantity."""
	return line.amount * order.exchange_rate / line.quantity
