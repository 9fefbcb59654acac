"""The admin's own fields on their way to the ledgers.

A custom field on a document or line that also exists, by the same name, on a ledger DocType is a dimension: its value
is written on the entries.
"""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from sales_mgmt.kinds.dimensions import Dimensions

LEDGERS = (
	"General Ledger Entry",
	"VAT Entry",
	"Customer Ledger Entry",
	"Item Ledger Entry",
	"Item Value Entry",
)


def custom_fields(doctype: str) -> set[str]:
	return {
		field.fieldname
		for field in frappe.get_meta(doctype).get_custom_fields()
		if not field.get("is_virtual")
	}


def dimension_fields(doctype: str) -> tuple[str, ...]:
	"""Custom fields of a DocType that some ledger has too."""
	own = custom_fields(doctype)
	if not own:
		return ()
	on_ledgers = set().union(*(custom_fields(ledger) for ledger in LEDGERS))
	return tuple(sorted(own & on_ledgers))


def dimensions_of(doc: Document, fields: Iterable[str] | None = None) -> Dimensions:
	"""Values of the document's dimensions that are filled in. `fields` saves looking them up again for every line."""
	fields = dimension_fields(doc.doctype) if fields is None else fields
	return tuple((field, doc.get(field)) for field in fields if doc.get(field))
