"""Item charges as people of the demo company enter them, and what they did to the item ledger."""

from __future__ import annotations

from typing import Any

import frappe
from build import entries
from frappe.model.document import Document

from sales_mgmt import api


def charge(code: str = "FREIGHT", quantity: float = 1, unit_price: float = 90, **values: Any) -> dict:
	return {
		"type": "Item Charge",
		"item_charge": code,
		"quantity": quantity,
		"unit_price": unit_price,
		**values,
	}


def charge_line(doc: Document) -> str:
	return next(line.name for line in doc.lines if line.type == "Item Charge")


def suggest(doc: Document, method: str = "Equally", targets: list[str] | None = None) -> list[float]:
	"""Divide the charge of a document. Returns the amounts, in the order of the rows."""
	api.suggest_charge_assignment(doc.doctype, doc.name, charge_line(doc), method, targets)
	doc.reload()
	return [row.amount for row in doc.charge_assignments]


def assign(doc: Document, *targets: tuple[str, float], **values: Any) -> None:
	chosen = [{"line": line, "quantity": quantity, **values} for line, quantity in targets]
	api.assign_charge(doc.doctype, doc.name, charge_line(doc), chosen)
	doc.reload()


def charged(name: str) -> list[tuple[str, float]]:
	"""What the charges of a posted document did: (item, sales amount) of each value entry."""
	rows = entries("Item Value Entry", "item sales_amount", document_name=name, value_type="Item Charge")
	return rows


def sales_of(code: str) -> list[float]:
	"""Sales amount of every item ledger entry of an item."""
	return [row[0] for row in entries("Item Ledger Entry", "sales_amount", item=code) if row[0] is not None]


def entry_of(document: str, code: str) -> str:
	return frappe.db.get_value("Item Ledger Entry", {"document_name": document, "item": code})
