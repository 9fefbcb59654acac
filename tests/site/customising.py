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
)
NOTES = (
	"Comment",
	"Data Import Log",
	"Deleted Document",
	"DocType",
	"Error Log",
	"File",
	"Notification Log",
	"ToDo",
	"Version",
	"Webhook Request Log",
	"Workflow Action",
)
"""What Frappe writes beside; DocType for the admin's own."""


@contextmanager
def tidied() -> Iterator[None]:
	"""What is customised inside the block is gone afterwards, and committed to be gone."""
	kinds = (*KINDS, *NOTES)
	before = {kind: set(frappe.get_all(kind, pluck="name", limit=0)) for kind in kinds}
	frappe.db.commit()
	forget()
	try:
		yield
	finally:
		frappe.db.rollback()
		frappe.set_user("Administrator")
		for kind in kinds:
			for name in set(frappe.get_all(kind, pluck="name", limit=0)) - before[kind]:
				frappe.delete_doc(kind, name, force=True, ignore_permissions=True, ignore_missing=True)
		frappe.db.delete("Deleted Document", {"deleted_doctype": ("in", kinds)})
		frappe.db.commit()
		forget()


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
