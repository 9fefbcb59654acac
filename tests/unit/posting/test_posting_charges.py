"""Item charges in a posting: what is refused, and which entries get how much (domain A29)."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from posting_facts import SERVICES, by_account, direct_invoice, header, invoice_line, sale

from sales_mgmt.amounts import portion, spread
from sales_mgmt.charges import SHARE_DIGITS
from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.posting.core.charge_facts import ChargeFacts, ChargeShare, CountedShare, TargetEntry
from sales_mgmt.posting.core.facts import OrderLineFacts
from sales_mgmt.posting.core.returns.returns import plan_return
from sales_mgmt.posting.core.sale.sale import plan_sale

SHIPPED = TargetEntry("ILE1", "1000", "MAIN", D(-10), D(-10), D(1000))


def charge(price="90", quantity="1", name="L9", **values):
	values = {
		"type": "Item Charge",
		"item_charge": "FREIGHT",
		"item": None,
		"location": None,
		**SERVICES,
		**values,
	}
	line = invoice_line(quantity, name=name, unit_price=D(price), **values)
	return replace(line, ship_now=D(0))


def share(quantity, *, target=None, entry=None, name="S1", counted=None):
	return ChargeShare(name, "L9", D(quantity), target, entry, counted)


def charged(facts, *shares, entries=(SHIPPED,), earlier=None):
	return replace(facts, charges=ChargeFacts(shares, {each.name: each for each in entries}, earlier or {}))


def refusal(facts, plan=plan_sale):
	with pytest.raises(PostingRefused) as caught:
		plan(facts)
	return [(finding.code, finding.row, *finding.values) for finding in caught.value.findings]


def charges_of(plan):
	return [
		(value.key or value.item_entry, value.sales_amount)
		for value in plan.values
		if value.value_type == "Item Charge"
	]


def test_nothing_is_assigned():
	assert refusal(direct_invoice(charge())) == [("E21", 9, "9", "FREIGHT", "1")]


def test_a_rest_of_ten():
	facts = charged(direct_invoice(charge("1", "100")), share(90, entry="ILE1"))
	assert refusal(facts) == [("E21", 9, "9", "FREIGHT", "10")]


def test_more_is_assigned_than_is_billed():
	facts = charged(direct_invoice(charge()), share(1, entry="ILE1"), share("0.5", entry="ILE1", name="S2"))
	assert refusal(facts) == [("E21", 9, "9", "FREIGHT", "0.5")]


def test_goods_that_are_not_there():
	facts = charged(direct_invoice(charge()), share(1, entry="gone"))
	assert [code for code, *_rest in refusal(facts)] == ["charge_target"]


def test_new_goods_are_born_with_their_charge():
	plan = plan_sale(charged(direct_invoice(invoice_line(2, name="L1"), charge()), share(1, target="L1")))
	assert charges_of(plan) == [("L1", 90)]
	(entry,) = plan.items
	assert (entry.sales_amount, entry.cost_amount) == (290, -120)
	assert by_account(plan.ledger)["services"] == -90
	assert plan.item_changes == ()


def test_posted_goods_get_it_added_and_cost_what_they_cost():
	plan = plan_sale(charged(direct_invoice(charge()), share(1, entry="ILE1")))
	assert (plan.items, plan.stock) == ((), ())
	(change,) = plan.item_changes
	assert (change.name, change.invoiced_quantity, change.sales_amount) == ("ILE1", -10, 1090)


def test_two_charges_on_one_entry_add_up():
	second = replace(charge("10", name="L8"), row=8)
	facts = charged(
		direct_invoice(charge(), second), share(1, entry="ILE1"), ChargeShare("S2", "L8", D(1), None, "ILE1")
	)
	assert plan_sale(facts).item_changes[0].sales_amount == 1100


def test_an_allowance_takes_sales_amount_back():
	"""S20.3: 200 on a posted shipment, 250 with VAT."""
	facts = direct_invoice(charge("200"))
	facts = replace(facts, header=header(doctype="Sales Credit Memo", name="SCM-1"))
	plan = plan_return(charged(facts, share(1, entry="ILE1")))
	assert charges_of(plan) == [("ILE1", -200)]
	assert by_account(plan.ledger) == {"receivables": -250, "services": 200, "vat": 50}


def test_a_fee_on_a_return_is_kept():
	facts = direct_invoice(charge("200"), charge("50", name="L8", is_fee=True, row=8))
	facts = replace(facts, header=header(doctype="Sales Credit Memo", name="SCM-1"))
	shares = share(1, entry="ILE1"), ChargeShare("S2", "L8", D(1), None, "ILE1")
	plan = plan_return(charged(facts, *shares))
	assert charges_of(plan) == [("ILE1", -200), ("ILE1", 50)]
	assert by_account(plan.ledger) == {"receivables": D("-187.5"), "services": 150, "vat": D("37.5")}


def test_an_order_counts_what_is_handled_and_suggests_the_rest():
	line = charge(quantity="3")
	facts = sale(replace(line, ship_now=D(2), invoice_now=D(2)))
	shares = (
		share(2, entry="ILE1", counted=CountedShare("S1", D(2), D(0))),
		share(0, entry="ILE1", name="S2", counted=CountedShare("S2", D(1), D(0))),
	)
	plan = plan_sale(charged(facts, *shares))
	assert [(change.name, change.to_assign, change.assigned) for change in plan.charges] == [
		("S1", 2, 2),
		("S2", 1, 0),
	]


def test_goods_that_moved_before_share_by_quantity():
	early, late = replace(SHIPPED, quantity=D(-1)), replace(SHIPPED, name="ILE2", quantity=D(-3))
	target = replace(invoice_line(4, name="L1"), ship_now=D(0), invoice_now=D(0))
	target = replace(target, order_line=OrderLineFacts("OL1", "SO-1", D(4), D(4), D(4)))
	facts = charged(
		direct_invoice(target, charge()),
		share(1, target="L1"),
		entries=(early, late),
		earlier={"OL1": ("ILE1", "ILE2")},
	)
	assert charges_of(plan_sale(facts)) == [("ILE1", D("22.5")), ("ILE2", D("67.5"))]


@given(
	st.integers(1, 10**8),
	st.lists(st.integers(1, 10**6), min_size=1, max_size=20),
	st.integers(1, 5),
	st.booleans(),
)
def test_targets_get_the_charge_to_the_cent(cents, weights, steps, gives_back):
	"""Whatever the shares: an order that bills in steps, or a credit memo, leaves no cent without goods."""
	total = D(cents).scaleb(-2)
	quantity = D(steps)
	shares = spread(quantity, [D(weight) for weight in weights], SHARE_DIGITS)
	facts = direct_invoice(charge(str(portion(total, D(0), D(1), quantity, 2)), str(steps)))
	if gives_back:
		facts = replace(facts, header=header(doctype="Sales Credit Memo", name="SCM-1"))
	plan = (plan_return if gives_back else plan_sale)(
		charged(facts, *[share(part, entry="ILE1", name=f"S{index}") for index, part in enumerate(shares)])
	)
	billed = plan.invoice.totals.amount_lcy
	assert sum(amount for _entry, amount in charges_of(plan)) == (-billed if gives_back else billed)
