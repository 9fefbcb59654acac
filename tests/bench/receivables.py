"""Receivables to measure with: many unpaid invoices of one customer, and a ledger of a hundred thousand open entries.

One invoice is posted; the others are copies of its rows, which is what a hundred postings would have left.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import company
import frappe
from frappe.utils import getdate, nowdate

from sales_mgmt import api
from sales_mgmt.receivables.report.aged_receivables import aged_receivables
from sales_mgmt.storage.write import insert_rows, new_name

ENTRY = "Customer Ledger Entry"
COPIED = (ENTRY, "General Ledger Entry", "VAT Entry")
OPEN_ENTRIES, DAYS = 100_000, 200


def unpaid(count: int) -> tuple[str, float, list[str]]:
	"""A customer, what it owes, and the entries of `count` posted invoices over 1,250."""
	line = {"type": "G/L Account", "account": "3900", "quantity": 1, "unit_price": 1000}
	values = {"doctype": "Sales Invoice", "customer": company.customer(0), "payment_method": "BANK"}
	invoice = frappe.get_doc({**values, "lines": [line]}).insert()
	api.post(invoice.doctype, invoice.name)
	invoice.reload()
	entries = [invoice.customer_ledger_entry, *_copies(invoice, count - 1)]
	return invoice.customer, invoice.remaining_amount * count, entries


def _copies(invoice: frappe.model.document.Document, count: int) -> list[str]:
	names = [(new_name(), new_name(), f"{invoice.posted_no}-{number}") for number in range(count)]
	head = invoice.get_valid_dict()
	insert_rows(
		invoice.doctype,
		[
			{**head, "name": name, "posted_no": posted_no, "customer_ledger_entry": entry}
			for name, entry, posted_no in names
		],
	)
	for doctype in COPIED:
		rows = frappe.get_all(doctype, {"document_name": invoice.name}, ["*"])
		insert_rows(
			doctype,
			[
				{
					**row,
					"name": entry if doctype == ENTRY else new_name(),
					"document_name": name,
					"posted_no": posted_no,
				}
				for name, entry, posted_no in names
				for row in rows
			],
		)
	return [entry for _name, entry, _posted_no in names]


def pay_all(owed: tuple[str, float, list[str]]) -> None:
	customer, amount, entries = owed
	api.register_payment(customer, amount, nowdate(), entries)


@contextmanager
def large_ledger() -> Iterator[None]:
	"""A hundred thousand open entries of all customers, due over the last two hundred days. They go afterwards."""
	chance, today = random.Random(7), getdate()
	customers = [company.customer(number) for number in range(company.CUSTOMERS)]
	mark = "BENCH-OPEN"

	def entry(number: int) -> dict:
		day = today - timedelta(days=chance.randrange(DAYS))
		amount = chance.randrange(100, 100_000) / 4
		amounts = dict.fromkeys(("amount", "amount_lcy", "remaining_amount", "remaining_amount_lcy"), amount)
		return {
			**amounts,
			"document_type": "Invoice",
			"document_doctype": "Sales Invoice",
			"document_name": mark,
			"posted_no": f"{mark}-{number}",
			"customer": chance.choice(customers),
			"customer_posting_group": "DOMESTIC",
			"posting_date": day,
			"due_date": day + timedelta(days=14),
			"currency": "NOK",
			"exchange_rate": 1,
			"open": 1,
		}

	insert_rows(ENTRY, [entry(number) for number in range(OPEN_ENTRIES)])
	frappe.db.commit()
	try:
		yield
	finally:
		frappe.db.delete(ENTRY, {"document_name": mark})
		frappe.db.commit()


def age(as_of: str) -> None:
	aged_receivables.execute({"as_of": as_of})
