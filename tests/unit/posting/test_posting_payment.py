"""A customer pays (domain A22): what is applied, what stays open, and what is refused."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from posting_facts import ON, POLICY, by_account, codes, total

from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.posting.core.money.open_entry import OpenEntry
from sales_mgmt.posting.core.money.payment import PaymentFacts, plan_payment


def owed(remaining, to_apply=None, *, row=1, lcy=None, **values):
	values = {"customer": "C-1", "currency": "NOK", "receivables_account": "receivables", **values}
	return OpenEntry(
		name=f"CLE{row}",
		row=row,
		remaining_amount=D(remaining),
		remaining_amount_lcy=D(remaining if lcy is None else lcy),
		posted_no=f"INV-{row}",
		to_apply=None if to_apply is None else D(to_apply),
		**values,
	)


def paid(amount, *entries, **values):
	facts = PaymentFacts("C-1", "", ON, D(amount), "NOK", D(1), 2, "bank", "receivables", "DOMESTIC", POLICY)
	values = {"realized_gains_account": "gains", "realized_losses_account": "losses", **values}
	return replace(facts, entries=entries, **values)


def refused(facts):
	with pytest.raises(PostingRefused) as caught:
		plan_payment(facts)
	return caught.value.findings


def applied(plan):
	"""What every entry is paid, and what is left of it."""
	left = {change.entry: change.remaining_amount for change in plan.applied}
	return [(item.debit, item.amount, left[item.debit]) for item in plan.applications]


def test_a_payment_in_full_closes_the_invoice_and_itself():
	plan = plan_payment(paid(1250, owed(1250)))
	assert by_account(plan.ledger) == {"bank": D(1250), "receivables": D(-1250)}
	assert applied(plan) == [("CLE1", 1250, 0)]
	(entry,) = plan.customer
	assert (entry.document_type, entry.amount, entry.remaining_amount) == ("Payment", -1250, 0)


def test_a_part_payment_leaves_the_rest_of_the_invoice_open():
	assert applied(plan_payment(paid(500, owed(1250)))) == [("CLE1", 500, 750)]


def test_a_payment_of_too_much_stays_open_on_the_customer():
	plan = plan_payment(paid(1300, owed(1250)))
	assert applied(plan) == [("CLE1", 1250, 0)]
	assert plan.customer[0].remaining_amount == -50


def test_a_payment_for_nothing_in_particular_stays_open():
	plan = plan_payment(paid(1000))
	assert (plan.applications, plan.customer[0].remaining_amount) == ((), -1000)


def test_rows_are_paid_in_their_order_until_the_money_is_gone():
	"""1,000 closes the oldest 700 and puts 300 on the next."""
	plan = plan_payment(paid(1000, owed(700), owed(500, row=2), owed(100, row=3)))
	assert applied(plan) == [("CLE1", 700, 0), ("CLE2", 300, 200)]


def test_amounts_that_were_named_come_before_the_rest():
	plan = plan_payment(paid(1000, owed(900), owed(500, 400, row=2)))
	assert applied(plan) == [("CLE1", 600, 300), ("CLE2", 400, 100)]


def test_a_foreign_entry_is_closed_in_both_currencies():
	"""1,250.00 EUR at 11.3333 are 14,166.63 NOK; 416.67 EUR of them 4,722.25 NOK."""
	entry = owed("1250", lcy="14166.63", currency="EUR")
	eur = {"currency": "EUR", "exchange_rate": D("11.3333")}
	part = plan_payment(paid("416.67", entry, **eur))
	assert part.applications[0].amount_lcy == D("4722.25")
	assert part.applied[0].remaining_amount_lcy == D("9444.38")
	whole = plan_payment(paid("1250", entry, **eur))
	assert whole.applied[0].remaining_amount_lcy == 0
	assert whole.customer[0].remaining_amount_lcy == 0


@pytest.mark.parametrize(
	("facts", "expected"),
	[
		(paid(0), ["amount"]),
		(paid(-5), ["amount"]),
		(paid(10, blocked="All"), ["E09"]),
		(paid(10, posting_date=None), ["posting_date"]),
		(paid(10, payment_account=None), ["E24"]),
		(paid(10, receivables_account=None), ["E24"]),
		(paid(10, owed(10, customer="C-2")), ["E27"]),
		(paid(10, owed(0)), ["not_open"]),
		(paid(10, owed(-10)), ["same_side"]),
		(paid(10, owed(10, currency="EUR")), ["currency"]),
		(paid(10, exchange_rate=D(0)), ["exchange_rate"]),
		(paid(10, owed(10, receivables_account=None)), ["E24"]),
		(paid(10, owed(10, "10.01")), ["to_apply"]),
		(paid(20, owed(10, "10.01")), ["to_apply"]),
		(paid(10, owed(10, "-1")), ["to_apply"]),
		(paid(10, owed(10), owed(10)), ["twice"]),
		(paid(10, owed(10, 6), owed(10, 5, row=2)), ["over_applied"]),
	],
)
def test_what_is_refused(facts, expected):
	findings = refused(facts)
	assert sorted(codes(findings)) == sorted(expected)
	assert all(finding.message.format(*finding.values) for finding in findings)


@pytest.mark.parametrize("blocked", ["Ship", "Invoice"])
def test_only_a_customer_blocked_for_everything_can_not_pay(blocked):
	assert plan_payment(paid(10, blocked=blocked))


def test_all_refusals_come_together():
	findings = refused(
		paid(10, owed(10, customer="C-2"), owed(0, row=2), blocked="All", payment_account=None)
	)
	assert codes(findings) == ["E09", "E24", "E27", "not_open"]


money = st.decimals("0.01", 50_000, places=2)


@given(
	amount=money,
	remaining=st.lists(money, max_size=6),
	shares=st.lists(st.none() | st.decimals("0.01", 1, places=2), min_size=6, max_size=6),
	rate=st.decimals("0.0001", 2_000, places=6),
)
def test_no_entry_is_paid_more_than_it_is_owed_and_no_money_is_lost(amount, remaining, shares, rate):
	entries, free = [], amount
	for row, (owing, share) in enumerate(zip(remaining, shares, strict=False), start=1):
		named = None if share is None else min(free, (owing * share).quantize(D("0.01")))
		named = named or None
		free -= named or 0
		lcy = (owing * rate).quantize(D("0.01"))
		entries.append(owed(owing, named, row=row, lcy=lcy, currency="EUR"))
	plan = plan_payment(paid(amount, *entries, currency="EUR", exchange_rate=rate))
	by_name = {entry.name: entry for entry in entries}
	(payment,) = plan.customer
	left = {change.entry: change for change in plan.applied}
	for item in plan.applications:
		entry, rest = by_name[item.debit], left[item.debit]
		assert 0 < item.amount <= entry.remaining_amount
		assert entry.to_apply in (None, item.amount)
		assert item.amount + rest.remaining_amount == entry.remaining_amount
		assert item.amount_lcy + rest.remaining_amount_lcy == entry.remaining_amount_lcy
		if not rest.remaining_amount:
			assert not rest.remaining_amount_lcy
	assert total(plan.applications, "amount") - payment.remaining_amount == amount
	if total(plan.applications, "amount") < min(amount, sum(remaining, D(0))):
		assert any(entry.to_apply is not None for entry in entries)
