"""Every cache equals its entries, or here is the drift.

Caches: stock levels, remaining amounts of customer ledger entries and invoices, value and remaining quantity of item
ledger entries, counters and statuses of orders. Each check compares in the database and returns only what differs.
"""

from typing import Any

import frappe
from pypika import Case
from pypika import functions as fn

from sales_mgmt.posting.verify.drift import TOLERANCE, differs, drift_rows
from sales_mgmt.posting.verify.verify_charges import assigned_quantities, charge_values
from sales_mgmt.posting.verify.verify_costs import COST_CHECKS
from sales_mgmt.posting.verify.verify_numbers import entry_numbers
from sales_mgmt.posting.verify.verify_orders import (
	billed_parts,
	completed_orders,
	order_lines,
	order_statuses,
)
from sales_mgmt.posting.verify.verify_reversals import (
	cancellations,
	credit_memos,
	credited_quantities,
	more_than_left,
	undone_rests,
)


def verify() -> list[dict[str, Any]]:
	"""All drifts as {doctype, name, field, stored, computed}. Empty when every cache equals its entries."""
	drifts = []
	for check in (
		_balance,
		_stock_levels,
		_item_values,
		_remaining_amounts,
		_lost_discounts,
		_applications,
		_documents,
		order_lines,
		billed_parts,
		order_statuses,
		completed_orders,
		_receivables,
		credited_quantities,
		credit_memos,
		cancellations,
		charge_values,
		assigned_quantities,
		more_than_left,
		undone_rests,
		entry_numbers,
		*COST_CHECKS,
	):
		drifts += check()
	return drifts


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
		drifts += drift_rows("General Ledger Entry", field, [(name, amount, 0) for name, amount in rows])
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
			drifts += drift_rows("Stock Level", field, [(" / ".join(key), ours, theirs)])
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
			.having(differs(entry[field], fn.Sum(source)))
			.run()
		)
		drifts += drift_rows("Item Ledger Entry", field, rows)
	return drifts


def _applied() -> Any:
	"""Per customer ledger entry what its applications took of it, signed as the entry; a join with OR knows no index.

	In local currency the entry that pays loses what it is worth: that and the exchange difference.
	"""
	row = frappe.qb.DocType("Customer Ledger Application")
	exchange_difference = fn.Coalesce(row.exchange_difference_lcy, 0)
	debits, credits = (
		frappe.qb.from_(row).select(
			entry.as_("entry"),
			amount.as_("amount"),
			lcy.as_("amount_lcy"),
			row.discount_lost.as_("discount_lost"),
		)
		for entry, amount, lcy in (
			(row.debit_entry, row.amount, row.amount_lcy),
			(row.credit_entry, -row.amount, -row.amount_lcy - exchange_difference),
		)
	)
	sides = debits.union_all(credits).as_("sides")
	sums = (fn.Sum(sides[field]).as_(field) for field in ("amount", "amount_lcy", "discount_lost"))
	return frappe.qb.from_(sides).select(sides.entry, *sums).groupby(sides.entry).as_("applied")


def _remaining_amounts() -> list[dict[str, Any]]:
	"""Remaining amount = amount less what is applied; an entry is open while something remains."""
	entry, applied = frappe.qb.DocType("Customer Ledger Entry"), _applied()
	drifts = []
	for field, stored, amount, taken in (
		("remaining_amount", entry.remaining_amount, entry.amount, applied.amount),
		("remaining_amount_lcy", entry.remaining_amount_lcy, entry.amount_lcy, applied.amount_lcy),
	):
		computed = amount - fn.Coalesce(taken, 0)
		rows = (
			frappe.qb.from_(entry)
			.left_join(applied)
			.on(applied.entry == entry.name)
			.select(entry.name, stored, computed)
			.where(differs(stored, computed))
			.run()
		)
		drifts += drift_rows("Customer Ledger Entry", field, rows)
	is_open = Case().when(fn.Abs(entry.remaining_amount) > TOLERANCE, 1).else_(0)
	rows = frappe.qb.from_(entry).select(entry.name, entry.open, is_open).where(entry.open != is_open).run()
	return drifts + drift_rows("Customer Ledger Entry", "open", rows)


