"""Runs on a site that was restored from an older state and migrated: what is there still works. Prints what it found, as JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

import frappe
from frappe.utils import today

from sales_mgmt import api
from sales_mgmt.kinds.documents import DOCUMENTS
from sales_mgmt.posting.verify.books import verify
from sales_mgmt.print_formats import engine

LEDGERS = {
	"Customer Ledger Entry": ("amount", "amount_lcy", "remaining_amount", "remaining_amount_lcy"),
	"General Ledger Entry": ("amount",),
	"VAT Entry": ("base", "amount"),
	"Item Ledger Entry": ("quantity", "cost_amount", "sales_amount"),
	"Item Value Entry": ("cost_amount", "cost_posted_to_gl"),
}


def ledgers() -> dict[str, Any]:
	"""Per ledger: how many entries, and the sums of their amounts to the cent."""
	found = {}
	for ledger, fields in LEDGERS.items():
		rows = frappe.get_all(ledger, fields=list(fields), limit_page_length=0)
		found[ledger] = [len(rows), *(round(sum(row[field] or 0 for row in rows), 2) for field in fields)]
	return found


def documents() -> dict[str, list[list[Any]]]:
	"""Per DocType: name, status and amount of every document."""
	found = {}
	for doctype in DOCUMENTS:
		meta = frappe.get_meta(doctype)
		fields = ["name", "docstatus", *(f for f in ("status", "amount_including_vat") if meta.has_field(f))]
		rows = frappe.get_all(doctype, fields=fields, order_by="name", limit_page_length=0)
		found[doctype] = [list(row.values()) for row in rows]
	return found


def opened() -> int:
	"""Every document as a form loads it."""
	count = 0
	for doctype in (*DOCUMENTS, "Customer", "Item", "Customer Payment", "Price List", "Document Archive"):
		for name in frappe.get_all(doctype, pluck="name", limit_page_length=0):
			doc = frappe.get_doc(doctype, name)
			doc.run_method("onload")
			count += 1
	return count


def printed() -> list[str]:
	"""The first bytes of a PDF of every kind of document, made as a request makes it."""
	engine.install()
	found = []
	for doctype in DOCUMENTS:
		if names := frappe.get_all(doctype, pluck="name", order_by="creation", limit_page_length=1):
			pdf = frappe.get_print(doctype, names[0], as_pdf=True)
			found.append(pdf[:4].decode())
	return found


def received(order: str) -> None:
	"""Goods for what an order still has to ship."""
	goods = [
		line
		for line in frappe.get_doc("Sales Order", order).lines
		if line.item and line.outstanding_quantity > 0
	]
	lines = [
		{
			"item": line.item,
			"location": line.location,
			"quantity": 10 * line.outstanding_quantity,
			"unit_cost": 10,
		}
		for line in goods
	]
	frappe.get_doc({"doctype": "Inventory Adjustment", "location": "MAIN", "lines": lines}).insert().submit()


def sold_on() -> dict[str, Any]:
	"""An old order goes on, an old invoice is taken back, an old quote becomes an order."""
	order = frappe.get_all(
		"Sales Order",
		{"status": "Released", "shipping_status": ("!=", "Shipped")},
		pluck="name",
		limit_page_length=1,
	)
	received(order[0])
	posted = api.post("Sales Order", order[0], ship=True, invoice=True, posting_date=today())
	unpaid = [
		row.name
		for row in frappe.get_all(
			"Sales Invoice",
			{"docstatus": 1, "status": "Unpaid"},
			["name", "amount_including_vat", "remaining_amount"],
		)
		if row.amount_including_vat == row.remaining_amount
	]
	cancelled = None
	for invoice in unpaid:
		if not api.check_cancellation(invoice):
			cancelled = api.cancel_invoice(invoice)
			break
	return {"posted": posted, "cancelled": cancelled}


if __name__ == "__main__":
	what = sys.argv[1]
	print(
		json.dumps(
			{
				"state": lambda: {"ledgers": ledgers(), "documents": documents()},
				"work": lambda: {
					"before": verify(),
					"opened": opened(),
					"printed": printed(),
					**sold_on(),
					"after": verify(),
				},
			}[what](),
			default=str,
		)
	)
