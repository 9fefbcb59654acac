"""Cancel a posted invoice: a credit memo that is born posted, and applied to the invoice (domain A12)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now, nowdate

from sales_mgmt.kinds.chain import RETURN, SALE
from sales_mgmt.posting.core.corrections.cancellation import cancellation_date, plan_cancellation
from sales_mgmt.posting.core.corrections.facts import CancellationFacts
from sales_mgmt.posting.core.entries import NEW, Plan
from sales_mgmt.posting.corrections.cancellation_facts import gather_cancellation
from sales_mgmt.posting.reading.reversals import write_reversals
from sales_mgmt.posting.road.extensions import announce_after_commit
from sales_mgmt.posting.road.planning import planned
from sales_mgmt.posting.sale.invoice import update_orders
from sales_mgmt.posting.sale.order import common_values
from sales_mgmt.posting.writing.applications import name_customer_entries, write_application
from sales_mgmt.posting.writing.documents import announce, write_document
from sales_mgmt.posting.writing.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.rates.numbers import take_number
from sales_mgmt.storage.mapping import common_fields, copy_fields
from sales_mgmt.storage.write import new_name, update_rows
from sales_mgmt.texts.messages import said

KEPT = ("currency", "exchange_rate", "exchange_rate_by_hand", "language")
"""What the credit memo has in common with its invoice, beside all that documents copy."""


def cancel(name: str, posting_date: date | None = None, external_document_no: str | None = None) -> Document:
	"""Post the credit memo that cancels an invoice, in the caller's transaction. Returns it.

	It has the invoice's external document number, unless another one is given.

	Raises PostingError with every finding; then nothing is written.
	"""
	invoice = frappe.get_doc("Sales Invoice", name, for_update=True)
	on = cancellation_date(posting_date, getdate(nowdate()), getdate(invoice.posting_date))
	facts = gather_cancellation(invoice, on, lock=True, external_document_no=external_document_no)
	plan = planned(plan_cancellation, facts)
	memo = _credit_memo(invoice, facts)
	memo.posted_no = take_number(RETURN.billed_series, on)
	rows = ledger_rows(plan, common_values(facts))
	memo.customer_ledger_entry = name_customer_entries(rows)
	source = _source(memo, facts)
	write_goods(plan, rows, source, source)
	write_money(rows, source)
	_apply(plan, facts, memo.customer_ledger_entry, source)
	write_document(memo)
	write_reversals(plan)
	update_orders(plan, SALE, reopens=True)
	_mark(invoice, memo)
	announce(memo)
	announce_after_commit(invoice.doctype, credit_memo=memo.name)
	return memo


def _credit_memo(invoice: Document, facts: CancellationFacts) -> Document:
	"""The invoice's content, line by line, as a posted credit memo. Not written yet."""
	memo = frappe.new_doc("Sales Credit Memo")
	copy_fields(invoice, memo)
	on = facts.header.posting_date
	memo.update({field: invoice.get(field) for field in KEPT})
	memo.update(
		{
			"posting_date": on,
			"document_date": on,
			"due_date": on,
			"vat_date": on,
			"external_document_no": facts.header.external_document_no,
			"corrects_invoice": invoice.name,
			"is_cancellation": 1,
			"status": "Applied",
			"remaining_amount": 0,
			"docstatus": 1,
			"owner": frappe.session.user,
			"modified_by": frappe.session.user,
			"creation": now(),
			"modified": now(),
		}
	)
	memo.set_new_name(set_child_names=False)
	left = _entries_by_line(facts)
	fields = common_fields("Sales Invoice Line", "Sales Credit Memo Line")
	for line in invoice.lines:
		row = memo.append("lines", {})
		copy_fields(line, row, fields)
		row.update(
			{
				"name": new_name(),
				"docstatus": 1,
				"effect": "Return",
				"invoice": invoice.name,
				"invoice_line": line.name,
				"sales_order": line.sales_order,
				"order_line": line.order_line,
				"billing_whole": line.billing_whole,
				"applies_from_entry": left.get(line.name),
			}
		)
	return memo


def _entries_by_line(facts: CancellationFacts) -> dict[str, str | None]:
	"""The entry that a line's goods left by; none where there were several, each of which has its own item entry."""
	entries: dict[str, str | None] = {}
	for goods in facts.goods:
		entries[goods.line] = None if goods.line in entries else goods.entry
	return entries


def _source(memo: Document, facts: CancellationFacts) -> Source:
	own = {line.invoice_line: line.name for line in memo.lines}
	by_key = {goods.key: own[goods.line] for goods in facts.goods}
	return Source(memo.doctype, memo.name, memo.posted_no, {**own, **by_key})


def _apply(plan: Plan, facts: CancellationFacts, credit_entry: str, source: Source) -> None:
	"""Invoice and credit memo close each other, whole."""
	write_application(
		plan.applications,
		plan.applied,
		{
			"posting_date": facts.header.posting_date,
			"customer": facts.owed.customer,
			"currency": facts.owed.currency,
			"entry": credit_entry,
			"posted_no": source.posted_no,
			"receivables_account": facts.accounts.receivables_account,
		},
		source,
		names={NEW: credit_entry},
	)


def _mark(invoice: Document, memo: Document) -> None:
	update_rows(
		"Sales Invoice",
		{invoice.name: {"status": "Cancelled", "remaining_amount": 0, "cancelled_by": memo.name}},
	)
	frappe.clear_document_cache("Sales Invoice", invoice.name)
	invoice.add_comment("Info", said(_("cancelled by credit memo {0}")).format(memo.posted_no))
	invoice.notify_update()
