"""What of an entry comes back for an invoice line: parts add up to the share (domain A14)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_mgmt.amounts.quantities import STEP, in_base
from sales_mgmt.posting.core.shares import Share, check_share, share_of

D = Decimal


def parts(share, factor, *units):
	"""Base units of each part, one after the other, and the share afterwards."""
	moved = []
	for quantity in units:
		moved.append(share.part(D(quantity), D(factor)))
		share = share.less(moved[-1])
	return moved, share


def test_ten_halves_add_up():
	"""5 of 3.33333 are 16.66665. A half is 1.666665: 1.66667 and 1.66666 by turns, where each by itself would be 1.66667."""
	moved, share = parts(Share(D("16.66665")), "3.33333", *["0.5"] * 10)
	assert moved == [D("1.66667"), D("1.66666")] * 5
	assert share.left == 0


@pytest.mark.parametrize("went", ["1.66667", "1.66666", "1.66665"])
def test_a_half_takes_what_its_invoice_billed(went):
	"""Whichever of the crumbs the invoice got."""
	assert Share(D(went)).part(D("0.5"), D("3.33333")) == D(went)


def test_the_rest_of_a_share():
	"""1.5 of 0.45359 are 0.68039 of one invoice: 0.5 are 0.2268 (of 0.226795), the last 1 takes 0.45359."""
	assert parts(Share(D("0.68039")), "0.45359", "0.5", "1")[0] == [D("0.22680"), D("0.45359")]


@given(
	st.decimals("0.1", "1000", places=5),
	st.lists(st.decimals("0.001", "50", places=3), min_size=1, max_size=12),
)
def test_parts_add_up_to_the_share(factor, units):
	"""The last part closes the share, and no part is further off than rounding: parts far larger than the fifth decimal."""
	went = in_base(sum(units), factor)
	moved, share = parts(Share(went), factor, *units)
	assert sum(moved) == went and share.left == 0
	for part, quantity in zip(moved, units, strict=True):
		assert abs(part - quantity * factor) <= 4 * STEP + STEP * factor


def findings(share, moved, entry="E"):
	return [finding.code for finding in check_share(share, D(moved), 1, entry, "PS-1", "PI-1")]


@pytest.mark.parametrize(
	("share", "moved", "codes"),
	[
		(Share(D(5), D(2)), "3", []),
		(Share(D(5), D(2)), "3.00001", ["returned"]),
		(Share(D(5), D(5)), "1", ["returned"]),
		(Share(), "1", ["origin"]),
		(Share(), "0", []),
		(None, "9", []),
	],
)
def test_what_speaks_against_it(share, moved, codes):
	assert findings(share, moved) == codes


def test_an_entry_has_to_be_named():
	assert findings(Share(), "1", entry=None) == ["origin"]


def test_whose_share_it_is():
	shares = {("LINE", "E"): Share(D(5))}
	assert share_of(shares, {"LINE"}, "LINE", "E") == Share(D(5))
	assert share_of(shares, {"LINE"}, "LINE", "OTHER") == Share()
	assert share_of(shares, {"LINE"}, "LINE", None) == Share()
	assert share_of(shares, {"LINE"}, "SERVICE", None) is None
	assert share_of(shares, {"LINE"}, None, "E") is None
