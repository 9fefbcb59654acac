"""Inventory Availability: what there is of an item at a location, and what is left of it (domain 7.3).

Available is the stock less what orders still wait for; with expected returns on top it is the projected balance. Quotes and
direct invoices promise nothing. Orders of all customers take their share, whoever looks, as in the lines of an order.
Quantities in base units.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypedDict

import frappe
from frappe import _
from frappe.query_builder import functions as fn

from sales_mgmt.documents.state.quantities import in_base_units
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.reporting import columns as column
from sales_mgmt.reporting.answer import RED, bars, figure
from sales_mgmt.reporting.filters import reads_filters
from sales_mgmt.reporting.visible import at_allowed_locations
from sales_mgmt.supply.profile import at_places, in_stock, waiting_lines
from sales_mgmt.supply.stockout import Place
from sales_mgmt.supply.waiting import LINE, ORDER

RETURN = "Sales Return Order"
ZERO = Decimal(0)
BARS = 10


class Filters(TypedDict, total=False):
	item: str | None
	location: str | None
	only_short: bool | None


@reads_filters
def execute(filters: Filters) -> tuple:
	rows = _rows(filters)
	if filters.only_short:
		rows = [row for row in rows if row["available"] < 0]
	return _columns(), rows, None, _chart(rows), _summary(rows)


def _rows(filters: frappe._dict) -> list[dict[str, Any]]:
	stock = in_stock(filters, only_mine=True)
	orders, returns = _waiting(ORDER, filters), _waiting(RETURN, filters)
	places = {*stock, *orders, *returns}
	items = _items({item for item, _location in places})
	rows = []
	for place in sorted(places, key=lambda place: (place[0], place[1] or "")):
		item = items.get(place[0])
		there = stock.get(place, ZERO)
		wanted, not_invoiced, first = orders.get(place, (ZERO, ZERO, None))
		expected = returns.get(place, (ZERO, ZERO, None))[0]
		if item is None or not (there or wanted or not_invoiced or expected):
			continue
		rows.append(
			{
				"item": place[0],
				"item_name": item.item_name,
				"location": place[1] or "",
				"uom": item.base_uom,
				"on_hand": float(there),
				"on_orders": float(wanted),
				"available": float(there - wanted),
				"expected_returns": float(expected),
				"projected": float(there - wanted + expected),
				"not_invoiced": float(not_invoiced),
				"first_shipment": first,
			}
		)
	return rows


def _waiting(doctype: str, filters: frappe._dict) -> dict[Place, tuple[Decimal, Decimal, Any]]:
	"""By place: not shipped (or not received) yet, shipped and not invoiced, the first date of what is outstanding."""
	query, order, line, wanted = waiting_lines(doctype)
	query = (
		query.select(
			line.item,
			line.location,
			fn.Sum(wanted),
			fn.Sum(in_base_units(line.qty_shipped_not_invoiced, line.qty_per_uom)),
			fn.Min(order.shipment_date) if doctype == ORDER else fn.Min(order.posting_date),
		)
		.where((line.outstanding_quantity > 0) | (line.qty_shipped_not_invoiced > 0))
		.groupby(line.item, line.location)
	)
	query = at_places(query, line, filters)
	rows = at_allowed_locations(query, line.location, LINE).run()
	found: dict[Place, tuple[Decimal, Decimal, Any]] = defaultdict(lambda: (ZERO, ZERO, None))
	for item, location, wanted, not_invoiced, first in rows:
		found[item, location] = (quantity(wanted), quantity(not_invoiced), first if wanted else None)
	return found


def _items(names: Iterable[str]) -> dict[str, frappe._dict]:
	"""Items that have stock at all; hours of work lie nowhere."""
	names = sorted(names)
	if not names:
		return {}
	item = frappe.qb.DocType("Item")
	rows = (
		frappe.qb.from_(item)
		.select(item.name, item.item_name, item.base_uom)
		.where(item.name.isin(names) & (item.item_type == INVENTORY))
		.run(as_dict=True)
	)
	return {row.name: row for row in rows}


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
	"""Where most is missing."""
	short = sorted((row for row in rows if row["available"] < 0), key=lambda row: row["available"])[:BARS]
	labels = [f"{row['item']} {row['location']}" for row in short]
	return bars(labels, {_("Missing"): [-row["available"] for row in short]}, money=False, colours=(RED,))


def _summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	short = sum(1 for row in rows if row["available"] < 0)
	return [
		figure(_("Items and Locations"), len(rows), "Blue", "Int"),
		figure(_("More on Order Than in Stock"), short, "Red" if short else "Green", "Int"),
	]


def _columns() -> list[column.Column]:
	return [
		column.link("item", _("Item"), "Item", 110),
		column.text("item_name", _("Item Name"), 230),
		column.link("location", _("Location"), "Location", 100),
		column.quantity("on_hand", _("In Stock")),
		column.quantity("on_orders", _("On Orders")),
		column.quantity("available", _("Available")),
		column.quantity("expected_returns", _("Expected Returns"), 140),
		column.quantity("projected", _("Projected")),
		column.quantity("not_invoiced", _("Shipped, Not Invoiced"), 170),
		column.text("uom", _("Unit"), 70),
		column.day("first_shipment", _("First Shipment"), 125),
	]
