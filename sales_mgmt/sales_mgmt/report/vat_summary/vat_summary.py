"""VAT Summary: base and VAT by period, VAT groups and rate, sales and credit memos apart (domain 1.3).

From the VAT entries by their VAT date, with the sign of a sale: what was sold is positive, what was credited negative. The VAT of
the period is held against the VAT accounts of the general ledger, and the report says whether they agree. Local currency.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import functions as fn
from frappe.utils import formatdate

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.reporting import columns as column
from sales_mgmt.reporting.answer import (
	BLUE,
	ORANGE,
	amounts_note,
	bars,
	figure,
	local_currency,
	summed,
	total_row,
)
from sales_mgmt.reporting.filters import Period, one_of, period, reads_filters
from sales_mgmt.reporting.periods import PERIODS, first_day, last_day
from sales_mgmt.settings import get_policy
from sales_mgmt.texts.messages import bold, said

ENTRY, LEDGER, SETUP = "VAT Entry", "General Ledger Entry", "VAT Posting Setup"
CREDIT_MEMO = "Sales Credit Memo"
GROUPS = ("vat_business_group", "vat_product_group")
AMOUNTS = ("sales_base", "sales_vat", "credit_base", "credit_vat", "base", "vat")


class Filters(Period, total=False):
	periods: str | None
	vat_business_group: str | None
	vat_product_group: str | None


@reads_filters
def execute(filters: Filters) -> tuple:
	start, end = period(filters)
	by = one_of(filters, "periods", PERIODS)
	columns = _columns()
	rows = _rows(filters, by)
	sums = summed(rows, AMOUNTS)
	total = total_row(rows, columns, AMOUNTS, period_label=_("Total"))
	summary, difference = _summary(sums, None if _is_narrowed(filters) else _on_accounts(start, end))
	note = amounts_note(net=False)
	if difference:
		amount = frappe.utils.fmt_money(float(difference), currency=local_currency())
		note += " " + said(_("VAT entries and VAT accounts differ by {0}.")).format(bold(amount))
	return columns, rows + total, note, _chart(rows), summary


def _rows(filters: frappe._dict, by: str) -> list[dict[str, Any]]:
	start, end = period(filters)
	sums: dict[tuple, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
	for day, doctype, business, product, percent, base, vat in _sums(filters):
		own = sums[first_day(by, day.year, day.month, start), business, product, to_decimal(percent)]
		place = 2 if doctype == CREDIT_MEMO else 0
		own[place] -= to_decimal(base)
		own[place + 1] -= to_decimal(vat)
	digits, currency = get_policy().local_digits, local_currency()
	rows = []
	for (first, business, product, percent), amounts in sorted(sums.items(), key=_in_order):
		sales_base, sales_vat, credit_base, credit_vat = (to_decimal(amount, digits) for amount in amounts)
		rows.append(
			{
				"first_day": max(first, start),
				"last_day": last_day(by, first, end),
				"period_label": _label(by, first),
				"vat_business_group": business or "",
				"vat_product_group": product or "",
				"vat_percent": float(percent),
				"sales_base": float(sales_base),
				"sales_vat": float(sales_vat),
				"credit_base": float(credit_base),
				"credit_vat": float(credit_vat),
				"base": float(sales_base + credit_base),
				"vat": float(sales_vat + credit_vat),
				"currency": currency,
			}
		)
	return rows


def _in_order(row: tuple[tuple, Any]) -> tuple:
	first, business, product, percent = row[0]
	return first, business or "", product or "", -percent


def _sums(filters: frappe._dict) -> list[tuple]:
	"""By day, in the order of the index: days are put together here, a few for each of them."""
	start, end = period(filters)
	entry = frappe.qb.DocType(ENTRY)
	keys = (
		entry.vat_date,
		entry.document_doctype,
		entry.vat_business_group,
		entry.vat_product_group,
		entry.vat_percent,
	)
	query = (
		frappe.qb.from_(entry)
		.select(*keys, fn.Sum(entry.base), fn.Sum(entry.amount))
		.where(entry.vat_date[start:end])
		.groupby(*keys)
	)
	for field in GROUPS:
		if filters.get(field):
			query = query.where(entry[field] == filters[field])
	return restrict(query, ENTRY).run()


def _is_narrowed(filters: frappe._dict) -> bool:
	"""Accounts do not tell VAT groups apart, so then there is nothing to hold the entries against."""
	return any(filters.get(field) for field in GROUPS)


def _on_accounts(start: date, end: date) -> Decimal:
	"""What the period wrote on the accounts of the VAT setup, with the sign of a sale."""
	setup, entry = frappe.qb.DocType(SETUP), frappe.qb.DocType(LEDGER)
	accounts = frappe.qb.from_(setup).select(setup.sales_vat_account).distinct()
	accounts = [row[0] for row in accounts.run() if row[0]]
	if not accounts:
		return Decimal(0)
	query = (
		frappe.qb.from_(entry)
		.select(fn.Sum(entry.amount))
		.where(entry.account.isin(sorted(accounts)) & entry.vat_date[start:end])
	)
	return -to_decimal(restrict(query, LEDGER).run()[0][0], get_policy().local_digits)


def _label(by: str, first: date) -> str:
	if by == "Month":
		return formatdate(first, "MMMM yyyy")
	if by == "Quarter":
		return _("Quarter {0} of {1}").format((first.month + 2) // 3, first.year)
	if by == "Two Months":
		return _("{0} and {1}").format(
			formatdate(first, "MMM"), formatdate(first.replace(month=first.month + 1), "MMM yyyy")
		)
	return str(first.year) if by == "Year" else _("Whole Period")


def _summary(sums: dict[str, float], on_accounts: Decimal | None) -> tuple[list[dict[str, Any]], Decimal]:
	vat = to_decimal(sums["vat"])
	figures = [figure(_("Base"), sums["base"]), figure(_("VAT"), sums["vat"])]
	if on_accounts is None:
		return figures, Decimal(0)
	difference = vat - on_accounts
	figures += [
		figure(_("VAT on Ledger Accounts"), float(on_accounts)),
		figure(_("Difference"), float(difference), "Red" if difference else "Green"),
	]
	return figures, difference


def _chart(rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
	sums: dict[str, list[float]] = {}
	for row in rows:
		own = sums.setdefault(row["period_label"], [0, 0])
		own[0] += row["sales_vat"]
		own[1] += row["credit_vat"]
	values = {
		_("Sales, VAT"): [round(own[0], 2) for own in sums.values()],
		_("Credit Memos"): [round(own[1], 2) for own in sums.values()],
	}
	return bars(list(sums), values, colours=(BLUE, ORANGE))


def _columns() -> list[column.Column]:
	return [
		column.text("period_label", _("Period"), 150),
		column.link("vat_business_group", _("VAT Business Group"), "VAT Business Group", 160),
		column.link("vat_product_group", _("VAT Product Group"), "VAT Product Group", 155),
		column.percent("vat_percent", _("VAT %"), 85),
		column.money("sales_base", _("Sales, Base")),
		column.money("sales_vat", _("Sales, VAT")),
		column.money("credit_base", _("Credit Memos, Base"), 160),
		column.money("credit_vat", _("Credit Memos, VAT"), 155),
		column.money("base", _("Base")),
		column.money("vat", _("VAT")),
	]
