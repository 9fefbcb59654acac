"""What there is of items and what is wanted of them, by item and location: everything that asks for either asks here."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import frappe
from frappe.query_builder.functions import Sum
from pypika import Table
from pypika.queries import QueryBuilder
from pypika.terms import Term

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.documents.state.quantities import in_base_units
from sales_mgmt.kinds.lines import ITEM
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.supply.stockout import Place
from sales_mgmt.supply.waiting import ORDER, lines_under_way

LEVEL = "Stock Level"


def in_stock(places: Mapping[str, Any] | None = None, only_mine: bool = False) -> dict[Place, Decimal]:
	"""What lies where, in base units. `places`: an item and a location, where only these are asked for."""
	level = frappe.qb.DocType(LEVEL)
	query = at_places(frappe.qb.from_(level), level, places or {})
	query = query.select(level.item, level.location, level.quantity)
	rows = (restrict(query, LEVEL) if only_mine else query).run()
	return {(item, location): quantity(there) for item, location, there in rows}


def waiting_lines(doctype: str = ORDER) -> tuple[QueryBuilder, Table, Table, Term]:
	"""(query, order, line, wanted): item lines of orders, or return orders, under way, and what each still waits for in base units.

	Nothing is selected yet, and lines that wait for nothing are among them.
	"""
	query, order, line = lines_under_way(doctype)
	wanted = in_base_units(line.outstanding_quantity, line.qty_per_uom)
	return query.where(line.type == ITEM), order, line, wanted


def at_places(query: QueryBuilder, table: Table, places: Mapping[str, Any]) -> QueryBuilder:
	"""Only the item and the location that are asked for."""
	for field in ("item", "location"):
		if places.get(field):
			query = query.where(table[field] == places[field])
	return query


def on_orders(items: Iterable[str], except_order: str | None = None) -> dict[Place, Decimal]:
	"""What orders, other than this one, have not shipped yet of items, in base units."""
	query, order, line, wanted = waiting_lines()
	rows = (
		query.select(line.item, line.location, Sum(wanted))
		.where(line.item.isin(sorted(items)) & (line.outstanding_quantity > 0))
		.where(order.name != (except_order or ""))
		.groupby(line.item, line.location)
		.run()
	)
	return {(item, location): quantity(waiting) for item, location, waiting in rows}
