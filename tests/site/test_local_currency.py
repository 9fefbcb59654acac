"""The currency of the ledgers: the site's own where it has one, the wizard's where that comes later, never a guess."""

import frappe
import pytest
from build import draft, goods, item

from sales_mgmt import install
from sales_mgmt.settings import get_settings


def currency():
	return frappe.db.get_single_value("Sales Settings", "local_currency")


def without_books():
	frappe.db.delete("General Ledger Entry")
	frappe.db.set_single_value("Sales Settings", "local_currency", None)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")


def test_before_the_wizard_nothing_is_guessed(monkeypatch):
	without_books()
	monkeypatch.setattr(install, "_wizard_is_done", lambda: False)
	install.set_local_currency()
	assert not currency()


def test_on_a_site_that_is_set_up_it_is_the_sites(monkeypatch):
	without_books()
	install.set_local_currency()
	assert currency() == frappe.db.get_default("currency") == "NOK"


@pytest.mark.parametrize("before", [None, "NOK"])
def test_the_wizard_says_which_while_nothing_is_posted(before):
	without_books()
	frappe.db.set_single_value("Sales Settings", "local_currency", before)
	(hook,) = (name for name in frappe.get_hooks("setup_wizard_complete") if name.startswith("sales_mgmt."))
	frappe.get_attr(hook)(frappe._dict(currency="SEK"))
	assert currency() == "SEK"


def test_the_wizard_says_nothing_any_more_once_something_is_posted():
	assert frappe.db.exists("General Ledger Entry", {})
	install.take_answers_of_wizard({"currency": "SEK"})
	assert currency() == "NOK"
	install.take_answers_of_wizard({})
	install.take_answers_of_wizard(None)
	assert currency() == "NOK"


@pytest.mark.parametrize(
	"make",
	[
		lambda: draft("Sales Order", item(goods(), 1)),
		lambda: frappe.get_doc(
			{"doctype": "Customer Payment", "customer": "C-00001", "posting_date": "2026-03-02", "amount": 5}
		).insert(),
		lambda: frappe.get_doc(
			{
				"doctype": "Inventory Adjustment",
				"posting_date": "2026-03-02",
				"lines": [{"item": "1000", "quantity": 1}],
			}
		).insert(),
	],
	ids=["order", "payment", "adjustment"],
)
def test_without_one_nothing_is_valued_and_it_is_said_where_to_choose_it(make):
	without_books()
	assert not get_settings().local_currency
	with pytest.raises(frappe.ValidationError, match="Choose the Local Currency in Sales Settings"):
		make()
