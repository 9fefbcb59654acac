"""The demo's site has the customs of Norway; a site that only loads the company keeps its own."""

import frappe
import pytest
from build import BERGEN, HAMBURG, item, posted_invoice
from printed import pages

from dev.demo import company, home
from sales_mgmt.print_formats.pdf import render_pdf


@pytest.fixture(autouse=True)
def forgotten(site):
	"""Formats and words of the site are kept outside the database too."""
	yield
	frappe.db.rollback()
	frappe.clear_cache()
	frappe.translate.clear_cache()


def customs():
	settings = frappe.get_single("System Settings")
	return settings.date_format, settings.number_format


def test_loading_the_company_changes_no_format_of_a_site():
	before = customs()
	company.load()
	assert customs() == before != ("dd.mm.yyyy", "# ###,##")


def test_the_demo_writes_dates_and_figures_as_norway_does():
	home.settle()
	assert customs() == ("dd.mm.yyyy", "# ###,##")
	assert frappe.utils.formatdate("2026-11-30") == "30.11.2026"
	assert frappe.utils.fmt_money(1234.5, precision=2) == "1 234,50"
	assert frappe.utils.fmt_money(1234.5, precision=2, currency="NOK").endswith("1 234,50")


def test_customers_in_norway_get_norwegian_paper_and_those_abroad_keep_theirs():
	home.settle()
	text = pages(render_pdf("Sales Invoice", posted_invoice(item("3000", 1), customer=BERGEN).name))[0]
	for part in ("Faktura", "Netto 30 dager", "stk.", "Levert på stedet"):
		assert part in text, part
	assert "Norway" not in text.split("Faktura")[1]
	assert frappe.db.get_value("Customer", HAMBURG, "language") == "en"


def test_what_was_chosen_on_the_demo_afterwards_stays():
	home.settle()
	frappe.get_single("System Settings").update({"date_format": "yyyy-mm-dd"}).save()
	home.settle()
	assert customs()[0] == "yyyy-mm-dd"
