"""Entries of a customer applied to each other (domain A22), computed by hand."""

from collections import defaultdict
from datetime import date
from decimal import Decimal as D

import pytest
from application_facts import NEW, applied, entry, left, rows
from hypothesis import given
from hypothesis import strategies as st
from posting_facts import by_account, codes

from sales_mgmt.findings.finding import PostingRefused

DISCOUNT = {"payment_discount_date": date(2026, 1, 15)}


def memo(name, amount, lcy=None, **values):
	return entry(name, amount, lcy, document_type="Credit Memo", **values)


def refund(name, amount, lcy=None, **values):
	return entry(name, amount, lcy, document_type="Refund", posting_date=date(2026, 1, 10), **values)


def test_a_credit_memo_takes_its_amount_off_an_invoice():
	new, bill = memo(NEW, -300), entry("INV", 1000)
	result = applied(new, bill)
	assert rows(result) == [("Application", "INV", NEW, 300)]
	assert left(result, bill, new) == [700, 0]
	assert result.ledger == ()


def test_a_new_invoice_is_set_off_against_credits():
	new, old, older = entry(NEW, 1000), memo("CM", -300), entry("PAY", -100)
	result = applied(new, old, older)
	assert left(result, new, old, older) == [600, 0, 0]


def test_credit_memos_are_set_off_before_money_pays():
	"""1,000 − 200 = 800 to pay; 900 leave 100 on the payment."""
	bill, credit, new = entry("INV", 1000), memo("CM", -200, row=2), entry(NEW, -900)
	result = applied(new, bill, credit)
	assert rows(result) == [("Application", "INV", "CM", 200), ("Application", "INV", NEW, 800)]
	assert left(result, bill, credit, new) == [0, 0, -100]


def test_a_refund_pays_a_credit_memo_and_an_overpayment():
	new, credit, payment = refund(NEW, 250), memo("CM", -200), entry("PAY", -80, row=2)
	result = applied(new, credit, payment)
	assert left(result, new, credit, payment) == [0, 0, -30]


def test_amount_to_apply():
	"""S20.2: of a credit memo of 337.50 only 100 are applied; 237.50 stay open."""
	new, bill = memo(NEW, D("-337.5")), entry("INV", 1000, to_apply=100)
	assert left(applied(new, bill), new, bill) == [D("-237.5"), 900]


def test_amount_to_apply_of_the_entry_itself():
	new, bill = memo(NEW, -300, to_apply=100), entry("INV", 1000)
	assert left(applied(new, bill), new, bill) == [-200, 900]


def test_gain_and_loss_go_by_what_each_entry_is_worth():
	"""A credit memo of 100 EUR at 11.80 against an invoice of 100 EUR at 11.50 is worth 30 more."""
	new, bill = memo(NEW, -100, -1180, currency="EUR"), entry("INV", 100, 1150, currency="EUR")
	result = applied(new, bill)
	assert by_account(result.ledger) == {"receivables": 30, "gains": -30}
	assert [change.remaining_amount_lcy for change in result.changes] == [0, 0]


def test_a_payment_discount_is_worth_what_the_invoice_is():
	"""1,000 EUR at 11.50 with 20 off; 980 EUR at 11.80 are 11,564, the invoice gives 11,270 for them and 230 for the 20."""
	bill = entry("INV", 1000, 11500, currency="EUR", payment_discount=20, **DISCOUNT)
	new = entry(NEW, -980, -11564, currency="EUR")
	result = applied(new, bill)
	assert by_account(result.ledger) == {"receivables": 294 - 230, "gains": -294, "discount": 230}
	assert left(result, bill, new) == [0, 0]
	assert {change.remaining_amount_lcy for change in result.changes} == {0}


def test_only_money_earns_a_payment_discount():
	bill = entry("INV", 1000, payment_discount=20, **DISCOUNT)
	assert left(applied(memo(NEW, -980), bill), bill) == [20]


