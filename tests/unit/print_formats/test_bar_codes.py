"""Code 128 by hand: values, check value and bars (ISO/IEC 15417)."""

import pytest

from sales_mgmt.print_formats.code128 import QUIET, START_B, STOP, WIDTHS, bar_code, values


@pytest.mark.parametrize(
	("text", "expected"),
	[
		# P 48, J 42, 1 17, C 35: (104 + 48 + 2·42 + 3·42 + 4·17 + 5·18 + 6·19 + 7·35) mod 103 = 879 mod 103 = 55
		("PJJ123C", [104, 48, 42, 42, 17, 18, 19, 35, 55, 106]),
		# pairs from the start: (105 + 12 + 2·34) mod 103 = 82
		("1234", [105, 12, 34, 82, 106]),
		# S 51, O 47, - 13, 0 16, then set C: 104 + 51 + 94 + 39 + 64 + 5·99 + 6·0 + 7·10 = 917, mod 103 = 93
		("SO-00010", [104, 51, 47, 13, 16, 99, 0, 10, 93, 106]),
		# back to B: 105 + 12 + 2·34 + 3·100 + 4·33 = 617, mod 103 = 102
		("1234A", [105, 12, 34, 100, 33, 102, 106]),
		# three figures are not worth it
		("123", [104, 17, 18, 19, (104 + 17 + 36 + 57) % 103, 106]),
	],
)
def test_the_values_of_a_text(text, expected):
	assert values(text) == expected


def test_every_value_is_eleven_modules_wide_and_the_stop_thirteen():
	assert [sum(map(int, widths)) for widths in WIDTHS] == [11] * STOP + [13]
	assert len(set(WIDTHS)) == STOP + 1


def test_bars_begin_after_the_quiet_zone_and_end_before_it():
	"""A is start B (211214), 33 (111323), check (104 + 33) mod 103 = 34 (131123), stop (2331112)."""
	assert values("A") == [START_B, 33, 34, STOP]
	code = bar_code("A")
	assert code.modules == 2 * QUIET + 11 * 3 + 13
	assert code.bars[:6] == ((10, 2), (13, 1), (16, 1), (21, 1), (23, 1), (27, 2))
	assert code.bars[-1] == (code.modules - QUIET - 2, 2)


@pytest.mark.parametrize("text", ["", "GRØNN", "A\tB", "٣٤"])
def test_what_these_sets_can_not_write_has_no_bar_code(text):
	assert bar_code(text) is None
