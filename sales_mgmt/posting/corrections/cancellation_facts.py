"""A posted invoice and everything it wrote, read in a constant number of queries (domain A12).

With `lock`, what a cancellation may change is read FOR UPDATE in the fixed order: the invoice by the caller, the order and
its lines, the invoice's lines, stock levels, item ledger entries, the customer ledger entry.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Sum

from sales_mgmt.amounts import to_decimal
from sales_mgmt.amounts.taking import NO_PART
from sales_mgmt.documents.filling.wholes import money_of_row
from sales_mgmt.documents.state.quantities import factor_of
from sales_mgmt.documents.state.shares import Shares
from sales_mgmt.kinds.chain import RETURN
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.quantities import carries_quantity, quantity
from sales_mgmt.ledgers.dimensions import custom_fields, dimensions_of
from sales_mgmt.masters.masters import ITEM_FIELDS, by_name
from sales_mgmt.posting.core.corrections.facts import CancellationFacts
from sales_mgmt.posting.core.corrections.taken_back import BilledGoods, InvoiceEntry
from sales_mgmt.posting.core.entries import LedgerEntry, VatLedgerEntry
from sales_mgmt.posting.core.facts import HeaderFacts, ItemFacts, LineFacts, OrderLineFacts, ReturnFacts
from sales_mgmt.posting.reading.gather import cost_accounts, header_facts, item_facts_of
from sales_mgmt.posting.reading.item_costs import read_coming
from sales_mgmt.posting.reading.origins import read_order_lines
from sales_mgmt.posting.reading.reversals import read_credited_lines, shares_of
from sales_mgmt.rates.numbers import series_findings
from sales_mgmt.settings import currency_digits, posting_policy


def gather_cancellation(
	invoice: Document, on: date, lock: bool = False, external_document_no: str | None = None
) -> CancellationFacts:
	"""Facts for cancelling `invoice` on a day, under the customer's number for that; else under the invoice's."""
	header = dated(header_facts(invoice, on, invoice=False), on, external_document_no)
	origins = read_order_lines({line.order_line for line in invoice.lines if line.order_line}, lock)
	credited = read_credited_lines((line.name for line in invoice.lines), lock)
	items = items_of(invoice)
	lines = tuple(
		line_facts(invoice, line, items, origins, ReturnFacts(credited=credited.get(line.name)))
		for line in invoice.lines
	)
	billed = billed_by(invoice)
	places, left_by = with_stock(billed, items)
	stock, costs = read_coming(places, left_by, lock)
	goods = tuple(goods_of(billed, sign=-1))
	owed, paid_at_once = _owed(invoice, lock)
	ledger = tuple(ledger_of(invoice))
	corrects = invoice.corrects_credit_memo
	return CancellationFacts(
		header=header,
		posted_no=invoice.posted_no,
		cancelled_by=invoice.cancelled_by,
		lines=lines,
		owed=owed,
		paid_at_once=paid_at_once,
		ledger=ledger,
		vat=tuple(vat_of(invoice)),
		goods=goods,
		shares=shares_of(_shares(goods, left_by), costs, lock),
		accounts=cost_accounts(header, lines, costs),
		policy=posting_policy(),
		stock=stock,
		costs=costs,
		corrects_credit_memo=corrects,
		original=corrects and frappe.db.get_value("Sales Credit Memo", corrects, "corrects_invoice"),
		blocked_accounts=blocked_accounts(ledger),
		series=tuple(series_findings([RETURN.billed_series], on)),
	)


def dated(header: HeaderFacts, on: date, external_document_no: str | None = None) -> HeaderFacts:
	"""The cancelling document is of the day, in its VAT period too, whenever the cancelled one was written. The customer's
	number is that of the cancelled one, unless there is another."""
	number = external_document_no or header.external_document_no
	return replace(header, document_date=on, vat_date=on, external_document_no=number)


def items_of(doc: Document) -> dict[str, ItemFacts]:
	rows = by_name("Item", ITEM_FIELDS, {line.item for line in doc.lines if line.item})
	return {name: item_facts_of(row) for name, row in rows.items()}


def with_stock(billed: Iterable[Any], items: dict[str, ItemFacts]) -> tuple[set[tuple[str, str]], set[str]]:
	"""Places and item ledger entries of goods with stock. Entries of other items are not followed."""
	places = {
		(row.item, row.location)
		for row in billed
		if row.location and row.item in items and items[row.item].item_type == INVENTORY
	}
	return places, {row.item_ledger_entry for row in billed if (row.item, row.location) in places}


def blocked_accounts(ledger: Iterable[LedgerEntry]) -> tuple[str, ...]:
	"""Accounts of entries that take no more entries."""
	names = sorted({entry.account for entry in ledger})
	return tuple(
		frappe.get_all("GL Account", {"name": ("in", names), "blocked": 1}, pluck="name", order_by="name")
	)


def line_facts(
	doc: Document,
	line: Document,
	items: dict[str, ItemFacts],
	origins: dict[str, OrderLineFacts],
	back: ReturnFacts,
) -> LineFacts:
	return LineFacts(
		name=line.name,
		row=line.idx,
		type=line.type,
		description=line.description or "",
		quantity=quantity(line.quantity) if carries_quantity(line.type) else Decimal(0),
		ship_now=Decimal(0),
		invoice_now=Decimal(0),
		qty_per_uom=factor_of(line),
		item=items.get(line.item),
		account=line.account,
		location=line.location,
		product_posting_group=line.product_posting_group,
		order_line=origins.get(line.order_line),
		back=back,
		dimensions=dimensions_of(line) or dimensions_of(doc),
		billing_whole=NO_PART if line.billing_whole is None else line.billing_whole,
		posted=money_of_row(line, currency_digits(doc.currency)),
	)


def billed_by(doc: Document) -> list[Any]:
	"""What a document valued, by item entry and line: quantity billed (signed), cost and sales amount."""
	value = frappe.qb.DocType("Item Value Entry")
	return (
		frappe.qb.from_(value)
		.select(
			value.item,
			value.location,
			value.item_ledger_entry,
			value.document_line,
			Sum(value.invoiced_quantity).as_("quantity"),
			Sum(value.cost_amount).as_("cost"),
			Sum(value.sales_amount).as_("sales"),
		)
		.where((value.document_doctype == doc.doctype) & (value.document_name == doc.name))
		.groupby(value.item, value.location, value.item_ledger_entry, value.document_line)
		.orderby(value.document_line)
		.orderby(value.item_ledger_entry)
		.run(as_dict=True)
	)


def goods_of(billed: Iterable[Any], sign: int) -> Iterable[BilledGoods]:
	"""`sign`: -1 for goods that left with an invoice, 1 for goods that came back with a credit memo."""
	for row in billed:
		if quantity(row.quantity):
			yield BilledGoods(
				key=f"{row.document_line}-{row.item_ledger_entry}",
				line=row.document_line,
				location=row.location or "",
				entry=row.item_ledger_entry,
				quantity=sign * quantity(row.quantity),
				cost_posted=sign * to_decimal(row.cost),
				sales_amount=to_decimal(row.sales),
			)


def _shares(goods: Iterable[BilledGoods], stocked: set[str]) -> Shares:
	"""By line and entry, what the invoice billed of goods with stock."""
	found: Shares = {}
	for part in goods:
		if part.entry in stocked:
			found.setdefault(part.line, {})[part.entry] = part.quantity
	return found


def _owed(invoice: Document, lock: bool) -> tuple[InvoiceEntry, bool]:
	"""The invoice's customer ledger entry, and whether the invoice brought its payment along."""
	entry = frappe.qb.DocType("Customer Ledger Entry")
	query = (
		frappe.qb.from_(entry)
		.select(
			entry.name,
			entry.customer,
			entry.currency,
			entry.exchange_rate,
			entry.amount,
			entry.amount_lcy,
			entry.remaining_amount,
			entry.sales_lcy,
			entry.invoice_discount_lcy,
		)
		.where((entry.document_doctype == "Sales Invoice") & (entry.document_name == invoice.name))
		.orderby(entry.name)
	)
	rows = {row[0]: row for row in (query.for_update() if lock else query).run()}
	name, customer, currency, *amounts = rows[invoice.customer_ledger_entry]
	return InvoiceEntry(name, customer, currency, *map(to_decimal, amounts)), len(rows) > 1


