"""Lines of invoices from before say which accounts they went to, where the invoice's ledger entries tell it beyond doubt.

That is the account of today's setup where the invoice was posted to it, else the only one that is left for the line's groups.
What stays blank goes by setup when it is taken back, as it did before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import frappe
from frappe.query_builder.functions import Sum

from sales_mgmt.storage.write import update_rows

INVOICE, LINE = "Sales Invoice", "Sales Invoice Line"
AT_ONCE = 500

Groups = tuple[str | None, str | None]


def execute() -> None:
	names = frappe.get_all(
		LINE,
		{"docstatus": 1, "type": ("!=", "Comment"), "sales_vat_account": ("is", "not set")},
		pluck="parent",
		distinct=True,
		order_by="parent",
		limit_page_length=0,
	)
	sales = _setup(
		"General Posting Setup", "business_posting_group", "product_posting_group", "sales_account"
	)
	vat = _setup("VAT Posting Setup", "vat_business_group", "vat_product_group", "sales_vat_account")
	others = _accounts("Inventory Posting Setup", "inventory_account") | _accounts(
		"Customer Posting Group", "receivables_account", "invoice_rounding_account"
	)
	for start in range(0, len(names), AT_ONCE):
		_fill(names[start : start + AT_ONCE], sales, vat, others)


def _fill(names: list[str], sales: Mapping[Groups, str], vat: Mapping[Groups, str], others: set[str]) -> None:
	heads = _rows(INVOICE, ("name", "business_posting_group", "vat_business_group"), "name", names)
	of_head = {head.name: head for head in heads}
	fields = ("name", "parent", "type", "account", "product_posting_group", "vat_product_group")
	lines = [line for line in _rows(LINE, fields, "parent", names) if line.type != "Comment"]
	credited = _credited(names, others)
	typed, of_vat = defaultdict(set), defaultdict(set)
	for line in lines:
		typed[line.parent].add(line.account)
		of_vat[line.parent].add((of_head[line.parent].vat_business_group, line.vat_product_group))
	changes = {}
	for line in lines:
		head = of_head[line.parent]
		groups = (head.business_posting_group, line.product_posting_group)
		vat_groups = (head.vat_business_group, line.vat_product_group)
		claimed = {vat.get(pair) for pair in of_vat[line.parent] if pair != vat_groups}
		values = {
			"sales_account": line.account
			or _told(credited[line.parent, groups], sales.get(groups), typed[line.parent]),
			"sales_vat_account": _told(credited[line.parent, (None, None)], vat.get(vat_groups), claimed),
		}
		if known := {field: account for field, account in values.items() if account}:
			changes[line.name] = known
	update_rows(LINE, changes)


def _told(found: set[str], of_setup: str | None, elsewhere: set[str | None]) -> str | None:
	"""`found`: accounts that the invoice credited; `elsewhere`: those that another line explains."""
	if of_setup in found:
		return of_setup
	left = found - elsewhere
	return next(iter(left)) if len(left) == 1 else None


def _credited(names: list[str], others: set[str]) -> dict[tuple[str, Groups], set[str]]:
	"""By invoice and groups, the accounts it credited; VAT stands there without groups."""
	entry = frappe.qb.DocType("General Ledger Entry")
	rows = (
		frappe.qb.from_(entry)
		.select(
			entry.document_name,
			entry.business_posting_group,
			entry.product_posting_group,
			entry.account,
			Sum(entry.amount),
		)
		.where((entry.document_doctype == INVOICE) & entry.document_name.isin(names))
		.groupby(
			entry.document_name, entry.business_posting_group, entry.product_posting_group, entry.account
		)
		.run()
	)
	found: dict[tuple[str, Groups], set[str]] = defaultdict(set)
	for name, business, product, account, amount in rows:
		if amount < 0 and account not in others:
			found[name, (business or None, product or None)].add(account)
	return found


def _setup(doctype: str, business: str, product: str, account: str) -> dict[Groups, str]:
	rows = frappe.get_all(doctype, fields=[business, product, account], limit_page_length=0)
	return {(row[business], row[product]): row[account] for row in rows if row[account]}


def _accounts(doctype: str, *fields: str) -> set[str]:
	rows = frappe.get_all(doctype, fields=list(fields), limit_page_length=0)
	return {row[field] for row in rows for field in fields if row[field]}


def _rows(doctype: str, fields: Iterable[str], by: str, names: list[str]) -> list[Any]:
	return frappe.get_all(doctype, {by: ("in", names)}, list(fields), limit_page_length=0)
