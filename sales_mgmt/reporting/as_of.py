"""What was open on a date, from the ledger: amounts less everything applied up to that date.

The remaining amount of an entry is what holds today. What was applied after the date is given back, so the past costs only
as much as has happened since, and today costs nothing. Set-based: a constant number of queries.
"""

from datetime import date
from typing import Any

import frappe
from frappe.query_builder import Case
from frappe.query_builder import functions as fn
from pypika.queries import QueryBuilder
from pypika.terms import Term

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.reporting.buckets import Buckets

LEDGER = "Customer Ledger Entry"


def aged_sums(buckets: Buckets, customer: str | None = None, currency: str | None = None) -> list[tuple]:
	"""(customer, currency, bucket, remaining amount, in local currency) on the date of the buckets.

	The same key may come several times: what remains today, and what is given back. Only what the user may see.
	"""
	entry, row = frappe.qb.DocType(LEDGER), frappe.qb.DocType("Customer Ledger Application")
	key = (entry.customer, entry.currency, _bucket(entry, buckets))
	today = (
		frappe.qb.from_(entry)
		.select(*key, fn.Sum(entry.remaining_amount), fn.Sum(entry.remaining_amount_lcy))
		.where(entry.open == 1)
	)
	rows = list(_narrow(today, entry, buckets.as_of, customer, currency).groupby(*key).run())
	for side, lost in _sides(row):
		amount, amount_lcy = lost
		query = (
			frappe.qb.from_(row)
			.join(entry)
			.on(entry.name == side)
			.select(*key, fn.Sum(amount), fn.Sum(amount_lcy))
			.where(row.posting_date > buckets.as_of)
		)
		rows += _narrow(query, entry, buckets.as_of, customer, currency).groupby(*key).run()
	return rows


def open_on(as_of: date, customer: str, currency: str | None = None) -> list["frappe._dict"]:
	"""The entries of a customer that were open on a date, oldest due date first, with what remained of them then."""
	given_back = _given_back(as_of, customer)
	entry = frappe.qb.DocType(LEDGER)
	query = frappe.qb.from_(entry).select(
		entry.name.as_("entry"),
		entry.customer,
		entry.document_type,
		entry.document_doctype,
		entry.document_name,
		entry.posted_no,
		entry.external_document_no,
		entry.posting_date,
		entry.due_date,
		entry.currency,
		entry.amount,
		entry.remaining_amount,
		entry.remaining_amount_lcy,
	)
	was_open = entry.open == 1
	if given_back:
		was_open |= entry.name.isin(sorted(given_back))
	query = _narrow(query.where(was_open), entry, as_of, customer, currency)
	found = []
	for row in (
		query.orderby(entry.due_date).orderby(entry.posting_date).orderby(entry.entry_no).run(as_dict=True)
	):
		amount, amount_lcy = given_back.get(row.entry, (0, 0))
		row.remaining_amount = round(row.remaining_amount + amount, 9)
		row.remaining_amount_lcy = round(row.remaining_amount_lcy + amount_lcy, 9)
		if row.remaining_amount or row.remaining_amount_lcy:
			found.append(row)
	return found


def _given_back(as_of: date, customer: str) -> dict[str, tuple[float, float]]:
	"""What the entries of a customer lost after a date."""
	row = frappe.qb.DocType("Customer Ledger Application")
	sums: dict[str, tuple[float, float]] = {}
	for side, (amount, amount_lcy) in _sides(row):
		query = (
			frappe.qb.from_(row)
			.select(side, fn.Sum(amount), fn.Sum(amount_lcy))
			.where((row.posting_date > as_of) & (row.customer == customer) & side.isnotnull())
			.groupby(side)
		)
		for name, lost, lost_lcy in query.run():
			before = sums.get(name, (0, 0))
			sums[name] = (before[0] + lost, before[1] + lost_lcy)
	return sums


def _sides(row: Any) -> tuple[tuple[Term, tuple[Term, Term]], ...]:
	"""Both sides of an application and what an entry on that side loses, signed as the entry."""
	return (
		(row.debit_entry, (row.amount, row.amount_lcy)),
		(row.credit_entry, (0 - row.amount, 0 - row.amount_lcy - row.exchange_difference_lcy)),
	)


def _narrow(
	query: QueryBuilder, entry: Any, as_of: date, customer: str | None, currency: str | None
) -> QueryBuilder:
	query = query.where(entry.posting_date <= as_of)
	if customer:
		query = query.where(entry.customer == customer)
	if currency:
		query = query.where(entry.currency == currency)
	return restrict(query, LEDGER)


def _bucket(entry: Any, buckets: Buckets) -> Term:
	day = fn.Coalesce(entry.due_date, entry.posting_date) if buckets.by_due_date else entry.posting_date
	case = Case()
	for number, first in enumerate(buckets.first_dates):
		case = case.when(day >= first, number)
	return case.else_(buckets.count - 1)