def test_a_credit_memo_takes_its_part_of_the_discount():
	"""A31: 2 % on 1,000 less 2 % on 200. After the credit memo 784 in time close the invoice."""
	bill = entry("INV", 1000, payment_discount=20, **DISCOUNT)
	credit = memo("CM", -200, payment_discount=4, **DISCOUNT)
	alone = applied(credit, bill)
	assert [change.discount_lost for change in alone.changes] == [4, 4]
	together = applied(entry(NEW, -784), bill, credit)
	assert rows(together) == [
		("Application", "INV", "CM", 200),
		("Application", "INV", NEW, 784),
		("Payment Discount", "INV", None, 16),
	]


def test_half_of_a_credit_memo_takes_half_of_its_discount():
	bill = entry("INV", 1000, payment_discount=20, **DISCOUNT)
	credit = memo(NEW, -200, payment_discount=4, to_apply=100, **DISCOUNT)
	assert [change.discount_lost for change in applied(credit, bill).changes] == [2, 2]


def test_a_refund_earns_the_discount_of_a_credit_memo():
	"""What the customer did not pay is not paid back: 980 close a credit memo of 1,000 with 20 off."""
	credit = memo("CM", -1000, payment_discount=20, **DISCOUNT)
	result = applied(refund(NEW, 980), credit)
	assert left(result, credit) == [0]
	assert by_account(result.ledger) == {"receivables": 20, "discount": -20}


def test_a_named_amount_earns_the_discount_when_it_is_enough():
	bill = entry("INV", 1000, payment_discount=20, to_apply=980, **DISCOUNT)
	assert left(applied(entry(NEW, -980), bill), bill) == [0]
	part = entry("INV", 1000, payment_discount=20, to_apply=979, **DISCOUNT)
	assert left(applied(entry(NEW, -979), part), part) == [21]


def test_several_invoices_share_a_tolerance():
	"""5 each; 1,993 for two of 1,000 is 7 short: 5 on the last, 2 on the one before."""
	bills = [entry(f"INV{row}", 1000, row=row, tolerance=5) for row in (1, 2)]
	result = applied(entry(NEW, -1993), *bills)
	assert [(row.debit, row.amount) for row in result.rows if row.kind == "Payment Tolerance"] == [
		("INV1", 2),
		("INV2", 5),
	]
	assert left(result, *bills) == [0, 0]
	short = applied(entry(NEW, -1989), *bills)
	assert left(short, *bills) == [0, 11]


def test_missing_accounts_are_named_only_where_they_are_needed():
	bill = entry("INV", 1000, discount_account=None, payment_discount=20, tolerance=5, **DISCOUNT)
	with pytest.raises(PostingRefused) as caught:
		applied(entry(NEW, -980), bill)
	assert codes(caught.value.findings) == ["E24"]
	with pytest.raises(PostingRefused) as caught:
		applied(entry(NEW, -997), entry("X", 1000, tolerance=5, tolerance_account=None))
	assert caught.value.findings[0].values[0] == "Payment Tolerance Account"
	assert applied(entry(NEW, -900), bill)


@pytest.mark.parametrize(
	("against", "code"),
	[
		(entry("INV", 10, customer="C-2"), "E27"),
		(entry("INV", 10, currency="EUR"), "currency"),
		(entry("INV", 10, receivables_account=None), "E24"),
		(entry("INV", 10, to_apply=11), "to_apply"),
		(entry("INV", 10, posting_date=date(2026, 1, 11)), "later"),
		(entry("PAY", -10), "same_side"),
		(entry("INV", 0), "not_open"),
		(entry("INV", 1000, to_apply=200), "over_applied"),
	],
)
def test_what_is_refused(against, code):
	with pytest.raises(PostingRefused) as caught:
		applied(memo(NEW, -100), against)
	(finding,) = caught.value.findings
	assert finding.code == code
	assert finding.message.format(*finding.values)


def test_a_payment_moves_to_the_account_of_what_it_pays():
	"""100 EUR owed at 11.50 on one account, paid at 11.80 on another: the payer's account loses 1,180, a gain of 30."""
	bill = entry("INV", 100, 1150, currency="EUR", receivables_account="abroad")
	payment = entry(NEW, -100, -1180, currency="EUR")
	result = applied(payment, bill)
	assert by_account(result.ledger) == {"receivables": 1180, "abroad": -1150, "gains": -30}
	for account, amount in (("receivables", 100), ("abroad", -100), ("gains", 0)):
		assert sum(row.amount_currency for row in result.ledger if row.account == account) == amount


