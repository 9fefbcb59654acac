"""Customer Statement: what a customer was billed and paid in a period (domain A22).

Per currency: the opening balance, every entry with the running balance, the closing balance, and how old what is open at the
end is. Payment discounts and tolerances are lines of their own: they change what is owed. Applications are not, they only say
what pays what. Balances in local currency follow the receivables account, exchange differences included.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe import _

from sales_mgmt.access.permissions import require
from sales_mgmt.amounts import to_decimal
from sales_mgmt.reporting.as_of import aged_sums
from sales_mgmt.reporting.buckets import Buckets
from sales_mgmt.reporting.filters import Period, lacks, period, reads_filters
from sales_mgmt.reporting.statement import changes_until, labels, movements
from sales_mgmt.texts.messages import bold

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
	lines = changes_until(end, filters.customer, filters.currency)
	rows = movements(lines, start, end, filters.customer, filters.currency)
	return (
		_columns(rows),
		rows,
		_foot(filters.customer, end, filters.currency),
		_chart(lines, start, end),
	)


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
