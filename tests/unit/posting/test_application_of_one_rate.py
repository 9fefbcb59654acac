"""An invoice and the credit memos of its parts at one rate: their cents of rounding are no gain and no loss (domain A22)."""

from decimal import Decimal as D

import pytest
from application_facts import applied, entry


def euros(name, amount, lcy, rate="11.3333", **values):
	kind = "Invoice" if D(amount) > 0 else "Credit Memo"
	return entry(name, D(amount), D(lcy), document_type=kind, currency="EUR", exchange_rate=D(rate), **values)


def differences(result):
	return [(row.amount_lcy, row.exchange_difference_lcy) for row in result.rows]


def test_an_open_invoice_loses_what_the_credit_memo_is_worth():
	"""A third of 1,000.00 is 333.33 (and 333.33, 333.34); the credit memo is worth 333.34."""
	invoice, memo = euros("I", 90, "1000"), euros("M", -30, "-333.34")
	result = applied(memo, invoice)
	assert differences(result) == [(D("333.34"), 0)]
	assert result.left(invoice).remaining_amount_lcy == D("666.66")
	assert result.ledger == ()


def test_the_rest_of_a_credit_memo_is_worth_the_rest():
	invoice, memo = euros("I", 30, "333.34"), euros("M", -90, "-1000")
	result = applied(memo, invoice)
	assert differences(result) == [(D("333.34"), 0)]
	assert result.left(memo).remaining_amount_lcy == D("-666.66")


def test_the_last_part_closes_both():
	"""333.34 and 333.32, and 333.34 that are left."""
	invoice = euros("I", 90, "1000")
	memos = [euros(name, -30, lcy) for name, lcy in (("A", "-333.34"), ("B", "-333.32"), ("C", "-333.34"))]
	result = applied(invoice, *memos)
	assert [row[1] for row in differences(result)] == [0, 0, 0]
	assert result.left(invoice).remaining_amount_lcy == 0


@pytest.mark.parametrize(
	("memo", "expected"),
	[
		(euros("M", -30, "-333.35"), D("0.02")),  # more than a cent
		(euros("M", -30, "-333.34", rate="11.3334"), D("0.01")),  # another rate
		(euros("M", -30, "-333.34", rate="0"), D("0.01")),  # not known
		(entry("P", -30, D("-333.34"), currency="EUR", exchange_rate=D("11.3333")), D("0.01")),  # money
	],
)
def test_what_is_a_difference_all_the_same(memo, expected):
	assert [row[1] for row in differences(applied(memo, euros("I", 90, "1000")))] == [expected]


def test_both_are_closed_and_differ():
	result = applied(euros("M", -30, "-333.34"), euros("I", 30, "333.33"))
	assert [row[1] for row in differences(result)] == [D("0.01")]
