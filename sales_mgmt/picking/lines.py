"""What is to be picked: the quantities to ship of orders, with the shelf of every item (domain A07).

Goods with stock, and whatever has a shelf where it leaves from; hours of work lie nowhere. A constant number of queries,
and only what the user may see: orders by their permissions, lines by the locations.
"""

from collections.abc import Collection
from typing import Any

import frappe
from frappe import _
from pypika import Order

from sales_mgmt.documents.state.quantities import in_base_units
from sales_mgmt.kinds.lines import ITEM
from sales_mgmt.picking.numbers_filter import FilterError, matches, parse
from sales_mgmt.texts.messages import bold, said

ORDER = "Sales Order"
RELEASED, TO_RELEASE = "Released", "Open"
HEADER = ("name", "customer", "customer_name", "shipment_date", "status")

PickRow = dict[str, Any]


def find_orders(filters: dict[str, Any]) -> list[frappe._dict]:
	"""Orders that may ship, by shipment date and number. `filters`: orders (an expression), customer, until, all."""
	conditions: list[list] = [["status", "in", [RELEASED, TO_RELEASE] if filters.get("all") else [RELEASED]]]
	if filters.get("customer"):
		conditions.append(["customer", "=", filters["customer"]])
	if filters.get("until"):
		conditions.append(["shipment_date", "<=", filters["until"]])
	rows = frappe.get_list(
		ORDER, conditions, HEADER, order_by="shipment_date asc, name asc", limit_page_length=0
	)
	return chosen(rows, filters.get("orders"))


def chosen(rows: list[frappe._dict], expression: str | None) -> list[frappe._dict]:
	"""Those whose number the expression means. Raises ValidationError for one that can not be read."""
	if not (expression or "").strip():
		return rows
	try:
		parts = parse(expression)
	except FilterError as unreadable:
		frappe.throw(
			said(
				_(
					"{0} is no filter for order numbers. Write SO-00010..SO-00020 for a range, or SO-00010|SO-00015."
				)
			).format(bold(unreadable.part or expression))
		)
	return [row for row in rows if matches(parts, row.name)]


def pick_lines(orders: Collection[str], location: str | None = None) -> list[PickRow]:
	"""The lines of orders that have something to ship: order, row, item, description, location, shelf, quantity, uom,
	base_quantity, base_uom. By order and row."""
	locations = [location] if location else None
	if frappe.permissions.get_user_permissions(frappe.session.user).get("Location"):
		allowed = set(frappe.get_list("Location", pluck="name", limit_page_length=0))
		locations = sorted(allowed.intersection(locations) if locations else allowed)
	if not orders or locations == []:
		return []
	return [row for row in _read(orders, locations) if row.item_type == "Inventory" or row.shelf]


def _read(orders: Collection[str], locations: list[str] | None) -> list[frappe._dict]:
	line, item, shelf = (frappe.qb.DocType(name) for name in ("Sales Line", "Item", "Item Shelf"))
	query = (
		frappe.qb.from_(line)
		.join(item)
		.on(item.name == line.item)
		.left_join(shelf)
		.on((shelf.parent == item.name) & (shelf.parenttype == "Item") & (shelf.location == line.location))
		.select(
			line.parent.as_("sales_order"),
			line.name.as_("row"),
			line.idx,
			line.item,
			line.description,
			line.location,
			shelf.shelf,
			line.qty_to_ship.as_("quantity"),
			line.uom,
			in_base_units(line.qty_to_ship, line.qty_per_uom).as_("base_quantity"),
			item.base_uom,
			item.item_name,
			item.item_type,
		)
		.where((line.parenttype == ORDER) & line.parent.isin(sorted(orders)) & (line.type == ITEM))
		.where((line.qty_to_ship > 0) & (line.outstanding_quantity > 0))
		.orderby(line.parent, order=Order.asc)
		.orderby(line.idx, order=Order.asc)
	)
	if locations is not None:
		query = query.where(line.location.isin(locations))
	return query.run(as_dict=True)
