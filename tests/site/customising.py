"""What an admin adds to a site in a test is taken away after it, columns aside: tables are changed past transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

KINDS = (
	"Assignment Rule",
	"Auto Repeat",
	"Data Import",
	"Document Naming Rule",
	"Notification",
	"Webhook",
	"Workflow",
	"Workflow State",
	"Workflow Action Master",
	"Property Setter",
	"Custom Field",
	"DocType",
	"File",
)
NOTES = (
	"Comment",
	"Data Import Log",
	"Deleted Document",
	"Error Log",
	"Notification Log",
	"ToDo",
	"Version",
	"Webhook Request Log",
	"Workflow Action",
)
"""What Frappe writes beside."""


@contextmanager
def tidied() -> Iterator[None]:
	"""What is customised inside the block is gone afterwards, and committed to be gone."""
	kinds = (*KINDS, *NOTES)
	before = {kind: _names(kind) for kind in kinds}
	frappe.db.commit()
	forget()
	try:
		yield
	finally:
		frappe.db.rollback()
		frappe.set_user("Administrator")
		for kind in KINDS:
			for name in _new(kind, before):
				frappe.delete_doc(kind, name, force=True, ignore_permissions=True, ignore_missing=True)
		for kind in NOTES:
			frappe.db.delete(kind, {"name": ("in", sorted(_new(kind, before), key=str) or [""])})
		frappe.db.delete("Deleted Document", {"deleted_doctype": ("in", kinds)})
		frappe.db.commit()
		forget()


def _names(kind: str) -> set[str]:
	return set(frappe.get_all(kind, pluck="name", limit=0))


def _new(kind: str, before: dict[str, set[str]]) -> set[str]:
	return _names(kind) - before[kind]


def forget() -> None:
	"""Frappe remembers much of it in its cache and in flags of the process."""
	frappe.clear_cache()
	frappe.flags.webhooks = frappe.flags.webhooks_executed = None


def customise(doctype: str, **fields: dict) -> None:
	"""Customize Form, as an admin uses it: {fieldname: {property: value}}; `form` is the DocType itself."""
	form = frappe.get_doc("Customize Form")
	form.doc_type = doctype
	form.run_method("fetch_to_customize")
	form.update(fields.pop("form", {}))
	rows = {row.fieldname: row for row in form.fields}
	for fieldname, properties in fields.items():
		row = rows.get(fieldname) or form.append(
			"fields", {"fieldname": fieldname, "label": fieldname.title()}
		)
		row.update(properties)
	form.run_method("save_customization")
	frappe.clear_cache(doctype=doctype)
