"""One posted document of every kind, committed so that roads that commit or roll back can be tried on it."""

from __future__ import annotations

from hashlib import sha1

import frappe
from build import COUNTER, DAY, adjust, buyer, draft, goods, item, order, post

from sales_mgmt import api

MARK = "One of every kind, for tests"

CHANGES = {
	"General Ledger Entry": ("amount", 1),
	"VAT Entry": ("base", 1),
	"Customer Ledger Entry": ("remaining_amount", 1),
	"Customer Application": ("amount", 1),
	"Customer Ledger Application": ("amount", 1),
	"Item Ledger Entry": ("quantity", 1),
	"Item Value Entry": ("cost_amount", 1),
	"Item Application Entry": ("quantity", 99),
	"Stock Level": ("quantity", 999),
	"Sales Shipment": ("external_document_no", "forged"),
	"Return Receipt": ("external_document_no", "forged"),
	"Sales Credit Memo": ("external_document_no", "forged"),
	"Sales Invoice": ("external_document_no", "forged"),
	"Customer Payment": ("external_document_no", "forged"),
	"Inventory Adjustment": ("description", "forged"),
}
"""A field and a new value for it, by DocType."""

LEDGERS = tuple(CHANGES)[:8]
WRITTEN_BY_POSTING = (*LEDGERS, "Sales Shipment", "Return Receipt")
DOCUMENTS = tuple(CHANGES)[9:]

LINES = {
	"Sales Invoice": ("lines", "quantity"),
	"Sales Shipment": ("lines", "quantity"),
	"Sales Credit Memo": ("lines", "quantity"),
	"Return Receipt": ("lines", "quantity"),
	"Customer Payment": ("applications", "amount"),
	"Inventory Adjustment": ("lines", "quantity"),
}
"""Table and field of the lines of posted documents."""


def posted() -> dict[str, str]:
	"""A name of every DocType in CHANGES. Made and committed the first time."""
	bill = frappe.db.get_value("Sales Invoice", {"your_reference": MARK, "docstatus": 1})
	if not bill:
		bill = _sell()
		frappe.db.commit()
	shipped = frappe.db.get_value("Sales Shipment", {"your_reference": MARK})
	entry = frappe.db.get_value("Sales Invoice", bill, "customer_ledger_entry")
	application = frappe.db.get_value(
		"Customer Ledger Application", {"debit_entry": entry}, ["name", "document_name", "application"]
	)
	moved = frappe.db.get_value("Item Ledger Entry", {"document_name": shipped}, ["name", "item"])
	return {
		"Sales Invoice": bill,
		"Sales Shipment": shipped,
		"Sales Credit Memo": frappe.db.get_value(
			"Sales Credit Memo", {"your_reference": MARK, "docstatus": 1}
		),
		"Return Receipt": frappe.db.get_value("Return Receipt", {"your_reference": MARK}),
		"Customer Payment": application[1],
		"Inventory Adjustment": frappe.db.get_value("Inventory Adjustment", {"description": MARK}),
		"Customer Ledger Entry": entry,
		"Customer Application": application[2],
		"Customer Ledger Application": application[0],
		"Item Ledger Entry": moved[0],
		"Item Value Entry": frappe.db.get_value("Item Value Entry", {"item_ledger_entry": moved[0]}),
		"Item Application Entry": frappe.db.get_value("Item Application Entry", {"outbound_entry": moved[0]}),
		"Stock Level": frappe.db.get_value("Stock Level", {"item": moved[1]}),
		"General Ledger Entry": frappe.db.get_value("General Ledger Entry", {"document_name": bill}),
		"VAT Entry": frappe.db.get_value("VAT Entry", {"document_name": bill}),
	}


def _sell() -> str:
	"""10 in, 4 sold, 2 of them shipped and billed, half of that paid, 1 of them given back and credited."""
	code = goods()
	adjust((code, 10, 60), description=MARK)
	sale = order(
		item(code, 4, qty_to_ship=2), customer=buyer(COUNTER, payment_method="BANK"), your_reference=MARK
	)
	bill = post(sale, ship=True, invoice=True).invoice
	api.register_payment(sale.customer, 100, DAY, bill)
	left = frappe.db.get_value("Item Ledger Entry", {"item": code, "entry_type": "Sale"})
	back = draft(
		"Sales Return Order",
		item(code, 1, applies_from_entry=left),
		customer=sale.customer,
		your_reference=MARK,
	)
	post(back, ship=True, invoice=True)
	return bill


def fingerprint(doctype: str) -> str:
	"""Every row of the DocType and of its lines, as one value."""
	options = [field.options for field in frappe.get_meta(doctype).get_table_fields()]
	rows = []
	for name in (doctype, *options):
		table = frappe.qb.DocType(name)
		rows += frappe.qb.from_(table).select("*").orderby(table.name).run()
	return sha1(repr(rows).encode()).hexdigest()
