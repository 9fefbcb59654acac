"""Applications as rows: which entry pays which, what that leaves of them, and what documents show of it.

Everything that one action applies is one Customer Application, so that it can be taken back as one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import frappe

from sales_mgmt.amounts import to_decimal
from sales_mgmt.kinds.status import credit_memo_status, invoice_status, what_remains
from sales_mgmt.posting.core.entries import NEW, NEW_PAYMENT, Application, EntryChange, Plan
from sales_mgmt.posting.reading.open_entries import Row, group_accounts, read_again
from sales_mgmt.posting.writing.ledgers import Source
from sales_mgmt.storage.write import insert_rows, new_name, update_rows

SHOWN = {
	("Sales Invoice", "Invoice"): lambda entry, left: {
		"remaining_amount": left,
		"status": invoice_status(to_decimal(entry.amount), left),
	},
	("Sales Credit Memo", "Credit Memo"): lambda entry, left: {
		"remaining_amount": what_remains("Sales Credit Memo", left),
		"status": credit_memo_status(to_decimal(entry.amount), left),
	},
	("Customer Payment", "Payment"): lambda entry, left: {"unapplied_amount": -left},
	("Customer Payment", "Refund"): lambda entry, left: {"unapplied_amount": left},
}
"""What a document shows of its entry, by DocType and type of the entry. `left` is the signed remaining amount."""


def write_application(
	rows: Iterable[Application],
	changes: Iterable[EntryChange],
	common: Mapping[str, Any],
	source: Source | None,
	names: Mapping[str, str] | None = None,
	reverses: str | None = None,
	application: str | None = None,
) -> str | None:
	"""Store one application and what it leaves of the entries and their documents. Returns its name; None without rows.

	`common`: posting_date, customer, currency, entry (the applying one), posted_no, receivables_account. `source` is the
	document whose posting applies, None where posted entries are applied: then the application is the document. `names`
	are those of entries the posting makes, by NEW and NEW_PAYMENT; they need no change, they are written as they end up.
	"""
	rows, names = tuple(rows), names or {}
	if not rows:
		return None
	application = application or new_name()
	reference = (source or Source("Customer Application", application, common["posted_no"])).reference()
	head = {
		**common,
		**reference,
		"name": application,
		"amount": sum(row.amount for row in rows if row.debit),
		"status": "Reversal" if reverses else "Applied",
		"reverses": reverses,
	}
	insert_rows("Customer Application", [head])
	insert_rows(
		"Customer Ledger Application",
		[
			{
				**common,
				**reference,
				"application": application,
				"kind": row.kind,
				"debit_entry": names.get(row.debit, row.debit),
				"credit_entry": names.get(row.credit, row.credit),
				"amount": row.amount,
				"amount_lcy": row.amount_lcy,
				"exchange_difference_lcy": row.exchange_difference_lcy,
				"discount_lost": row.discount_lost,
				"account": row.account,
			}
			for row in rows
		],
	)
	_change_entries([change for change in changes if change.entry not in names])
	return application


def _change_entries(changes: list[EntryChange]) -> None:
	if not changes:
		return
	update_rows(
		"Customer Ledger Entry",
		{
			change.entry: {
				"remaining_amount": change.remaining_amount,
				"remaining_amount_lcy": change.remaining_amount_lcy,
				"payment_discount_lost": change.discount_lost,
				"open": int(bool(change.remaining_amount)),
			}
			for change in changes
		},
	)
	left = {change.entry: change.remaining_amount for change in changes}
	# Read under the lock: the transaction may have begun to read before an entry was posted.
	_show(read_again(left, lock=True).values(), left)


def _show(entries: Iterable[Row], left: Mapping[str, Any]) -> None:
	"""Documents show what remains of their entries."""
	shown: dict[str, dict[str, dict[str, Any]]] = {}
	for entry in entries:
		fields = SHOWN.get((entry.document_doctype, entry.document_type))
		if fields:
			documents = shown.setdefault(entry.document_doctype, {})
			documents[entry.document_name] = fields(entry, left[entry.name])
	for doctype in sorted(shown):
		update_rows(doctype, shown[doctype])
		for name in shown[doctype]:
			frappe.clear_document_cache(doctype, name)


def name_customer_entries(rows: Mapping[str, list[dict[str, Any]]]) -> str:
	"""Give the customer ledger entries of a sale their names. Returns that of the invoice, which is the first."""
	for row in rows["Customer Ledger Entry"]:
		row["name"] = new_name()
	return rows["Customer Ledger Entry"][0]["name"]


def write_applied_at_once(
	plan: Plan, rows: Mapping[str, list[dict[str, Any]]], source: Source, receivables_account: str
) -> None:
	"""Store what a credit memo is applied to as it is posted. Nothing to store for others."""
	own = rows["Customer Ledger Entry"][0]
	write_application(
		plan.applications,
		plan.applied,
		{
			**{field: own[field] for field in ("posting_date", "customer", "currency")},
			"entry": own["name"],
			"posted_no": source.posted_no,
			"receivables_account": receivables_account,
		},
		source,
		names={NEW: own["name"]},
	)


def write_paid_at_once(plan: Plan, rows: Mapping[str, list[dict[str, Any]]], source: Source) -> None:
	"""Store how the payment that an invoice brings along closes it. Nothing to store for other invoices."""
	if not plan.applications:
		return
	invoice, payment = rows["Customer Ledger Entry"]
	group = invoice["customer_posting_group"]
	accounts = group_accounts([group])
	write_application(
		plan.applications,
		plan.applied,
		{
			**{field: payment[field] for field in ("posting_date", "customer", "currency")},
			"entry": payment["name"],
			"posted_no": source.posted_no,
			"receivables_account": accounts[group].receivables_account,
		},
		source,
		names={NEW: invoice["name"], NEW_PAYMENT: payment["name"]},
	)
