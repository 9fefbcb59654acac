"""Bring a version back: it overwrites the living document by an ordinary save, all its rules included (domain A33).

The state before is kept as a version too. What is gone, posted or closed is not overwritten.
"""

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document

from sales_mgmt.archive.keeping import COUNTER, keep_version
from sales_mgmt.archive.reading import original
from sales_mgmt.archive.snapshot import document_of
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.ownership import save_built
from sales_mgmt.storage.mapping import NEVER

STAYS = {
	*NEVER,
	COUNTER,
	"quote",
	"return_order",
	"lost_reason",
	"shipping_status",
	"invoicing_status",
	"receiving_status",
	"crediting_status",
}
"""What belongs to the life of the document and not to its content."""


def restore(archive: Document) -> str:
	"""Overwrite the original with a version. Returns the name of the document. Raises PostingError otherwise."""
	name = original(archive)
	if not name:
		message = sentence("{0} {1} does not exist any more, so version {2} can not be restored.")
		values = (archive.source_doctype, archive.source_name, str(archive.version))
		refuse([Finding("original_gone", message, values)])
	doc = frappe.get_doc(archive.source_doctype, name, for_update=True)
	doc.check_permission("write")
	_check_restorable(doc)
	before = frappe.get_doc(doc.doctype, doc.name)
	_overwrite(doc, document_of(archive))
	doc.flags.keep_values = True
	save_built(doc)
	keep_version(before, "Restored")
	return doc.name


def is_restorable(doc: Document) -> bool:
	return not _objections(doc)


def _check_restorable(doc: Document) -> None:
	if objections := _objections(doc):
		refuse(objections)


def _objections(doc: Document) -> list[Finding]:
	if doc.docstatus or any(
		quantity(line.get(field)) for line in doc.lines for field in ("quantity_shipped", "quantity_invoiced")
	):
		message = sentence("Something of {0} {1} is posted, so no version of it can be restored.")
		return [Finding("posted", message, (doc.doctype, doc.name))]
	if doc.status in doc.closed_statuses:
		message = sentence("{0} {1} has the status {2}, so no version of it can be restored.")
		return [Finding("status", message, (doc.doctype, doc.name, doc.status))]
	return []


def _overwrite(doc: Document, before: Document) -> None:
	for field in doc.meta.fields:
		if _is_content(field) and field.fieldname not in STAYS:
			doc.set(field.fieldname, before.get(field.fieldname))
	_replace_lines(doc, before)
	_replace_assignments(doc, before)


def _is_content(field: Document) -> bool:
	return field.fieldtype not in no_value_fields and field.fieldtype not in table_fields


def _replace_lines(doc: Document, before: Document) -> None:
	"""Rows keep their names, so that what was made from them still finds them."""
	living = {line.name for line in doc.lines}
	meta = frappe.get_meta(doc.meta.get_field("lines").options)
	fields = [field.fieldname for field in meta.fields if _is_content(field)]
	doc.set("lines", [])
	for line in before.lines:
		row = doc.append("lines", {"name": line.name, **{field: line.get(field) for field in fields}})
		if line.name not in living:
			row.set("__islocal", 1)


def _replace_assignments(doc: Document, before: Document) -> None:
	"""Item charges belong to the goods that they belonged to then. What is posted of them is nothing: see above."""
	doc.set("charge_assignments", [])
	for row in before.get("charge_assignments") or []:
		content = {
			field.fieldname: row.get(field.fieldname) for field in row.meta.fields if _is_content(field)
		}
		doc.append("charge_assignments", {**content, "qty_assigned": 0, "qty_to_handle": None})
