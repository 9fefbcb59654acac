"""What a customer was billed and paid: the figures of the statement, as a report and on paper (domain A22).

Amounts are signed as in the customer ledger, in the currency of the entries and in local currency.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import functions as fn

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.posting.core.entries import APPLIED
from sales_mgmt.reporting.as_of import LEDGER, open_on
from sales_mgmt.reporting.buckets import Buckets
from sales_mgmt.settings import get_settings

ZERO = Decimal(0)

Changes = dict[str, list["frappe._dict"]]
"""By currency, in the order of posting."""


def movements(
	changes: Changes, start: date, end: date, customer: str, currency: str | None
) -> list[dict[str, Any]]:
	"""Per currency: the opening balance, every entry of the period with the running balance, the closing balance."""
	left = {row.entry: row for row in open_on(end, customer, currency)}
	return [row for own in sorted(changes) for row in _account(own, changes[own], left, start, end)]


def changes_until(end: date, customer: str, currency: str | None) -> dict[str, list["frappe._dict"]]:
	"""Everything that changed the balance up to a date, by currency and in the order of posting."""
	lines = [*_entries(customer, end, currency), *_differences(customer, end, currency)]
	by_currency = defaultdict(list)
	for line in sorted(lines, key=lambda line: (line.posting_date, line.entry_no)):
		by_currency[line.currency].append(line)
	return by_currency


def _entries(customer: str, end: date, currency: str | None) -> list["frappe._dict"]:
	entry = frappe.qb.DocType(LEDGER)
	query = (
		frappe.qb.from_(entry)
		.select(
			entry.name.as_("entry"),
			entry.posting_date,
			entry.entry_no,
			entry.document_type,
			entry.document_doctype,
			entry.document_name,
			entry.posted_no,
			entry.external_document_no,
			entry.due_date,
			entry.currency,
			entry.amount,
			entry.amount_lcy,
		)
		.where((entry.customer == customer) & (entry.posting_date <= end))
	)
	if currency:
		query = query.where(entry.currency == currency)
	return restrict(query, LEDGER).run(as_dict=True)


def _differences(customer: str, end: date, currency: str | None) -> Iterator["frappe._dict"]:
	"""Discounts, tolerances and exchange differences: what applications did to the balance, one line per document and kind."""
	row = frappe.qb.DocType("Customer Ledger Application")
	query = (
		frappe.qb.from_(row)
		.select(
			row.posting_date,
			fn.Max(row.entry_no).as_("entry_no"),
			row.kind,
			row.document_doctype,
			row.document_name,
			row.posted_no,
			row.currency,
			row.debit_entry.isnull().as_("on_credit"),
			fn.Sum(row.amount).as_("amount"),
			fn.Sum(row.amount_lcy).as_("amount_lcy"),
			fn.Sum(row.exchange_difference_lcy).as_("difference"),
		)
		.where((row.customer == customer) & (row.posting_date <= end))
		.where((row.kind != APPLIED) | (row.exchange_difference_lcy != 0))
		.groupby(
			row.posting_date,
			row.kind,
			row.document_doctype,
			row.document_name,
			row.posted_no,
			row.currency,
			row.debit_entry.isnull(),
		)
	)
	if currency:
		query = query.where(row.currency == currency)
	for line in restrict(query, "Customer Ledger Application").run(as_dict=True):
		if line.kind == APPLIED:
			line.document_type, line.amount, line.amount_lcy = "Exchange Difference", 0, line.difference
		else:
			sign = 1 if line.on_credit else -1
			line.document_type = line.kind
			line.amount, line.amount_lcy = sign * line.amount, sign * line.amount_lcy
		yield line


def _account(
	currency: str, lines: list["frappe._dict"], left: dict[str, "frappe._dict"], start: date, end: date
) -> Iterator[dict[str, Any]]:
	"""The rows of one currency."""
	balance = balance_lcy = ZERO
	before = [line for line in lines if line.posting_date < start]
	for line in before:
		balance, balance_lcy = balance + to_decimal(line.amount), balance_lcy + to_decimal(line.amount_lcy)
	common = {"currency": currency, "local_currency": get_settings().local_currency}

	def total(label: str, on: date) -> dict[str, Any]:
		sums = {"balance": float(balance), "balance_lcy": float(balance_lcy)}
		return {**common, "posting_date": on, "document_type": label, "bold": 1, **sums}

	yield total(_("Opening Balance"), start)
	for line in lines[len(before) :]:
		balance, balance_lcy = balance + to_decimal(line.amount), balance_lcy + to_decimal(line.amount_lcy)
		remaining = left[line.entry].remaining_amount if line.entry in left else None
		yield {
			**common,
			**line,
			"document_type": _(line.document_type),
			"remaining": remaining,
			"balance": float(balance),
			"balance_lcy": float(balance_lcy),
		}
	yield total(_("Closing Balance"), end)


def labels(buckets: Buckets) -> list[str]:
	"""Headings of the buckets, in words."""
	texts = []
	for first, last in buckets.ranges:
		if first is None:
			texts.append(_("Not Due"))
		elif last is None:
			texts.append(_("Over {0} Days").format(first - 1))
		else:
			texts.append(_("{0} to {1} Days").format(first, last))
	return texts
