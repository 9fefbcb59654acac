"""Cancel the credit memo that cancelled an invoice: a corrective invoice that is born posted and applied (domain A12)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now, nowdate

from sales_mgmt.kinds.chain import SALE
from sales_mgmt.posting.core.corrections.cancellation import cancellation_date
from sales_mgmt.posting.core.corrections.credit_cancellation import plan_credit_cancellation, unapplied
from sales_mgmt.posting.core.corrections.facts import CreditCancellationFacts
from sales_mgmt.posting.core.entries import NEW, Plan
from sales_mgmt.posting.corrections.cancellation import KEPT
from sales_mgmt.posting.corrections.credit_cancellation_facts import gather_credit_cancellation
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

ORDER_LINKS = ("sales_order", "order_line", "applies_from_entry")
"""The corrective invoice bills no order: the invoice that it brings back does."""


def cancel_credit_memo(
	name: str, posting_date: date | None = None, external_document_no: str | None = None
) -> Document:
	"""Post the invoice that cancels a credit memo, in the caller's transaction. Returns it.

	It has the credit memo's external document number, unless another one is given.

	Raises PostingError with every finding; then nothing is written.
	"""
	memo = frappe.get_doc("Sales Credit Memo", name, for_update=True)
	original = _original(memo)
	on = cancellation_date(posting_date, getdate(nowdate()), getdate(memo.posting_date))
	facts = gather_credit_cancellation(memo, original, on, True, external_document_no)
	plan = planned(plan_credit_cancellation, facts)
	invoice = _corrective_invoice(memo, facts)
	invoice.posted_no = take_number(SALE.billed_series, on)
	rows = ledger_rows(plan, common_values(facts))
	invoice.customer_ledger_entry = name_customer_entries(rows)
	source = _source(invoice, memo, facts)
	names = write_goods(plan, rows, source, source)
	_mark_goods(facts, names)
	write_money(rows, source)
	_apply(plan, facts, invoice, source)
	write_document(invoice)
	write_reversals(plan)
	update_orders(plan, SALE)
	_mark(memo, original, invoice)
	announce(invoice)
	announce_after_commit(memo.doctype, invoice=invoice.name)
	return invoice


def _original(memo: Document) -> Document | None:
	"""The invoice that the credit memo cancelled, locked."""
	if not memo.is_cancellation or not memo.corrects_invoice:
		return None
	return frappe.get_doc("Sales Invoice", memo.corrects_invoice, for_update=True)


def _corrective_invoice(memo: Document, facts: CreditCancellationFacts) -> Document:
	"""The credit memo's content, line by line, as a posted invoice. Not written yet."""
	invoice = frappe.new_doc("Sales Invoice")
	copy_fields(memo, invoice, without=(*ORDER_LINKS, "corrects_invoice"))
	on = facts.header.posting_date
	invoice.update({field: memo.get(field) for field in KEPT})
	invoice.update(
		{
			"posting_date": on,
			"document_date": on,
			"due_date": on,
			"vat_date": on,
			"external_document_no": facts.header.external_document_no,
			"corrects_credit_memo": memo.name,
			"status": "Paid",
			"remaining_amount": 0,
			"docstatus": 1,
			"owner": frappe.session.user,
			"modified_by": frappe.session.user,
			"creation": now(),
			"modified": now(),
		}
	)
	invoice.set_new_name(set_child_names=False)
	fields = common_fields("Sales Credit Memo Line", "Sales Invoice Line")
	for line in memo.lines:
		row = invoice.append("lines", {})
		copy_fields(line, row, fields, without=ORDER_LINKS)
		row.update({"name": new_name(), "docstatus": 1, "quantity_credited": 0})
	return invoice


def _source(invoice: Document, memo: Document, facts: CreditCancellationFacts) -> Source:
	own = {line.name: row.name for line, row in zip(memo.lines, invoice.lines, strict=True)}
	by_key = {goods.key: own[goods.line] for goods in facts.goods}
	return Source(invoice.doctype, invoice.name, invoice.posted_no, {**own, **by_key})


def _mark_goods(facts: CreditCancellationFacts, names: dict[str, str]) -> None:
	"""The entries that the goods came back by are undone: what left may come back again."""
	undone = {goods.entry: {"correction": 1} for goods in facts.goods if goods.key in names}
	update_rows("Item Ledger Entry", undone)


def _apply(plan: Plan, facts: CreditCancellationFacts, invoice: Document, source: Source) -> None:
	"""Invoice and credit memo are open again, and the corrective invoice closes the credit memo."""
	common = {
		"posting_date": facts.header.posting_date,
		"customer": facts.given.customer,
		"currency": facts.given.currency,
		"posted_no": source.posted_no,
		"receivables_account": facts.accounts.receivables_account,
	}
	back = unapplied(facts)
	reversal = write_application(
		back.rows, back.changes, {**common, "entry": facts.given.name}, source, reverses=facts.application
	)
	update_rows("Customer Application", {facts.application: {"status": "Unapplied", "reversed_by": reversal}})
	own = invoice.customer_ledger_entry
	write_application(plan.applications, plan.applied, {**common, "entry": own}, source, names={NEW: own})


def _mark(memo: Document, original: Document, invoice: Document) -> None:
	update_rows("Sales Credit Memo", {memo.name: {"status": "Cancelled", "cancelled_by": invoice.name}})
	update_rows("Sales Invoice", {original.name: {"cancelled_by": None}})
	for doc, text in (
		(memo, said(_("cancelled by invoice {0}")).format(invoice.posted_no)),
		(original, said(_("stands again: credit memo {0} is cancelled")).format(memo.posted_no)),
	):
		frappe.clear_document_cache(doc.doctype, doc.name)
		doc.add_comment("Info", text)
		doc.notify_update()