def ledger_of(doc: Document) -> Iterable[LedgerEntry]:
	fields = custom_fields("General Ledger Entry")
	own = (
		"account",
		"amount",
		"currency",
		"amount_currency",
		"business_posting_group",
		"product_posting_group",
	)
	for row in _rows("General Ledger Entry", (*own, *fields), doc):
		yield LedgerEntry(
			row.account,
			to_decimal(row.amount),
			row.currency,
			to_decimal(row.amount_currency),
			row.business_posting_group,
			row.product_posting_group,
			tuple((field, row[field]) for field in fields if row[field]),
		)


def vat_of(doc: Document) -> Iterable[VatLedgerEntry]:
	fields = (
		"vat_business_group",
		"vat_product_group",
		"vat_percent",
		"base",
		"amount",
		"currency",
		"base_currency",
		"amount_currency",
	)
	for row in _rows("VAT Entry", fields, doc):
		yield VatLedgerEntry(
			row.vat_business_group,
			row.vat_product_group,
			to_decimal(row.vat_percent),
			to_decimal(row.base),
			to_decimal(row.amount),
			row.currency,
			to_decimal(row.base_currency),
			to_decimal(row.amount_currency),
		)


def _rows(doctype: str, fields: tuple[str, ...], doc: Document) -> list[Any]:
	"""Rows that the document's posting wrote. Postings about it, such as a changed cost, have documents of their own."""
	table = frappe.qb.DocType(doctype)
	return (
		frappe.qb.from_(table)
		.select(*(table[field] for field in fields))
		.where((table.document_doctype == doc.doctype) & (table.document_name == doc.name))
		.orderby(table.entry_no)
		.run(as_dict=True)
	)
