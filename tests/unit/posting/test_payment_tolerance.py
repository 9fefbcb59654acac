"""The payment tolerance table (domain 7.6), row by row: invoice 1,000, discount 20 until 15 January, grace period of five
days, tolerance of 5."""

from datetime import date
from decimal import Decimal as D

import pytest
from application_facts import NEW, applied, entry, left
from posting_facts import by_account

from sales_mgmt.posting.core.money.open_entry import largest_tolerance

IN_TIME, IN_GRACE, LATE = date(2026, 1, 15), date(2026, 1, 20), date(2026, 1, 21)
OFFERED = {"payment_discount": 20, "payment_discount_date": IN_TIME, "tolerance": 5}
CASES = [
	# paid on, late discount accepted, amount, discount, late discount, tolerance, left on invoice, left on payment
	(IN_TIME, False, 985, 20, 0, -5, 0, 0),
	(IN_TIME, False, 980, 20, 0, 0, 0, 0),
	(IN_TIME, False, 975, 20, 0, 5, 0, 0),
	(IN_GRACE, True, 985, 0, 20, -5, 0, 0),
	(IN_GRACE, True, 980, 0, 20, 0, 0, 0),
	(IN_GRACE, True, 975, 0, 20, 5, 0, 0),
	(IN_GRACE, True, 1005, 0, 20, 0, 0, -25),
	(IN_GRACE, True, 1000, 0, 20, 0, 0, -20),
	(IN_GRACE, True, 995, 0, 20, 0, 0, -15),
	(IN_GRACE, False, 1005, 0, 0, -5, 0, 0),
	(IN_GRACE, False, 1000, 0, 0, 0, 0, 0),
	(IN_GRACE, False, 995, 0, 0, 5, 0, 0),
	(LATE, True, 1005, 0, 0, -5, 0, 0),
	(LATE, True, 1000, 0, 0, 0, 0, 0),
	(LATE, True, 995, 0, 0, 5, 0, 0),
	(LATE, True, 985, 0, 0, 0, 15, 0),
	(LATE, True, 980, 0, 0, 0, 20, 0),
	(LATE, True, 975, 0, 0, 0, 25, 0),
]


@pytest.mark.parametrize(
	("on", "accepted", "amount", "discount", "late", "tolerance", "bill_left", "paid_left"), CASES
)
def test_the_table(on, accepted, amount, discount, late, tolerance, bill_left, paid_left):
	bill = entry("INV", 1000, payment_discount=20, payment_discount_date=IN_TIME, tolerance=5)
	payment = entry(NEW, -amount, posting_date=on)
	result = applied(payment, bill, posting_date=on, accept_late_discount=accepted)
	by_kind = {row.kind: row.amount for row in result.rows}
	assert by_kind.get("Payment Discount", 0) == discount
	assert by_kind.get("Payment Discount Tolerance", 0) == late
	assert by_kind.get("Payment Tolerance", 0) == tolerance
	assert left(result, bill, payment) == [bill_left, paid_left]
	expected = {
		"discount": discount + late,
		"tolerance": tolerance,
		"receivables": -(discount + late + tolerance),
	}
	booked = by_account(result.ledger)
	assert {name: booked.get(name, 0) for name in expected} == expected


UNASKED = [
	# amount, late discount, tolerance, left on invoice, left on payment
	(1005, 0, -5, 0, 0),
	(1000, 0, 0, 0, 0),
	(995, 0, 5, 0, 0),
	(990, 20, 0, 0, -10),
	(985, 20, -5, 0, 0),
	(980, 20, 0, 0, 0),
	(975, 20, 5, 0, 0),
	(974, 0, 0, 26, 0),
	(1006, 0, 0, 0, -6),
	(500, 0, 0, 500, 0),
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("amount", "late", "tolerance", "bill_left", "paid_left"), UNASKED)
def test_unasked_a_late_discount_is_given_only_where_the_money_is_short(
	amount, late, tolerance, bill_left, paid_left, turned
):
	"""In the grace period with the warnings off; a refund of a credit memo is the mirror image."""
	sign, kinds = (-1, ("Credit Memo", "Refund")) if turned else (1, ("Invoice", "Payment"))
	bill = entry("INV", sign * 1000, document_type=kinds[0], **OFFERED)
	payment = entry(NEW, -sign * amount, document_type=kinds[1], posting_date=IN_GRACE)
	result = applied(payment, bill, posting_date=IN_GRACE, late_discount_if_short=True)
	by_kind = {row.kind: row.amount for row in result.rows}
	assert by_kind.get("Payment Discount Tolerance", 0) == late
	assert by_kind.get("Payment Tolerance", 0) == tolerance
	assert left(result, bill, payment) == [sign * bill_left, sign * paid_left]


