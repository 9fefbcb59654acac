"""The admin's own fields travel along the chain, on headers and lines, and on to the ledgers as dimensions."""

import frappe
import pytest
from build import OSLO, buyer, edit, entries, goods, invoice, item, post, quote
from recurring import give, line_set

from sales_mgmt import api
from sales_mgmt.archive.view import readable

FIELD = "project_code"
HEADERS = ("Sales Quote", "Sales Order", "Sales Shipment", "Sales Invoice")
LINES = ("Sales Line", "Sales Shipment Line", "Sales Invoice Line", "Recurring Sales Line")
LEDGERS = ("General Ledger Entry", "Item Ledger Entry", "Item Value Entry", "Customer Ledger Entry")


@pytest.fixture(scope="module")
def project(site):
	"""A custom field of the same name everywhere. Columns are made outside of transactions, so it is removed by hand."""
	for doctype in (*HEADERS, *LINES, *LEDGERS):
		field = {"dt": doctype, "fieldname": FIELD, "label": "Project Code", "fieldtype": "Data"}
		if not frappe.db.exists("Custom Field", {"dt": doctype, "fieldname": FIELD}):
			frappe.get_doc({"doctype": "Custom Field", **field}).insert()
	frappe.db.commit()
	yield
	frappe.db.rollback()
	for name in frappe.get_all("Custom Field", {"fieldname": FIELD}, pluck="name"):
		frappe.delete_doc("Custom Field", name)
	frappe.db.commit()
	for doctype in (*HEADERS, *LINES, *LEDGERS):
		frappe.clear_cache(doctype=doctype)


def test_custom_field_travels_from_quote_to_ledgers(project, books):
	lines = [item(goods(stock=2), 1, **{FIELD: "LINE"}), item(goods(stock=2), 1)]
	offer = quote(*lines, customer=OSLO, **{FIELD: "HEAD"})
	sale = frappe.get_doc("Sales Order", api.make_order(offer.name))
	assert (sale.get(FIELD), [line.get(FIELD) for line in sale.lines]) == ("HEAD", ["LINE", None])
	posted = post(sale, ship=True, invoice=True)
	for doctype, name in (("Sales Shipment", posted.shipment), ("Sales Invoice", posted.invoice)):
		made = frappe.get_doc(doctype, name)
		assert (made.get(FIELD), [line.get(FIELD) for line in made.lines]) == ("HEAD", ["LINE", None])
	assert entries("Customer Ledger Entry", FIELD, document_name=posted.invoice) == [("HEAD",)]
	# a line's own value goes before the header's
	moved = entries("Item Ledger Entry", FIELD, document_name=posted.shipment)
	assert sorted(moved) == [("HEAD",), ("LINE",)]
	revenue = entries("General Ledger Entry", f"{FIELD} amount", document_name=posted.invoice, account="3000")
	assert sorted(revenue) == [("HEAD", -100), ("LINE", -100)]
	receivable = entries("General Ledger Entry", FIELD, document_name=posted.invoice, account="1500")
	assert receivable == [("HEAD",)]


def test_custom_field_travels_from_order_and_quote_to_invoice(project, books):
	offer = quote(item(goods(stock=1), 1, **{FIELD: "LINE"}), **{FIELD: "HEAD"})
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Quote", offer.name))
	assert (bill.get(FIELD), bill.lines[0].get(FIELD)) == ("HEAD", "LINE")
	post(bill)
	assert entries("Item Value Entry", FIELD, document_name=bill.name) == [("LINE",)]

	other = quote(item(goods(stock=1), 1, **{FIELD: "LINE"}), **{FIELD: "HEAD"})
	sale = frappe.get_doc("Sales Order", api.make_order(other.name))
	post(sale, ship=True)
	fetched = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", sale.name))
	assert (fetched.get(FIELD), fetched.lines[0].get(FIELD)) == ("HEAD", "LINE")


def test_custom_field_is_kept_in_versions_and_copied(project):
	offer = quote(item("1000", 1, **{FIELD: "LINE"}), **{FIELD: "HEAD"})
	version = api.archive_document("Sales Quote", offer.name)
	edit(offer, **{FIELD: "OTHER"})
	edit(offer, None, **{FIELD: "OTHER"})
	view = readable(frappe.get_doc("Document Archive", version))
	assert ["Project Code", "HEAD"] in view["header"]
	assert view["rows"][0][-1] == "LINE"
	for doctype, name in (
		("Sales Order", api.copy_document("Document Archive", version, "Sales Order")),
		("Sales Quote", api.restore_archive(version)),
	):
		made = frappe.get_doc(doctype, name)
		assert (made.get(FIELD), made.lines[0].get(FIELD)) == ("HEAD", "LINE")


def test_custom_field_travels_from_recurring_lines_to_the_document(project):
	code, customer = line_set(item("1000", 1, **{FIELD: "LINE"}), item("1000")), buyer()
	give(customer, code)
	bill = invoice(item("5000"), customer=customer)
	api.insert_recurring_lines("Sales Invoice", bill.name, code)
	bill.reload()
	assert [line.get(FIELD) for line in bill.lines] == [None, "LINE", None]
	(made,) = api.create_recurring_invoices("2026-03-31", codes=code)
	lines = frappe.get_doc("Sales Invoice", made["invoice"]).lines
	assert [line.get(FIELD) for line in lines] == ["LINE", None]
