"""Customer Item Sales: what customers bought of which items, at what cost and profit (domain A01, 1.3).

From the value entries of goods that were sold: invoices, less what was credited, with every cost that came later, on the
day each was posted. Quantities in base units, amounts in local currency without VAT. Lines on ledger accounts are no items.
"""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder import functions as fn
from pypika.queries import QueryBuilder

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal
from sales_mgmt.kinds.quantities import quantity
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
from sales_mgmt.reporting.filters import Period, one_of, period, reads_filters
from sales_mgmt.reporting.names import names_of
from sales_mgmt.reporting.profit import percent_of
from sales_mgmt.settings import get_policy

LEDGER = "Item Value Entry"
GROUPS = {
	"Customer and Item": ("customer", "item"),
	"Customer": ("customer",),
	"Item": ("item",),
}
FILTERS = ("customer", "item", "location", "salesperson")
AMOUNTS = ("sales", "cost", "profit")
BARS = 10


class Filters(Period, total=False):
	group_by: str | None
	customer: str | None
	item: str | None
	location: str | None
	salesperson: str | None


@reads_filters
def execute(filters: Filters) -> tuple:
	keys = GROUPS[one_of(filters, "group_by", GROUPS)]
	columns = _columns(keys)
	rows = _rows(filters, keys)
	sums = summed(rows, AMOUNTS)
	whole = float(percent_of(to_decimal(sums["profit"]), to_decimal(sums["sales"])))
	total = total_row(rows, columns, AMOUNTS, profit_percent=whole)
	return columns, rows + total, amounts_note(), _chart(rows, keys), _summary(sums, whole)


def _rows(filters: frappe._dict, keys: tuple[str, ...]) -> list[dict[str, Any]]:
	found = _sums(filters, keys).run(as_dict=True)
	customers = names_of("Customer", "customer_name", (row.get("customer") for row in found))
	items = names_of("Item", "item_name", (row.get("item") for row in found))
	units = names_of("Item", "base_uom", (row.get("item") for row in found))
	digits, currency = get_policy().local_digits, local_currency()
	rows = []
	for row in found:
		sales, cost = to_decimal(row.sales, digits), -to_decimal(row.cost, digits)
		pieces = -quantity(row.quantity)
		if not (sales or cost or pieces):
			continue
		rows.append(
			{
				**{key: row[key] for key in keys},
				"customer_name": customers.get(row.get("customer")),
				"item_name": items.get(row.get("item")),
				"uom": units.get(row.get("item")),
				"quantity": float(pieces) if "item" in keys else None,
				"sales": float(sales),
				"cost": float(cost),
				"profit": float(sales - cost),
				"profit_percent": float(percent_of(sales - cost, sales)),
				"currency": currency,
			}
		)
	return sorted(rows, key=lambda row: (row["customer_name"] or "", -row["sales"], row["item_name"] or ""))


def _sums(filters: frappe._dict, keys: tuple[str, ...]) -> QueryBuilder:
	"""One row per key. What left without being sold, such as a correction of stock, has no customer."""
	start, end = period(filters)
	entry = frappe.qb.DocType(LEDGER)
	groups = [entry[key] for key in keys]
	query = (
		frappe.qb.from_(entry)
		.select(
			*groups,
			fn.Sum(entry.invoiced_quantity).as_("quantity"),
			fn.Sum(entry.sales_amount).as_("sales"),
			fn.Sum(entry.cost_amount).as_("cost"),
		)
		.where(entry.posting_date[start:end] & entry.customer.isnotnull())
		.groupby(*groups)
	)
	for field in FILTERS:
		if filters.get(field):
			query = query.where(entry[field] == filters[field])
	return restrict(query, LEDGER)


def _chart(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> dict[str, Any] | None:
	"""Sales and profit of the biggest items, or of the biggest customers where items are not told apart."""
	label = "item_name" if "item" in keys else "customer_name"
	sums: dict[str, list[float]] = {}
	for row in rows:
		own = sums.setdefault(row[label] or "", [0, 0])
		own[0] += row["sales"]
		own[1] += row["profit"]
	first = sorted(sums, key=lambda name: (-sums[name][0], name))[:BARS]
	values = {
		_("Sales"): [round(sums[name][0], 2) for name in first],
		_("Profit"): [round(sums[name][1], 2) for name in first],
	}
	return bars(first, values, colours=(BLUE, GREEN))


def _summary(sums: dict[str, float], whole: float) -> list[dict[str, Any]]:
	return [
		figure(_("Sales"), sums["sales"]),
		figure(_("Cost"), sums["cost"]),
		figure(_("Profit"), sums["profit"], "Green" if sums["profit"] >= 0 else "Red"),
		figure(_("Profit %"), whole, "Green" if whole >= 0 else "Red", "Percent"),
	]


def _columns(keys: tuple[str, ...]) -> list[column.Column]:
	columns = []
	if "customer" in keys:
		columns += [
			column.link("customer", _("Customer"), "Customer", 100),
			column.text("customer_name", _("Customer Name"), 210),
		]
	if "item" in keys:
		columns += [
			column.link("item", _("Item"), "Item", 100),
			column.text("item_name", _("Item Name"), 210),
			column.quantity("quantity", _("Quantity"), 100),
			column.text("uom", _("Unit"), 65),
		]
	return [
		*columns,
		column.money("sales", _("Sales")),
		column.money("cost", _("Cost")),
		column.money("profit", _("Profit")),
		column.percent("profit_percent", _("Profit %")),
	]
