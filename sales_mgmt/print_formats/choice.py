"""Which print format a document gets. Pure: imports no frappe.

First what was asked for, then the customer's own choice, then the company's, then the DocType's default (Customize Form),
then the format of ours for that DocType. A customer who is billed through another one is asked before that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

OURS = {
	"Customer": "Customer Statement",
	"Return Receipt": "Return Receipt",
	"Sales Credit Memo": "Sales Credit Memo",
	"Sales Invoice": "Sales Invoice",
	"Sales Order": "Order Confirmation",
	"Sales Quote": "Sales Quote",
	"Sales Shipment": "Delivery Note",
}
"""The documents whose format is chosen, and what they get when nobody chose."""

Choices = Mapping[str, str]
"""{DocType: print format}, as one table says."""


def as_choices(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
	"""A table of choices with its rows as {document_type, print_format}. The first row of a DocType counts."""
	choices: dict[str, str] = {}
	for row in rows:
		choices.setdefault(row["document_type"], row["print_format"])
	return choices


def choose(
	doctype: str, asked: str | None, tables: Iterable[Choices], default: str | None = None
) -> str | None:
	"""The name of the format, None if there is none. `tables`: most special first."""
	return asked or preferred(doctype, tables, default)


def preferred(doctype: str, tables: Iterable[Choices], default: str | None = None) -> str | None:
	"""The same, when nobody asked for a certain one."""
	chosen = (table[doctype] for table in tables if table.get(doctype))
	return next(chosen, None) or default or OURS.get(doctype)


def repeated(rows: Iterable[Mapping[str, str]]) -> list[str]:
	"""The DocTypes that stand twice in a table, so that one of the rows would never count."""
	seen: set[str] = set()
	twice: dict[str, None] = {}
	for row in rows:
		if row["document_type"] in seen:
			twice[row["document_type"]] = None
		seen.add(row["document_type"])
	return list(twice)
