"""A version as people read it: labelled values of the header, a table of the lines."""

from typing import Any

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document

from sales_mgmt.archive.snapshot import document_of
from sales_mgmt.kinds.quantities import plain, quantity

NUMBERS = ("Float", "Currency", "Percent", "Int")
LINE_FIELDS = (
	"type",
	"item",
	"account",
	"description",
	"location",
	"quantity",
	"uom",
	"unit_price",
	"line_discount_percent",
	"amount",
	"vat_percent",
	"amount_including_vat",
)


def readable(archive: Document) -> dict[str, Any]:
	"""{"header": [[label, text]], "columns": [{label, right}], "rows": [[text]]}; blank columns are left out."""
	doc = document_of(archive)
	meta = frappe.get_meta(doc.lines[0].doctype) if doc.lines else None
	fields = [meta.get_field(name) for name in LINE_FIELDS] if meta else []
	if meta:
		fields += [field for field in meta.fields if field.get("is_custom_field") and _shown(field)]
	used = [field for field in fields if any(line.get(field.fieldname) for line in doc.lines)]
	return {
		"header": [
			[_(field.label), _text(doc, doc, field)]
			for field in doc.meta.fields
			if _shown(field) and doc.get(field.fieldname)
		],
		"columns": [{"label": _(field.label), "right": field.fieldtype in NUMBERS} for field in used],
		"rows": [[_text(doc, line, field) for field in used] for line in doc.lines],
	}


def _shown(field: Document) -> bool:
	return not (field.hidden or field.fieldtype in no_value_fields or field.fieldtype in table_fields)


def _text(doc: Document, row: Document, field: Document) -> str:
	value = row.get(field.fieldname)
	if value in (None, ""):
		return ""
	if field.fieldtype == "Check":
		return _("Yes") if value else _("No")
	if field.fieldtype in ("Float", "Percent"):
		return plain(quantity(value)) if value else ""
	if field.fieldtype == "Currency":
		# the document's own currency, also for lines, which have none
		return frappe.utils.fmt_money(value, currency=doc.currency)
	if field.fieldtype in ("Date", "Datetime"):
		return frappe.format_value(value, field)
	return (
		_(value)
		if field.fieldtype == "Select"
		else ", ".join(filter(None, (part.strip() for part in str(value).split("<br>"))))
	)
