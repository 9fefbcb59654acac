"""Customer Order Detail: what customers have ordered and how far it has come, line by line (domain A01, section 3).

By customer, each with its totals above its lines. Without further ado the lines that something is still to be shipped or
invoiced of; all lines of a period on demand. Amounts are what the lines come to without VAT, after all discounts.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import frappe
from frappe import _
from frappe.utils import formatdate, getdate, nowdate
from pypika import Order
from pypika.queries import QueryBuilder

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.reporting import columns as column
from sales_mgmt.reporting.answer import (
	amounts_note,
	bars,
	figure,
	local_currency,
	summed,
	total_row,
)
from sales_mgmt.reporting.filters import Period, one_of, period, reads_filters
from sales_mgmt.reporting.visible import at_allowed_locations
from sales_mgmt.settings import get_policy
from sales_mgmt.supply.waiting import LINE, ORDER, lines_under_way, net_of

WAITING, ALL = "Outstanding", "All Lines of a Period"
AMOUNTS = ("outstanding_amount", "not_invoiced_amount")


class Filters(Period, total=False):
	show: str | None
	customer: str | None
	item: str | None
	location: str | None
	salesperson: str | None
	shipment_date: date | None


@reads_filters
def execute(filters: Filters) -> tuple:
	columns = _columns()
	lines = _lines(filters)
	rows = list(_by_customer(lines))
	total = total_row(lines, columns, AMOUNTS, customer_name=_("Total"), indent=0, customer="")
	return columns, rows + total, amounts_note(), _chart(lines), _summary(lines)


def _lines(filters: frappe._dict) -> list[frappe._dict]:
	query, order, line = lines_under_way()
	if one_of(filters, "show", (WAITING, ALL)) == ALL:
		query = _all_of_a_period(filters)
	else:
		query = query.where((line.outstanding_quantity != 0) | (line.qty_shipped_not_invoiced != 0))
	query = (
		query.select(
			order.customer,
			order.customer_name,
			order.name.as_("sales_order"),
			order.order_date,
			order.shipment_date,
			order.status,
			line.idx,
			line.item,
			line.description,
			line.location,
			line.uom,
			line.quantity,
			line.quantity_shipped,
			line.outstanding_quantity,
			line.qty_shipped_not_invoiced,
			net_of(order, line, line.outstanding_quantity).as_("outstanding_amount"),
			net_of(order, line, line.qty_shipped_not_invoiced).as_("not_invoiced_amount"),
		)
		.where(line.quantity != 0)
		.orderby(
			order.customer_name, order.customer, order.shipment_date, order.name, line.idx, order=Order.asc
		)
	)
	query = at_allowed_locations(_narrowed(query, order, line, filters), line.location, LINE)
	lines = restrict(query, ORDER).run(as_dict=True)
	for row in lines:
		for field in AMOUNTS:
			row[field] = float(to_decimal(row[field], get_policy().local_digits))
	return lines


def _all_of_a_period(filters: frappe._dict) -> QueryBuilder:
	start, end = period(filters)
	order, line = frappe.qb.DocType(ORDER), frappe.qb.DocType(LINE)
	return (
		frappe.qb.from_(order)
		.join(line)
		.on((line.parent == order.name) & (line.parenttype == ORDER))
		.where(order.order_date[start:end])
	)


def _narrowed(query: QueryBuilder, order: Any, line: Any, filters: frappe._dict) -> QueryBuilder:
	for table, fields in ((order, ("customer", "salesperson", "status")), (line, ("item", "location"))):
		for field in fields:
			if filters.get(field):
				query = query.where(table[field] == filters[field])
	if filters.shipment_date:
		query = query.where(order.shipment_date <= getdate(filters.shipment_date))
	return query


def _by_customer(lines: list[frappe._dict]) -> Iterator[dict[str, Any]]:
	currency = local_currency()
	for (customer, name), group in groupby(lines, key=lambda row: (row.customer, row.customer_name)):
		own = list(group)
		yield {
			"customer": customer,
			"customer_name": name,
			**summed(own, AMOUNTS),
			"currency": currency,
			"indent": 0,
			"bold": 1,
			# missing links would be looked for among the user permissions
			**dict.fromkeys(("sales_order", "item", "location"), ""),
		}
		for row in own:
			said = {"customer_name": row.description, "status": _(row.status)}
			yield {**row, "currency": currency, "indent": 1, **said}


def _chart(lines: list[frappe._dict]) -> dict[str, Any] | None:
	"""What is outstanding by the month it is to be shipped in."""
	months: dict[Any, float] = {}
	for row in lines:
		if row.shipment_date and row.outstanding_amount:
			month = row.shipment_date.replace(day=1)
			months[month] = months.get(month, 0) + row.outstanding_amount
	in_order = sorted(months)
	return bars(
		[formatdate(month, "MMM yyyy") for month in in_order],
		{_("Outstanding, by Month of Shipment"): [round(months[month], 2) for month in in_order]},
	)


def _summary(lines: list[frappe._dict]) -> list[dict[str, Any]]:
	sums = summed(lines, AMOUNTS)
	today = getdate(nowdate())
	late = summed(
		[row for row in lines if row.shipment_date and row.shipment_date < today], ("outstanding_amount",)
	)
	return [
		figure(_("Outstanding"), sums["outstanding_amount"]),
		figure(
			_("To Be Shipped Before Today"),
			late["outstanding_amount"],
			"Red" if late["outstanding_amount"] else "Green",
		),
		figure(_("Shipped, Not Invoiced"), sums["not_invoiced_amount"]),
	]


def _columns() -> list[column.Column]:
	"""What is outstanding, in pieces and money, fits a small screen; the rest is to the right."""
	return [
		column.link("customer", _("Customer"), "Customer", 105),
		column.text("customer_name", _("Name / Description"), 195),
		column.link("sales_order", _("Sales Order"), ORDER, 100),
		column.day("shipment_date", _("Shipment Date"), 115),
		column.link("item", _("Item"), "Item", 80),
		column.link("location", _("Location"), "Location", 85),
		column.quantity("quantity", _("Quantity"), 85),
		column.quantity("quantity_shipped", _("Shipped"), 85),
		column.quantity("outstanding_quantity", _("Outstanding"), 105),
		column.text("uom", _("Unit"), 60),
		column.money("outstanding_amount", _("Outstanding Amount"), 150),
		column.quantity("qty_shipped_not_invoiced", _("Shipped, Not Invoiced"), 165),
		column.money("not_invoiced_amount", _("Amount Not Invoiced"), 155),
		column.text("status", _("Status"), 95),
	]
