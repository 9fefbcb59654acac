"""A document as text and back: header, lines and the admin's own fields, as they are stored."""

import json

import frappe
from frappe.model.document import Document


def snapshot(doc: Document) -> str:
	return frappe.as_json(doc.as_dict(), indent=None)


def document_of(archive: Document) -> Document:
	"""The document of a version, in memory only. Fields that exist no more are still among its values."""
	return frappe.get_doc(json.loads(archive.snapshot))
