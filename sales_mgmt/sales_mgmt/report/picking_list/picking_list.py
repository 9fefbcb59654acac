"""Picking List: what is to be taken from the shelves for the orders that ship (domain A07).

By order, as the orders are packed, or by item, in the order of the shelves and with a total for every item. Quantities are
those to ship next; nothing is changed by looking at them or printing them. The number of queries does not depend on how
many orders there are.
"""

from datetime import date
from itertools import groupby
from typing import Any, TypedDict

import frappe
from frappe import _

from sales_mgmt.permissions import require
from sales_mgmt.picking.lines import ORDER, PickRow, find_orders, pick_lines
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
	rows = [_with_order(row, orders) for row in pick_lines(orders, filters.location)]
	if grouped_by == BY_ITEM:
		return _columns(by_item=True), _by_item(rows)
	places = {name: place for place, name in enumerate(orders)}
	return _columns(by_item=False), sorted(rows, key=lambda row: (places[row["sales_order"]], row["idx"]))


def _with_order(row: PickRow, orders: dict[str, frappe._dict]) -> PickRow:
	order = orders[row["sales_order"]]
	header = {field: order[field] for field in ("customer", "customer_name", "shipment_date")}
	return {**row, **header, "status": _(order["status"])}


def _by_item(rows: list[PickRow]) -> list[PickRow]:
	"""By shelf, and a total in base units after the lines of every item."""

	def place(row: PickRow) -> tuple[str, str, str]:
		return row["location"] or "", row["shelf"] or "", row["item"]

	sorted_rows = sorted(rows, key=lambda row: (*place(row), row["shipment_date"], row["sales_order"]))
	grouped: list[PickRow] = []
	for (location, shelf, item), group in groupby(sorted_rows, key=place):
		lines = list(group)
		grouped += lines
		grouped.append(
			{
				"location": location,
				"shelf": shelf,
				"item": item,
				"description": _("Total"),
				"quantity": sum(line["base_quantity"] for line in lines),
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
