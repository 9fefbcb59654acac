"""Dimensions of a line are the header's, with its own on top."""

import pytest

from sales_mgmt.kinds.dimensions import overlaid

HEADER = (("cost_centre", "NORTH"), ("project", "P1"))


@pytest.mark.parametrize(
	("line", "expected"),
	[
		((), HEADER),
		((("project", "P2"),), (("cost_centre", "NORTH"), ("project", "P2"))),
		((("branch", "B"),), (("branch", "B"), *HEADER)),
	],
)
def test_a_line_keeps_the_dimensions_of_its_header_that_it_does_not_name(line, expected):
	assert overlaid(HEADER, line) == expected
