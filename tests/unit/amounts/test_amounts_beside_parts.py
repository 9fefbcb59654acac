"""Local currency of a document of which some lines are parts of a whole: these keep it, the others are converted (domain 7.5)."""

from decimal import Decimal as D

from sales_mgmt.amounts.local_currency import convert_document
from sales_mgmt.amounts.vat import VatGroup

RATE = D("11.3333")


def test_parts_keep_what_they_are_worth():
	"""10.00 and VAT 2.50 are worth 113.33 and 28.33 by themselves; as a part, 113.34 and 28.34. Beside it 12.34 without VAT
	are 139.852922, so 139.85."""
	groups = [VatGroup("STANDARD", D(25), (0,)), VatGroup("ZERO", D(0), (1,))]
	local = convert_document(
		groups,
		[D("10.00"), D("12.34")],
		[D("2.50"), D("0.00")],
		D(0),
		RATE,
		2,
		[(D("113.34"), D("28.34")), None],
	)
	assert local.line_amounts == (D("113.34"), D("139.85"))
	assert local.line_vat == (D("28.34"), 0)
	assert local.group_bases == (D("113.34"), D("139.85"))
	assert (local.amount, local.vat_amount, local.amount_including_vat) == (
		D("253.19"),
		D("28.34"),
		D("281.53"),
	)


def test_others_of_the_same_group_add_up_among_themselves():
	"""Two of 3.33 are 37.739889 each: 37.74 and 37.74, together 75.479778, so 75.48. VAT of 0.83 each: 9.41 and 9.40."""
	groups = [VatGroup("STANDARD", D(25), (0, 1, 2))]
	local = convert_document(
		groups,
		[D("10.00"), D("3.33"), D("3.33")],
		[D("2.50"), D("0.83"), D("0.83")],
		D(0),
		RATE,
		2,
		[(D("113.34"), D("28.34")), None, None],
	)
	assert local.line_amounts == (D("113.34"), D("37.74"), D("37.74"))
	# 1.66 at the rate are 18.813278: 18.81
	assert local.line_vat == (D("28.34"), D("9.41"), D("9.40"))
	assert local.amount_including_vat == D("113.34") + D("28.34") + D("75.48") + D("18.81")


def test_rounding_beside_them():
	groups = [VatGroup("ZERO", D(0), (0, 1))]
	local = convert_document(
		groups, [D("10.00"), D("1.20")], [D(0), D(0)], D("-0.20"), RATE, 2, [(D("113.34"), D(0)), None]
	)
	# 1.20 are 13.59996, the rounding -2.26666
	assert (local.line_amounts, local.rounding_amount) == ((D("113.34"), D("13.60")), D("-2.27"))
	assert local.amount_including_vat == D("124.67")
