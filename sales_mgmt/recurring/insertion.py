"""Put recurring sales lines on a document (domain A09). Prices, discounts and texts are found there, on that day."""

from collections.abc import Collection, Sequence

import frappe
from frappe.model.document import Document
from frappe.utils import formatdate

from sales_mgmt.documents.filling import defaults
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.recurring.assignments import SET, day_of, due
from sales_mgmt.storage.mapping import common_fields

LINE = "Recurring Sales Line"

Templates = dict[str, list[frappe._dict]]
"""The lines of every set, by its code."""


def insert_into(doc: Document, codes: Sequence[str]) -> list[str]:
	"""Put the sets on a stored document and save it. Returns the names of the new rows."""
	rows = add_lines(doc, codes)
	doc.save()
	return [row.name for row in rows]


def add_lines(doc: Document, codes: Sequence[str]) -> list[Document]:
	"""Append the sets to a document that is not saved yet. Raises PostingError for a set that is not the customer's."""
	defaults.fill_header(doc)
	check_codes(doc, codes)
	return append_rows(doc, codes, read_lines(codes, doc.doctype))


def check_codes(doc: Document, codes: Collection[str]) -> None:
	"""Only sets that the customer has on the day of the document, in its currency."""
	on = day_of(doc)
	valid = {row.recurring_lines: row for row in due(on, [doc.customer], codes)}
	findings = []
	for code in codes:
		if code not in valid:
			message = sentence(
				"Customer {0} has no recurring sales lines {1} that are valid on {2}. Choose others, or change what the"
				" customer is given."
			)
			findings.append(Finding("recurring", message, (doc.customer, code, formatdate(on))))
		elif valid[code].currency not in (None, "", doc.currency):
			message = sentence(
				"Recurring sales lines {0} are for documents in {1}, and this one is in {2}. Choose other lines."
			)
			values = (code, valid[code].currency, doc.currency)
			findings.append(Finding("recurring", message, values, link=(SET, code)))
	if findings:
		refuse(findings)


def read_lines(codes: Collection[str], doctype: str) -> Templates:
	"""What the sets give to the lines of such a document, custom fields included. One query."""
	fields = common_fields(LINE, frappe.get_meta(doctype).get_field("lines").options)
	rows = frappe.get_all(
		LINE,
		{"parent": ("in", sorted(codes)), "parenttype": SET},
		["parent", *fields],
		order_by="parent asc, idx asc",
	)
	templates: Templates = {code: [] for code in codes}
	for row in rows:
		templates[row.pop("parent")].append(row)
	return templates


def append_rows(doc: Document, codes: Sequence[str], templates: Templates) -> list[Document]:
	"""The rows of the sets, in the order of `codes`. Nothing is priced yet: saving and calculating do that."""
	return [doc.append("lines", dict(values)) for code in codes for values in templates[code]]
