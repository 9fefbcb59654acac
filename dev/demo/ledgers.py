"""What a posted document left in the ledgers, as tables. Read as the auditor, who sees everything and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import frappe

from dev.demo.tables import Column, table

GENERAL = "General Ledger Entry"
VAT = "VAT Entry"
CUSTOMER = "Customer Ledger Entry"
APPLICATION = "Customer Ledger Application"
ITEM = "Item Ledger Entry"
VALUE = "Item Value Entry"

COLUMNS = {
	ITEM: (
		Column("Item", "item"),
		Column("Location", "location"),
		Column("Type", "entry_type"),
		Column("Quantity", "quantity", "number", total=True),
		Column("Cost", "cost_amount", "money", total=True),
		Column("Sales", "sales_amount", "money", total=True),
	),
	VALUE: (
		Column("Item", "item"),
		Column("Valued qty.", "valued_quantity", "number", total=True),
		Column("Invoiced qty.", "invoiced_quantity", "number", total=True),
		Column("Expected cost", "cost_amount_expected", "money", total=True),
		Column("Cost", "cost_amount", "money", total=True),
		Column("Sales", "sales_amount", "money", total=True),
	),
	CUSTOMER: (
		Column("Type", "document_type"),
		Column("No.", "posted_no"),
		Column("Due", "due_date"),
		Column("Currency", "currency"),
		Column("Amount", "amount", "money", total=True),
		Column("Remaining", "remaining_amount", "money", total=True),
	),
	APPLICATION: (
		Column("Invoice", "debit"),
		Column("Paid by", "credit"),
		Column("Amount", "amount", "money", total=True),
	),
	VAT: (
		Column("Business", "vat_business_group"),
		Column("Product", "vat_product_group"),
		Column("%", "vat_percent", "number"),
		Column("Base", "base", "money", total=True),
		Column("VAT", "amount", "money", total=True),
	),
	GENERAL: (
		Column("Account", "account"),
		Column("Name", "account_name"),
		Column("Debit", "debit", "money", total=True),
		Column("Credit", "credit", "money", total=True),
		Column("Amount", "amount", "money", total=True),
	),
}

Document = tuple[str, str]
"""DocType and name of a posted document."""


def left_by(document: Document) -> str:
	"""Every ledger entry that one posting left, ledger by ledger; ledgers without an entry are left out."""
	return "\n\n".join(_sections([document]))


def entries(doctype: str, documents: Iterable[Document]) -> list[dict[str, Any]]:
	"""The entries of these documents in the order in which they were made."""
	names = [name for _doctype, name in documents]
	rows = frappe.get_list(
		doctype,
		filters={"document_name": ("in", names)},
		fields=["*"],
		order_by="creation asc, idx asc",
		limit_page_length=0,
	)
	return [_told(doctype, row) for row in rows]


def stock(items: list[str]) -> str:
	"""What is on hand of these items."""
	columns = (
		Column("Item", "item"),
		Column("Location", "location"),
		Column("On hand", "quantity", "number"),
		Column("Value", "cost_amount", "money", total=True),
	)
	rows = frappe.get_list(
		"Stock Level", filters={"item": ("in", items)}, fields=["*"], order_by="item, location"
	)
	return table(columns, rows)


def _sections(documents: list[Document]) -> Iterator[str]:
	for doctype, columns in COLUMNS.items():
		if rows := entries(doctype, documents):
			yield f"  {doctype}\n{table(columns, rows)}"


def _told(doctype: str, row: dict[str, Any]) -> dict[str, Any]:
	"""The row with what a reader wants to see beside it."""
	if doctype == GENERAL:
		row["account_name"] = frappe.get_cached_value("GL Account", row["account"], "account_name")
		row["debit"], row["credit"] = max(row["amount"], 0), max(-row["amount"], 0)
	if doctype == APPLICATION:
		for side in ("debit", "credit"):
			row[side] = frappe.db.get_value(CUSTOMER, row[f"{side}_entry"], "posted_no")
	return row
