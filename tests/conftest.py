"""What all tests share: where they are, and how large a test is that can be run at any size.

Each of the processes that run side by side has a site for itself.

`@pytest.mark.soak(reduced=200, full=2000)` gives a test its two sizes, the fixture `size` is the one of this run: the reduced
one in `make test`, the full one in `make soak`, which runs the tests with this mark and no others.
"""

import json
import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine draws examples slowly: no fault of the test.
settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")

FULL = bool(os.environ.get("SALES_MGMT_SOAK"))

if places := os.environ.get("SALES_MGMT_TEST_PLACES"):
	number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
	site, url = json.loads(places)[int(number)]
	os.environ |= {"SALES_MGMT_SITE": site, "SALES_MGMT_TEST_URL": url}


@pytest.fixture
def size(request: pytest.FixtureRequest) -> int:
	"""Documents, calls or seconds: whatever the test counts."""
	mark = request.node.get_closest_marker("soak")
	if mark is None:
		pytest.fail("A test that takes `size` says its sizes: @pytest.mark.soak(reduced=…, full=…).")
	return mark.kwargs["full" if FULL else "reduced"]
