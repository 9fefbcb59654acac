"""What a location has left of an item: its stock less what orders wait for. Two queries for any number of lines.

Quantities are in base units. What the document itself asks for is not taken off.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.amounts.quantities import in_base
from sales_mgmt.documents.state.quantities import factor_of
from sales_mgmt.kinds.lines import INVENTORY, ITEM
from sales_mgmt.kinds.quantities import outstanding, quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.supply.profile import on_orders
from sales_mgmt.supply.stockout import Need, Place


def needs_and_availability(doc: DocumentShape) -> tuple[list[Need], dict[Place, Decimal]]:
	"""What every line of an order or direct invoice still takes from stock, and what there is for it."""
	lines = [line for line in doc.lines if line.type == ITEM and line.item and not line.get("order_line")]
	levels, units = _stock({line.item for line in lines})
	needs = [
		Need(line.idx, (line.item, line.location), wanted, units[line.item])
		for line in lines
		if line.item in units and line.location and (wanted := _outstanding(line)) > 0
	]
	if not needs:
		return [], {}
	waiting = on_orders({need.place[0] for need in needs}, doc.name)
	places = {need.place for need in needs}
	return needs, {place: levels.get(place, Decimal(0)) - waiting.get(place, Decimal(0)) for place in places}


def line_availability(doc: DocumentShape) -> dict[str, dict[str, Any]]:
	"""What there is for the item lines of a document: {row name: {in_stock, on_orders, available, uom}}."""
	lines = [line for line in doc.lines if line.name and line.type == ITEM and line.item and line.location]
	levels, units = _stock({line.item for line in lines})
	lines = [line for line in lines if line.item in units]
	if not lines:
		return {}
	waiting = on_orders({line.item for line in lines}, doc.name)
	return {
		line.name: _figures(
			levels.get((line.item, line.location), Decimal(0)),
			waiting.get((line.item, line.location), Decimal(0)),
			units[line.item],
		)
		for line in lines
	}


def _figures(in_stock: Decimal, on_orders: Decimal, uom: str) -> dict[str, Any]:
	return {
		"in_stock": float(in_stock),
		"on_orders": float(on_orders),
		"available": float(in_stock - on_orders),
		"uom": uom,
	}


def stock_by_location(item: str) -> list[dict[str, Any]]:
	"""Where an item is in stock, what orders take there and what is left: [{location, in_stock, on_orders, …}]."""
	levels, units = _stock({item})
	if item not in units:
		return []
	waiting = on_orders({item})
	places = sorted(place for place in {*levels, *waiting} if place[1])
	return [
		{
			"location": place[1],
			**_figures(levels.get(place, Decimal(0)), waiting.get(place, Decimal(0)), units[item]),
		}
		for place in places
	]


def _outstanding(line: Document) -> Decimal:
	"""Not shipped yet and still wanted, in base units."""
	shipped, cancelled = (quantity(line.get(field)) for field in ("quantity_shipped", "quantity_cancelled"))
	open_quantity = outstanding(quantity(line.quantity), shipped, cancelled)
	return in_base(open_quantity, factor_of(line))


def _stock(items: Iterable[str]) -> tuple[dict[Place, Decimal], dict[str, str]]:
	"""Stock by item and location, and the base unit of every item that has stock at all."""
	if not items:
		return {}, {}
	item, level = frappe.qb.DocType("Item"), frappe.qb.DocType("Stock Level")
	rows = (
		frappe.qb.from_(item)
		.left_join(level)
		.on(level.item == item.name)
		.select(item.name, item.base_uom, level.location, level.quantity)
		.where(item.name.isin(sorted(items)) & (item.item_type == INVENTORY))
		.run()
	)
	levels = {(name, location): quantity(there) for name, _uom, location, there in rows if location}
	return levels, {name: uom for name, uom, _location, _there in rows}
