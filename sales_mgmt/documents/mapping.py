"""One document made from another: fields of the same name travel, the admin's custom fields included."""

from collections.abc import Iterable

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document

NEVER = {"naming_series", "status", "amended_from"}


def common_fields(source: str, target: str) -> tuple[str, ...]:
	"""Names of the data fields that two DocTypes share and that may be copied."""
	ours = frappe.get_meta(source)
	return tuple(
		field.fieldname
		for field in frappe.get_meta(target).fields
		if field.fieldtype not in no_value_fields
		and field.fieldtype not in table_fields
		and not field.no_copy
		and field.fieldname not in NEVER
		and ours.has_field(field.fieldname)
	)


def copy_fields(
	source: Document, target: Document, fields: Iterable[str] | None = None, without: Iterable[str] = ()
) -> None:
	"""Copy the shared fields. `fields` saves looking them up again for every line."""
	skip = set(without)
	for field in fields if fields is not None else common_fields(source.doctype, target.doctype):
		if field not in skip:
			target.set(field, source.get(field))
