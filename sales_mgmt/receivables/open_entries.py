"""What a customer has not paid yet."""

from typing import Any

import frappe

from sales_mgmt.user_permissions import restrict


def open_entries(
	customer: str, currency: str | None = None, lock: bool = False, only_mine: bool = False
) -> list[dict[str, Any]]:
	"""Open debit entries of a bill-to customer, oldest due date first.

	Rows: {entry, sales_invoice, posted_no, posting_date, due_date, currency, amount, remaining_amount}, amounts in the
	entry's currency. With `lock` they are read FOR UPDATE, that is as they are now and not as the transaction began.
	With `only_mine`, only those that the user's list of customer ledger entries has.
	"""
	table = frappe.qb.DocType("Customer Ledger Entry")
	query = (
		frappe.qb.from_(table)
		.select(
			table.name.as_("entry"),
			table.document_doctype,
			table.document_name,
			table.posted_no,
			table.posting_date,
			table.due_date,
			table.currency,
			table.amount,
			table.remaining_amount,
		)
		.where((table.customer == customer) & (table.open == 1) & (table.remaining_amount > 0))
		.orderby(table.due_date)
		.orderby(table.posting_date)
		.orderby(table.creation)
	)
	if currency:
		query = query.where(table.currency == currency)
	if only_mine:
		query = restrict(query, "Customer Ledger Entry")
	rows = (query.for_update() if lock else query).run(as_dict=True)
	for row in rows:
		doctype, name = row.pop("document_doctype"), row.pop("document_name")
		row.sales_invoice = name if doctype == "Sales Invoice" else None
	return rows
