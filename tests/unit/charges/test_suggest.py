"""Item charges over their targets: by hand, and what holds for any of them (domain 7.8)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.charges import METHODS, SHARE_DIGITS, NothingToGoBy, Target, amounts_of, suggest

D = Decimal
THREE = [
	Target(D(2), D(600), D(10), D(1)),
	Target(D(4), D(400), D(2), D(0)),
	Target(D(1), D(200), D(2), D(2)),
]

numbers = st.integers(0, 10**9).map(lambda thousandths: D(thousandths).scaleb(-3))
cents = st.integers(-(10**8), 10**8).map(lambda parts: D(parts).scaleb(-2))
quantities = st.integers(1, 10**10).map(lambda parts: D(parts).scaleb(-5))
target_lists = st.lists(st.builds(Target, numbers, numbers, numbers, numbers), min_size=1, max_size=12)


@pytest.mark.parametrize(
	"method, amounts",
	[
		("Equally", [30, 30, 30]),
		("By Amount", [45, 30, 15]),
		("By Weight", [60, 24, 6]),
		("By Volume", [45, 0, 45]),
	],
)
def test_a_charge_of_90(method, amounts):
	assert amounts_of(D(90), suggest(D(1), THREE, method), D(1), 2) == amounts


def test_a_third_of_much_is_right_to_the_cent():
	assert amounts_of(D(9_000_000), suggest(D(1), THREE, "Equally"), D(1), 2) == [3_000_000] * 3


def test_without_weights_there_is_nothing_to_go_by():
	with pytest.raises(NothingToGoBy):
		suggest(D(1), [Target(D(1), D(10))], "By Weight")


@given(quantities, target_lists, st.sampled_from(METHODS))
def test_shares_add_up_and_are_never_negative(quantity, targets, method):
	try:
		shares = suggest(quantity, targets, method)
	except NothingToGoBy:
		assert not any(target.measure(method) for target in targets)
		return
	assert sum(shares) == quantity
	for share, target in zip(shares, targets, strict=True):
		assert share >= 0
		exact = quantity * target.measure(method) / sum(each.measure(method) for each in targets)
		assert abs(share - exact) <= D(1).scaleb(-SHARE_DIGITS)


@given(quantities, target_lists, cents)
def test_amounts_add_up_to_the_charge(quantity, targets, total):
	shares = suggest(quantity, targets, "Equally")
	assert sum(amounts_of(total, shares, quantity, 2)) == total


@given(quantities, target_lists, cents, st.integers(1, 20))
def test_posting_in_steps_gives_each_step_its_part(quantity, targets, total, cut):
	"""What is handled first and what is left add up to the whole, wherever the cut is."""
	shares = suggest(quantity, targets, "Equally")
	first, rest = shares[:cut], shares[cut:]
	head = amounts_of(total, first, quantity, 2)
	whole = amounts_of(total, shares, quantity, 2)
	assert head == whole[: len(first)]
	assert sum(whole[len(first) :]) == total - sum(head)
	assert len(rest) + len(first) == len(whole)
