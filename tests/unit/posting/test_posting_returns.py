"""What a return writes: the mirror image of a sale, goods that come back at the cost they left with (domain A13, A37)."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from posting_facts import (
	POLICY,
	SERVICES,
	by_account,
	codes,
	header,
	item,
	order_line,
	sale,
	stock,
)

from sales_mgmt.costing import CostFacts, Entry
from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.posting.core.facts import CreditedLine, OpenItemEntry, ReturnFacts, StockLevel
from sales_mgmt.posting.core.returns.returns import plan_return

LEFT = Entry("ILE1", "1000", "MAIN", D(-10), D(-600), sales_amount=D(1000))
"""10 pieces that left at 60 each, sold for 1,000."""


def back(**values):
	return ReturnFacts(applies_from="ILE1", **values)


def return_order(*lines, receive=True, credit=True, levels=None, policy=POLICY, left=LEFT):
	of = header(doctype="Sales Return Order", name="SRO-1")
	facts = sale(*lines, ship=receive, invoice=credit, of=of, policy=policy, levels=levels or {})
	return replace(facts, costs=CostFacts((left,)))


def credit_memo(*lines, **values):
	"""A credit memo of its own: its lines fulfil no order line."""
	of = header(doctype="Sales Credit Memo", name="SCM-1", **values.pop("of", {}))
	lines = [replace(own, order_line=None) for own in lines]
	left = values.pop("left", LEFT)
	facts = sale(*lines, ship=False, of=of, levels=values.pop("levels", {}), **values)
	return replace(facts, costs=CostFacts((left,) if left else ()))


def line(quantity, receive=None, credit=None, **values):
	moved = quantity if receive is None else receive
	return order_line(quantity, moved, quantity if credit is None else credit, **values)


def refusal(facts):
	with pytest.raises(PostingRefused) as caught:
		plan_return(facts)
	return codes(caught.value.findings)


def test_a_return_of_three_of_ten():
	"""S20.1: 3 at 90 with 25 % VAT give back 337.50, and 3 pieces come in at 60."""
	plan = plan_return(credit_memo(line(3, unit_price=D(90), back=back())))
	assert by_account(plan.ledger) == {
		"receivables": D("-337.50"),
		"sales": D(270),
		"vat": D("67.50"),
		"cost of goods": D(-180),
		"inventory": D(180),
	}
	(entry,), (value,), (owed,), (vat,) = plan.items, plan.values, plan.customer, plan.vat
	assert (entry.quantity, entry.invoiced_quantity, entry.cost_amount) == (3, 3, 180)
	assert (entry.sales_amount, entry.applies_from_entry) == (-270, "ILE1")
	assert (value.cost_amount, value.cost_amount_expected, value.sales_amount) == (180, 0, -270)
	assert (owed.document_type, owed.amount, owed.remaining_amount) == (
		"Credit Memo",
		D("-337.50"),
		D("-337.50"),
	)
	assert (vat.base, vat.amount) == (270, D("67.50"))
	assert plan.stock == ((("1000", "MAIN"), StockLevel(D(3), D(180))),)
	assert [(change.name, change.returned_quantity) for change in plan.item_costs] == [("ILE1", 3)]


def test_exact_cost_reversal_and_todays_cost():
	"""S40.1: bought at 60, the card says 80 by now: 3 come back at 180 with the link, at 240 without."""
	linked = plan_return(credit_memo(line(3, item=item(unit_cost="80"), back=back())))
	unlinked = plan_return(credit_memo(line(3, item=item(unit_cost="80"))))
	assert (linked.items[0].cost_amount, unlinked.items[0].cost_amount) == (180, 240)


def test_the_cost_of_parts_adds_up():
	"""3 pieces left at 100.00: one by one they come back at 33.33, 33.34 and 33.33."""
	left = Entry("ILE1", "1000", "MAIN", D(-3), D(-100))
	one = plan_return(credit_memo(line(1, back=back()), left=left))
	lines = [line(1, name=name, back=back()) for name in ("L1", "L2")]
	two = plan_return(credit_memo(*lines, left=replace(left, returned_quantity=D(1))))
	costs = [part.cost_amount for plan in (one, two) for part in plan.items]
	assert costs == [D("33.33"), D("33.34"), D("33.33")]
	assert [change.returned_quantity for change in two.item_costs] == [3]


def test_receiving_alone_brings_goods_at_expected_cost_and_no_money():
	plan = plan_return(return_order(line(10, 4, 0, back=back()), credit=False))
	assert (plan.ledger, plan.vat, plan.customer, plan.invoice) == ((), (), (), None)
	(entry,), (value,) = plan.items, plan.values
	assert (entry.quantity, entry.invoiced_quantity, entry.cost_amount) == (4, 0, 240)
	assert (value.cost_amount, value.cost_amount_expected) == (0, 240)
	assert [(change.shipped, change.invoiced) for change in plan.order_lines] == [(4, 0)]


def test_crediting_a_receipt_turns_its_expected_cost_into_actual_cost():
	received = OpenItemEntry("ILE2", D(4), D(0), D(240), D(0))
	plan = plan_return(
		return_order(line(10, 0, 4, shipped=4, entries=[received], back=back()), receive=False)
	)
	assert (plan.items, plan.stock, plan.item_costs) == ((), (), ())
	(value,), (change,) = plan.values, plan.item_changes
	assert (value.item_entry, value.invoiced_quantity) == ("ILE2", 4)
	assert (value.cost_amount, value.cost_amount_expected, value.sales_amount) == (240, -240, -400)
	assert (change.invoiced_quantity, change.sales_amount) == (4, -400)
	assert by_account(plan.ledger) == {
		"receivables": D(-500),
		"sales": D(400),
		"vat": D(100),
		"cost of goods": D(-240),
		"inventory": D(240),
	}


def test_money_only_moves_no_goods_and_lowers_the_sale():
	"""An allowance of 20.00 on goods that stay with the customer."""
	plan = plan_return(
		credit_memo(line(1, 0, 1, unit_price=D(20), back=back(goods_return=False)), levels=stock(5, 300))
	)
	assert by_account(plan.ledger) == {"receivables": D(-25), "sales": D(20), "vat": D(5)}
	assert (plan.items, plan.stock, plan.item_costs) == ((), (), ())
	(value,) = plan.values
	assert (value.item_entry, value.valued_quantity, value.cost_amount, value.sales_amount) == (
		"ILE1",
		0,
		0,
		-20,
	)


def test_a_service_gives_back_money_and_has_no_cost():
	plan = plan_return(credit_memo(line(2, item=item("WORK", "Service"), **SERVICES)))
	assert by_account(plan.ledger) == {"receivables": D(-250), "services": D(200), "vat": D(50)}
	assert plan.stock == ()


def test_more_than_left_can_not_come_back():
	"""10 left, 4 came back before: 6 may, 7 may not, and neither may 4 and 3 on two lines."""
	left = replace(LEFT, returned_quantity=D(4))
	(change,) = plan_return(credit_memo(line(6, back=back()), left=left)).item_costs
	assert change.returned_quantity == 10
	assert refusal(credit_memo(line(7, back=back()), left=left)) == ["returned"]
	two = [line(4, name="L1", back=back()), line(3, name="L2", back=back())]
	assert refusal(credit_memo(*two, left=left)) == ["returned"]


@pytest.mark.parametrize(
	("left", "code"),
	[
		(None, "origin"),
		(replace(LEFT, item="2000"), "origin_item"),
		(replace(LEFT, quantity=D(10)), "origin"),
	],
	ids=["unknown", "another item", "goods that came in"],
)
def test_what_comes_back_left_before(left, code):
	assert refusal(credit_memo(line(1, back=back()), left=left)) == [code]


def test_an_invoice_line_is_credited_once():
	billed = CreditedLine("IL1", "PI-1", D(10), D(4))
	plan = plan_return(credit_memo(line(6, back=back(invoice_line="IL1", credited=billed))))
	assert [(change.name, change.credited) for change in plan.credited] == [("IL1", 10)]
	assert refusal(credit_memo(line(7, back=back(invoice_line="IL1", credited=billed)))) == ["credited"]
	assert refusal(credit_memo(line(1, back=back(invoice_line="IL1")))) == ["credited"]


def test_exact_cost_reversing_mandatory():
	"""S40.3: goods need the entry they left by; services and money do not."""
	policy = replace(POLICY, exact_cost_reversing_mandatory=True)
	assert refusal(credit_memo(line(1), policy=policy)) == ["E18"]
	for free in (
		line(1, back=back()),
		line(1, 0, 1, back=ReturnFacts(goods_return=False)),
		line(1, item=item("WORK", "Service"), **SERVICES),
	):
		assert plan_return(credit_memo(free, policy=policy)).customer


def test_who_and_what_is_blocked():
	"""S41.4: a blocked item comes back; a customer blocked for everything gets no credit memo."""
	blocked = line(1, item=item(sales_blocked=True))
	assert plan_return(credit_memo(blocked, of={"blocked": "Invoice"})).customer
	assert refusal(credit_memo(line(1), of={"blocked": "All", "bill_to_blocked": "All"})) == ["E09"]


def test_negative_lines_belong_on_a_new_order():
	assert refusal(return_order(line(-1, 0, 0), line(1, name="L2"))) == ["negative"]


def test_nothing_to_receive_or_credit():
	assert refusal(return_order(line(5, 0, 0), credit=False)) == ["nothing_to_receive"]
	assert refusal(return_order(line(5, 0, 0), receive=False)) == ["E01"]


def test_several_findings_are_told_together():
	lines = [line(2, location=None, back=back()), line(-1, 0, 0, name="L2")]
	facts = return_order(*lines, left=replace(LEFT, returned_quantity=D(9)))
	assert refusal(facts) == ["location", "negative", "returned"]