@pytest.mark.parametrize(
	("on", "amount", "discount", "rest"), [(IN_TIME, 1000, 20, [0, -20]), (LATE, 980, 0, [20, 0])]
)
def test_unasked_nothing_else_changes_in_time_and_after_the_grace_period(on, amount, discount, rest):
	bill, payment = entry("INV", 1000, **OFFERED), entry(NEW, -amount, posting_date=on)
	result = applied(payment, bill, posting_date=on, late_discount_if_short=True)
	assert sum(row.amount for row in result.rows if row.kind == "Payment Discount") == discount
	assert left(result, bill, payment) == rest


SUMS = [
	# paid, late discounts of the first and the second invoice, left on both and on the payment
	(2000, [0, 0], [0, 0, 0]),
	(1990, [0, 0], [0, 0, 0]),
	(1980, [0, 20], [0, 0, 0]),
	(1960, [20, 20], [0, 0, 0]),
	(1500, [0, 0], [0, 500, 0]),
	(980, [20, 0], [0, 1000, 0]),
]


@pytest.mark.parametrize(("amount", "late", "rest"), SUMS)
def test_unasked_one_sum_for_two_invoices(amount, late, rest):
	bills = [entry(f"INV{row}", 1000, row=row, **OFFERED) for row in (1, 2)]
	payment = entry(NEW, -amount, posting_date=IN_GRACE)
	result = applied(payment, *bills, posting_date=IN_GRACE, late_discount_if_short=True)
	given = {row.debit: row.amount for row in result.rows if row.kind == "Payment Discount Tolerance"}
	assert [given.get(bill.name, 0) for bill in bills] == late
	assert left(result, *bills, payment) == rest


def test_unasked_the_discount_of_an_invoice_that_comes_first_helps_one_without():
	first, second = entry("INV1", 1000, **OFFERED), entry("INV2", 1000, row=2)
	payment = entry(NEW, -1980, posting_date=IN_GRACE)
	result = applied(payment, first, second, posting_date=IN_GRACE, late_discount_if_short=True)
	assert left(result, first, second, payment) == [0, 0, 0]


@pytest.mark.parametrize(
	("named", "rest"), [(1000, [0, 0]), (995, [5, -5]), (980, [0, -20]), (500, [500, -500])]
)
def test_unasked_an_amount_that_was_named_is_what_counts(named, rest):
	bill, payment = entry("INV", 1000, to_apply=named, **OFFERED), entry(NEW, -1000, posting_date=IN_GRACE)
	result = applied(payment, bill, posting_date=IN_GRACE, late_discount_if_short=True)
	assert left(result, bill, payment) == rest


@pytest.mark.parametrize(("amount", "rest"), [(995, 5), (1005, 0)])
def test_a_tolerance_that_is_not_accepted_leaves_the_difference_open(amount, rest):
	bill, payment = entry("INV", 1000, tolerance=5), entry(NEW, -amount)
	result = applied(payment, bill, accept_tolerance=False)
	assert left(result, bill, payment) == [rest, min(0, 1000 - amount)]


def test_one_cent_more_than_the_tolerance_is_not_tolerated():
	bill, payment = entry("INV", 1000, tolerance=5), entry(NEW, D("-994.99"))
	assert left(applied(payment, bill), bill) == [D("5.01")]


@pytest.mark.parametrize(
	("percent", "most", "expected"),
	[("0.5", 0, 5), ("0.5", 3, 3), ("0.5", 30, 5), (0, 7, 7), (0, 0, 0)],
)
def test_the_largest_tolerance_is_the_smaller_of_percentage_and_amount(percent, most, expected):
	assert largest_tolerance(D(1000), D(1000), D(percent), D(most), 2) == expected


def test_the_amount_is_local_currency():
	"""46 NOK are 4 EUR at 11.50; half a percent of 1,000 EUR would be 5."""
	assert largest_tolerance(D(1000), D(11500), D("0.5"), D(46), 2) == 4
