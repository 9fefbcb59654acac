"""Undo takes back what nobody billed yet, at the cost it moved with (domain A20, S37)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from posting_facts import ON, POLICY, codes, item, stock

from sales_mgmt.costing import CostFacts, Entry
from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.posting.core.corrections.undo import MovedLine, UndoFacts, plan_undo
from sales_mgmt.posting.core.facts import OrderLineFacts, StockLevel


def moved(quantity, shipped, invoiced=0, *, name="S1", sign=-1, **values):
	"""A shipped line of an order of 100; `sign` 1 for a line that was received."""
	entry = sign * D(quantity)
	line = MovedLine(
		name=name,
		row=int(name[1:]),
		quantity=D(quantity),
		description="Pedals",
		location="MAIN",
		correction=False,
		order_line=OrderLineFacts("L1", "SO-1", D(100), D(shipped), D(invoiced)),
		item=item(),
		item_entry=f"ILE-{name}",
		entry_quantity=entry,
	)
	return replace(line, **values)


def undo(*lines, levels=None, gone=0, came_from=None, **values):
	"""Goods of 60 each. `gone`: how much of what was received left since; `came_from`: the entry they came back from."""
	entries = tuple(
		Entry(
			line.item_entry,
			line.item.name,
			line.location,
			line.entry_quantity,
			line.entry_quantity * 60,
			remaining_quantity=max(line.entry_quantity - D(gone), D(0)),
			applies_from=came_from and came_from.name,
		)
		for line in lines
		if line.item and line.item.item_type == "Inventory"
	)
	costs = CostFacts((*entries, came_from) if came_from else entries)
	facts = UndoFacts("PS-1", False, ON, lines, POLICY, levels or stock(30, 1800), costs)
	return replace(facts, **values)


def refusal(facts):
	with pytest.raises(PostingRefused) as caught:
		plan_undo(facts)
	return codes(caught.value.findings)


def test_forty_of_seventy_shipped():
	"""S37.1, 2: the order is back at 30 shipped; +40 at the cost of the −40; nothing in the general ledger."""
	plan, undone = plan_undo(undo(moved(40, shipped=70)))
	assert [line.name for line in undone] == ["S1"]
	((change,), (entry,), (value,)) = plan.order_lines, plan.items, plan.values
	assert (change.quantity, change.shipped, change.invoiced) == (100, 30, 0)
	assert (entry.quantity, entry.cost_amount, entry.applies_from_entry) == (40, 2400, "ILE-S1")
	assert entry.correction
	assert (value.cost_amount, value.cost_amount_expected, value.valued_quantity) == (0, 2400, 40)
	assert plan.stock == ((("1000", "MAIN"), StockLevel(D(70), D(4200))),)
	assert plan.ledger == ()


def test_billed_lines_are_corrected_by_their_invoice():
	"""S37.3: E19, also where only a part is billed, and where an account line has no entry to tell."""
	assert refusal(undo(moved(40, 70, 40, entry_invoiced=D(-40)))) == ["E19"]
	assert refusal(undo(moved(40, 70, 10, entry_invoiced=D(-10)))) == ["E19"]
	assert refusal(undo(moved(40, 40, 1, item=None, item_entry=None))) == ["E19"]
	assert refusal(undo(moved(40, 40, order_line=None))) == ["E19"]


def test_what_a_cancelled_invoice_billed_went_back_with_it():
	"""9 ordered, 7 shipped, 5 billed and cancelled: the 2 that are out are undone, at the cost of the last 2 of 7."""
	line = moved(
		7, shipped=2, entry_invoiced=D(-5), entry_standing=D(0), entry_returned=D(5), entry_quantity=D(-7)
	)
	facts = undo(line, levels=stock(7, 420))
	(left,) = facts.costs.entries
	facts = replace(facts, costs=CostFacts((replace(left, returned_quantity=D(5)),)))
	plan, (undone,) = plan_undo(facts)
	assert (undone.quantity, undone.entry_quantity, undone.is_rest) == (2, -2, True)
	assert (plan.items[0].quantity, plan.items[0].cost_amount, plan.order_lines[0].shipped) == (2, 120, 0)


@pytest.mark.parametrize(
	("values", "code"),
	[
		({"entry_standing": D(1)}, "E19"),
		({"entry_undone": D(2)}, "corrected"),
		({"entry_returned": D(6)}, "returned"),
		({"entry_invoiced": D(-7)}, "E19"),
	],
)
def test_the_rest_is_not_undone(values, code):
	"""An invoice stands, it is undone already, goods came back otherwise, nothing is out."""
	known = {"entry_invoiced": D(-5), "entry_standing": D(0), "entry_returned": D(5), **values}
	assert refusal(undo(moved(7, shipped=2, **known))) == [code]


def test_a_second_undo():
	assert refusal(undo(moved(40, 30, correction=True))) == ["corrected"]


def test_without_naming_lines_those_that_can_not_be_undone_are_passed_over():
	lines = [moved(40, 70, correction=True), moved(30, 70, name="S2")]
	_plan, undone = plan_undo(undo(*lines, asked=False))
	assert [line.name for line in undone] == ["S2"]
	assert refusal(undo(*lines)) == ["corrected"]
	assert refusal(undo(lines[0], asked=False)) == ["corrected"]


def test_goods_that_came_back_already():
	assert refusal(undo(moved(40, 70, entry_returned=D(1)))) == ["returned"]


def test_before_the_earliest_valuation_date():
	"""S37.4."""
	later, same = (replace(POLICY, earliest_allowed_valuation_date=on) for on in (date(2026, 3, 3), ON))
	assert refusal(undo(moved(40, 70), policy=later)) == ["E20"]
	assert plan_undo(undo(moved(40, 70), policy=same))


def test_services_and_accounts_move_no_goods():
	plan, _undone = plan_undo(undo(moved(2, 2, item=None, item_entry=None)))
	assert (plan.items, plan.stock) == ((), ())
	assert plan.order_lines[0].shipped == 0
	service = moved(2, 2, item=item("WORK", "Service"))
	plan, _undone = plan_undo(undo(service))
	assert (plan.items[0].quantity, plan.stock) == (2, ())


def test_a_receipt_goes_out_again_if_the_goods_are_still_there():
	received = moved(3, 3, sign=1)
	plan, _undone = plan_undo(undo(received, is_receipt=True, levels=stock(3, 180)))
	assert (plan.items[0].quantity, plan.items[0].cost_amount) == (-3, -180)
	assert (plan.items[0].remaining_quantity, plan.items[0].applies_from_entry) == (0, None)
	assert plan.stock == ((("1000", "MAIN"), StockLevel(D(0), D(0))),)
	assert refusal(undo(received, is_receipt=True, levels=stock(2, 120), gone=1)) == ["stock"]


def test_what_came_back_from_a_sale_did_not_come_back_after_all():
	"""7 of 10 came back, 3 of them with this receipt: 4 did when it is undone."""
	sold = Entry("ILE-0", "1000", "MAIN", D(-10), D(-600), returned_quantity=D(7))
	received = moved(3, 3, sign=1)
	plan, _undone = plan_undo(undo(received, is_receipt=True, levels=stock(7, 420), came_from=sold))
	left = {change.name: (change.remaining_quantity, change.returned_quantity) for change in plan.item_costs}
	assert left == {"ILE-0": (0, 4), "ILE-S1": (0, 0)}
