"""Every cache equals its entries, or here is the drift.

Caches: stock levels, remaining amounts of customer ledger entries and invoices, value of item ledger entries, counters
and statuses of order lines. Each check compares in the database and returns only what differs.
"""

from typing import Any

import frappe
from pypika import Case
from pypika import functions as fn
from pypika.terms import Term

TOLERANCE = 0.000001
"""Far below a cent and below the fifth decimal of a quantity; what is stored is exact, sums are of stored values."""


def verify() -> list[dict[str, Any]]:
	"""All drifts as {check, doctype, name, field, stored, computed}. Empty when every cache equals its entries."""
	drifts = []
	for check in (
		_balance,
		_stock_levels,
		_item_values,
		_remaining_amounts,
		_invoices,
		_order_lines,
		_receivables,
	):
		drifts += check()
	return drifts


def _drift(doctype: str, field: str, rows) -> list[dict[str, Any]]:
	return [
		{
			"doctype": doctype,
			"name": name,
			"field": field,
			"stored": float(stored or 0),
			"computed": float(computed or 0),
		}
		for name, stored, computed in rows
		if abs(float(stored or 0) - float(computed or 0)) > TOLERANCE
	]


def _differs(stored: Term, computed: Term) -> Term:
	return fn.Abs(fn.Coalesce(stored, 0) - fn.Coalesce(computed, 0)) > TOLERANCE


def _balance() -> list[dict[str, Any]]:
	"""The general ledger sums to zero per posted document, in local and in document currency."""
	entry = frappe.qb.DocType("General Ledger Entry")
	drifts = []
	for field, groups in (
		("amount", [entry.document_doctype, entry.document_name]),
		("amount_currency", [entry.document_doctype, entry.document_name, entry.currency]),
	):
		total = fn.Sum(entry[field])
		query = frappe.qb.from_(entry).select(entry.document_name, total).groupby(*groups)
		rows = query.having(fn.Abs(total) > TOLERANCE).run()
		drifts += _drift("General Ledger Entry", field, [(name, amount, 0) for name, amount in rows])
	return drifts


def _stock_levels() -> list[dict[str, Any]]:
	"""Stock level = sum of item entries, in quantity and cost, both ways: no row without entries, no entries without row."""
	entry, level, item = (frappe.qb.DocType(name) for name in ("Item Ledger Entry", "Stock Level", "Item"))
	sums = (
		frappe.qb.from_(entry)
		.join(item)
		.on(item.name == entry.item)
		.select(entry.item, entry.location, fn.Sum(entry.quantity), fn.Sum(entry.cost_amount))
		.where(item.item_type == "Inventory")
		.groupby(entry.item, entry.location)
		.run()
	)
	stored = (
		frappe.qb.from_(level).select(level.item, level.location, level.quantity, level.cost_amount).run()
	)
	computed = {(item, location): values for item, location, *values in sums}
	cached = {(item, location): values for item, location, *values in stored}
	drifts = []
	for key in sorted(computed.keys() | cached.keys()):
		have, want = cached.get(key, [0, 0]), computed.get(key, [0, 0])
		for field, ours, theirs in zip(("quantity", "cost_amount"), have, want, strict=True):
			drifts += _drift("Stock Level", field, [(" / ".join(key), ours, theirs)])
	return drifts


def _item_values() -> list[dict[str, Any]]:
	"""Item ledger entry = sum of its value entries."""
	entry, value = frappe.qb.DocType("Item Ledger Entry"), frappe.qb.DocType("Item Value Entry")
	sources = {
		"quantity": value.valued_quantity,
		"invoiced_quantity": value.invoiced_quantity,
		"cost_amount": value.cost_amount + value.cost_amount_expected,
		"sales_amount": value.sales_amount,
	}
	drifts = []
	for field, source in sources.items():
		rows = (
			frappe.qb.from_(entry)
			.left_join(value)
			.on(value.item_ledger_entry == entry.name)
			.select(entry.name, entry[field], fn.Sum(source))
			.groupby(entry.name, entry[field])
			.having(_differs(entry[field], fn.Sum(source)))
			.run()
		)
		drifts += _drift("Item Ledger Entry", field, rows)
	return drifts


