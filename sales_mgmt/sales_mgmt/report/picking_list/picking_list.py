"""Picking List: what is to be taken from the shelves for the orders that ship (domain A07).

By order, as the orders are packed, or by item, with a total for every item. Either way past the shelves in their order, and with the
equal items of an order added up, as on paper (`picking/walk.py`). Quantities are those to ship next; nothing is changed by looking at them or printing them. The number of queries does not depend on how
many orders there are.
"""

from datetime import date
from itertools import groupby
from typing import Any, TypedDict

import frappe
from frappe import _

from sales_mgmt.access.permissions import require
from sales_mgmt.amounts import to_decimal
from sales_mgmt.picking.lines import ORDER, PickRow, find_orders, pick_lines
from sales_mgmt.picking.walk import SUMS, place, to_walk
from sales_mgmt.reporting.filters import one_of, reads_filters

BY_ORDER, BY_ITEM = "Order", "Item"


class Filters(TypedDict, total=False):
	orders: str | None
	location: str | None
	shipment_date: date | None
	customer: str | None
	group_by: str | None
	include_open: bool | None


@reads_filters
def execute(filters: Filters) -> tuple[list[dict], list[dict]]:
	require(ORDER, "read")
	grouped_by = one_of(filters, "group_by", (BY_ORDER, BY_ITEM))
	orders = {
		row.name: row
		for row in find_orders(
			{
				"orders": filters.orders,
				"customer": filters.customer,
				"until": filters.shipment_date,
				"all": filters.include_open,
			}
		)
	}
	rows = _by_order(pick_lines(orders, filters.location), orders)
	by_item = grouped_by == BY_ITEM
	return _columns(by_item), _by_item(rows) if by_item else rows


def _by_order(lines: list[PickRow], orders: dict[str, frappe._dict]) -> list[PickRow]:
	"""The way past the shelves for one order after the other."""
	lines_of: dict[str, list[PickRow]] = {name: [] for name in orders}
	for line in lines:
		lines_of[line["sales_order"]].append(line)
	return [_shown(row, orders[name]) for name, its in lines_of.items() for row in to_walk(its)]


def _shown(row: PickRow, order: frappe._dict) -> PickRow:
	header = {field: order[field] for field in ("customer", "customer_name", "shipment_date")}
	sums = {field: float(row[field]) for field in SUMS}
	return {**row, **header, **sums, "status": _(order["status"])}


def _by_item(rows: list[PickRow]) -> list[PickRow]:
	"""One way for all orders, and a total in base units after the rows of every item."""
	grouped: list[PickRow] = []
	# Sorting keeps the order of what lies in the same place: by shipment date and number of the order.
	for _place, group in groupby(sorted(rows, key=place), key=place):
		lines = list(group)
		grouped += lines
		grouped.append(
			{
				**{field: lines[0][field] or "" for field in ("location", "shelf", "item")},
				"description": _("Total"),
				"quantity": float(sum(to_decimal(line["base_quantity"]) for line in lines)),
				"uom": lines[0]["base_uom"],
				"is_total": 1,
			}
		)
	return grouped


def _columns(by_item: bool) -> list[dict[str, Any]]:
	order = [
		_column("sales_order", _("Sales Order"), "Link", 110, "Sales Order"),
		_column("customer_name", _("Customer"), "Data", 195),
		_column("shipment_date", _("Shipment Date"), "Date", 120),
	]
	goods = [
		_column("location", _("Location"), "Link", 95, "Location"),
		_column("shelf", _("Shelf"), "Data", 95),
		_column("item", _("Item"), "Link", 95, "Item"),
		_column("description", _("Description"), "Data", 240),
	]
	count = [
		_column("quantity", _("To Ship"), "Float", 90),
		_column("uom", _("Unit"), "Data", 70),
	]
	status = [_column("status", _("Status"), "Data", 90)]
	return [*goods, *count, *order, *status] if by_item else [*order, *goods, *count, *status]


def _column(fieldname: str, label: str, fieldtype: str, width: int, options: str = "") -> dict[str, Any]:
	column = {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}
	if fieldtype in ("Data", "Link"):
		column["align"] = "left"  # codes that look like numbers are none
	return {**column, "options": options} if options else column