def _lost_discounts() -> list[dict[str, Any]]:
	"""What credit memos took of the payment discount that an entry offers."""
	entry, applied = frappe.qb.DocType("Customer Ledger Entry"), _applied()
	lost = fn.Coalesce(applied.discount_lost, 0)
	rows = (
		frappe.qb.from_(entry)
		.left_join(applied)
		.on(applied.entry == entry.name)
		.select(entry.name, entry.payment_discount_lost, lost)
		.where(differs(entry.payment_discount_lost, lost))
		.run()
	)
	return drift_rows("Customer Ledger Entry", "payment_discount_lost", rows)


def _applications() -> list[dict[str, Any]]:
	"""An application that was taken back and its reversal add up to nothing, and each knows the other."""
	unit, reversal = (
		frappe.qb.DocType("Customer Application"),
		frappe.qb.DocType("Customer Application").as_("reversal"),
	)
	row = frappe.qb.DocType("Customer Ledger Application")
	query = (
		frappe.qb.from_(unit)
		.left_join(reversal)
		.on(reversal.reverses == unit.name)
		.select(unit.name, fn.Coalesce(unit.reversed_by, ""), fn.Coalesce(reversal.name, ""))
		.where(fn.Coalesce(unit.reversed_by, "") != fn.Coalesce(reversal.name, ""))
	)
	drifts = [
		{
			"doctype": "Customer Application",
			"name": name,
			"field": "reversed_by",
			"stored": stored,
			"computed": computed,
		}
		for name, stored, computed in query.run()
	]
	summed = (
		frappe.qb.from_(unit)
		.join(row)
		.on(row.application.isin([unit.name, unit.reversed_by]))
		.select(unit.name, fn.Sum(row.amount), 0)
		.where(unit.status == "Unapplied")
		.groupby(unit.name)
		.having(fn.Abs(fn.Sum(row.amount)) > TOLERANCE)
		.run()
	)
	return drifts + drift_rows("Customer Application", "amount", summed)


def _documents() -> list[dict[str, Any]]:
	"""Posted documents show what remains of their ledger entries: invoices signed, payments without sign."""
	entry = frappe.qb.DocType("Customer Ledger Entry")
	drifts = []
	for doctype, field, left in (
		("Sales Invoice", "remaining_amount", entry.remaining_amount),
		("Customer Payment", "unapplied_amount", fn.Abs(entry.remaining_amount)),
	):
		document = frappe.qb.DocType(doctype)
		rows = (
			frappe.qb.from_(document)
			.left_join(entry)
			.on(entry.name == document.customer_ledger_entry)
			.select(document.name, document[field], left)
			.where((document.docstatus == 1) & differs(document[field], left))
			.run()
		)
		drifts += drift_rows(doctype, field, rows)
	return drifts


def _receivables() -> list[dict[str, Any]]:
	"""Each receivables account = what remains of the entries that stand on it, in local currency.

	An entry stands on the account of its posting group, which keeps its account once it has entries.
	"""
	entry, ledger, group = (
		frappe.qb.DocType(name)
		for name in ("Customer Ledger Entry", "General Ledger Entry", "Customer Posting Group")
	)
	accounts = frappe.qb.from_(group).select(group.receivables_account).distinct()
	balances = dict(
		frappe.qb.from_(ledger)
		.select(ledger.account, fn.Sum(ledger.amount))
		.where(ledger.account.isin(accounts))
		.groupby(ledger.account)
		.run()
	)
	remaining = dict(
		frappe.qb.from_(entry)
		.left_join(group)
		.on(group.name == entry.customer_posting_group)
		.select(fn.Coalesce(group.receivables_account, ""), fn.Sum(entry.remaining_amount_lcy))
		.groupby(fn.Coalesce(group.receivables_account, ""))
		.run()
	)
	rows = [
		(account, balances.get(account), remaining.get(account))
		for account in sorted(balances.keys() | remaining.keys())
	]
	return drift_rows("General Ledger Entry", "receivables", rows)
