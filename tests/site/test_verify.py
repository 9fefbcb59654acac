"""verify() finds what it is there to find: each cache is falsified in turn, past every guard."""

import frappe
import pytest
from build import goods, item, order, post

from sales_mgmt.posting.verify.books import verify

FALSIFIED = [
	("Sales Order", "shipping_status", "Not Shipped"),
	("Sales Order", "invoicing_status", "Invoiced"),
	("Sales Line", "quantity_shipped", 9),
	("Sales Line", "outstanding_quantity", 0),
	("Stock Level", "quantity", 1),
	("Stock Level", "cost_amount", 1),
	("Item Ledger Entry", "sales_amount", 1),
	("Customer Ledger Entry", "remaining_amount", 1),
	("Customer Ledger Entry", "open", 0),
	("Sales Invoice", "remaining_amount", 1),
	("General Ledger Entry", "amount", 1),
]


@pytest.mark.parametrize(("doctype", "field", "value"), FALSIFIED)
def test_a_falsified_cache_is_found(doctype, field, value):
	code = goods(stock=10)
	sale = order(item(code, 4, qty_to_ship=2))
	posted = post(sale, ship=True, invoice=True)
	assert verify() == []
	name = {
		"Sales Order": sale.name,
		"Sales Line": sale.lines[0].name,
		"Stock Level": frappe.db.get_value("Stock Level", {"item": code}),
		"Item Ledger Entry": frappe.db.get_value("Item Ledger Entry", {"document_name": posted.shipment}),
		"Customer Ledger Entry": frappe.db.get_value(
			"Sales Invoice", posted.invoice, "customer_ledger_entry"
		),
		"Sales Invoice": posted.invoice,
		"General Ledger Entry": frappe.db.get_value(
			"General Ledger Entry", {"document_name": posted.invoice}
		),
	}[doctype]
	frappe.db.set_value(doctype, name, field, value)
	assert any(drift["doctype"] == doctype or drift["field"] == "receivables" for drift in verify())
