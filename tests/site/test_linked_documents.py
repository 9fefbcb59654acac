"""Linked With shows what its user may see, whatever the version of Frappe."""

import frappe
import pytest
from build import OSLO, goods, item, posted_invoice

from dev.demo.company import AUDITOR, WAREHOUSE
from sales_mgmt import hooks, linked_documents
from sales_mgmt.print_formats import download

LEDGERS = {"Customer Ledger Entry", "VAT Entry", "General Ledger Entry"}


def test_frappes_own_is_replaced():
	where = hooks.override_whitelisted_methods["frappe.desk.form.linked_with.get"]
	assert frappe.get_attr(where) is linked_documents.get


def test_only_what_a_list_would_show_is_shown(books):
	posted_invoice(item(goods(stock=1), 1), customer=OSLO)
	assert linked_documents.get("Customer", OSLO).keys() >= LEDGERS
	frappe.set_user(AUDITOR)
	assert "Customer Ledger Entry" in linked_documents.get("Customer", OSLO)
	frappe.set_user(WAREHOUSE)
	hidden = {doctype for doctype in LEDGERS if not frappe.has_permission(doctype)}
	assert "Customer Ledger Entry" in hidden
	assert not hidden & linked_documents.get("Customer", OSLO).keys()


def test_whoever_may_not_read_the_document_sees_nothing():
	frappe.set_user("Guest")
	with pytest.raises(frappe.PermissionError):
		linked_documents.get("Customer", OSLO)


def test_what_does_not_exist_is_named():
	with pytest.raises(frappe.DoesNotExistError, match="There is no document type <strong>Nope</strong>"):
		linked_documents.get("Nope", "x")
	with pytest.raises(frappe.DoesNotExistError, match="There is no document type"):
		download.download_pdf("Nope", "x")


def test_a_row_of_a_table_leads_nowhere():
	doc = posted_invoice(item(goods(stock=1), 1))
	assert linked_documents.get("Sales Invoice Line", doc.lines[0].name) == {}
