"""What all tests share: how large a test is that can be run at any size.

`@pytest.mark.soak(reduced=200, full=2000)` gives a test its two sizes, the fixture `size` is the one of this run: the reduced
one in `make test`, the full one in `make soak`, which runs the tests with this mark and no others.
"""

import os

import pytest

FULL = bool(os.environ.get("SALES_MGMT_SOAK"))


@pytest.fixture
def size(request: pytest.FixtureRequest) -> int:
	"""Documents, calls or seconds: whatever the test counts."""
	mark = request.node.get_closest_marker("soak")
	if mark is None:
		pytest.fail("A test that takes `size` says its sizes: @pytest.mark.soak(reduced=…, full=…).")
	return mark.kwargs["full" if FULL else "reduced"]
