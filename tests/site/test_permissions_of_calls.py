"""Who may call what: every function that can be called from outside, by people who may not.

Arguments are valid: Administrator's call goes through, so a refusal is for permission's sake and nothing else.
"""

import frappe
import pytest
from build import BERGEN
from calls import CALLS, FORMS, OF_NO_CUSTOMER, REPORTED_ONE_BY_ONE, whitelisted
from limited import limited_user
from permitted import attempt, permitted

STRANGER = "stranger@example.com"


@pytest.fixture
def stranger():
	"""Somebody who can log in and has no role."""
	user = {"doctype": "User", "name": STRANGER, "email": STRANGER, "enabled": 1, "user_type": "System User"}
	frappe.get_doc(user).db_insert()


@pytest.fixture(autouse=True)
def no_access_log(monkeypatch):
	"""Frappe commits what it logs."""
	for module in ("api.printing", "print_formats.download", "api.shipping"):
		monkeypatch.setattr(f"sales_mgmt.{module}.make_access_log", lambda **_: None)
	for module in ("desk.reportview", "core.doctype.data_export.exporter"):
		monkeypatch.setattr(f"frappe.{module}.make_access_log", lambda **_: None)


def test_every_whitelisted_function_has_its_call_here():
	assert set(whitelisted()) == set(CALLS)


@pytest.mark.parametrize("path", CALLS)
def test_nobody_without_a_role_gets_through(path, stranger):
	function, arguments = whitelisted()[path], CALLS[path]()

	def call():
		frappe.local.form_dict = frappe._dict(FORMS.get(path, {}))
		function(**arguments)

	assert permitted(call, ["Administrator", STRANGER, "Guest"]) == {"Administrator"}


@pytest.mark.parametrize("path", sorted(set(CALLS) - OF_NO_CUSTOMER))
def test_nobody_gets_at_another_customer(path):
	"""Somebody with every role, who looks after Bergen only. All documents of CALLS are Oslo's."""
	function, arguments = whitelisted()[path], CALLS[path]()
	somebody = limited_user("of.bergen@example.com", Customer=BERGEN)

	def call():
		answer = function(**arguments)
		assert path in REPORTED_ONE_BY_ONE and REPORTED_ONE_BY_ONE[path](answer)
		raise frappe.PermissionError

	assert permitted(lambda: function(**arguments), ["Administrator"]) == {"Administrator"}
	assert permitted(call, [somebody]) == set()


@pytest.mark.parametrize("path", CALLS)
def test_guests_are_stopped_at_the_door(path):
	"""Only the PDF, which can be shared by a key, is open to guests at all; it checks for itself."""
	frappe.set_user("Guest")
	open_to_guests = attempt(lambda: frappe.is_whitelisted(whitelisted()[path]))
	assert open_to_guests is path.endswith(".download_pdf")
