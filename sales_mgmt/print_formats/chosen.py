"""The print format of a document: the tables in Customer and Sales Settings, read for `choice.py`."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.print_formats.choice import OURS, as_choices, choose, preferred, repeated
from sales_mgmt.settings import get_settings
from sales_mgmt.texts.messages import bold, said

STANDARD = "Standard"


def format_for(doc: Document, asked: str | None = None) -> str | None:
	"""The name of the print format for a document; None or "Standard" is Frappe's own. Disabled formats are passed over."""
	return choose(doc.doctype, asked, _tables(doc), _default(doc.doctype))


def is_usual(doctype: str, asked: str | None) -> bool:
	"""Whether a format is what everybody gets: then nobody chose it for this document, and the customer's goes before."""
	return not asked or asked == preferred(doctype, [_company()], _default(doctype))


def tell_form(doc: Document, _event: str | None = None) -> None:
	"""Hook `onload`: the form's print view and its mail dialog begin with the format chosen for this customer."""
	if not doc.is_new():
		doc.set_onload("print_format", format_for(doc))


def check_choices(doc: Document) -> None:
	"""Raise unless every row of a table of choices names a format that is for its DocType, and each DocType once."""
	for doctype in repeated(row.as_dict() for row in doc.print_formats):
		frappe.throw(
			said(_("{0} has two print formats in the table. Remove one of the rows.")).format(_(doctype))
		)
	for row in doc.print_formats:
		made_for = frappe.db.get_value("Print Format", row.print_format, "doc_type")
		if made_for != row.document_type:
			frappe.throw(
				said(_("Row {0}: the print format {1} is for {2}, not for {3}.")).format(
					row.idx, bold(row.print_format), _(made_for or ""), _(row.document_type)
				)
			)


def _tables(doc: Document) -> list[dict[str, str]]:
	if doc.doctype not in OURS:
		return []
	customers = (
		[doc.name] if doc.doctype == "Customer" else [doc.get("customer"), doc.get("bill_to_customer")]
	)
	return [*(_of_customer(name) for name in dict.fromkeys(customers) if name), _company()]


def _of_customer(customer: str) -> dict[str, str]:
	return _enabled(frappe.get_cached_doc("Customer", customer).print_formats)


def _company() -> dict[str, str]:
	return _enabled(get_settings().print_formats)


def _enabled(rows: Iterable[Document]) -> dict[str, str]:
	return as_choices(
		row.as_dict()
		for row in rows
		if not frappe.get_cached_value("Print Format", row.print_format, "disabled")
	)


def _default(doctype: str) -> str | None:
	"""What Customize Form says, unless it is our own: that is the last resort anyway."""
	default = frappe.get_meta(doctype).default_print_format
	return default if default and default != OURS.get(doctype) else None
