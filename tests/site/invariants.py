"""What is true of the books after every posting, said without the program's own `verify()`: one query for each sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import frappe
from pypika import functions as fn

from sales_mgmt.posting.verify.books import verify

CENT = Decimal("0.005")
VAT_ACCOUNTS = {"2700", "2701", "2704"}
"""Those of the demo company: a test may change its setup after it posted."""
PIECE = Decimal("0.0000005")
COSTS = "inventory and cost of goods"


def check_books() -> None:
	"""All of it. Raises AssertionError that says what does not hold, and where."""
	_same("debits and credits", unbalanced(), {})
	_same("receivables", receivables(), owed())
	_same("stock levels", stock_levels(), moved_goods())
	_same("inventory", balance_of("Inventory Posting Setup", "inventory_account"), cost_posted())
	_same("VAT", on_accounts(VAT_ACCOUNTS), total("VAT Entry", "amount"))
	_same("reversed pairs", reversed_pairs_that_leave_something(), {})
	_same("reversed too much", reversed_too_much(), [])
	_same("drifts", verify(), [])


def _same(what: str, ours: Any, theirs: Any) -> None:
	assert ours == theirs, f"{what}: {ours} is not {theirs}"


def cost_posted() -> Decimal:
	return total("Item Value Entry", "cost_posted_to_gl")


def rounded(value: Any, step: Decimal = CENT) -> Decimal:
	return Decimal(str(round(value or 0, 9))).quantize(step * 2)


def total(doctype: str, field: str) -> Decimal:
	table = frappe.qb.DocType(doctype)
	return rounded(frappe.qb.from_(table).select(fn.Sum(table[field])).run()[0][0])


def balance_of(setup: str, field: str) -> Decimal:
	"""What stands on the accounts that a setup names."""
	return on_accounts({name for name in frappe.get_all(setup, pluck=field) if name})


def on_accounts(accounts: set[str]) -> Decimal:
	entry = frappe.qb.DocType("General Ledger Entry")
	query = frappe.qb.from_(entry).select(fn.Sum(entry.amount)).where(entry.account.isin(sorted(accounts)))
	return rounded(query.run()[0][0])


def receivables() -> Decimal:
	return balance_of("Customer Posting Group", "receivables_account")


def owed() -> Decimal:
	return total("Customer Ledger Entry", "remaining_amount_lcy")


def unbalanced() -> dict[tuple, tuple]:
	"""Documents and days whose entries do not sum to zero, in local currency and in each currency."""
	entry = frappe.qb.DocType("General Ledger Entry")
	rows = (
		frappe.qb.from_(entry)
		.select(
			entry.document_doctype,
			entry.document_name,
			entry.posting_date,
			entry.currency,
			fn.Sum(entry.amount),
			fn.Sum(entry.amount_currency),
		)
		.groupby(entry.document_doctype, entry.document_name, entry.posting_date, entry.currency)
		.run()
	)
	sums: dict[tuple, Decimal] = defaultdict(Decimal)
	for doctype, name, day, currency, amount, in_currency in rows:
		sums[doctype, name] += rounded(amount)
		sums[doctype, name, currency] += rounded(in_currency)
		sums[day,] += rounded(amount)
		sums[day, currency] += rounded(in_currency)
	return {key: value for key, value in sums.items() if value}


def stock_levels() -> dict[tuple, tuple]:
	level = frappe.qb.DocType("Stock Level")
	rows = frappe.qb.from_(level).select(level.item, level.location, level.quantity, level.cost_amount).run()
	return _levels(rows)


def moved_goods() -> dict[tuple, tuple]:
	entry, item = frappe.qb.DocType("Item Ledger Entry"), frappe.qb.DocType("Item")
	rows = (
		frappe.qb.from_(entry)
		.join(item)
		.on((item.name == entry.item) & (item.item_type == "Inventory"))
		.select(entry.item, entry.location, fn.Sum(entry.quantity), fn.Sum(entry.cost_amount))
		.groupby(entry.item, entry.location)
		.run()
	)
	return _levels(rows)


def _levels(rows: Iterable[tuple]) -> dict[tuple, tuple]:
	levels = {(item, place): (rounded(moved, PIECE), rounded(cost)) for item, place, moved, cost in rows}
	return {key: values for key, values in levels.items() if any(values)}


def reversed_pairs_that_leave_something() -> dict[tuple, Any]:
	"""Invoice and cancelling credit memo, credit memo and cancelling invoice: each pair is nothing in every ledger.

	Goods move at what they cost on the day, so cost of goods and inventory are nothing together only.
	"""
	pairs = _pairs("Sales Invoice", "Sales Credit Memo") + _pairs("Sales Credit Memo", "Sales Invoice")
	left: dict[tuple, Any] = {}
	if not pairs:
		return left
	costs = _cost_accounts()
	for doctype, keys, fields in (
		("General Ledger Entry", ("account", "currency"), ("amount", "amount_currency")),
		("VAT Entry", ("vat_business_group", "vat_product_group"), ("base", "amount")),
		("Customer Ledger Entry", ("customer", "currency"), ("amount", "amount_lcy")),
		("Item Value Entry", ("item", "location"), ("invoiced_quantity", "sales_amount")),
	):
		of_document = _sums(doctype, keys, fields, {document for pair in pairs for document in pair}, costs)
		for pair in pairs:
			sums: dict[tuple, Any] = {}
			for document in pair:
				for key, values in of_document[document].items():
					before = sums.get(key, [Decimal(0)] * len(values))
					sums[key] = [ours + theirs for ours, theirs in zip(before, values, strict=True)]
			left |= {(doctype, pair, key): values for key, values in sums.items() if any(values)}
	return left


def _pairs(doctype: str, by: str) -> list[tuple]:
	"""Documents that were cancelled, with what cancelled them; also those whose cancellation was cancelled since."""
	field = {"Sales Invoice": "corrects_credit_memo", "Sales Credit Memo": "corrects_invoice"}[by]
	filters = {field: ("is", "set"), "docstatus": 1}
	if by == "Sales Credit Memo":
		filters["is_cancellation"] = 1
	rows = frappe.get_all(by, filters, ["name", field], as_list=True)
	return [((doctype, cancelled), (by, name)) for name, cancelled in rows]


def _sums(
	doctype: str, keys: tuple, fields: tuple, documents: set[tuple], costs: set[str]
) -> dict[tuple, dict[tuple, list]]:
	"""By document: sums of the fields by key."""
	table = frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(table)
		.select(table.document_doctype, table.document_name, *(table[field] for field in (*keys, *fields)))
		.where(table.document_name.isin(sorted({name for _doctype, name in documents})))
		.run()
	)
	sums: dict[tuple, dict[tuple, list]] = defaultdict(dict)
	for of_doctype, name, *values in rows:
		key = tuple(COSTS if value in costs else value for value in values[: len(keys)])
		own = sums[of_doctype, name].setdefault(key, [Decimal(0)] * len(fields))
		for index, value in enumerate(values[len(keys) :]):
			own[index] += rounded(value)
	return sums


def _cost_accounts() -> set[str]:
	return {
		account
		for doctype, field in (
			("General Posting Setup", "cogs_account"),
			("Inventory Posting Setup", "inventory_account"),
		)
		for account in frappe.get_all(doctype, pluck=field)
		if account
	}


def reversed_too_much() -> list[tuple]:
	"""Invoice lines credited for more than they billed, goods of which more came back than left."""
	line, entry = frappe.qb.DocType("Sales Invoice Line"), frappe.qb.DocType("Item Ledger Entry")
	credited = (
		frappe.qb.from_(line)
		.select(line.name, line.quantity, line.quantity_credited)
		.where((line.quantity_credited < 0) | (line.quantity_credited > fn.Abs(line.quantity)))
		.run()
	)
	returned = (
		frappe.qb.from_(entry)
		.select(entry.name, entry.quantity, entry.returned_quantity)
		.where((entry.returned_quantity < 0) | (entry.returned_quantity > fn.Abs(entry.quantity)))
		.run()
	)
	return [*credited, *returned]
