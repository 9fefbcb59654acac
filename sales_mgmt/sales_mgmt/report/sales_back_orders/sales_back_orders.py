"""Sales Back Orders: order lines that wait for more than there is (domain A01, 7.3).

The stock of a location goes to the lines of its orders by shipment date and number of the order. A line whose outstanding
quantity is more than earlier lines leave is a back order. Lines of all orders take their place, whoever looks: what is
listed are the user's own, and those that the filters name. Quantities are in base units.
"""

from datetime import date
from typing import Any, TypedDict

import frappe
from frappe import _
from frappe.utils import getdate, nowdate
from pypika import Order

from sales_mgmt.access.permissions import require
from sales_mgmt.amounts import round_half_away, to_decimal
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.reporting import columns as column
from sales_mgmt.reporting.answer import RED, amounts_note, bars, figure, local_currency, summed, total_row
from sales_mgmt.reporting.filters import reads_filters
from sales_mgmt.reporting.visible import at_allowed_locations, is_listed
from sales_mgmt.settings import get_policy
from sales_mgmt.supply.allocation import Demand, Place, available_for
from sales_mgmt.supply.profile import at_places, in_stock, waiting_lines
from sales_mgmt.supply.waiting import LINE, ORDER, net_of

BARS = 10


class Filters(TypedDict, total=False):
	item: str | None
	location: str | None
	customer: str | None
	salesperson: str | None
	shipment_date: date | None


@reads_filters
def execute(filters: Filters) -> tuple:
	require(ORDER, "read")
	columns = _columns()
	lines = _demand(filters)
	rows = [row for row in _short(lines, in_stock(filters)) if row.listed and _is_wanted(row, filters)]
	total = total_row(rows, columns, ("amount",))
	return columns, rows + total, amounts_note(), _chart(rows), _summary(rows)


def _demand(filters: frappe._dict) -> dict[str, frappe._dict]:
	"""{row: line} of everything that waits for stock, in the order it is served."""
	query, order, line, wanted = waiting_lines()
	item = frappe.qb.DocType("Item")
	query = (
		query.join(item)
		.on((item.name == line.item) & (item.item_type == INVENTORY))
		.select(
			line.name.as_("row"),
			order.name.as_("sales_order"),
			order.customer,
			order.customer_name,
			order.salesperson,
			order.shipment_date,
			order.status,
			line.item,
			line.description,
			line.location,
			item.base_uom.as_("uom"),
			wanted.as_("outstanding"),
			net_of(order, line, line.outstanding_quantity).as_("outstanding_amount"),
			is_listed(ORDER).as_("listed"),
		)
		.where(line.outstanding_quantity > 0)
		.orderby(order.shipment_date, order.name, line.idx, order=Order.asc)
	)
	query = at_places(query, line, filters)
	query = at_allowed_locations(query, line.location, LINE)
	return {row.row: row for row in query.run(as_dict=True)}


def _short(lines: dict[str, frappe._dict], stock: dict[Place, Any]) -> list[frappe._dict]:
	digits, currency = get_policy().local_digits, local_currency()
	demands = (
		Demand(name, (row["item"], row.location), quantity(row.outstanding)) for name, row in lines.items()
	)
	short = []
	for demand, available in available_for(demands, stock):
		if demand.quantity <= available:
			continue
		missing = demand.quantity - available
		row = lines[demand.key]
		row.outstanding, row.available, row.missing = map(float, (demand.quantity, available, missing))
		worth = to_decimal(row.outstanding_amount) * missing / demand.quantity
		row.amount = float(round_half_away(worth, digits))
		row.currency = currency
		row.status = _(row.status)
		short.append(row)
	return short


def _is_wanted(row: frappe._dict, filters: frappe._dict) -> bool:
	if filters.shipment_date and row.shipment_date and row.shipment_date > getdate(filters.shipment_date):
		return False
	return all(
		row.get(field) == filters[field] for field in ("customer", "salesperson") if filters.get(field)
	)


def _chart(rows: list[frappe._dict]) -> dict[str, Any] | None:
	"""The items that most money waits for."""
	items: dict[str, float] = {}
	for row in rows:
		items[row["item"]] = items.get(row["item"], 0) + row.amount
	first = sorted(items, key=lambda item: (-items[item], item))[:BARS]
	return bars(
		first, {_("Missing Goods, at Their Price"): [round(items[item], 2) for item in first]}, colours=(RED,)
	)


def _summary(rows: list[frappe._dict]) -> list[dict[str, Any]]:
	today = getdate(nowdate())
	late = summed([row for row in rows if row.shipment_date and row.shipment_date < today], ("amount",))[
		"amount"
	]
	orders = {row.sales_order for row in rows}
	return [
		figure(_("Lines That Wait"), len(rows), "Red" if rows else "Green", "Int"),
		figure(_("Orders That Wait"), len(orders), "Red" if rows else "Green", "Int"),
		figure(_("Missing Goods, at Their Price"), summed(rows, ("amount",))["amount"]),
		figure(_("To Be Shipped Before Today"), late, "Red" if late else "Green"),
	]


def _columns() -> list[column.Column]:
	return [
		column.link("item", _("Item"), "Item", 100),
		column.text("description", _("Description"), 210),
		column.link("location", _("Location"), "Location", 90),
		column.day("shipment_date", _("Shipment Date"), 120),
		column.link("sales_order", _("Sales Order"), ORDER),
		column.link("customer", _("Customer"), "Customer", 100),
		column.text("customer_name", _("Customer Name"), 190),
		column.quantity("outstanding", _("Outstanding"), 110),
		column.quantity("available", _("Available"), 100),
		column.quantity("missing", _("Missing"), 100),
		column.text("uom", _("Unit"), 65),
		column.money("amount", _("Missing, at Their Price"), 165),
		column.text("status", _("Status"), 90),
	]
