"""Costing methods, supply that comes late, and cost that is added later, through documents."""

import frappe
import pytest
from build import (
	DAY,
	adjust,
	entries,
	goods,
	item,
	ledger,
	order,
	post,
	posted_invoice,
	refused,
	settings,
	stock,
)
from frappe.query_builder.functions import Sum
from test_s40_exact_cost_reversal import add_cost, entry_of

from sales_mgmt import api


def test_fifo(books):
	"""10 at 60 and 10 at 80: 12 sold cost 600 + 160, 8 are left at 80."""
	code = goods(costing_method="FIFO")
	adjust((code, 10, 60))
	adjust((code, 10, 80))
	bill = posted_invoice(item(code, 12))
	assert ledger(bill.name)["4300"] == 760
	assert stock(code) == (8, 640)
	left = "quantity remaining_quantity"
	assert entries("Item Ledger Entry", left, item=code) == [(10, 0), (10, 8), (-12, 0)]
	assert entries("Item Application Entry", "quantity cost_amount", item=code) == [(10, 600), (2, 160)]


def test_fifo_over_several_lines_of_one_document(books):
	"""Two lines of 6: the second takes the last 4 of the first entry and 2 of the next."""
	code = goods(costing_method="FIFO")
	adjust((code, 10, 60), (code, 10, 80))
	bill = posted_invoice(item(code, 6), item(code, 6))
	costs = entries("Item Ledger Entry", "cost_amount", document_name=bill.name)
	assert costs == [(-360,), (-400,)]


def test_standard(books):
	"""The standard is 65. What comes in at 80 leaves 15 a piece as variance; what leaves costs 65."""
	setup = frappe.get_doc("Inventory Posting Setup", "PARTS-MAIN")
	setup.db_set("variance_account", "4390")
	frappe.db.set_value("Inventory Posting Setup", "PARTS-MAIN", "inventory_adjustment_account", "2050")
	code = goods(cost=65, costing_method="Standard")
	arrival = adjust((code, 10, 80))
	assert ledger(arrival.name) == {"1460": 650, "2050": -800, "4390": 150}
	assert (arrival.cost_amount, stock(code)) == (650, (10, 650))
	bill = posted_invoice(item(code, 4))
	assert ledger(bill.name)["4300"] == 260
	freight = add_cost(entry_of(code, entry_type="Adjustment"), 50)
	assert ledger(freight.name) == {"2050": -50, "4390": 50}
	assert stock(code) == (6, 390)


def test_supply_that_comes_late_corrects_the_cost_of_what_was_sold(books):
	"""5 sold from nothing at an estimate of 60 each, 2 of them billed. 8 come at 72: 12 more for each of the five."""
	settings(allow_negative_stock=1)
	code = goods(cost=60)
	sale = order(item(code, 5, qty_to_ship=5, qty_to_invoice=2))
	bill = post(sale, ship=True, invoice=True).invoice
	assert (ledger(bill)["4300"], stock(code)) == (120, (-5, -300))
	arrival = adjust((code, 8, 72))
	assert ledger(arrival.name) == {"1460": 552, "4390": -576, "4300": 24}
	assert (stock(code), arrival.cost_amount) == ((3, 216), 576)
	assert entries("Item Ledger Entry", "quantity cost_amount remaining_quantity", item=code) == [
		(-5, -360, 0),
		(8, 576, 3),
	]
	rest = post(sale, invoice=True).invoice
	assert ledger(rest)["4300"] == 216


@pytest.mark.parametrize(
	("method", "sold", "left"),
	[
		# FIFO: 5 of the 10 pieces of the entry were sold; Average: 5 of the 20 in stock
		("FIFO", 350, (15, 1150)),
		("Average", 375, (15, 1125)),
	],
)
def test_added_cost_follows_the_method(books, method, sold, left):
	code = goods(costing_method=method)
	first = entry_of(code, document_name=adjust((code, 10, 60)).name)
	adjust((code, 10, 80))
	bill = posted_invoice(item(code, 5))
	before = ledger(bill.name)["4300"]
	freight = add_cost(first, 100)
	assert before + ledger(freight.name)["4300"] == sold
	assert stock(code) == left


