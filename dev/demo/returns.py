"""What is taken back in the story: two pieces that were damaged, and an invoice that nobody should have got."""

from __future__ import annotations

import frappe
from frappe.utils import today

from dev.demo import company, ledgers
from dev.demo.tables import Column
from dev.demo.telling import act_as, say, show, show_entries
from sales_mgmt import api

DAMAGED = {"item": "1000", "quantity": 2, "reason": "DAMAGED"}

COMING = (
	Column("Item", "item"),
	Column("Quantity", "quantity", "number"),
	Column("Reason", "return_reason"),
	Column("Received", "quantity_shipped", "number"),
	Column("Credited", "quantity_invoiced", "number"),
	Column("Price", "unit_price", "money"),
	Column("Net", "amount", "money", total=True),
	Column("Gross", "amount_including_vat", "money", total=True),
)


def give_back(invoice: ledgers.Document) -> list[ledgers.Document]:
	"""Pieces of an invoice come back: received by the warehouse, credited and applied by billing."""
	with act_as(company.CLERK, "agrees to take back what was damaged in transport"):
		order = frappe.get_doc("Sales Return Order", api.make_return_order(*invoice))
		order.lines = [line for line in order.lines if line.item == DAMAGED["item"]]
		order.return_reason = DAMAGED["reason"]
		for line in order.lines:
			line.update({"quantity": DAMAGED["quantity"], "qty_to_ship": None, "qty_to_invoice": None})
		order.save()
		api.release(order.doctype, order.name)
	with act_as(company.WAREHOUSE, "receives the goods"):
		receipt = api.post(order.doctype, order.name, ship=True)["return_receipt"]
	received = show_entries("Return Receipt", receipt)
	with act_as(company.BILLING, "credits them, and applies the credit memo to the invoice"):
		memo = api.post(order.doctype, order.name, invoice=True)["credit_memo"]
		entry = frappe.db.get_value("Sales Credit Memo", memo, "customer_ledger_entry")
		api.apply_entries(entry, invoice[1])
	show(frappe.get_doc(order.doctype, order.name), COMING)
	return [received, show_entries("Sales Credit Memo", memo)]


def bill_by_mistake(customer: str) -> list[ledgers.Document]:
	"""An invoice is posted for the wrong customer and cancelled: the pair stays, and sums to nothing."""
	line = {"type": "Item", "item": "5000", "quantity": 1}
	with act_as(company.BILLING, "bills an hour in the workshop to the wrong customer"):
		values = {"doctype": "Sales Invoice", "customer": customer, "posting_date": today(), "lines": [line]}
		invoice = frappe.get_doc(values).insert().name
		api.post("Sales Invoice", invoice)
	with act_as(company.BILLING, "cancels that invoice"):
		memo = api.cancel_invoice(invoice)
	billed = show_entries("Sales Invoice", invoice)
	number, status = frappe.db.get_value("Sales Invoice", invoice, ["posted_no", "status"])
	say(f"  {number} is now {status}.\n")
	return [billed, show_entries("Sales Credit Memo", memo)]
