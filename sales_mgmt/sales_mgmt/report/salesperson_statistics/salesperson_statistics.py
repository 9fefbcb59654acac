"""Salesperson Statistics: what each salesperson sold, what it earned, what was given away, what is due for it (domain A01).

Sales and invoice discounts are those of the posted documents, without VAT; costs are the value entries of goods they sold,
with every cost that came later; payment discounts those that payments of the period took. Commission is counted on sales and
on profit: the company pays the one or the other. All of the period's posting dates, in local currency.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import functions as fn
from pypika.queries import QueryBuilder

from sales_mgmt.access.user_permissions import allowed_values, restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.posting.core.entries import DISCOUNT, LATE_DISCOUNT
from sales_mgmt.reporting import columns as column
from sales_mgmt.reporting.answer import (
	BLUE,
	GREEN,
	amounts_note,
	bars,
	figure,
	local_currency,
	summed,
	total_row,
)
from sales_mgmt.reporting.filters import Period, period, reads_filters
from sales_mgmt.reporting.names import names_of
from sales_mgmt.reporting.profit import commission, percent_of
from sales_mgmt.settings import get_policy

CUSTOMERS, GOODS, APPLIED = "Customer Ledger Entry", "Item Value Entry", "Customer Ledger Application"
AMOUNTS = (
	"sales",
	"profit",
	"invoice_discount",
	"payment_discount",
	"commission_on_sales",
	"commission_on_profit",
)


class Filters(Period, total=False):
	salesperson: str | None


@reads_filters
def execute(filters: Filters) -> tuple:
	period(filters)
	columns = _columns()
	if allowed_values("Location", GOODS) is not None:
		return (
			columns,
			[],
			_("Sales are not kept by location, so this report is for those who see all locations."),
		)
	rows = _rows(filters)
	sums = summed(rows, AMOUNTS)
	whole = float(percent_of(to_decimal(sums["profit"]), to_decimal(sums["sales"])))
	total = total_row(rows, columns, AMOUNTS, profit_percent=whole, description=_("Total"))
	return columns, rows + total, amounts_note(), _chart(rows), _summary(sums, whole)


def _rows(filters: frappe._dict) -> list[dict[str, Any]]:
	sold = _added(_sold(filters).run(), 2)
	costs, discounts = _added(_costs(filters).run(), 1), _payment_discounts(filters)
	people = {*sold, *costs, *discounts}
	names = names_of("Salesperson", "description", people)
	percents = names_of("Salesperson", "commission_percent", people)
	digits, currency = get_policy().local_digits, local_currency()
	rows = []
	for person in people:
		sales, invoice_discount = (to_decimal(amount, digits) for amount in sold.get(person, (0, 0)))
		profit = sales + to_decimal(costs.get(person, (0,))[0], digits)
		payment_discount = to_decimal(discounts.get(person), digits)
		if not (sales or profit or invoice_discount or payment_discount):
			continue
		percent = to_decimal(percents.get(person))
		rows.append(
			{
				"salesperson": person or "",
				"description": names.get(person) or ("" if person else _("Without Salesperson")),
				"sales": float(sales),
				"profit": float(profit),
				"profit_percent": float(percent_of(profit, sales)),
				"invoice_discount": float(invoice_discount),
				"payment_discount": float(payment_discount),
				"commission_percent": float(percent),
				"commission_on_sales": float(commission(sales, percent, digits)),
				"commission_on_profit": float(commission(profit, percent, digits)),
				"currency": currency,
			}
		)
	return sorted(rows, key=lambda row: (-row["sales"], row["salesperson"]))


def _added(rows: Iterable[tuple], amounts: int) -> dict[str | None, list[Decimal]]:
	"""Rows end with the salesperson and the amounts. The database adds up in the order of its index, by customer first:
	that takes a third of the time that a table of salespeople would."""
	sums: dict[str | None, list[Decimal]] = {}
	for row in rows:
		own = sums.setdefault(row[-amounts - 1], [Decimal(0)] * amounts)
		for place, amount in enumerate(row[-amounts:]):
			own[place] += to_decimal(amount)
	return sums


def _sold(filters: frappe._dict) -> QueryBuilder:
	entry = frappe.qb.DocType(CUSTOMERS)
	query = (
		frappe.qb.from_(entry)
		.select(
			entry.sell_to_customer,
			entry.salesperson,
			fn.Sum(entry.sales_lcy),
			fn.Sum(entry.invoice_discount_lcy),
		)
		.where(entry.document_type.isin(("Invoice", "Credit Memo")))
		.groupby(entry.sell_to_customer, entry.salesperson)
	)
	return restrict(_narrowed(query, entry, entry.salesperson, filters), CUSTOMERS)


def _costs(filters: frappe._dict) -> QueryBuilder:
	"""Negative, as in the ledger. Without a customer it is no sale."""
	entry = frappe.qb.DocType(GOODS)
	query = (
		frappe.qb.from_(entry)
		.select(entry.customer, entry.item, entry.salesperson, fn.Sum(entry.cost_amount))
		.where(entry.customer.isnotnull())
		.groupby(entry.customer, entry.item, entry.salesperson)
	)
	return restrict(_narrowed(query, entry, entry.salesperson, filters), GOODS)


def _payment_discounts(filters: frappe._dict) -> dict[str | None, Decimal]:
	"""What invoices lost to discounts; what a credit memo gave of them back is taken off."""
	row, entry = frappe.qb.DocType(APPLIED), frappe.qb.DocType(CUSTOMERS)
	sums: dict[str | None, Decimal] = {}
	for side, sign in ((row.debit_entry, 1), (row.credit_entry, -1)):
		query = (
			frappe.qb.from_(row)
			.join(entry)
			.on(entry.name == side)
			.select(entry.salesperson, fn.Sum(row.amount_lcy))
			.where(row.kind.isin((DISCOUNT, LATE_DISCOUNT)))
			.groupby(entry.salesperson)
		)
		query = restrict(_narrowed(query, row, entry.salesperson, filters), CUSTOMERS)
		for person, amount in query.run():
			sums[person] = sums.get(person, Decimal(0)) + sign * to_decimal(amount)
	return sums


def _narrowed(query: QueryBuilder, dated: Any, salesperson: Any, filters: frappe._dict) -> QueryBuilder:
	start, end = period(filters)
	query = query.where(dated.posting_date[start:end])
	return query.where(salesperson == filters.salesperson) if filters.salesperson else query


def _chart(rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
	rows = list(rows)
	return bars(
		[row["description"] or row["salesperson"] for row in rows],
		{_("Sales"): [row["sales"] for row in rows], _("Profit"): [row["profit"] for row in rows]},
		colours=(BLUE, GREEN),
	)


def _summary(sums: dict[str, float], whole: float) -> list[dict[str, Any]]:
	return [
		figure(_("Sales"), sums["sales"]),
		figure(_("Profit"), sums["profit"], "Green" if sums["profit"] >= 0 else "Red"),
		figure(_("Profit %"), whole, "Green" if whole >= 0 else "Red", "Percent"),
		figure(_("Discounts"), sums["invoice_discount"] + sums["payment_discount"]),
	]


def _columns() -> list[column.Column]:
	return [
		column.link("salesperson", _("Salesperson"), "Salesperson"),
		column.text("description", _("Name"), 190),
		column.money("sales", _("Sales")),
		column.money("profit", _("Profit")),
		column.percent("profit_percent", _("Profit %")),
		column.money("invoice_discount", _("Invoice Discount")),
		column.money("payment_discount", _("Payment Discount"), 150),
		column.percent("commission_percent", _("Commission %"), 120),
		column.money("commission_on_sales", _("Commission on Sales"), 170),
		column.money("commission_on_profit", _("Commission on Profit"), 170),
	]
