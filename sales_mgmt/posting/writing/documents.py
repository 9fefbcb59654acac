"""Posted shipments and invoices that are born posted: made by posting an order, never a draft.

Header and lines are written set-based; then the events that Frappe would fire for an inserted and submitted document
are fired, so that hooks, notifications and webhooks of other apps see them.
"""

from collections import defaultdict
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.workflow import set_workflow_state_on_action
from frappe.utils import now
from frappe.utils.global_search import update_global_search

from sales_mgmt.documents.as_printed import keep_as_printed
from sales_mgmt.documents.filling.amounts import DOCUMENT_AMOUNTS, LINE_AMOUNTS
from sales_mgmt.kinds.chain import SALE, chain_of
from sales_mgmt.kinds.lines import COMMENT, REVERSES
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.kinds.status import credit_memo_status, invoice_status, what_remains
from sales_mgmt.posting.core.entries import InvoicedLine, InvoicePart, Plan, ShippedLine
from sales_mgmt.posting.core.facts import Accounts, HeaderFacts
from sales_mgmt.posting.core.groups import accounts_of
from sales_mgmt.posting.writing.as_delivered import as_delivered
from sales_mgmt.settings import get_policy
from sales_mgmt.storage.columns import columns_of
from sales_mgmt.storage.mapping import common_fields, copy_fields
from sales_mgmt.storage.rows import mark_plain, unmark
from sales_mgmt.storage.write import insert_values, new_name

OF_THE_DAY = ("document_date", "due_date", "payment_discount_date", "vat_date")


EVENTS = ("after_insert", "on_update", "on_submit", "on_change")


def new_shipment(
	source: Document, shipped: tuple[ShippedLine, ...], posted_no: str, posting_date: Any
) -> Document:
	"""A Sales Shipment, or the Return Receipt of a return, not written yet. Its line names are set, in the order of
	`shipped`."""
	chain = chain_of(source.doctype)
	doc = _new(chain.moved, source, posted_no, posting_date)
	doc.name = posted_no
	doc.package_tracking_no = source.get("package_tracking_no")
	if source.doctype == chain.order:
		doc.set(chain.order_link, source.name)
	rows = _lines(source, doc, [line.line.name for line in shipped])
	for row, part in zip(rows, shipped, strict=True):
		row.quantity = float(part.quantity)
		if origin := part.line.order_line:
			row.set(chain.order_link, origin.order)
			row.set(chain.line_link, origin.name)
	doc.flags.delivered = as_delivered(rows, shipped)
	return doc


def keep_discount_posting(billed: Document, policy: Policy) -> None:
	"""An invoice keeps how its discounts are posted, for whatever takes it back once the setting is another."""
	if chain_of(billed.doctype) is SALE:
		billed.discount_posting = policy.discount_posting


def new_invoice(
	order: Document, part: InvoicePart, header: HeaderFacts, accounts: Accounts, named: bool = True
) -> Document:
	"""A Sales Invoice for what an order bills now, or the Sales Credit Memo of a return order, not written yet. Comments
	of the order travel along. Its posted number is taken by the caller, after all names. Without `named` it takes no name,
	to be looked at only."""
	chain = chain_of(order.doctype)
	doc = _new(chain.billed, order, None, header.posting_date)
	if named:
		doc.set_new_name(set_child_names=False)
	doc.set(chain.order_link, order.name)
	for field in OF_THE_DAY:
		doc.set(field, getattr(header, field))
	doc.exchange_rate = float(header.exchange_rate)
	keep_discount_posting(doc, get_policy())
	billed: dict[str, list[InvoicedLine]] = defaultdict(list)
	for line in part.lines:
		billed[line.line.document_line].append(line)
	rows = []
	for line in order.lines:
		# A line whose parts have different VAT rates is several rows.
		rows += [(line.name, invoiced) for invoiced in billed.get(line.name, ())]
		if line.type == COMMENT:
			rows.append((line.name, None))
	on_line = _amount_fields(f"{chain.billed} Line")
	for row, (_name, invoiced) in zip(_lines(order, doc, [name for name, _part in rows]), rows, strict=True):
		if invoiced is None:
			row.set(chain.line_link, None)
			continue
		row.quantity = float(invoiced.quantity)
		row.set(chain.order_link, order.name)
		row.vat_percent = float(invoiced.line.vat_percent)
		row.billing_whole = invoiced.billing_whole
		if chain is SALE:
			row.update(accounts_of(invoiced.line, header, accounts))
		row.update({field: float(getattr(invoiced.amounts, field)) for field in on_line})
	for field in _amount_fields(doc.doctype):
		doc.set(field, float(getattr(part.totals, field)))
	return doc


