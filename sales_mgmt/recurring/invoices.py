"""Create Recurring Invoices (domain A09): a draft for every customer and set whose validity covers the posting date.

Nothing is posted. An invoice that was made for the same customer, set and day before is named and not made again; a
deleted draft may be made again. One customer that can not be billed stops no other.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.ownership import insert_built
from sales_mgmt.recurring.assignments import due
from sales_mgmt.recurring.insertion import Templates, append_rows, read_lines
from sales_mgmt.recurring.origin import key, mark
from sales_mgmt.transactions.apart import apart
from sales_mgmt.transactions.attempt import reason_of

INVOICE = "Sales Invoice"
CREATED, EXISTS, FAILED = "Created", "Exists", "Failed"

Result = dict[str, Any]
Made = dict[tuple[str, str], str]
"""Invoice by (customer, code)."""


def create_invoices(
	on: date,
	document_date: date | None = None,
	codes: Collection[str] | None = None,
	customers: Collection[str] | None = None,
) -> list[Result]:
	"""One result per assignment: {assignment, customer, customer_name, recurring_lines, invoice, status, message}."""
	assignments = due(on, customers, codes)
	if not assignments:
		return []
	templates = read_lines({row.recurring_lines for row in assignments}, INVOICE)
	made = made_for(on, assignments)
	return [_create(row, on, document_date or on, templates, made) for row in assignments]


def made_for(on: date, assignments: Collection[frappe._dict]) -> Made:
	"""What was made for the day already, whoever made it. Found by its links, which follow when something is renamed."""
	filters = {
		"recurring_date": on,
		"recurring_lines": ("in", sorted({row.recurring_lines for row in assignments})),
		"customer": ("in", sorted({row.customer for row in assignments})),
	}
	rows = frappe.get_all(INVOICE, filters, ["name", "customer", "recurring_lines"])
	return {(row.customer, row.recurring_lines): row.name for row in rows}


def _create(row: frappe._dict, on: date, document_date: date, templates: Templates, made: Made) -> Result:
	if name := made.get((row.customer, row.recurring_lines)):
		return _exists(row, name)
	try:
		with apart():
			invoice = insert_built(_invoice(row, on, document_date, templates))
	except (frappe.ValidationError, frappe.PermissionError) as error:
		if isinstance(error, frappe.UniqueValidationError):
			# Somebody else has made it a moment ago. Its name is known to the latest reading only.
			return _exists(row, _latest(key(row.customer, row.recurring_lines, on)))
		return _result(row, FAILED, message=reason_of(error))
	return _result(row, CREATED, invoice.name)


def _invoice(row: frappe._dict, on: date, document_date: date, templates: Templates) -> Document:
	invoice = frappe.new_doc(INVOICE)
	invoice.update(
		{
			"customer": row.customer,
			"posting_date": on,
			"document_date": document_date,
			"payment_method": row.payment_method,
			"direct_debit_mandate": row.direct_debit_mandate,
		}
	)
	# the currency comes with the customer, when the invoice is saved
	if row.currency:
		invoice.currency = row.currency
	mark(invoice, row.recurring_lines, on)
	append_rows(invoice, [row.recurring_lines], templates)
	return invoice


def _latest(recurring_key: str) -> str | None:
	return frappe.db.get_value(INVOICE, {"recurring_key": recurring_key}, "name", for_update=True)


def _exists(row: frappe._dict, invoice: str | None) -> Result:
	return _result(row, EXISTS, invoice, _("This invoice was created before."))


def _result(row: frappe._dict, status: str, invoice: str | None = None, message: str = "") -> Result:
	who = {field: row[field] for field in ("customer", "customer_name", "recurring_lines")}
	return {"assignment": row.name, **who, "invoice": invoice, "status": status, "message": message}