def test_discounts_stand_against_the_account_of_the_entry_that_has_them():
	bill = entry("INV", 1000, payment_discount=20, receivables_account="abroad", **DISCOUNT)
	result = applied(entry(NEW, -980), bill)
	assert by_account(result.ledger) == {"receivables": 980, "abroad": -1000, "discount": 20}


def test_a_refund_pays_a_credit_memo_of_another_account():
	credit = memo("CM", -300, receivables_account="abroad")
	result = applied(refund(NEW, 300), credit)
	assert by_account(result.ledger) == {"receivables": -300, "abroad": 300}


def test_one_payment_for_invoices_of_several_accounts():
	bills = [
		entry(f"INV{row}", amount, row=row, receivables_account=account)
		for row, (amount, account) in enumerate([(100, "abroad"), (200, "receivables"), (50, "chain")], 1)
	]
	result = applied(entry(NEW, -340), *bills)
	assert by_account(result.ledger) == {"receivables": 140, "abroad": -100, "chain": -40}


cents = st.integers(1, 5_000_000).map(lambda value: D(value) / 100)
homes = st.sampled_from(["receivables", "abroad"])
rates = st.integers(1, 20_000_000).map(lambda value: D(value) / 10_000)
small = st.integers(0, 500).map(lambda value: D(value) / 100)
kinds = st.sampled_from(["Invoice", "Credit Memo", "Payment", "Refund"])


@given(
	new=st.tuples(kinds, cents, rates),
	others=st.lists(st.tuples(kinds, cents, rates, small, st.booleans(), homes), min_size=1, max_size=6),
	tolerance=small,
	late=st.booleans(),
)
def test_nothing_is_lost_in_either_currency(new, others, tolerance, late):
	"""Rows explain what every entry loses, no entry changes sides, and each receivables account loses what its entries lose."""

	def open_entry(name, kind, amount, rate, **values):
		sign = 1 if kind in ("Invoice", "Refund") else -1
		lcy = (amount * rate).quantize(D("0.01"))
		return entry(name, sign * amount, sign * lcy, document_type=kind, currency="EUR", **values)

	own = open_entry(NEW, *new, posting_date=date(2026, 1, 18 if late else 10))
	against = [
		open_entry(
			f"E{row}",
			*values[:3],
			row=row,
			tolerance=tolerance,
			receivables_account=values[5],
			payment_discount=min(values[3], values[1] / 2).quantize(D("0.01")) if values[4] else 0,
			**DISCOUNT,
		)
		for row, values in enumerate(others, start=1)
	]
	try:
		result = applied(own, *against, accept_late_discount=True, posting_date=date(2026, 1, 31))
	except PostingRefused as refusal:
		assert {finding.code for finding in refusal.findings} == {"same_side"}
		return
	lost, lost_lcy = defaultdict(D), defaultdict(D)
	for row in result.rows:
		for name, sign, extra in ((row.debit, 1, 0), (row.credit, -1, row.exchange_difference_lcy)):
			if name:
				lost[name] += sign * row.amount
				lost_lcy[name] += sign * (row.amount_lcy + extra)
	for item in (own, *against):
		rest = result.left(item)
		assert item.remaining_amount - rest.remaining_amount == lost[item.name]
		assert item.remaining_amount_lcy - rest.remaining_amount_lcy == lost_lcy[item.name]
		assert rest.remaining_amount * item.remaining_amount >= 0
		assert abs(rest.remaining_amount) <= abs(item.remaining_amount)
		assert rest.remaining_amount or not rest.remaining_amount_lcy
		assert 0 <= rest.discount_lost <= item.payment_discount
	for account in ("receivables", "abroad"):
		on_it = [lost_lcy[item.name] for item in (own, *against) if item.receivables_account == account]
		assert by_account(result.ledger).get(account, 0) == -sum(on_it), account
	assert not sum(entry.amount_currency for entry in result.ledger)