def test_the_inventory_account_is_the_value_of_stock_less_what_is_shipped_and_not_invoiced(books):
	"""By how much three postings change it: 10 at 60 in, 4 shipped, 1 of them billed. 540 on the account, 360 in stock."""

	def balance() -> float:
		table = frappe.qb.DocType("General Ledger Entry")
		query = frappe.qb.from_(table).select(Sum(table.amount)).where(table.account == "1460")
		return round(query.run()[0][0] or 0, 2)

	before = balance()
	code = goods(stock=10, cost=60)
	post(order(item(code, 4, qty_to_ship=4, qty_to_invoice=1)), ship=True, invoice=True)
	assert balance() - before == 540
	assert stock(code) == (6, 360)
	expected = entries("Item Value Entry", "cost_amount_expected", item=code)
	assert sum(row[0] for row in expected) == -180


def test_a_cost_line_is_filled_from_its_entry_and_moves_nothing(books):
	code = goods(stock=10, cost=60)
	doc = add_cost(entry_of(code), 25, quantity=7, unit_cost=3, location="EAST")
	row = doc.lines[0]
	assert (row.item, row.location, row.quantity, row.unit_cost) == (code, "MAIN", 0, 0)
	assert stock(code) == (10, 625)


def test_every_cost_that_can_not_be_added_is_reported():
	code, other = goods(stock=10, cost=60), goods(stock=1)
	posted_invoice(item(code, 2))
	arrived, left = entry_of(code, entry_type="Adjustment"), entry_of(code, entry_type="Sale")
	doc = frappe.get_doc(
		{
			"doctype": "Inventory Adjustment",
			"posting_date": DAY,
			"lines": [
				{"kind": "Cost", "item_ledger_entry": arrived, "added_cost": 0},
				{"kind": "Cost", "item_ledger_entry": left, "added_cost": 5},
				{"kind": "Cost", "item_ledger_entry": arrived, "item": other, "added_cost": 5},
				{"kind": "Cost", "item_ledger_entry": arrived, "added_cost": -601},
			],
		}
	).insert()
	with refused("added_cost", "entry_outbound", "entry_item", "below_zero") as sentences:
		api.post("Inventory Adjustment", doc.name)
	number = frappe.db.get_value("Item Ledger Entry", arrived, "posted_no")
	assert sentences[-1] == f"Row 4: entry {number} is worth 600.00. Take off no more than that."


def test_an_adjustment_before_the_earliest_valuation_date_is_refused():
	code = goods(stock=10)
	settings(earliest_allowed_valuation_date="2026-03-03")
	doc = frappe.get_doc(
		{
			"doctype": "Inventory Adjustment",
			"posting_date": DAY,
			"lines": [{"item": code, "location": "MAIN", "quantity": 1}],
		}
	).insert()
	with refused("E20"):
		api.post("Inventory Adjustment", doc.name)


def test_the_method_is_fixed_once_there_are_entries():
	code = goods()
	doc = frappe.get_doc("Item", code)
	doc.costing_method = "FIFO"
	doc.save()
	adjust((code, 1, 60))
	doc.costing_method = "Average"
	with pytest.raises(frappe.ValidationError, match="costing method can not be changed"):
		doc.save()


def test_preview_of_added_cost_shows_what_follows():
	"""Preview stores nothing and shows the entries of purchase and sale."""
	code = goods(stock=1, cost=1000)
	posted_invoice(item(code, 1))
	doc = frappe.get_doc(
		{
			"doctype": "Inventory Adjustment",
			"posting_date": DAY,
			"lines": [{"kind": "Cost", "item_ledger_entry": entry_of(code, quantity=1), "added_cost": 100}],
		}
	).insert()
	planned = api.preview("Inventory Adjustment", doc.name)
	assert [row["cost_amount"] for row in planned["Item Value Entry"]] == [100, -100]
	assert [(row["account"], row["amount"]) for row in planned["General Ledger Entry"]] == [
		("1460", 100),
		("4390", -100),
		("1460", -100),
		("4300", 100),
	]