STATUS = {"Sales Invoice": invoice_status, "Sales Credit Memo": credit_memo_status}


def show_what_remains(invoice: Document, plan: Plan) -> None:
	"""A posted invoice or credit memo shows what remains of its customer ledger entry."""
	entry = plan.customer[0]
	invoice.remaining_amount = float(what_remains(invoice.doctype, entry.remaining_amount))
	invoice.status = STATUS[invoice.doctype](entry.amount, entry.remaining_amount)


def _new(doctype: str, source: Document, posted_no: str | None, posting_date: Any) -> Document:
	doc = frappe.new_doc(doctype)
	copy_fields(source, doc)
	doc.posted_no, doc.posting_date = posted_no, posting_date
	doc.docstatus = 1
	if workflow := doc.meta.get_workflow():
		set_workflow_state_on_action(doc, workflow, "submit")
	doc.owner = doc.modified_by = frappe.session.user
	doc.creation = doc.modified = now()
	return doc


def _lines(source: Document, target: Document, names: list[str]) -> list[Document]:
	"""One row of the target for every name of a line of the source, in this order."""
	options = target.meta.get_field("lines").options
	fields = common_fields(source.meta.get_field("lines").options, options)
	lines, chain = {line.name: line for line in source.lines}, chain_of(source.doctype)
	of_order = source.doctype == chain.order
	known = frappe.get_meta(options)
	reverses = [field for field in REVERSES if known.has_field(field)]
	return [
		target.append(
			"lines",
			{
				**{field: line.get(field) for field in (*fields, *reverses)},
				"name": new_name(),
				"docstatus": 1,
				chain.line_link: line.name if of_order else line.get(chain.line_link),
			},
		)
		for line in map(lines.get, names)
	]


def _amount_fields(doctype: str) -> list[str]:
	fields = DOCUMENT_AMOUNTS if doctype in STATUS else LINE_AMOUNTS
	meta = frappe.get_meta(doctype)
	return [field for field in fields if meta.has_field(field)]


def write_document(doc: Document) -> None:
	"""Insert header and rows: one statement per table, whatever the number of lines.

	What the admin made mandatory is asked for as on a draft; Frappe's error names it.
	"""
	doc.set_parent_in_children()
	for row in doc.get_all_children():
		row.name = row.name or new_name()
	keep_as_printed(doc)
	_check_mandatory(doc)
	stamps = {field: doc.get(field) for field in ("owner", "creation", "modified", "modified_by")}
	columns = columns_of(doc.doctype)
	insert_values(doc.doctype, columns.names, [columns.of(doc)])
	for table in doc.meta.get_table_fields():
		rows = doc.get(table.fieldname)
		for row in rows:
			row.update({**stamps, "docstatus": 1})
		if rows:
			columns = columns_of(table.options)
			insert_values(table.options, columns.names, map(columns.of, rows))


def _check_mandatory(doc: Document) -> None:
	tables = [doc.get(table.fieldname) for table in doc.meta.get_table_fields()]
	for rows in tables:
		mark_plain(rows)
	doc._validate_mandatory()
	for rows in tables:
		unmark(rows)


def announce(doc: Document) -> None:
	"""Fire the events of an inserted and submitted document, inside the transaction."""
	doc.flags.born_posted = True
	for event in EVENTS:
		doc.run_method(event)
	# Frappe's search box finds what is saved; this was not. It waits in a queue, without a statement.
	update_global_search(doc)
