"""Cancelling an invoice writes everything again with the opposite sign, or nothing at all (domain A12, decision 9.16)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from posting_facts import (
	ACCOUNTS,
	HEADER,
	ON,
	POLICY,
	by_account,
	codes,
	header,
	invoice_line,
	item,
	order_line,
	sale,
	stock,
	total,
)

from sales_mgmt.costing import CostFacts, Entry
from sales_mgmt.findings.finding import Finding, PostingRefused
from sales_mgmt.posting.core.corrections.cancellation import cancellation_date, plan_cancellation
from sales_mgmt.posting.core.corrections.facts import CancellationFacts
from sales_mgmt.posting.core.corrections.taken_back import BilledGoods, InvoiceEntry
from sales_mgmt.posting.core.entries import NEW
from sales_mgmt.posting.core.facts import (
	CreditedLine,
	OrderLineFacts,
	ReturnFacts,
	StockLevel,
)
from sales_mgmt.posting.core.sale.sale import plan_sale


def invoiced(*lines, of=HEADER, cost_now=None, returned=0, **values):
	"""Facts of an invoice of order lines that are shipped and billed in the same go."""
	plan = plan_sale(sale(*lines, of=of))
	(owed,) = plan.customer
	goods = tuple(
		BilledGoods(
			key=entry.key,
			line=entry.key,
			location=entry.location,
			entry=f"ILE-{entry.key}",
			quantity=-entry.quantity,
			cost_posted=-entry.cost_amount,
			sales_amount=entry.sales_amount,
		)
		for entry in plan.items
	)
	left = tuple(
		Entry(
			f"ILE-{entry.key}",
			entry.item,
			entry.location,
			entry.quantity,
			entry.cost_amount if cost_now is None else D(cost_now),
			returned_quantity=D(returned),
		)
		for entry in plan.items
	)
	counters = {change.name: change for change in plan.order_lines}
	billed = tuple(
		replace(
			line,
			quantity=line.invoice_now,
			ship_now=D(0),
			invoice_now=D(0),
			order_line=line.order_line
			and OrderLineFacts(
				line.name, "SO-1", line.quantity, counters[line.name].shipped, counters[line.name].invoiced
			),
		)
		for line in lines
	)
	facts = CancellationFacts(
		header=replace(of, doctype="Sales Invoice", name="SI-1"),
		posted_no="PI-1",
		cancelled_by=None,
		lines=billed,
		owed=InvoiceEntry(
			"CLE-1",
			owed.customer,
			owed.currency,
			owed.exchange_rate,
			owed.amount,
			owed.amount_lcy,
			owed.amount,
		),
		ledger=plan.ledger,
		vat=plan.vat,
		goods=goods,
		accounts=ACCOUNTS,
		policy=POLICY,
		stock=dict(plan.stock),
		costs=CostFacts(left),
	)
	return plan, replace(facts, **values)


def refusal(facts):
	with pytest.raises(PostingRefused) as caught:
		plan_cancellation(facts)
	return codes(caught.value.findings)


def test_everything_is_reversed():
	"""S19.1: 4 × 250 with 25 % VAT, unit cost 60. Both sides end at nothing."""
	plan, facts = invoiced(order_line(4, 4, 4, unit_price=D(250)))
	back = plan_cancellation(facts)
	assert by_account(back.ledger) == {
		"receivables": D(-1250),
		"sales": D(1000),
		"vat": D(250),
		"cost of goods": D(-240),
		"inventory": D(240),
	}
	assert (total(plan.vat, "base") + total(back.vat, "base"), total(back.vat, "amount")) == (0, 250)
	(entry,), (owed,), (applied,) = back.items, back.customer, back.applications
	assert (entry.quantity, entry.cost_amount, entry.sales_amount) == (4, 240, -1000)
	assert entry.applies_from_entry == "ILE-L1"
	assert (owed.amount, owed.remaining_amount, owed.remaining_amount_lcy) == (-1250, 0, 0)
	assert (applied.debit, applied.credit, applied.amount, applied.amount_lcy) == ("CLE-1", NEW, 1250, 1250)
	assert [(change.entry, change.remaining_amount) for change in back.applied] == [("CLE-1", 0)]
	assert back.stock == ((("1000", "MAIN"), StockLevel(D(100), D(6000))),)
	assert [(change.shipped, change.invoiced) for change in back.order_lines] == [(0, 0)]
	assert [(change.name, change.returned_quantity) for change in back.item_costs] == [("ILE-L1", 4)]
	assert [(change.name, change.credited) for change in back.credited] == [("L1", 4)]


def test_a_part_of_an_order_gives_its_own_quantity_back():
	"""100 ordered, 40 shipped and invoiced: after the cancellation all 100 are outstanding again (S19.5)."""
	_plan, facts = invoiced(order_line(100, 40, 40))
	(change,) = plan_cancellation(facts).order_lines
	assert (change.quantity, change.shipped, change.invoiced) == (100, 0, 0)


def test_foreign_currency_comes_back_at_the_rate_of_the_invoice():
	"""EUR 1,250 at 11.5 are NOK 14,375; the rate of the day does not matter."""
	of = header(currency="EUR", exchange_rate=D("11.5"))
	plan, facts = invoiced(order_line(10, 10, 10), of=of)
	back = plan_cancellation(facts)
	assert back.customer[0].amount_lcy == -14375
	for account in ("receivables", "sales", "vat", "cost of goods", "inventory"):
		assert by_account(plan.ledger)[account] + by_account(back.ledger)[account] == 0


def test_goods_come_back_at_what_they_cost_by_now():
	"""600 was posted, freight of 100 came later: 700 go back into stock, the difference against cost of goods."""
	_plan, facts = invoiced(order_line(10, 10, 10), cost_now=-700)
	back = plan_cancellation(facts)
	ledger = by_account(back.ledger)
	assert (ledger["cost of goods"], ledger["inventory"]) == (-700, 700)
	assert back.items[0].cost_amount == 700


def test_services_and_accounts_have_no_goods():
	lines = [
		order_line(2, 2, 2, item=item("WORK", "Service"), product_posting_group="SERVICES"),
		order_line(1, 1, 1, name="L2", type="G/L Account", item=None, account="3900", location=None),
	]
	plan, facts = invoiced(*lines)
	back = plan_cancellation(facts)
	assert back.stock == ()
	assert by_account(back.ledger) == {
		account: -amount for account, amount in by_account(plan.ledger).items()
	}


def test_paid_or_applied():
	"""S19.3: one krone is enough."""
	_plan, facts = invoiced(order_line(4, 4, 4))
	assert refusal(replace(facts, owed=replace(facts.owed, remaining_amount=D(499)))) == ["E13"]


def test_a_cancelled_invoice_says_only_that():
	_plan, facts = invoiced(order_line(4, 4, 4))
	paid = replace(facts.owed, remaining_amount=D(0))
	assert refusal(replace(facts, cancelled_by="SCM-1", owed=paid)) == ["E14"]


def test_all_obstacles_are_told_together():
	_plan, facts = invoiced(order_line(4, 4, 4), returned=1)
	(line,) = facts.lines
	credited = ReturnFacts(invoice_line="L1", credited=CreditedLine("L1", "PI-1", D(4), D(1)))
	facts = replace(
		facts,
		header=replace(facts.header, posting_date=None, blocked="All", bill_to_blocked="All"),
		owed=replace(facts.owed, remaining_amount=D(1)),
		lines=(replace(line, back=credited),),
		policy=replace(POLICY, invoice_posting="Prohibited"),
	)
	assert sorted(refusal(facts)) == ["E09", "E13", "E23", "credited", "posting_date", "returned"]


def test_what_the_setup_says():
	"""Accounts of the invoice that are blocked by now, a series without a number, costs that are final."""
	_plan, facts = invoiced(order_line(4, 4, 4))
	facts = replace(
		facts,
		blocked_accounts=("sales", "vat"),
		series=(Finding("series", "None."),),
		policy=replace(POLICY, earliest_allowed_valuation_date=date(2999, 1, 1)),
	)
	assert sorted(refusal(facts)) == ["E20", "account_blocked", "account_blocked", "series"]


def test_services_know_no_valuation_date():
	line = order_line(2, 2, 2, item=item("WORK", "Service"), product_posting_group="SERVICES")
	_plan, facts = invoiced(line)
	facts = replace(facts, goods=(), policy=replace(POLICY, earliest_allowed_valuation_date=date(2999, 1, 1)))
	assert plan_cancellation(facts).customer[0].amount == -250


def test_a_difference_of_cost_needs_accounts():
	_plan, facts = invoiced(order_line(10, 10, 10), cost_now=-700)
	assert refusal(replace(facts, accounts=replace(ACCOUNTS, general={}, inventory={}))) == ["E24", "E24"]
	_plan, facts = invoiced(order_line(10, 10, 10))
	assert plan_cancellation(replace(facts, accounts=replace(ACCOUNTS, general={}, inventory={})))


def test_item_charges_are_given_back_otherwise():
	_plan, facts = invoiced(order_line(4, 4, 4))
	charge = replace(facts.lines[0], name="L2", row=2, type="Item Charge", order_line=None)
	assert refusal(replace(facts, lines=(*facts.lines, charge))) == ["item_charge"]


def test_a_corrective_document_says_only_that():
	_plan, facts = invoiced(order_line(4, 4, 4))
	paid = replace(facts.owed, remaining_amount=D(0))
	assert refusal(replace(facts, corrects_credit_memo="SCM-1", original="SI-0", owed=paid)) == ["corrective"]


def test_combined_shipments():
	_plan, facts = invoiced(order_line(4, 4, 4), order_line(5, 5, 5, name="L2"))
	one, two = facts.lines
	facts = replace(facts, lines=(one, replace(two, order_line=replace(two.order_line, order="SO-2"))))
	assert refusal(facts) == ["combined"]


def test_a_direct_invoice_has_no_order_to_give_back_to():
	plan, facts = invoiced(replace(invoice_line(4), order_line=order_line(4).order_line))
	facts = replace(facts, lines=tuple(replace(line, order_line=None) for line in facts.lines))
	assert plan_cancellation(facts).order_lines == ()
	assert plan.stock == tuple(stock(96, 5760).items())


@pytest.mark.parametrize(("asked", "on"), [(None, ON), (ON, ON)])
def test_the_day_of_the_cancellation(asked, on):
	assert cancellation_date(asked, ON, ON) == on
