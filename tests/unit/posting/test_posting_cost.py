"""What a change of cost writes, goods that come back, and the two checks that belong to them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from posting_facts import ACCOUNTS, ON, POLICY, by_account, codes, item, order_line, sale, stock

from sales_mgmt.costing import Application, CostBook, CostFacts, Entry, History
from sales_mgmt.posting.core.dates import check_valuation_date
from sales_mgmt.posting.core.returns.goods_back import check_reversing, receive_back
from sales_mgmt.posting.core.sale.sale import plan_sale
from sales_mgmt.posting.core.stock.cost import change_values, entry_costs, post_values

GROUPS = {"business_posting_group": "DOMESTIC", "product_posting_group": "GOODS"}
INVENTORY_GROUPS = {"1000": "PARTS"}


def entry(name, quantity, cost, left=0, **values):
	values = {"invoiced_quantity": D(quantity), **GROUPS, **values}
	return Entry(name, "1000", "MAIN", D(quantity), D(cost), D(left), **values)


def back(quantity, name="R", **values):
	return entry(name, quantity, 0, invoiced_quantity=D(0), **values)


def fifo(unit_cost="60"):
	return replace(item(unit_cost=unit_cost), costing_method="FIFO")


def test_fifo_goods_are_sold_at_the_cost_of_what_came_first():
	costs = CostFacts(entries=(entry("A", 10, 600, 10), entry("B", 10, 800, 10)))
	line = order_line(12, 12, 12, item=fifo())
	plan = plan_sale(replace(sale(line, levels=stock(20, 1400)), costs=costs))
	assert by_account(plan.ledger)["cost of goods"] == 760
	assert plan.stock[0][1].cost_amount == 640
	assert [(a.inbound, a.outbound, a.quantity) for a in plan.item_applications] == [
		("A", "L1", 10),
		("B", "L1", 2),
	]
	assert [(c.name, c.remaining_quantity) for c in plan.item_costs] == [("A", 0), ("B", 8)]
	assert (plan.items[0].remaining_quantity, plan.items[0].product_posting_group) == (0, "GOODS")
	assert plan.values[0].cost_posted_to_gl == -760


def test_services_are_applied_to_nothing():
	line = order_line(2, 2, 2, item=item("5000", "Service"))
	plan = plan_sale(sale(line, levels={}))
	assert (plan.item_applications, plan.item_costs, plan.items[0].remaining_quantity) == ((), (), 0)


def test_goods_come_back_linked_at_the_cost_they_left_with_and_unlinked_at_todays():
	"""S40: bought 10 at 60, sold 10; the cost is 80 now. Three come back: 180 linked, 240 not."""
	sold = entry("S", -10, -600)
	book = CostBook({}, CostFacts(entries=(sold,)))
	assert receive_back(book, item(unit_cost="80").costed, back(3), "S", 1) == (180, [])
	assert [(a.cost_application, a.outbound, a.position) for a in book.applications] == [(True, "S", 0)]
	assert [(c.name, c.returned_quantity) for c in entry_costs(book)] == [("S", 3)]
	book = CostBook({}, CostFacts(entries=(sold,)))
	assert receive_back(book, item(unit_cost="80").costed, back(3), None, 1) == (240, [])


def test_without_a_link_goods_come_back_at_the_average_of_the_stock():
	book = CostBook(stock(10, 800))
	assert receive_back(book, item(unit_cost="60").costed, back(3), None, 1) == (240, [])


@pytest.mark.parametrize(
	("origin", "quantity", "code"),
	[("S", 4, "returned"), ("A", 1, "origin"), ("nothing", 1, "origin"), ("X", 1, "origin_item")],
)
def test_goods_that_did_not_leave_can_not_come_back(origin, quantity, code):
	other = replace(entry("X", -5, -300), item="2000")
	sold = entry("S", -10, -600, returned_quantity=D(7))
	book = CostBook(stock(5, 300), CostFacts(entries=(sold, other, entry("A", 10, 600, 10))))
	cost, findings = receive_back(book, item().costed, back(quantity), origin, 3)
	assert (cost, codes(findings), findings[0].row) == (0, [code], 3)
	assert findings[0].message.format(*findings[0].values).startswith("Row 3: ")
	assert (book.applications, book.changed_levels()) == ([], ())


def test_all_that_is_left_may_come_back():
	"""10 left, 7 came back at 420 together: the last three bring the other 180."""
	sold = entry("S", -10, -600, returned_quantity=D(7))
	book = CostBook({}, CostFacts(entries=(sold,)))
	assert receive_back(book, item().costed, back(3), "S", 1) == (180, [])


def supplied(invoiced):
	"""5 left at an estimate of 60, `invoiced` of them billed; 5 come in at 72."""
	waiting = entry("S", -5, -300, -5, unit_cost=D(60), invoiced_quantity=D(invoiced))
	book = CostBook(stock(-5, -300), CostFacts(entries=(waiting,)))
	book.receive(item().costed, entry("A", 5, 0, entry_type="Adjustment"), D(360))
	return book


@pytest.mark.parametrize(("invoiced", "actual", "expected"), [(-5, -60, 0), (-2, -24, -36), (0, 0, -60)])
def test_a_change_is_actual_as_far_as_it_is_invoiced(invoiced, actual, expected):
	book = supplied(invoiced)
	(value,) = change_values(book)
	assert (value.item_entry, value.value_type) == ("S", "Cost Adjustment")
	assert (value.cost_amount, value.cost_amount_expected) == (actual, expected)
	posted = post_values([value], book.entries, INVENTORY_GROUPS, ACCOUNTS, POLICY)
	assert by_account(posted.ledger) == ({"inventory": actual, "cost of goods": -actual} if actual else {})
	assert posted.values[0].cost_posted_to_gl == actual
	assert all(row.business_posting_group == "DOMESTIC" for row in posted.ledger)


def test_without_automatic_cost_posting_a_change_of_a_sale_stays_out_of_the_general_ledger():
	book = supplied(-5)
	policy = replace(POLICY, automatic_cost_posting=False)
	posted = post_values(change_values(book), book.entries, INVENTORY_GROUPS, ACCOUNTS, policy)
	assert (posted.ledger, posted.values[0].cost_posted_to_gl) == ([], 0)


def test_missing_accounts_of_a_change_are_named():
	book = supplied(-5)
	accounts = replace(ACCOUNTS, general={}, inventory={})
	posted = post_values(change_values(book), book.entries, INVENTORY_GROUPS, accounts, POLICY)
	assert [finding.link for finding in posted.findings] == [
		("Inventory Posting Setup", "PARTS-MAIN"),
		("General Posting Setup", "DOMESTIC-GOODS"),
	]


def test_parts_of_a_cost_are_invoiced_to_the_cent_although_it_changed_between():
	"""100.00 for 3, one billed: 33.33. One cent less in cost: the three parts are 33.33, 33.33 and 33.33."""
	book = CostBook(
		stock(0, 0),
		CostFacts(
			entries=(entry("A", 3, 100),),
			histories={
				"1000": History(
					(entry("A", 3, 100), entry("S", -3, -100, invoiced_quantity=D(-1))),
					(Application("A", "S", "1000", "MAIN", D(3), D(0), D(100)),),
				)
			},
		),
	)
	book.revalue(item().costed, "A", D("-0.01"))
	_, value = sorted(change_values(book), key=lambda row: row.item_entry)
	assert (value.cost_amount, value.cost_amount_expected) == (0, D("0.01"))


def test_exact_cost_reversing_may_be_mandatory():
	"""E18 for every row that names no entry, and only with the setting."""
	rows = [(1, "S"), (2, None), (3, "")]
	assert check_reversing(rows, POLICY) == []
	findings = check_reversing(rows, replace(POLICY, exact_cost_reversing_mandatory=True))
	assert [(finding.code, finding.row) for finding in findings] == [("E18", 2), ("E18", 3)]


def test_costs_before_a_date_are_final():
	"""E20 on the day before, not on the day itself."""
	policy = replace(POLICY, earliest_allowed_valuation_date=ON)
	assert check_valuation_date(ON, policy) == check_valuation_date(date(2026, 3, 1), POLICY) == []
	for row in (None, 4):
		(finding,) = check_valuation_date(date(2026, 3, 1), policy, row)
		assert finding.code == "E20" and "2026-03-01" in finding.message.format(*finding.values)
