"""Inventory adjustments, and what goods cost when they leave: the average of the stock they leave from."""

import frappe
import pytest
from build import (
	DAY,
	adjust,
	edit,
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

from sales_mgmt import api

MOVES = "entry_type quantity invoiced_quantity cost_amount sales_amount"


def test_goods_in_and_out(books):
	"""10 in at 60 = 600; 4 out take 240 with them."""
	code = goods()
	arrival = adjust((code, 10, 60))
	assert (stock(code), arrival.cost_amount, arrival.posted_no[:4]) == ((10, 600), 600, "ADJ-")
	assert ledger(arrival.name) == {"1460": 600, "4390": -600}
	loss = adjust((code, -4, 0))
	assert (stock(code), loss.cost_amount) == ((6, 360), -240)
	assert ledger(loss.name) == {"1460": -240, "4390": 240}
	assert entries("Item Ledger Entry", MOVES, item=code) == [
		("Adjustment", 10, 10, 600, 0),
		("Adjustment", -4, -4, -240, 0),
	]


def test_average_cost(books):
	"""10 at 60 and 10 at 80: a piece costs 70, so 5 sold cost 350, and 15 are left at 1,050."""
	code = goods()
	adjust((code, 10, 60))
	adjust((code, 10, 80))
	bill = posted_invoice(item(code, 5))
	assert ledger(bill.name)["4300"] == 350
	assert stock(code) == (15, 1050)


def test_emptied_stock_is_worth_nothing(books):
	"""3 pieces that cost 100.00 together leave at 33.33, 33.34 and 33.33."""
	code = goods()
	adjust((code, 3, 33.333))
	costs = [ledger(posted_invoice(item(code, 1)).name)["4300"] for _piece in range(3)]
	assert costs == [33.33, 33.34, 33.33]
	assert stock(code) == (0, 0)


def test_locations_have_stock_and_cost_of_their_own(books):
	code = goods(stock=10, cost=60)
	adjust((code, 10, 80), location="EAST")
	bill = posted_invoice(item(code, 1, location="EAST"), item(code, 1, location="MAIN"))
	assert (stock(code), stock(code, "EAST")) == ((9, 540), (9, 720))
	assert ledger(bill.name)["4300"] == 140


def test_expected_cost_leaves_the_stock_with_the_goods(books):
	code = goods(stock=10, cost=60)
	post(order(item(code, 4)), ship=True)
	adjust((code, 6, 100))
	# 6 left at 360, 6 in at 600
	assert stock(code) == (12, 960)


def test_blanks_come_from_the_item_and_the_header(books):
	code = goods(cost=42)
	doc = frappe.get_doc(
		{
			"doctype": "Inventory Adjustment",
			"posting_date": DAY,
			"location": "EAST",
			"lines": [{"item": code, "quantity": 2}],
		}
	).insert()
	api.post("Inventory Adjustment", doc.name)
	assert stock(code, "EAST") == (2, 84)


def test_rows_of_one_item_follow_each_other(books):
	"""5 in at 60, then 5 at 80, then 4 out at 70."""
	code = goods()
	doc = adjust((code, 5, 60), (code, 5, 80), (code, -4, 0))
	assert [line.cost_amount for line in doc.lines] == [300, 400, -280]
	assert stock(code) == (6, 420)


def test_everything_that_does_not_fit_is_reported():
	"""A service, nothing at all, more than there is."""
	code = goods(stock=3)
	rows = [("5000", 1, 10), (code, 0, 10), (code, -2, 0), (code, -2, 0)]
	lines = [
		{"item": name, "location": "MAIN", "quantity": quantity, "unit_cost": cost}
		for name, quantity, cost in rows
	]
	doc = frappe.get_doc({"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": lines})
	doc.insert()
	with refused("item_type", "quantity", "stock") as sentences:
		api.post("Inventory Adjustment", doc.name)
	assert sentences[2].startswith(f"Row 4: there are 1 of item {code} at location MAIN")


@pytest.mark.parametrize("missing", ["inventory_account", "inventory_adjustment_account"])
def test_missing_account_names_setup_row_and_field(missing):
	code = goods()
	setup = frappe.get_doc("Inventory Posting Setup", "PARTS-EAST")
	setup.db_set(missing, None)
	doc = frappe.get_doc(
		{
			"doctype": "Inventory Adjustment",
			"posting_date": DAY,
			"location": "EAST",
			"lines": [{"item": code, "quantity": 1}],
		}
	).insert()
	with refused("E24") as sentences:
		api.post("Inventory Adjustment", doc.name)
	label = setup.meta.get_label(missing)
	assert sentences == [f"Fill in {label} in Inventory Posting Setup PARTS-EAST."]


def test_stock_may_go_below_zero_only_by_setting(books):
	"""2 in stock at 60, 5 leave: 120 for those and 3 × 70, the item's unit cost, for the ones that are not there."""
	code = goods(cost=70)
	adjust((code, 2, 60))
	doc = order(item(code, 5))
	with refused("stock"):
		post(doc, ship=True)
	settings(allow_negative_stock=1)
	post(doc, ship=True)
	assert stock(code) == (-3, -210)
	assert entries("Item Ledger Entry", "cost_amount", sales_order=doc.name) == [(-330,)]


def test_draft_moves_nothing():
	code = goods()
	lines = [{"item": code, "location": "MAIN", "quantity": 5, "unit_cost": 60}]
	doc = frappe.get_doc({"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": lines}).insert()
	edit(doc, 1, quantity=6)
	assert stock(code) == (0, 0)
	doc.delete()
	assert not frappe.db.exists("Inventory Adjustment", doc.name)
