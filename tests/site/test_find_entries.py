"""Find Entries (A06): from a posted document, or from the customer's own number, to everything that belongs to it."""

import frappe
import pytest
from build import COUNTER, DAY, OSLO, adjust, buyer, goods, item, order, post

from dev.demo.company import WAREHOUSE
from sales_mgmt import api


def found(rows):
	return {row["doctype"]: row["count"] for row in rows}


@pytest.fixture
def sale(books):
	"""Two lines shipped, then billed, then half paid; the customer calls it PO-7788."""
	customer = buyer(COUNTER, payment_method="BANK")
	doc = order(
		item(goods(stock=5), 2), item(goods(stock=5), 3), customer=customer, external_document_no="PO-7788"
	)
	shipment = post(doc, ship=True).shipment
	invoice = post(doc, invoice=True, posting_date="2026-03-05").invoice
	payment = api.register_payment(customer, 100, "2026-03-09", invoice)
	return frappe._dict(shipment=shipment, invoice=invoice, payment=payment, customer=customer)


def test_entries_of_a_shipment_leave_its_invoice_out(sale):
	rows = api.find_entries("Sales Shipment", sale.shipment)
	assert found(rows) == {"Sales Shipment": 1, "Item Ledger Entry": 2, "Item Value Entry": 2}


def test_entries_of_an_invoice(sale):
	rows = found(api.find_entries("Sales Invoice", sale.invoice))
	# one group of VAT; receivables, sales, VAT, cost of goods sold and inventory
	assert rows == {
		"Sales Invoice": 1,
		"Customer Ledger Entry": 1,
		"General Ledger Entry": 5,
		"VAT Entry": 1,
		"Item Value Entry": 2,
	}


def test_entries_of_a_payment_and_of_an_adjustment(sale):
	payment = found(api.find_entries("Customer Payment", sale.payment))
	assert payment == {"Customer Payment": 1, "Customer Ledger Entry": 1, "General Ledger Entry": 2}
	moved = adjust((goods(), 5, 60))
	adjustment = found(api.find_entries("Inventory Adjustment", moved.name))
	assert adjustment["Inventory Adjustment"] == 1 and adjustment["Item Ledger Entry"] == 1


def test_from_an_entry_to_the_document_and_the_filters_open_the_same_rows(sale):
	entry = frappe.db.get_value("VAT Entry", {"document_name": sale.invoice})
	rows = api.find_entries("VAT Entry", entry)
	assert found(rows) == found(api.find_entries("Sales Invoice", sale.invoice))
	for row in rows:
		assert (
			len(frappe.get_list(row["doctype"], filters=row["filters"], limit_page_length=0)) == row["count"]
		)
	assert rows[0] == {
		"doctype": "Sales Invoice",
		"count": 1,
		"filters": rows[0]["filters"],
		"name": sale.invoice,
	}


def test_search_by_the_customers_own_number(sale):
	rows = found(api.search_entries(external_document_no="PO-7788"))
	assert rows["Sales Shipment"] == rows["Sales Invoice"] == rows["Customer Ledger Entry"] == 1
	assert rows["Item Ledger Entry"] == 2 and rows["Item Value Entry"] == 4
	assert found(api.search_entries(external_document_no="PO-7788", posting_date=DAY)) == found(
		api.find_entries("Sales Shipment", sale.shipment)
	)
	assert api.search_entries(external_document_no="PO-7789") == []


def test_search_by_posted_number(sale):
	number = frappe.db.get_value("Sales Invoice", sale.invoice, "posted_no")
	assert api.search_entries(posted_no=number) == api.search_entries(
		posted_no=number, external_document_no="PO-7788"
	)
	assert found(api.search_entries(posted_no=number))["Sales Invoice"] == 1
	assert api.search_entries(posted_no=number, posting_date="2026-03-06") == []
	assert api.search_entries(posted_no=number, external_document_no="PO-7789") == []
	with pytest.raises(frappe.ValidationError, match="Fill in"):
		api.search_entries()


def test_only_what_the_user_may_read_is_found(sale):
	frappe.set_user(WAREHOUSE)
	entries = found(api.search_entries(external_document_no="PO-7788"))
	assert "Sales Invoice" not in entries and "General Ledger Entry" not in entries
	assert entries["Sales Shipment"] == 1
	frappe.set_user("Administrator")
	permission = {"doctype": "User Permission", "user": WAREHOUSE, "allow": "Customer", "for_value": OSLO}
	frappe.get_doc(permission).insert()
	frappe.set_user(WAREHOUSE)
	assert "Sales Shipment" not in found(api.search_entries(external_document_no="PO-7788"))
	with pytest.raises(frappe.PermissionError):
		api.find_entries("Sales Shipment", sale.shipment)


def test_a_draft_has_no_entries(books):
	draft = frappe.get_doc(
		{"doctype": "Customer Payment", "customer": OSLO, "amount": 5, "posting_date": DAY}
	).insert()
	with pytest.raises(frappe.ValidationError, match="not posted yet"):
		api.find_entries("Customer Payment", draft.name)
