"""A posted credit memo that cancelled an invoice, and everything it wrote, in a constant number of queries (domain A12).

Locked in the fixed order: credit memo and invoice by the caller, the order and its lines, the invoice's lines, stock levels,
item ledger entries, customer ledger entries.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.amounts import to_decimal
from sales_mgmt.kinds.chain import SALE
from sales_mgmt.posting.core.corrections.facts import CreditCancellationFacts
from sales_mgmt.posting.core.corrections.taken_back import InvoiceEntry
from sales_mgmt.posting.core.facts import ReturnFacts
from sales_mgmt.posting.corrections.cancellation_facts import (
	billed_by,
	blocked_accounts,
	dated,
	goods_of,
	items_of,
	ledger_of,
	line_facts,
	vat_of,
	with_stock,
)
from sales_mgmt.posting.reading.gather import cost_accounts, header_facts
from sales_mgmt.posting.reading.item_costs import read_coming
from sales_mgmt.posting.reading.open_entries import read_entries
from sales_mgmt.posting.reading.origins import read_order_lines
from sales_mgmt.posting.reading.reversals import read_credited_lines
from sales_mgmt.rates.numbers import series_findings
from sales_mgmt.settings import posting_policy
from sales_mgmt.transactions.isolation import as_it_is_now

SAME_THING = ("item", "account", "uom", "qty_per_uom")


def gather_credit_cancellation(
	memo: Document,
	original: Document | None,
	on: date,
	lock: bool = False,
	external_document_no: str | None = None,
) -> CreditCancellationFacts:
	"""Facts for cancelling `memo`, which cancelled the invoice `original`, on a day, under the customer's number for that."""
	header = dated(header_facts(memo, on, invoice=False), on, external_document_no)
	origins = read_order_lines({line.order_line for line in memo.lines if line.order_line}, lock)
	credited = read_credited_lines((line.invoice_line for line in memo.lines), lock)
	items = items_of(memo)
	lines = tuple(
		line_facts(memo, line, items, origins, ReturnFacts(credited=credited.get(line.invoice_line)))
		for line in memo.lines
	)
	billed = billed_by(memo)
	places, came_by = with_stock(billed, items)
	stock, costs = read_coming(places, came_by | _sold_by(came_by), lock)
	entries = _entries(memo, original, lock)
	ledger = tuple(ledger_of(memo))
	return CreditCancellationFacts(
		header=header,
		posted_no=memo.posted_no,
		is_cancellation=bool(memo.is_cancellation),
		cancelled_by=memo.cancelled_by,
		invoice=entries.get(original.customer_ledger_entry) if original else None,
		application=_application(memo, original, lock),
		lines=lines,
		given=entries[memo.customer_ledger_entry],
		ledger=ledger,
		vat=tuple(vat_of(memo)),
		goods=tuple(goods_of(billed, sign=1)),
		accounts=cost_accounts(header, lines, costs),
		policy=posting_policy(),
		stock=stock,
		costs=costs,
		changed_lines=_changed_lines(memo),
		blocked_accounts=blocked_accounts(ledger),
		series=tuple(series_findings([SALE.billed_series], on)),
	)


def _sold_by(entries: set[str]) -> set[str]:
	"""The entries whose goods came back with these."""
	names = frappe.get_all(
		"Item Ledger Entry",
		{"name": ("in", sorted(entries))},
		pluck="applies_from_entry",
		limit_page_length=0,
	)
	return set(filter(None, names))


def _entries(memo: Document, original: Document | None, lock: bool) -> dict[str, InvoiceEntry]:
	"""The customer ledger entries of credit memo and invoice."""
	names = [doc.customer_ledger_entry for doc in (memo, original) if doc]
	return {
		row.name: InvoiceEntry(
			row.name,
			row.customer,
			row.currency,
			to_decimal(row.exchange_rate),
			to_decimal(row.amount),
			to_decimal(row.amount_lcy),
			to_decimal(row.remaining_amount),
			to_decimal(row.sales_lcy),
			to_decimal(row.invoice_discount_lcy),
		)
		for row in read_entries(names, lock).values()
	}


def _application(memo: Document, original: Document | None, lock: bool) -> str | None:
	"""The application by which the credit memo closes the invoice, unless it was taken back."""
	if not original:
		return None
	unit, row = frappe.qb.DocType("Customer Application"), frappe.qb.DocType("Customer Ledger Application")
	query = (
		frappe.qb.from_(row)
		.join(unit)
		.on(unit.name == row.application)
		.select(unit.name)
		.where(
			(row.debit_entry == original.customer_ledger_entry)
			& (row.credit_entry == memo.customer_ledger_entry)
			& (unit.status == "Applied")
		)
	)
	found = as_it_is_now(query, lock).run(pluck=True)
	return found[0] if found else None


def _changed_lines(memo: Document) -> frozenset[str]:
	"""Lines whose order line is gone, or orders something else by now."""
	names = sorted({line.order_line for line in memo.lines if line.order_line})
	if not names:
		return frozenset()
	table = frappe.qb.DocType("Sales Line")
	query = (
		frappe.qb.from_(table)
		.select(table.name, *(table[field] for field in SAME_THING))
		.where(table.name.isin(names) & (table.parenttype == SALE.order))
	)
	rows = as_it_is_now(query).run(as_dict=True)
	stored = {row.name: row for row in rows}
	return frozenset(line.name for line in memo.lines if line.order_line and _differs(line, stored))


def _differs(line: Document, stored: dict[str, Any]) -> bool:
	order_line = stored.get(line.order_line)
	return order_line is None or _values(line) != _values(order_line)


def _values(row: Any) -> Iterable[Any]:
	return [row.get(field) or None for field in SAME_THING]
