"""S07: the direct invoice (domain A04). S07.2 and S07.3 are in test_immediate_payment.py, S07.4 in the browser tests."""

import frappe
import pytest
from build import entries, goods, invoice, item, post, settings, stock


def test_s07_1_an_invoice_delivers_and_bills(books):
	"""4 × 250 = 1,000 and 25 % VAT."""
	code = goods(price=250, stock=10)
	doc = invoice(item(code, 4))
	assert (doc.amount, doc.vat_amount, doc.amount_including_vat) == (1000, 250, 1250)
	post(doc)
	fields = "document_type amount remaining_amount open"
	assert entries("Customer Ledger Entry", fields, document_name=doc.name) == [("Invoice", 1250, 1250, 1)]
	assert entries("Item Ledger Entry", "quantity", document_name=doc.name) == [(-4,)]
	assert stock(code)[0] == 6
	assert (doc.docstatus, doc.status) == (1, "Unpaid")  # the draft is the posted invoice now


@pytest.mark.parametrize("makes_shipment", [0, 1])
def test_s07_5_a_shipment_is_posted_by_setting(books, makes_shipment):
	settings(shipment_on_invoice=makes_shipment)
	code = goods(stock=4)
	doc = invoice(item(code, 4))
	post(doc)
	(moved,) = entries(
		"Item Ledger Entry", "document_doctype document_name quantity", item=code, entry_type="Sale"
	)
	if makes_shipment:
		assert (moved[0], moved[2]) == ("Sales Shipment", -4)
		assert frappe.db.get_value("Sales Shipment", moved[1], "docstatus") == 1
	else:
		assert moved == ("Sales Invoice", doc.name, -4)
		assert not frappe.db.exists("Item Ledger Entry", {"item": code, "document_doctype": "Sales Shipment"})
