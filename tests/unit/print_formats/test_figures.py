from decimal import Decimal

import pytest

from sales_mgmt.print_formats.figures import address_lines, decimals_needed, vat_specification


def line(amount, vat_percent, vat_amount, kind="Item"):
	return {"type": kind, "amount": amount, "vat_percent": vat_percent, "vat_amount": vat_amount}


def test_vat_is_specified_by_rate_highest_first():
	lines = [line(100, 25, 25), line(10.1, 15, 1.52), line(50, 25, 12.5), line(20, 0, 0)]
	assert vat_specification(lines) == [
		{"vat_percent": Decimal("25"), "base": Decimal("150"), "vat_amount": Decimal("37.5")},
		{"vat_percent": Decimal("15"), "base": Decimal("10.1"), "vat_amount": Decimal("1.52")},
		{"vat_percent": Decimal("0"), "base": Decimal("20"), "vat_amount": Decimal("0")},
	]


def test_vat_adds_up_without_binary_noise():
	rows = vat_specification([line(0.1, 25, 0.03)] * 3)
	assert (rows[0]["base"], rows[0]["vat_amount"]) == (Decimal("0.3"), Decimal("0.09"))


def test_a_comment_makes_no_rate():
	assert vat_specification([line(None, None, None, "Comment")]) == []


@pytest.mark.parametrize(
	("value", "at_least", "expected"),
	[
		(10, 0, 0),
		(2.5, 0, 1),
		(0.125, 0, 3),
		(100, 0, 0),
		(12.5, 2, 2),
		(0.0375, 2, 4),
		(0, 0, 0),
		(None, 0, 0),
	],
)
def test_decimals_show_the_value_and_no_more(value, at_least, expected):
	assert decimals_needed(value, at_least) == expected


def test_decimals_end_at_the_limit():
	assert decimals_needed(1 / 3, 2, 5) == 5


def test_an_address_becomes_plain_lines():
	display = "Storgata 28<br>0184 Oslo<br>\n<p>Smith &amp; Sons</p><script>x</script>Norway<br>"
	assert address_lines(display) == ["Storgata 28", "0184 Oslo", "Smith & Sons", "xNorway"]


def test_no_address_has_no_lines():
	assert address_lines(None) == []
