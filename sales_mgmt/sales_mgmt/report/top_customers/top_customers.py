"""Top Customers: who buys most, and who owes most (domain A01).

Sales are those of the period without VAT, credit memos taken off, counted for the customer who ordered, as on the customer's
own page. The balance is what stood open on the last day, of the customer who gets the invoices. Local currency.
"""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import functions as fn

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
from sales_mgmt.reporting.as_of import LEDGER, aged_sums
from sales_mgmt.reporting.buckets import Buckets
from sales_mgmt.reporting.filters import Period, at_least_one, one_of, period, reads_filters
from sales_mgmt.reporting.names import names_of
from sales_mgmt.reporting.profit import percent_of
from sales_mgmt.reporting.ranking import ranked
from sales_mgmt.settings import get_policy

SHOWN = 10
SIZES = {"Sales": "sales", "Balance": "balance"}
AMOUNTS = ("sales", "balance")


class Filters(Period, total=False):
	top: int | None
	rank_by: str | None
	salesperson: str | None


@reads_filters
def execute(filters: Filters) -> tuple:
	shown = at_least_one(filters.top, SHOWN)
	size = SIZES[one_of(filters, "rank_by", SIZES)]
	columns = _columns()
	rows = _rows(filters)
	sums = summed(rows, AMOUNTS)
	for row in rows:
		row["share"] = float(percent_of(to_decimal(row[size]), to_decimal(sums[size])))
	first, rest = ranked(
		rows, shown, lambda row: to_decimal(row[size]), lambda row: row["customer_name"] or ""
	)
	for number, row in enumerate(first, start=1):
		row["rank"] = number
	share = 100.0 if sums[size] else 0.0
	total = total_row(rows, columns, AMOUNTS, share=share, customer_name=_("Total"))
	return (
		columns,
		[*first, *_others(rest, size, sums), *total],
		amounts_note(net=False) + " " + _("Sales are without VAT, balances with it."),
		_chart(first),
		_summary(first, sums, size),
	)


def _rows(filters: frappe._dict) -> list[dict[str, Any]]:
	digits, currency = get_policy().local_digits, local_currency()
	sales, balances = _sales(filters), _balances(filters)
	names = names_of("Customer", "customer_name", {*sales, *balances})
	rows = [
		{
			"customer": customer,
			"customer_name": names.get(customer),
			"sales": float(to_decimal(sales.get(customer), digits)),
			"balance": float(to_decimal(balances.get(customer), digits)),
			"currency": currency,
		}
		for customer in {*sales, *balances}
		if customer
	]
	return [row for row in rows if row["sales"] or row["balance"]]


def _sales(filters: frappe._dict) -> dict[str, Any]:
	start, end = period(filters)
	entry = frappe.qb.DocType(LEDGER)
	query = (
		frappe.qb.from_(entry)
		.select(entry.sell_to_customer, fn.Sum(entry.sales_lcy))
		.where(entry.posting_date[start:end] & entry.document_type.isin(("Invoice", "Credit Memo")))
		.groupby(entry.sell_to_customer)
	)
	if filters.salesperson:
		query = query.where(entry.salesperson == filters.salesperson)
	return dict(restrict(query, LEDGER).run())


def _balances(filters: frappe._dict) -> dict[str, Decimal]:
	"""As Aged Receivables counts them. Not asked for one salesperson's customers: a balance is nobody's."""
	balances: dict[str, Decimal] = defaultdict(Decimal)
	if filters.salesperson:
		return balances
	for customer, _currency, _bucket, _amount, amount_lcy in aged_sums(Buckets(period(filters)[1])):
		balances[customer] += to_decimal(amount_lcy)
	return balances


def _others(rest: list[dict[str, Any]], size: str, sums: dict[str, float]) -> list[dict[str, Any]]:
	if not rest:
		return []
	own = summed(rest, AMOUNTS)
	share = float(percent_of(to_decimal(own[size]), to_decimal(sums[size])))
	name = _("{0} Others").format(len(rest))
	return [{"customer": "", "customer_name": name, **own, "share": share, "currency": local_currency()}]


def _chart(first: list[dict[str, Any]]) -> dict[str, Any] | None:
	names = [row["customer_name"] or row["customer"] for row in first]
	values = {
		_("Sales"): [row["sales"] for row in first],
		_("Balance"): [row["balance"] for row in first],
	}
	return bars(names, values, colours=(BLUE, ORANGE))


def _summary(first: list[dict[str, Any]], sums: dict[str, float], size: str) -> list[dict[str, Any]]:
	own = summed(first, AMOUNTS)[size]
	return [
		figure(_("Sales"), sums["sales"]),
		figure(_("Balance"), sums["balance"]),
		figure(
			_("Share of the First {0}").format(len(first)),
			float(percent_of(to_decimal(own), to_decimal(sums[size]))),
			"Blue",
			"Percent",
		),
	]


def _columns() -> list[column.Column]:
	return [
		column.count("rank", _("Rank")),
		column.link("customer", _("Customer"), "Customer"),
		column.text("customer_name", _("Customer Name"), 260),
		column.money("sales", _("Sales"), 150),
		column.money("balance", _("Balance"), 150),
		column.percent("share", _("Share"), 100),
	]
