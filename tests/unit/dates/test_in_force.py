"""Values that hold from a date on."""

from datetime import date

import pytest

from sales_mgmt.dates import in_force

FIRST, SECOND = (date(2026, 1, 1), "first"), (date(2027, 1, 1), "second")


@pytest.mark.parametrize(
	("values", "on", "expected"),
	[
		([FIRST, SECOND], date(2025, 12, 31), None),
		([FIRST, SECOND], date(2026, 1, 1), "first"),
		([SECOND, FIRST], date(2026, 12, 31), "first"),
		([FIRST, SECOND], date(2027, 1, 1), "second"),
		([(None, "always"), SECOND], date(2026, 12, 31), "always"),
		([SECOND, (None, "always")], date(2027, 1, 1), "second"),
		([], date(2026, 1, 1), None),
	],
)
def test_the_latest_that_has_started(values, on, expected):
	assert in_force(values, on) == expected
