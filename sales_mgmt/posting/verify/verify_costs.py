"""Caches of the item ledger against its applications, the value of stock, and the inventory account.

The inventory account has the actual cost that was posted to it, no more and no less. With Automatic Cost Posting from the
first day that is the actual cost of all value entries: the value of all stock, without the expected cost of goods that
are shipped and not invoiced yet.
"""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import frappe
from pypika import Table
from pypika import functions as fn
from pypika.queries import QueryBuilder

from sales_mgmt.amounts import portion, to_decimal
from sales_mgmt.costing import AVERAGE, StockKey, left_value
from sales_mgmt.posting.reading.item_costs import read_open_by_item
from sales_mgmt.posting.verify.drift import differs, drift_rows
from sales_mgmt.settings import currency_digits, get_settings

INVENTORY = "Inventory"


def remaining_quantities() -> list[dict[str, Any]]:
	"""Remaining quantity = quantity less what is applied. Items without stock are not applied."""
	entry, item = frappe.qb.DocType("Item Ledger Entry"), frappe.qb.DocType("Item")
	supplied, taken = _applied("inbound_entry", 0), _applied("outbound_entry", 0)
	rest = entry.quantity - fn.Coalesce(supplied.quantity, 0) + fn.Coalesce(taken.quantity, 0)
	rows = (
		frappe.qb.from_(entry)
		.join(item)
		.on(item.name == entry.item)
		.left_join(supplied)
		.on(supplied.entry == entry.name)
		.left_join(taken)
		.on(taken.entry == entry.name)
		.select(entry.name, entry.remaining_quantity, rest)
		.where((item.item_type == INVENTORY) & differs(entry.remaining_quantity, rest))
		.run()
	)
	return drift_rows("Item Ledger Entry", "remaining_quantity", rows)


def returned_quantities() -> list[dict[str, Any]]:
	"""Returned quantity = what came back by cost applications, without receipts that were undone."""
	entry, back = frappe.qb.DocType("Item Ledger Entry"), _applied("outbound_entry", 1)
	rows = (
		frappe.qb.from_(entry)
		.left_join(back)
		.on(back.entry == entry.name)
		.select(entry.name, entry.returned_quantity, back.quantity)
		.where(differs(entry.returned_quantity, back.quantity))
		.run()
	)
	return drift_rows("Item Ledger Entry", "returned_quantity", rows)


def _applied(side: str, cost_application: int) -> QueryBuilder:
	"""Applied quantity by entry of one side."""
	tie, inbound, outbound = _tie_and_sides()
	query = (
		frappe.qb.from_(tie)
		.select(tie[side].as_("entry"), fn.Sum(tie.quantity).as_("quantity"))
		.where(tie.cost_application == cost_application)
		.groupby(tie[side])
	)
	if not cost_application:
		return query
	# What came back by an undone return is with the customer again. An undone shipment came back for good.
	undone = (
		(inbound.correction == 1)
		& (outbound.correction == 0)
		& (inbound.document_doctype != "Sales Shipment")
	)
	return (
		query.join(inbound)
		.on(inbound.name == tie.inbound_entry)
		.join(outbound)
		.on(outbound.name == tie.outbound_entry)
		.where(undone.negate())
	)


def returned_costs() -> list[dict[str, Any]]:
	"""Goods that came back cost their share of what they left with, whatever happened to that since."""
	digits = _digits()
	tie, inbound, outbound = _tie_and_sides()
	rows = (
		frappe.qb.from_(tie)
		.join(inbound)
		.on(inbound.name == tie.inbound_entry)
		.join(outbound)
		.on(outbound.name == tie.outbound_entry)
		.select(
			inbound.name,
			inbound.cost_amount,
			outbound.cost_amount,
			outbound.quantity,
			tie.position,
			tie.quantity,
		)
		.where(tie.cost_application == 1)
		.run()
	)
	drifts = []
	for name, stored, *values in rows:
		cost, whole, position, quantity = (to_decimal(value) for value in values)
		share = portion(cost, position, position + quantity, whole and -whole, digits)
		drifts.append((name, stored, -share))
	return drift_rows("Item Ledger Entry", "cost_amount", drifts)


def _tie_and_sides() -> tuple[Table, Table, Table]:
	entry = frappe.qb.DocType("Item Ledger Entry")
	return frappe.qb.DocType("Item Application Entry"), entry.as_("inbound"), entry.as_("outbound")


def stock_values() -> list[dict[str, Any]]:
	"""FIFO and Standard: stock is worth what is left of its entries."""
	digits = _digits()
	level, item = frappe.qb.DocType("Stock Level"), frappe.qb.DocType("Item")
	stored = (
		frappe.qb.from_(level)
		.join(item)
		.on(item.name == level.item)
		.select(level.item, level.location, level.cost_amount)
		.where(item.costing_method != AVERAGE)
		.run()
	)
	worth: dict[StockKey, Decimal] = defaultdict(Decimal)
	for entry in read_open_by_item({row[0] for row in stored}):
		worth[entry.key] += left_value(entry, digits)
	return drift_rows(
		"Stock Level",
		"cost_amount",
		[(f"{name} / {location}", cost, worth[name, location]) for name, location, cost in stored],
	)


def inventory_accounts() -> list[dict[str, Any]]:
	"""Inventory accounts = the actual cost that value entries say is posted there."""
	ledger, value, setup = (
		frappe.qb.DocType(name)
		for name in ("General Ledger Entry", "Item Value Entry", "Inventory Posting Setup")
	)
	accounts = frappe.qb.from_(setup).select(setup.inventory_account).distinct()
	balance = frappe.qb.from_(ledger).select(fn.Sum(ledger.amount)).where(ledger.account.isin(accounts)).run()
	posted = frappe.qb.from_(value).select(fn.Sum(value.cost_posted_to_gl)).run()
	return drift_rows("General Ledger Entry", "inventory", [("inventory", balance[0][0], posted[0][0])])


def _digits() -> int:
	return currency_digits(get_settings().local_currency)


COST_CHECKS = (
	remaining_quantities,
	returned_quantities,
	returned_costs,
	stock_values,
	inventory_accounts,
)
