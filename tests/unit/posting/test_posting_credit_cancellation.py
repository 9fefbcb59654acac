"""A credit memo that cancelled an invoice is cancelled: all it wrote is written once more, the other way round (domain A12)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from posting_facts import ACCOUNTS, POLICY, by_account, codes, order_line, stock
from test_posting_cancellation import invoiced

from sales_mgmt.costing import CostFacts, Entry
from sales_mgmt.findings.finding import Finding, PostingRefused
from sales_mgmt.posting.core.corrections.cancellation import plan_cancellation
from sales_mgmt.posting.core.corrections.credit_cancellation import plan_credit_cancellation, unapplied
from sales_mgmt.posting.core.corrections.facts import CreditCancellationFacts
from sales_mgmt.posting.core.corrections.taken_back import BilledGoods, InvoiceEntry
from sales_mgmt.posting.core.entries import NEW
from sales_mgmt.posting.core.facts import CreditedLine, ReturnFacts, StockLevel


def cancelled(*lines, cost_now=None, left=None, **values):
	"""Facts of the credit memo that cancelled an invoice of these lines. `left`: how many of the goods are there still."""
	_sold, facts = invoiced(*lines)
	plan = plan_cancellation(facts)
	counters = {change.name: change for change in plan.order_lines}
	memo_lines = tuple(
		replace(
			line,
			order_line=line.order_line
			and replace(
				line.order_line,
				shipped=counters[line.order_line.name].shipped,
				invoiced=counters[line.order_line.name].invoiced,
			),
			back=ReturnFacts(credited=CreditedLine(line.name, "PI-1", line.quantity, line.quantity)),
		)
		for line in facts.lines
	)
	came = [
		Entry(
			f"BACK-{entry.key}",
			entry.item,
			entry.location,
			entry.quantity,
			D(cost_now) if cost_now is not None else entry.cost_amount,
			remaining_quantity=entry.quantity if left is None else D(left),
			invoiced_quantity=entry.quantity,
			applies_from=entry.applies_from_entry,
		)
		for entry in plan.items
	]
	sold = [
		Entry(
			change.name, "1000", "MAIN", -entry.quantity, change.cost_amount, returned_quantity=entry.quantity
		)
		for change, entry in zip(plan.item_costs, plan.items, strict=True)
	]
	goods = tuple(
		BilledGoods(
			entry.key,
			entry.key,
			entry.location,
			f"BACK-{entry.key}",
			entry.quantity,
			entry.cost_amount,
			entry.sales_amount,
		)
		for entry in plan.items
	)
	(given,) = plan.customer
	memo = CreditCancellationFacts(
		header=replace(facts.header, doctype="Sales Credit Memo", name="SCM-1"),
		posted_no="PCM-1",
		is_cancellation=True,
		cancelled_by=None,
		invoice=replace(facts.owed, remaining_amount=D(0)),
		application="APP-1",
		lines=memo_lines,
		given=InvoiceEntry(
			"CLE-2", given.customer, given.currency, given.exchange_rate, given.amount, given.amount_lcy, D(0)
		),
		ledger=plan.ledger,
		vat=plan.vat,
		goods=goods,
		accounts=ACCOUNTS,
		policy=POLICY,
		stock=dict(plan.stock),
		costs=CostFacts((*came, *sold)),
	)
	return plan, replace(memo, **values)


def refusal(facts):
	with pytest.raises(PostingRefused) as caught:
		plan_credit_cancellation(facts)
	return codes(caught.value.findings)


def test_the_credit_memo_and_its_cancellation_add_up_to_nothing():
	"""4 × 250 with 25 % VAT, unit cost 60: 1,250 owed once more, 240 out of stock once more."""
	memo, facts = cancelled(order_line(4, 4, 4, unit_price=D(250)))
	plan = plan_credit_cancellation(facts)
	assert by_account(plan.ledger) == {
		"receivables": D(1250),
		"sales": D(-1000),
		"vat": D(-250),
		"cost of goods": D(240),
		"inventory": D(-240),
	}
	assert [(a.base + b.base, a.amount + b.amount) for a, b in zip(memo.vat, plan.vat, strict=True)] == [
		(0, 0)
	]
	(entry,), (owed,), (applied,) = plan.items, plan.customer, plan.applications
	assert (entry.quantity, entry.cost_amount, entry.sales_amount, entry.correction) == (-4, -240, 1000, True)
	assert (owed.document_type, owed.amount, owed.remaining_amount) == ("Invoice", 1250, 0)
	assert (applied.debit, applied.credit, applied.amount) == (NEW, "CLE-2", 1250)
	assert plan.stock == ((("1000", "MAIN"), StockLevel(D(96), D(5760))),)
	assert [(change.shipped, change.invoiced) for change in plan.order_lines] == [(4, 4)]
	assert [(change.name, change.credited) for change in plan.credited] == [("L1", 0)]
	changes = {change.name: change for change in plan.item_costs}
	assert changes["BACK-L1"].remaining_quantity == 0
	assert changes["ILE-L1"].returned_quantity == 0


def test_invoice_and_credit_memo_are_open_in_between():
	_memo, facts = cancelled(order_line(4, 4, 4, unit_price=D(250)))
	back = unapplied(facts)
	assert [(row.debit, row.credit, row.amount) for row in back.rows] == [("CLE-1", "CLE-2", -1250)]
	assert [(change.entry, change.remaining_amount) for change in back.changes] == [
		("CLE-1", 1250),
		("CLE-2", -1250),
	]


def test_goods_leave_at_what_they_cost_by_now():
	_memo, facts = cancelled(order_line(10, 10, 10), cost_now=700)
	facts = replace(facts, stock=stock(100, 6100))
	ledger = by_account(plan_credit_cancellation(facts).ledger)
	assert (ledger["cost of goods"], ledger["inventory"]) == (700, -700)


def test_a_missing_account_for_the_difference():
	_memo, facts = cancelled(order_line(10, 10, 10), cost_now=700)
	facts = replace(facts, stock=stock(100, 6100), accounts=replace(ACCOUNTS, general={}, inventory={}))
	assert refusal(facts) == ["E24", "E24"]


def test_goods_that_left_already():
	_memo, facts = cancelled(order_line(10, 10, 10), left=9)
	assert refusal(facts) == ["stock"]


def test_two_rows_of_one_order_line_need_room_for_both():
	_memo, facts = cancelled(order_line(10, 6, 6))
	(line,) = facts.lines
	other = replace(line, name="L2", row=2)
	assert refusal(replace(facts, lines=(line, other))) == ["order_rest"]


def test_only_a_cancellation_and_only_once():
	_memo, facts = cancelled(order_line(4, 4, 4))
	broken = {"application": None, "blocked_accounts": ("sales",)}
	assert refusal(replace(facts, is_cancellation=False, **broken)) == ["not_a_cancellation"]
	assert refusal(replace(facts, cancelled_by="SI-9", **broken)) == ["E14"]


def test_all_obstacles_are_told_together():
	_memo, facts = cancelled(order_line(10, 10, 10), left=9)
	facts = replace(
		facts,
		header=replace(facts.header, blocked="Invoice", bill_to_blocked="Invoice"),
		application=None,
		changed_lines=frozenset({"L1"}),
		blocked_accounts=("sales",),
		series=(Finding("series", "None."),),
		policy=replace(
			POLICY,
			invoice_posting="Prohibited",
			allow_posting_from=date(2999, 1, 1),
			earliest_allowed_valuation_date=date(2999, 1, 1),
		),
	)
	assert sorted(refusal(facts)) == sorted(
		[
			"E09",
			"E20",
			"E23",
			"account_blocked",
			"not_applied",
			"order_line",
			"posting_date",
			"series",
			"stock",
		]
	)
