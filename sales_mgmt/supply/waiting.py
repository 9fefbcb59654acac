"""Order lines that something is still to be done for: where every report on orders starts from."""

import frappe
from frappe.query_builder import functions as fn
from pypika import Table
from pypika.queries import QueryBuilder
from pypika.terms import Term

from sales_mgmt.settings import get_policy

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


def net_of(order: Table, line: Table, part: Term) -> Term:
	"""What `part` of a line's quantity comes to, without VAT and after discounts, in local currency. NULL without quantity.

	Rounded line by line, wherever it is shown: so reports agree whatever they add up, and a line is worth the same under any
	filter. The division comes last, for what it leaves out would grow.
	"""
	return in_local_currency(line.amount, order, line, part)


def in_local_currency(amount: Term, order: Table, line: Table, part: Term) -> Term:
	"""The share of a line's `amount` that `part` of its quantity has, rounded."""
	return Round(amount * order.exchange_rate * part / line.quantity, get_policy().local_digits)


class Round(fn.Function):
	"""Half away from zero, as the database rounds decimals."""

	def __init__(self, term: Term, digits: int) -> None:
		super().__init__("ROUND", term, digits)
