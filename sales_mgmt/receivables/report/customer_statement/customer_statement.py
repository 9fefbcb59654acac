"""Customer Statement: what a customer was billed and paid in a period (domain A22).

Per currency: the opening balance, every entry with the running balance, the closing balance, and how old what is open at the
end is. Payment discounts and tolerances are lines of their own: they change what is owed. Applications are not, they only say
what pays what. Balances in local currency follow the receivables account, exchange differences included.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import functions as fn

from sales_mgmt.amounts import to_decimal
from sales_mgmt.permissions import require
from sales_mgmt.posting.core.entries import APPLIED
from sales_mgmt.receivables.as_of import LEDGER, aged_sums, open_on
from sales_mgmt.receivables.buckets import Buckets
from sales_mgmt.receivables.report.aged_receivables.aged_receivables import labels
from sales_mgmt.reporting.filters import Period, lacks, period, reads_filters
from sales_mgmt.settings import get_settings
from sales_mgmt.texts.messages import bold
from sales_mgmt.user_permissions import restrict

ZERO = Decimal(0)


class Filters(Period, total=False):
	customer: str | None
	currency: str | None


@reads_filters
def execute(filters: Filters) -> tuple:
	if not filters.customer:
		lacks(_("Choose a customer."))
	require("Customer", "read", filters.customer)
	start, end = period(filters)
	lines = _lines(filters.customer, end, filters.currency)
	left = {row.entry: row for row in open_on(end, filters.customer, filters.currency)}
	rows = [
		row for currency in sorted(lines) for row in _account(currency, lines[currency], left, start, end)
	]
	return (
		_columns(rows),
		rows,
		_foot(filters.customer, end, filters.currency),
		_chart(lines, start, end),
	)


def _lines(customer: str, end: date, currency: str | None) -> dict[str, list["frappe._dict"]]:
	"""Everything that changed the balance up to a date, by currency and in the order of posting."""
	lines = [*_entries(customer, end, currency), *_differences(customer, end, currency)]
	by_currency = defaultdict(list)
	for line in sorted(lines, key=lambda line: (line.posting_date, line.creation)):
		by_currency[line.currency].append(line)
	return by_currency


def _entries(customer: str, end: date, currency: str | None) -> list["frappe._dict"]:
	entry = frappe.qb.DocType(LEDGER)
	query = (
		frappe.qb.from_(entry)
		.select(
			entry.name.as_("entry"),
			entry.posting_date,
			entry.creation,
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
			fn.Max(row.creation).as_("creation"),
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


def _columns(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	def column(
		fieldname: str, label: str, fieldtype: str, width: int, options: str | None = None
	) -> dict[str, Any]:
		return {
			"fieldname": fieldname,
			"label": label,
			"fieldtype": fieldtype,
			"width": width,
			"options": options,
			"align": "right" if fieldtype == "Currency" else None,
		}

	columns = [
		column("posting_date", _("Posting Date"), "Date", 105),
		column("document_type", _("Type"), "Data", 160),
		column("document_name", _("Document"), "Dynamic Link", 110, "document_doctype"),
		column("posted_no", _("Posted No."), "Data", 100),
		column("external_document_no", _("External No."), "Data", 110),
		column("due_date", _("Due Date"), "Date", 100),
		column("currency", _("Currency"), "Data", 85),
		column("amount", _("Amount"), "Currency", 120, "currency"),
		column("balance", _("Balance"), "Currency", 120, "currency"),
		column("remaining", _("Still Open"), "Currency", 120, "currency"),
	]
	if any(row["currency"] != row["local_currency"] for row in rows):
		columns += [
			column("amount_lcy", _("Amount (LCY)"), "Currency", 130, "local_currency"),
			column("balance_lcy", _("Balance (LCY)"), "Currency", 130, "local_currency"),
		]
	return columns


def _foot(customer: str, end: date, currency: str | None) -> str | None:
	"""How old what is open at the end is, a line per currency."""
	buckets = Buckets(end)
	sums: dict[str, list[Decimal]] = defaultdict(lambda: [ZERO] * buckets.count)
	for _customer, own, bucket, amount, _lcy in aged_sums(buckets, customer, currency):
		sums[own][bucket] += to_decimal(amount)
	lines = []
	for own, amounts in sorted(sums.items()):
		if any(amounts):
			parts = [
				f"{label} {bold(frappe.utils.fmt_money(float(amount), currency=own))}"
				for label, amount in zip(labels(buckets), amounts, strict=True)
				if amount
			]
			lines.append(_("Open in {0}: {1}").format(own, " · ".join(parts)))
	return "<br>".join(lines) or None


def _chart(lines: dict[str, list["frappe._dict"]], start: date, end: date) -> dict[str, Any] | None:
	"""The balance through the period, where there is one currency."""
	if len(lines) != 1:
		return None
	((currency, own),) = lines.items()
	balance, by_day = ZERO, {start: ZERO}
	for line in own:
		balance += to_decimal(line.amount)
		by_day[max(line.posting_date, start)] = balance
	by_day[end] = balance
	days = sorted(by_day)
	return {
		"data": {
			"labels": [frappe.utils.formatdate(day) for day in days],
			"datasets": [{"name": _("Balance"), "values": [float(by_day[day]) for day in days]}],
		},
		"type": "line",
		"fieldtype": "Currency",
		"options": "currency",
		"currency": currency,
		"lineOptions": {"regionFill": 1},
		"colors": ["#449CF0"],
	}
