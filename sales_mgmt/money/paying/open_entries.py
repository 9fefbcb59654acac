"""What a customer has not paid yet, and what we owe a customer."""

from datetime import date
from typing import Any

import frappe

from sales_mgmt.access.user_permissions import restrict
from sales_mgmt.amounts import to_decimal


def open_entries(
	customer: str,
	currency: str | None = None,
	lock: bool = False,
	until: date | None = None,
	kind: str = "Payment",
	only_mine: bool = False,
) -> list[dict[str, Any]]:
	"""Open entries that a payment (or, by `kind`, a Refund) may close, oldest due date first, posted `until` a date.

	Rows: {entry, sales_invoice, document_type, posted_no, posting_date, due_date, currency, amount, remaining_amount,
	payment_discount_date, payment_discount, remaining_with_discount}, amounts without sign in the entry's currency. With
	`lock` they are read FOR UPDATE, that is as they are now and not as the transaction began. With
	`only_mine`, only those that the user's list of customer ledger entries has.
	"""
	table = frappe.qb.DocType("Customer Ledger Entry")
	side = table.remaining_amount > 0 if kind == "Payment" else table.remaining_amount < 0
	query = (
		frappe.qb.from_(table)
		.select(
			table.name.as_("entry"),
			table.document_type,
			table.document_doctype,
			table.document_name,
			table.posted_no,
			table.posting_date,
			table.due_date,
			table.currency,
			table.amount,
			table.remaining_amount,
			table.payment_discount_date,
			table.payment_discount_amount,
			table.payment_discount_lost,
		)
		.where((table.customer == customer) & (table.open == 1) & side)
		.orderby(table.due_date)
		.orderby(table.posting_date)
		.orderby(table.entry_no)
	)
	if currency:
		query = query.where(table.currency == currency)
	if until:
		query = query.where(table.posting_date <= until)
	if only_mine:
		query = restrict(query, "Customer Ledger Entry")
	rows = (query.for_update() if lock else query).run(as_dict=True)
	for row in rows:
		complete(row)
	return rows


def complete(row: "frappe._dict") -> None:
	"""Amounts without sign, with what is left when the payment discount is taken."""
	row.sales_invoice = row.document_name if row.document_doctype == "Sales Invoice" else None
	row.amount, row.remaining_amount = abs(row.amount), abs(row.remaining_amount)
	offered, lost = row.pop("payment_discount_amount"), row.pop("payment_discount_lost")
	discount = abs(to_decimal(offered)) - to_decimal(lost)
	if discount >= to_decimal(row.remaining_amount):
		discount = to_decimal(0)
	row.payment_discount = float(discount)
	row.remaining_with_discount = float(to_decimal(row.remaining_amount) - discount)
