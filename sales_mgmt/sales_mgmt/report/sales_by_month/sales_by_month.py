"""Sales by Month: what was invoiced and credited in each month, without VAT and in local currency (domain A01).

From the bases of the VAT ledger, which every posted invoice and credit memo writes: discounts are taken off, roundings of
the payable amount and payment discounts are left out. Credited amounts are shown without sign and subtracted. One query.
"""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder import functions as fn
from frappe.utils import add_months, formatdate, get_first_day, getdate
from pypika.terms import Term

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.reporting import columns as column
from sales_mgmt.reporting.answer import bars, local_currency
from sales_mgmt.reporting.filters import Period, period, reads_filters
from sales_mgmt.settings import get_policy

LEDGER, INVOICE, CREDIT_MEMO = "VAT Entry", "Sales Invoice", "Sales Credit Memo"
USUAL_MONTHS = 12


class Filters(Period, total=False):
	customer: str | None


@reads_filters
def execute(filters: Filters) -> tuple:
	first, last = _range(filters)
	rows = sales(first, last, filters.customer)
	return _columns(), rows, None, _chart(rows)


def _range(filters: frappe._dict) -> tuple[date, date]:
	"""First and last day; without dates the twelve months that end today."""
	last = filters.to_date or getdate()
	first = filters.from_date or add_months(get_first_day(last), 1 - USUAL_MONTHS)
	return period(frappe._dict(from_date=first, to_date=last))


def months(first: date, last: date) -> list[date]:
	"""The first day of every month between two days, both months included."""
	count = (last.year - first.year) * 12 + last.month - first.month + 1
	return [add_months(first.replace(day=1), number) for number in range(count)]


def sales(first: date, last: date, customer: str | None = None) -> list[dict[str, Any]]:
	"""A row {month, invoiced, credited, sales, currency} for every month, those without sales too.

	Raises PermissionError if the user may not read the ledger at all.
	"""
	digits, currency = get_policy().local_digits, local_currency()
	sums = {(int(year), int(month)): amounts for year, month, *amounts in _sums(first, last, customer)}
	rows = []
	for month in months(first, last):
		sold = sums.get((month.year, month.month), (0, 0))
		invoiced, credited = (to_decimal(amount, digits) for amount in sold)
		rows.append(
			{
				"month": formatdate(month, "MMM yyyy"),
				"invoiced": float(invoiced),
				"credited": float(credited),
				"sales": float(invoiced - credited),
				"currency": currency,
			}
		)
	return rows


def _sums(first: date, last: date, customer: str | None) -> list[tuple]:
	"""(year, month, invoiced, credited) of the entries that the user may see. The base of a sale is negative."""
	entry = frappe.qb.DocType(LEDGER)
	key = (fn.Extract("year", entry.posting_date), fn.Extract("month", entry.posting_date))
	query = (
		frappe.qb.from_(entry)
		.select(*key, _sum(entry, INVOICE, 0 - entry.base), _sum(entry, CREDIT_MEMO, entry.base))
		.where((entry.posting_date >= first) & (entry.posting_date <= last))
		.where(entry.document_doctype.isin((INVOICE, CREDIT_MEMO)))
		.groupby(*key)
	)
	if customer:
		query = query.where(entry.customer == customer)
	return restrict(query, LEDGER).run()


def _sum(entry: Any, doctype: str, amount: Term) -> Term:
	return fn.Sum(Case().when(entry.document_doctype == doctype, amount).else_(0))


def _columns() -> list[column.Column]:
	return [
		column.text("month", _("Month"), 130),
		column.money("invoiced", _("Invoiced"), 150),
		column.money("credited", _("Credited"), 150),
		column.money("sales", _("Net Sales"), 150),
		column.text("currency", _("Currency"), 90),
	]


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
	return bars([row["month"] for row in rows], {local_currency(): [row["sales"] for row in rows]})
