"""Goods come and go without a sale: opening stock, counting differences, scrap."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from posting_facts import ACCOUNTS, ON, POLICY, by_account, codes, item, stock, supplied, total

from sales_mgmt.costing import CostFacts, Entry, History
from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.posting.core.facts import InventorySetup, StockLevel
from sales_mgmt.posting.core.stock.adjustment import plan_adjustment
from sales_mgmt.posting.core.stock.adjustment_facts import AdjustmentFacts, AdjustmentLine


def line(quantity, unit_cost="60", *, row=1, location="MAIN", **values):
	return AdjustmentLine(f"L{row}", row, values.get("item") or item(), location, D(quantity), D(unit_cost))


def adjustment(*lines, levels=None, **values):
	levels = levels or {}
	facts = AdjustmentFacts(ON, "Counting", tuple(lines), ACCOUNTS, POLICY, levels, supplied(levels))
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


def came(name="A", quantity=10, cost=600, left=10, **values):
	return Entry(name, "1000", "MAIN", D(quantity), D(cost), D(left), D(quantity), **values)


def cost_line(added, *, row=1, entry="A", **values):
	return replace(line(0, 0, row=row, **values), revalues=True, entry=entry, added_cost=D(added))


def revaluation(*lines, entries, levels, **values):
	costs = CostFacts(tuple(entries), {"1000": History(tuple(entries))})
	return adjustment(*lines, levels=levels, costs=costs, **values)


def test_added_cost_stays_with_what_is_left():
	plan = plan_adjustment(revaluation(cost_line(50), entries=[came()], levels=stock(10, 600)))
	assert by_account(plan.ledger) == {"inventory": 50, "adjustment": -50}
	(value,) = plan.values
	assert (value.value_type, value.item_entry, value.cost_amount, value.line) == (
		"Revaluation",
		"A",
		50,
		"L1",
	)
	assert (plan.items, plan.stock[0][1]) == ((), StockLevel(D(10), D(650)))
	assert (plan.item_costs[0].name, plan.item_costs[0].cost_amount) == ("A", 650)


def test_two_lines_may_change_one_entry():
	facts = revaluation(cost_line(50), cost_line(-20, row=2), entries=[came()], levels=stock(10, 600))
	plan = plan_adjustment(facts)
	assert [value.cost_amount for value in plan.values] == [50, -20]
	assert plan.item_costs[0].cost_amount == 630


STANDARD = replace(item(unit_cost="65"), costing_method="Standard")
WITH_VARIANCE = replace(
	ACCOUNTS, inventory={("PARTS", None): InventorySetup("inventory", "adjustment", "variance")}
)


def test_standard_goods_come_in_at_the_standard_and_the_rest_is_a_variance():
	plan = plan_adjustment(adjustment(line(10, 80, item=STANDARD), accounts=WITH_VARIANCE))
	assert by_account(plan.ledger) == {"inventory": 650, "adjustment": -800, "variance": 150}
	assert (plan.items[0].cost_amount, plan.stock[0][1].cost_amount) == (650, 650)
	assert [(value.value_type, value.cost_amount) for value in plan.values] == [
		("Direct Cost", 800),
		("Variance", -150),
	]


def test_added_cost_of_standard_goods_is_a_variance():
	facts = revaluation(
		cost_line(50, item=STANDARD), entries=[came()], levels=stock(10, 650), accounts=WITH_VARIANCE
	)
	plan = plan_adjustment(facts)
	assert by_account(plan.ledger) == {"adjustment": -50, "variance": 50}
	assert (plan.stock, plan.item_costs) == ((), ())


def test_a_variance_needs_an_account():
	assert codes(refused(adjustment(line(10, 80, item=STANDARD)))) == ["E24"]


def test_goods_of_one_document_supply_each_other():
	"""5 leave before 5 come: with negative stock allowed they take the cost of what comes, 70, not the estimate, 60."""
	policy = replace(POLICY, allow_negative_stock=True)
	plan = plan_adjustment(adjustment(line(-5), line(5, 70, row=2), policy=policy))
	assert [entry.cost_amount for entry in plan.items] == [-350, 350]
	assert [entry.remaining_quantity for entry in plan.items] == [0, 0]
	assert by_account(plan.ledger) == {}
	assert plan.stock[0][1] == StockLevel(D(0), D(0))


@pytest.mark.parametrize(
	("changed", "entry", "expected"),
	[
		(cost_line(5, entry=None), came(), "entry_missing"),
		(cost_line(0), came(), "added_cost"),
		(cost_line(5, item=item("2000")), came(), "entry_item"),
		(cost_line(5), came(quantity=-10, cost=-600, left=0), "entry_outbound"),
		(cost_line(5), came(applies_from="S"), "entry_returned"),
		(cost_line("-600.01"), came(), "below_zero"),
		(cost_line(5, item=item("5000", "Service")), came(), "item_type"),
	],
)
def test_a_cost_that_can_not_be_added_is_refused(changed, entry, expected):
	findings = refused(revaluation(changed, entries=[entry], levels=stock(10, 600)))
	assert codes(findings) == [expected]
	assert findings[0].message.format(*findings[0].values).startswith("Row 1: ")


def test_all_of_a_cost_may_be_taken_off():
	plan = plan_adjustment(revaluation(cost_line(-600), entries=[came()], levels=stock(10, 600)))
	assert plan.stock[0][1] == StockLevel(D(10), D(0))


def test_an_adjustment_before_the_earliest_valuation_date_is_refused():
	policy = replace(POLICY, earliest_allowed_valuation_date=ON.replace(day=3))
	assert codes(refused(adjustment(line(1), policy=policy))) == ["E20"]