def _remaining_amounts() -> list[dict[str, Any]]:
	"""Remaining amount = amount less what is applied; an entry is open while something remains."""
	entry, application = (
		frappe.qb.DocType("Customer Ledger Entry"),
		frappe.qb.DocType("Customer Ledger Application"),
	)
	sign = Case().when(application.debit_entry == entry.name, 1).else_(-1)
	drifts = []
	applied = fn.Coalesce(fn.Sum(sign * application.amount), 0)
	rows = (
		frappe.qb.from_(entry)
		.left_join(application)
		.on((application.debit_entry == entry.name) | (application.credit_entry == entry.name))
		.select(entry.name, entry.remaining_amount, entry.amount - applied)
		.groupby(entry.name, entry.remaining_amount, entry.amount)
		.having(fn.Abs(entry.remaining_amount - entry.amount + applied) > TOLERANCE)
		.run()
	)
	drifts += _drift("Customer Ledger Entry", "remaining_amount", rows)
	# In local currency the entry that pays loses what it is worth: that and the exchange difference.
	lost = Case().when(application.debit_entry == entry.name, application.amount_lcy)
	lost = lost.else_(-application.amount_lcy - fn.Coalesce(application.exchange_difference_lcy, 0))
	applied = fn.Coalesce(fn.Sum(lost), 0)
	rows = (
		frappe.qb.from_(entry)
		.left_join(application)
		.on((application.debit_entry == entry.name) | (application.credit_entry == entry.name))
		.select(entry.name, entry.remaining_amount_lcy, entry.amount_lcy - applied)
		.groupby(entry.name, entry.remaining_amount_lcy, entry.amount_lcy)
		.having(fn.Abs(entry.remaining_amount_lcy - entry.amount_lcy + applied) > TOLERANCE)
		.run()
	)
	drifts += _drift("Customer Ledger Entry", "remaining_amount_lcy", rows)
	is_open = Case().when(fn.Abs(entry.remaining_amount) > TOLERANCE, 1).else_(0)
	rows = frappe.qb.from_(entry).select(entry.name, entry.open, is_open).where(entry.open != is_open).run()
	return drifts + _drift("Customer Ledger Entry", "open", rows)


def _invoices() -> list[dict[str, Any]]:
	"""A posted invoice shows what remains of its ledger entry."""
	invoice, entry = frappe.qb.DocType("Sales Invoice"), frappe.qb.DocType("Customer Ledger Entry")
	rows = (
		frappe.qb.from_(invoice)
		.left_join(entry)
		.on(entry.name == invoice.customer_ledger_entry)
		.select(invoice.name, invoice.remaining_amount, entry.remaining_amount)
		.where((invoice.docstatus == 1) & _differs(invoice.remaining_amount, entry.remaining_amount))
		.run()
	)
	return _drift("Sales Invoice", "remaining_amount", rows)


def _order_lines() -> list[dict[str, Any]]:
	"""Shipped and invoiced quantities of order lines = sums over posted shipment and invoice lines."""
	line = frappe.qb.DocType("Sales Line")
	drifts = []
	for field, doctype in (
		("quantity_shipped", "Sales Shipment Line"),
		("quantity_invoiced", "Sales Invoice Line"),
	):
		posted = frappe.qb.DocType(doctype)
		total = fn.Coalesce(fn.Sum(posted.quantity), 0)
		rows = (
			frappe.qb.from_(line)
			.left_join(posted)
			.on((posted.order_line == line.name) & (posted.docstatus == 1))
			.select(line.name, line[field], total)
			.where(line.parenttype == "Sales Order")
			.groupby(line.name, line[field])
			.having(fn.Abs(line[field] - total) > TOLERANCE)
			.run()
		)
		drifts += _drift("Sales Line", field, rows)
	for field, ours, theirs in (
		("outstanding_quantity", line.quantity, line.quantity_shipped),
		("qty_shipped_not_invoiced", line.quantity_shipped, line.quantity_invoiced),
	):
		rows = (
			frappe.qb.from_(line)
			.select(line.name, line[field], ours - theirs)
			.where((line.parenttype == "Sales Order") & _differs(line[field], ours - theirs))
			.run()
		)
		drifts += _drift("Sales Line", field, rows)
	return drifts


def _receivables() -> list[dict[str, Any]]:
	"""Receivables accounts = what remains in the customer ledger, in local currency."""
	entry, ledger, group = (
		frappe.qb.DocType(name)
		for name in ("Customer Ledger Entry", "General Ledger Entry", "Customer Posting Group")
	)
	accounts = frappe.qb.from_(group).select(group.receivables_account).distinct()
	balance = frappe.qb.from_(ledger).select(fn.Sum(ledger.amount)).where(ledger.account.isin(accounts)).run()
	remaining = frappe.qb.from_(entry).select(fn.Sum(entry.remaining_amount_lcy)).run()
	return _drift("General Ledger Entry", "receivables", [("receivables", balance[0][0], remaining[0][0])])
