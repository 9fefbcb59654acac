"""Actions of recurring sales lines, beside `sales_mgmt.api`, which offers them under its own name too."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from sales_mgmt.access.permissions import allowed, allowed_document, require
from sales_mgmt.incoming.arguments import action
from sales_mgmt.recurring import insertion, invoices
from sales_mgmt.recurring.assignments import ASSIGNMENT, currency_of, due, in_currency
from sales_mgmt.recurring.choice import OPTIONS, choose
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.transactions.retry import with_retries


@action(methods=["GET", "POST"])
def recurring_choices(
	doctype: str,
	customer: str,
	on: date | None = None,
	currency: str | None = None,
	from_list: bool = True,
) -> dict[str, list[Any]]:
	"""What a new document of the customer gets on a day: {insert: [code], ask: [code], sets: [{code, description}]}.

	`insert` comes by itself, `ask` is offered, `sets` is everything the user may fetch. `from_list` false: the document
	was begun on the customer's card, so nothing comes by itself. Nothing is ever inserted by this call.
	"""
	if doctype not in OPTIONS:
		frappe.throw(said(_("Recurring lines can not be put on {0}.")).format(_(doctype)))
	require(doctype, "create")
	require("Customer", "read", customer)
	require(ASSIGNMENT, "read")
	rows = in_currency(due(on or getdate(), [customer]), currency or currency_of(customer))
	choice = choose([(row.recurring_lines, row[OPTIONS[doctype]]) for row in rows], from_list)
	sets = [{"code": row.recurring_lines, "description": row.description} for row in rows]
	return {"insert": list(choice.insert), "ask": list(choice.ask), "sets": sets}


@action(methods=["POST"])
def insert_recurring_lines(doctype: str, name: str, codes: list[str] | None) -> list[str]:
	"""Put the customer's sets of recurring lines on a stored document. Returns the names of the new rows."""
	doc = allowed(doctype, name, OPTIONS, "write")
	require(doctype, "create")
	if doc.docstatus or doc.status != "Open":
		frappe.throw(
			said(_("{0} {1} has the status {2}. Recurring lines can only be added while it is open.")).format(
				_(doctype), bold(name), _(doc.status)
			)
		)
	return insertion.insert_into(doc, _some(codes))


@action(methods=["POST"])
def recurring_lines(doc: dict, codes: list[str] | None) -> list[dict[str, Any]]:
	"""The lines that sets would give to a document that is not stored yet, calculated for it. Stores nothing."""
	document = allowed_document(doc, OPTIONS)
	if document.is_new() or not document.name:
		document._set_defaults()  # as `calculate` does
	rows = insertion.add_lines(document, _some(codes))
	document.flags.only_calculating = True
	document.complete()
	values = [row.as_dict(no_default_fields=True, convert_dates_to_str=True) for row in rows]
	return [{field: value for field, value in row.items() if value is not None} for row in values]


@action(methods=["GET", "POST"])
def recurring_invoices_due(
	posting_date: date, codes: list[str] | None = None, customers: list[str] | None = None
) -> list[dict[str, Any]]:
	"""The assignments that Create Recurring Invoices would work on: [{customer, customer_name, recurring_lines,
	description}]."""
	_require_invoicing()
	fields = ("customer", "customer_name", "recurring_lines", "description")
	rows = due(posting_date, _names(customers), _names(codes))
	return [{field: row[field] for field in fields} for row in rows]


@action(methods=["POST"])
def create_recurring_invoices(
	posting_date: date,
	document_date: date | None = None,
	codes: list[str] | None = None,
	customers: list[str] | None = None,
) -> list[dict[str, Any]]:
	"""Make a draft invoice for every customer and set of recurring lines that is valid on the posting date.

	`codes` and `customers` narrow it down; `document_date` is the posting date where it is blank. Returns one result per
	assignment: {assignment, customer, customer_name, recurring_lines, invoice, status, message}, the status being
	Created, Exists (made before for the same day) or Failed. Nothing is posted.
	"""
	_require_invoicing()
	arguments = (posting_date, document_date, _names(codes), _names(customers))
	return with_retries(lambda: invoices.create_invoices(*arguments))


def _require_invoicing() -> None:
	require("Sales Invoice", "create")
	require(ASSIGNMENT, "read")


def _names(names: list[str] | None) -> list[str] | None:
	"""Each once. Nothing at all means every one."""
	return list(dict.fromkeys(names)) if names else None


def _some(names: list[str] | None) -> list[str]:
	chosen = _names(names)
	if not chosen:
		frappe.throw(_("Choose the recurring lines to add."))
	return chosen
