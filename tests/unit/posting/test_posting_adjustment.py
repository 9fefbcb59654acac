"""Goods come and go without a sale: opening stock, counting differences, scrap."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from posting_facts import ACCOUNTS, ON, POLICY, by_account, codes, item, stock, total

from sales_mgmt.posting.core.adjustment import AdjustmentFacts, AdjustmentLine, plan_adjustment
from sales_mgmt.posting.core.facts import InventorySetup, StockLevel
from sales_mgmt.posting.core.findings import PostingRefused


def line(quantity, unit_cost="60", *, row=1, location="MAIN", **values):
	return AdjustmentLine(f"L{row}", row, values.get("item") or item(), location, D(quantity), D(unit_cost))


def adjustment(*lines, levels=None, **values):
	facts = AdjustmentFacts(ON, "Counting", tuple(lines), ACCOUNTS, POLICY, levels or {})
	return replace(facts, **values)


def refused(facts):
	with pytest.raises(PostingRefused) as caught:
		plan_adjustment(facts)
	return caught.value.findings


def test_goods_come_in_at_the_cost_of_the_line():
	plan = plan_adjustment(adjustment(line(10, "62.505")))
	assert by_account(plan.ledger) == {"inventory": D("625.05"), "adjustment": D("-625.05")}
	assert plan.stock == ((("1000", "MAIN"), StockLevel(D(10), D("625.05"))),)
	(entry,), (value,) = plan.items, plan.values
	assert (entry.entry_type, entry.quantity, entry.cost_amount) == ("Adjustment", 10, D("625.05"))
	assert (value.valued_quantity, value.cost_amount, value.sales_amount) == (10, D("625.05"), 0)


def test_goods_leave_at_the_average_of_the_stock_whatever_the_line_says():
	plan = plan_adjustment(adjustment(line(-3, 999), levels=stock(20, 1400)))
	assert by_account(plan.ledger) == {"inventory": D(-210), "adjustment": D(210)}
	assert plan.stock[0][1] == StockLevel(D(17), D(1190))


def test_lines_of_one_item_follow_each_other():
	plan = plan_adjustment(adjustment(line(10, 60), line(-10, row=2), line(4, 50, row=3)))
	assert [entry.cost_amount for entry in plan.items] == [600, -600, 200]
	assert plan.stock[0][1] == StockLevel(D(4), D(200))


def test_stock_levels_come_sorted_by_item_and_location():
	lines = [line(1, row=1, location="WEST"), line(1, row=2, item=item("0900")), line(1, row=3)]
	plan = plan_adjustment(adjustment(*lines))
	assert [key for key, _ in plan.stock] == [("0900", "MAIN"), ("1000", "MAIN"), ("1000", "WEST")]


@pytest.mark.parametrize(
	("facts", "expected"),
	[
		(adjustment(), ["no_lines"]),
		(adjustment(line(1), posting_date=None), ["posting_date"]),
		(adjustment(line(0)), ["quantity"]),
		(adjustment(line(1, item=item("5000", "Service"))), ["item_type"]),
		(adjustment(line(-11), levels=stock(10, 600)), ["stock"]),
		(adjustment(line(-6), line(-5, row=2), levels=stock(10, 600)), ["stock"]),
		(adjustment(line(1), accounts=replace(ACCOUNTS, inventory={})), ["E24", "E24"]),
		(
			adjustment(
				line(1),
				accounts=replace(ACCOUNTS, inventory={("PARTS", None): InventorySetup("inventory", None)}),
			),
			["E24"],
		),
		(
			adjustment(line(-1), line(0, row=2), line(1, row=3, item=item("5000", "Service"))),
			["stock", "quantity", "item_type"],
		),
	],
)
def test_what_is_refused(facts, expected):
	findings = refused(facts)
	assert codes(findings) == expected
	assert all(finding.message.format(*finding.values) for finding in findings)


def test_negative_stock_can_be_allowed():
	policy = replace(POLICY, allow_negative_stock=True)
	plan = plan_adjustment(adjustment(line(-2), policy=policy))
	assert plan.stock[0][1] == StockLevel(D(-2), D(-120))


def test_goods_may_come_onto_a_stock_that_is_below_zero():
	plan = plan_adjustment(adjustment(line(1), levels=stock(-5, -300)))
	assert plan.stock[0][1] == StockLevel(D(-4), D(-240))


@given(
	opening=st.integers(0, 50),
	cost=st.decimals(0, 5_000, places=2),
	moves=st.lists(st.tuples(st.integers(-20, 20), st.decimals(0, 99, places=3)), min_size=1, max_size=8),
)
def test_stock_and_ledger_tell_the_same_story(opening, cost, moves):
	lines = [line(quantity or 1, price, row=row) for row, (quantity, price) in enumerate(moves, start=1)]
	policy = replace(POLICY, allow_negative_stock=True)
	levels = stock(opening, cost if opening else 0)
	plan = plan_adjustment(adjustment(*lines, levels=levels, policy=policy))
	before, after = levels["1000", "MAIN"], plan.stock[0][1]
	assert after.quantity - before.quantity == total(plan.items, "quantity") == total(lines, "quantity")
	change = after.cost_amount - before.cost_amount
	assert change == total(plan.items, "cost_amount") == total(plan.values, "cost_amount")
	assert by_account(plan.ledger).get("inventory", 0) == change
