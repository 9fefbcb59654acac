"""Gains and losses of payments in foreign currency (domain A22), computed by hand."""

from collections import defaultdict
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from posting_facts import by_account, codes, total
from test_posting_payment import owed, paid, refused

from sales_mgmt.posting.core.money.payment import plan_payment

GAINS, LOSSES = "gains", "losses"


def euros(amount, *entries, rate, **values):
	return plan_payment(
		paid(
			amount,
			*entries,
			currency="EUR",
			exchange_rate=D(rate),
			**{"realized_gains_account": GAINS, "realized_losses_account": LOSSES, **values},
		)
	)


def invoice(amount, rate, **values):
	"""An invoice in EUR that was posted at this rate."""
	lcy = (D(amount) * D(rate)).quantize(D("0.01"))
	return owed(amount, lcy=lcy, currency="EUR", **values)


def test_a_better_rate_is_a_gain():
	"""1,000 EUR at 11.50 are 11,500 NOK; at 11.80 the bank gets 11,800, 300 more than the customer owed."""
	plan = euros(1000, invoice(1000, "11.50"), rate="11.80")
	assert by_account(plan.ledger) == {"bank": 11800, "receivables": -11500, GAINS: -300}
	(item,) = plan.applications
	assert (item.amount_lcy, item.exchange_difference_lcy) == (11500, 300)
	assert plan.applied[0].remaining_amount_lcy == 0
	(payment,) = plan.customer
	assert (payment.amount_lcy, payment.remaining_amount, payment.remaining_amount_lcy) == (-11800, 0, 0)


def test_a_worse_rate_is_a_loss():
	plan = euros(1000, invoice(1000, "11.50"), rate="11.20")
	assert by_account(plan.ledger) == {"bank": 11200, "receivables": -11500, LOSSES: 300}
	assert plan.applications[0].exchange_difference_lcy == -300


def test_two_parts_at_two_rates():
	"""400 EUR at 11.80: 4,720 for 4,600, a gain of 120. 600 EUR at 11.20: 6,720 for 6,900, a loss of 180."""
	first = euros(400, invoice(1000, "11.50"), rate="11.80")
	assert by_account(first.ledger) == {"bank": 4720, "receivables": -4600, GAINS: -120}
	(item,) = first.applied
	assert (item.remaining_amount, item.remaining_amount_lcy) == (600, 6900)
	second = euros(600, owed(600, lcy=6900, currency="EUR"), rate="11.20")
	assert by_account(second.ledger) == {"bank": 6720, "receivables": -6900, LOSSES: 180}
	assert second.applied[0].remaining_amount_lcy == 0


def test_what_is_paid_too_much_stays_open_at_the_rate_of_the_payment():
	"""1,200 EUR at 11.80 are 14,160. 1,000 of them, 11,800, close 11,500; 200 stay open with 2,360."""
	plan = euros(1200, invoice(1000, "11.50"), rate="11.80")
	assert by_account(plan.ledger) == {"bank": 14160, "receivables": -13860, GAINS: -300}
	assert (plan.customer[0].remaining_amount, plan.customer[0].remaining_amount_lcy) == (-200, -2360)


def test_several_invoices_at_different_rates():
	"""500 at 11.20 gain 300, 300 at 11.80 nothing, 200 at 12.00 lose 40. Gains and losses are not set off."""
	plan = euros(
		1000,
		invoice(500, "11.20"),
		invoice(300, "11.80", row=2),
		invoice(200, "12.00", row=3),
		rate="11.80",
	)
	assert [item.exchange_difference_lcy for item in plan.applications] == [300, 0, -40]
	assert by_account(plan.ledger) == {
		"bank": 11800,
		"receivables": -(5600 + 3540 + 2400),
		GAINS: -300,
		LOSSES: 40,
	}


def test_a_cent_of_rounding_is_a_difference_too():
	"""Three times 33.33 at 11.4567 are 381.85 each, but 99.99 at that rate are 1,145.56, a cent more."""
	entries = [invoice("33.33", "11.4567", row=row) for row in (1, 2, 3)]
	plan = euros("99.99", *entries, rate="11.4567")
	assert [item.exchange_difference_lcy for item in plan.applications] == [0, D("0.01"), 0]
	assert by_account(plan.ledger)["bank"] == D("1145.56")


@pytest.mark.parametrize(
	("rate", "account"), [("11.80", "Realized Gains Account"), ("11.20", "Realized Losses Account")]
)
def test_a_missing_account_is_named_only_where_it_is_needed(rate, account):
	none = {"realized_gains_account": None, "realized_losses_account": None}
	eur = {"currency": "EUR", "exchange_rate": D(rate), **none}
	(finding,) = refused(paid(1000, invoice(1000, "11.50"), **eur))
	assert (finding.code, finding.values[:2]) == ("E24", (account, "Sales Settings"))
	assert euros(1000, invoice(1000, rate), rate=rate, **none)


def test_both_missing_accounts_are_reported_together():
	entries = invoice(500, "11.20"), invoice(500, "12.00", row=2)
	eur = {"currency": "EUR", "exchange_rate": D("11.50")}
	none = {"realized_gains_account": None, "realized_losses_account": None}
	assert codes(refused(paid(1000, *entries, **eur, **none))) == ["E24", "E24"]


money = st.decimals("0.01", 50_000, places=2)
rates = st.decimals("0.0001", 2_000, places=6)


@given(amount=money, owing=st.lists(st.tuples(money, rates), max_size=6), rate=rates)
def test_receivables_lose_what_the_customer_ledger_loses(amount, owing, rate):
	"""And the plan has passed its own check, so it balances in both currencies."""
	entries = [invoice(owed_, at, row=row) for row, (owed_, at) in enumerate(owing, start=1)]
	plan = euros(amount, *entries, rate=rate)
	(payment,) = plan.customer
	left = sum((item.remaining_amount_lcy for item in plan.applied), payment.remaining_amount_lcy)
	before = sum(
		(entry.remaining_amount_lcy for entry in entries if entry.name in {i.entry for i in plan.applied}),
		D(0),
	)
	assert by_account(plan.ledger).get("receivables", D(0)) == left - before
	assert not payment.remaining_amount_lcy or payment.remaining_amount
	results = defaultdict(D)
	for entry in plan.ledger:
		if entry.account in (GAINS, LOSSES):
			assert entry.amount_currency == 0
			results[entry.account] += entry.amount
	assert results[GAINS] <= 0 <= results[LOSSES]
	assert -sum(results.values()) == total(plan.applications, "exchange_difference_lcy")
