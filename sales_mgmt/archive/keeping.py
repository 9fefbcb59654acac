"""Write a version of a document: two statements, whatever the number of lines.

The document itself counts its versions. Its row is locked, so the number is read and raised by one at a time, and the
archive's own index is never locked: postings of different documents do not wait for each other.
"""

import frappe
from frappe.model.document import Document
from frappe.utils import now

from sales_mgmt.archive.policy import keeps_quote
from sales_mgmt.archive.snapshot import snapshot
from sales_mgmt.settings import get_settings
from sales_mgmt.storage.write import insert_rows, new_name

ARCHIVE = "Document Archive"
COUNTER = "archived_versions"
SETTING = {"Sales Order": "archive_orders", "Sales Return Order": "archive_return_orders"}
COPIED = ("customer", "customer_name", "contact", "location", "salesperson", "currency", "amount", "status")
"""What a version can be found by. Customer and location are links, so user permissions hold."""


def quote_policy() -> str:
	return get_settings().archive_quotes or "Never"


def keep_quote(quote: Document, reason: str, answer: bool) -> str | None:
	"""A version of a quote, if the settings and the answer say so."""
	return keep_version(quote, reason) if keeps_quote(quote_policy(), answer) else None


def keep_order(doc: Document, reason: str) -> str | None:
	"""A version of an order or return order, if the settings say so. Other documents are left alone."""
	setting = SETTING.get(doc.doctype)
	if not setting or not get_settings().get(setting):
		return None
	return keep_version(doc, reason)


def keep_deleted(doc: Document) -> str | None:
	"""The last version of what is being deleted. A form that asks keeps it before it deletes."""
	if doc.doctype == "Sales Quote":
		return keep_quote(doc, "Deleted", bool(doc.flags.archive))
	return keep_order(doc, "Deleted")


def keep_version(doc: Document, reason: str) -> str:
	"""Keep the document as it stands in memory, which is as it is stored. Returns the version's name."""
	version = (frappe.db.get_value(doc.doctype, doc.name, COUNTER, for_update=True) or 0) + 1
	table = frappe.qb.DocType(doc.doctype)
	frappe.qb.update(table).set(table[COUNTER], version).where(table.name == doc.name).run()
	doc.set(COUNTER, version)
	name = new_name()
	row = {
		"name": name,
		"source_doctype": doc.doctype,
		"source_name": doc.name,
		"source_creation": doc.creation,
		"version": version,
		"title": f"{doc.name} V{version}",
		"reason": reason,
		"archived_on": now(),
		"archived_by": frappe.session.user,
		"document_date": doc.document_date,
		**{field: doc.get(field) for field in COPIED},
		"snapshot": snapshot(doc),
	}
	insert_rows(ARCHIVE, [row])
	return name


def keep_counter(doc: Document, stored: Document | None) -> None:
	"""The number of versions is counted here; whatever a form or caller sends is put back."""
	if doc.meta.has_field(COUNTER):
		doc.set(COUNTER, stored.get(COUNTER) if stored else 0)
