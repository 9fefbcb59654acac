"""Another app adds its fields to general ledger entries, by the hook `sales_mgmt_ledger_rows`."""

import sys

import frappe
import pytest
from build import account, draft, posted_invoice

from sales_mgmt import api
from sales_mgmt.incoming.refusal import IncomingError

LEDGER = "General Ledger Entry"
FIELD = "their_region"
THEIRS = "sales_mgmt.an_enriching_app"


def by_account(row):
	"""Income is of the North; `row` can be read and not be written."""
	with pytest.raises(TypeError):
		row["amount"] = 0
	return {FIELD: "North"} if row["account"].startswith("3") else None


def another_amount(row):
	return {"amount": 1}


def a_list(row):
	return {FIELD: ["North", "South"]}


@pytest.fixture(scope="module", autouse=True)
def region(site):
	frappe.get_doc(
		{"doctype": "Custom Field", "dt": LEDGER, "fieldname": FIELD, "fieldtype": "Data", "label": "Region"}
	).insert()
	frappe.db.commit()
	yield
	frappe.db.rollback()
	frappe.delete_doc("Custom Field", f"{LEDGER}-{FIELD}")
	frappe.db.commit()
	frappe.clear_cache(doctype=LEDGER)


@pytest.fixture
def hooked(monkeypatch):
	"""A function: as if an app with this hook were installed."""
	original = frappe.get_hooks
	monkeypatch.setitem(sys.modules, THEIRS, sys.modules[__name__])

	def install(*names):
		theirs = {"sales_mgmt_ledger_rows": [f"{THEIRS}.{name}" for name in names]}

		def with_theirs(hook=None, *args, **kwargs):
			return theirs[hook] if hook in theirs else original(hook, *args, **kwargs)

		monkeypatch.setattr(frappe, "get_hooks", with_theirs)

	return install


def test_their_field_is_on_the_entries_and_in_the_preview(hooked, books):
	"""100 and 25 % VAT: receivables 125, income −100, VAT −25."""
	hooked("by_account")
	doc = draft("Sales Invoice", account("3900", 1, 100))
	shown = api.preview("Sales Invoice", doc.name)[LEDGER]
	assert {row["account"]: row.get(FIELD) for row in shown}["3900"] == "North"
	doc.submit()
	entries = frappe.get_all(LEDGER, {"document_name": doc.name}, ["account", "amount", FIELD])
	assert sorted((row.account[0], row.amount, row[FIELD]) for row in entries) == [
		("1", 125, None),
		("2", -25, None),
		("3", -100, "North"),
	]


def test_what_the_books_stand_on_is_refused(hooked, books):
	doc = draft("Sales Invoice", account("3900", 1, 100))
	hooked("another_amount")
	with pytest.raises(frappe.ValidationError, match="custom fields of general ledger entries only"):
		doc.submit()
	assert not frappe.get_all(LEDGER, {"document_name": doc.name})


def test_what_the_field_can_not_hold_is_told_by_its_label(hooked, books):
	doc = draft("Sales Invoice", account("3900", 1, 100))
	hooked("a_list")
	with pytest.raises(IncomingError, match="Region"):
		doc.submit()
	assert not frappe.get_all(LEDGER, {"document_name": doc.name})


def test_without_such_an_app_the_field_stays_empty(books):
	doc = posted_invoice(account("3900", 1, 100))
	assert set(frappe.get_all(LEDGER, {"document_name": doc.name}, pluck=FIELD)) == {None}
