"""Site tests run on a real site and a real MariaDB, each in a transaction that is rolled back.

The company of `fixtures/` is loaded once and stays; what a test writes is gone when it ends.
"""

import os

os.chdir(os.environ["SALES_MGMT_SITES_PATH"])  # Frappe 16 opens a log relative to it while it is imported

import frappe
import pytest
from forgetting import forget_documents
from invariants import check_books
from processes import swept

from dev.demo import company
from sales_mgmt.posting.verify.books import verify


@pytest.fixture(scope="session")
def site():
	"""A connection to the test site, with the company loaded."""
	sites_path = os.environ["SALES_MGMT_SITES_PATH"]
	frappe.init(os.environ["SALES_MGMT_SITE"], sites_path=sites_path)
	frappe.connect()
	frappe.set_user("Administrator")
	frappe.flags.mute_emails = True
	company.load()
	frappe.db.commit()
	yield
	frappe.destroy()


@pytest.fixture(autouse=True)
def rolled_back(site):
	"""Every test ends as it began. Caches are emptied, since they may hold what was rolled back."""
	_new_request()
	yield
	frappe.db.rollback()
	_new_request()
	forget_documents()


def _new_request():
	"""What Frappe keeps of a request in its process, as it is before the first one."""
	frappe.set_user("Administrator")
	frappe.local.message_log = []
	frappe.local.response = frappe._dict({"docs": []})
	frappe.local.form_dict = frappe._dict()
	frappe.local.lang = "en"
	frappe.local.user_date_format = frappe.local.user_time_format = None
	if hasattr(frappe.local, "request"):  # to Frappe, None is a request too
		del frappe.local.request


@pytest.fixture(autouse=True)
def prints_leave_nothing(monkeypatch):
	"""Frappe commits the line of its log that tells of a print, and with it what the test wrote."""
	monkeypatch.setattr("frappe.www.printview.make_access_log", lambda **_: None)


@pytest.fixture(autouse=True)
def prints_raise(monkeypatch):
	"""Frappe answers a print that fails with a page that keeps the reason to itself."""

	def fail(exception):
		raise exception

	monkeypatch.setattr("frappe.website.serve.ErrorPage", fail)


@pytest.fixture(autouse=True)
def deletes_wait_for_nobody(monkeypatch):
	"""Frappe leaves what refers to a deleted document to a worker, of deletions that are rolled back too.

	It would find the document of another test under the same name, and has no time for what a test waits for.
	"""
	enqueue = frappe.enqueue

	def instead(method, *args, **kwargs):
		if method == "frappe.model.delete_doc.delete_dynamic_links":
			kwargs["now"] = True
		return enqueue(method, *args, **kwargs)

	monkeypatch.setattr(frappe, "enqueue", instead)


@pytest.fixture(scope="module")
def swept_up(site):
	"""For modules whose tests commit, as races must: all of it is gone when the last one has ended."""
	with swept():
		yield


@pytest.fixture
def ends_sound():
	"""Closing assertion of tests that commit: whatever met whatever, nothing has drifted."""
	yield
	frappe.db.rollback()
	assert verify() == []


@pytest.fixture
def books():
	"""Closing assertion of every test that posts: the books are sound, and no cache differs from its entries."""
	yield
	check_books()
