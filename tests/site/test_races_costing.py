"""Goods are sold, come in and cost more at the same moment: nobody waits for ever, and cost is counted once."""

import frappe
import pytest
from build import DAY, adjust, goods, item, settings, stock
from frappe.query_builder.functions import Sum
from test_races import committed, post, race

from sales_mgmt import api

pytestmark = pytest.mark.usefixtures("swept_up", "ends_sound")


def adjustment(**line) -> str:
	doc = frappe.get_doc({"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": [line]}).insert()
	return doc.name


def cost_of_sales(code: str) -> float:
	table = frappe.qb.DocType("Item Ledger Entry")
	query = frappe.qb.from_(table).select(Sum(table.cost_amount))
	return query.where((table.item == code) & (table.entry_type == "Sale")).run()[0][0]


def test_two_sales_take_different_goods():
	"""5 at 60 and 5 at 80 are there; two orders of five take one each."""
	code = goods(costing_method="FIFO")
	adjust((code, 5, 60), (code, 5, 80))
	orders = [committed("Sales Order", item(code, 5)) for _ in range(2)]
	outcomes = race(*[(post, "Sales Order", order.name, True, True) for order in orders])
	assert [outcome.error for outcome in outcomes] == ["", ""]
	costs = frappe.get_all("Item Ledger Entry", {"item": code, "entry_type": "Sale"}, pluck="cost_amount")
	assert sorted(costs) == [-400, -300]
	assert stock(code) == (0, 0)


def test_goods_are_sold_while_their_cost_changes():
	"""10 at 60; 4 are sold and 50 is added, whichever comes first: the four cost 260."""
	for method in ("FIFO", "Average"):
		code = goods(costing_method=method, stock=10)
		entry = frappe.db.get_value("Item Ledger Entry", {"item": code})
		freight = adjustment(kind="Cost", item_ledger_entry=entry, added_cost=50)
		order = committed("Sales Order", item(code, 4))
		outcomes = race(
			(post, "Sales Order", order.name, True, True), (post, "Inventory Adjustment", freight)
		)
		assert [outcome.error for outcome in outcomes] == ["", ""]
		assert cost_of_sales(code) == -260
		assert stock(code) == (6, 390)


def test_goods_are_invoiced_while_their_supply_comes():
	"""5 were shipped from nothing at an estimate of 60 and come in at 72 while they are invoiced: they cost 360."""
	settings(allow_negative_stock=1)
	try:
		code = goods(cost=60)
		order = committed("Sales Order", item(code, 5))
		api.post("Sales Order", order.name, ship=True)
		arrival = adjustment(item=code, location="MAIN", quantity=5, unit_cost=72)
		outcomes = race(
			(post, "Sales Order", order.name, False, True), (post, "Inventory Adjustment", arrival)
		)
		assert [outcome.error for outcome in outcomes] == ["", ""]
		assert (cost_of_sales(code), stock(code)) == (-360, (0, 0))
	finally:
		settings(allow_negative_stock=0)
		frappe.db.commit()
