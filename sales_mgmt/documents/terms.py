"""Dates that follow from the document date: due date, payment discount, validity (domain A31, 7.7); the VAT date.

The posting date moves the document date along where the company wants them linked (domain 5).
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from sales_mgmt.documents.formulas import date_from
from sales_mgmt.finance.vat_date import vat_date
from sales_mgmt.settings import get_settings

if TYPE_CHECKING:
	from sales_mgmt.documents.base import SalesDocument


class Terms(NamedTuple):
	due_date_calculation: str | None = None
	discount_date_calculation: str | None = None
	discount_percent: float = 0


def fill_document_date(doc: "SalesDocument") -> None:
	"""A document without a date is of today, or of its posting date where the two are linked."""
	if not doc.document_date:
		linked = get_settings().link_document_date and doc.posting_date
		doc.document_date = doc.posting_date if linked else nowdate()


def link_document_date(doc: "SalesDocument", changed: set[str]) -> set[str]:
	"""A changed posting date sets the document date. Returns the changed fields, with that one."""
	linked = "posting_date" in changed and "document_date" not in changed and doc.posting_date
	if not linked or not get_settings().link_document_date:
		return changed
	doc.document_date = doc.posting_date
	return changed | {"document_date"}


def fill_dates(doc: "SalesDocument") -> None:
	"""Due date, payment discount and validity where they are blank. A percentage of 0 that was typed stays."""
	if not doc.document_date:
		return
	if doc.meta.has_field("vat_date"):
		doc.vat_date = vat_date(doc.posting_date, doc.document_date)
	terms = read_terms(doc.payment_terms)
	doc.due_date = doc.due_date or date_from(terms.due_date_calculation, doc.document_date, doc.payment_terms)
	if doc.payment_discount_percent is None:
		doc.payment_discount_percent = terms.discount_percent
	if not doc.payment_discount_percent:
		doc.payment_discount_date = None
	elif not doc.payment_discount_date:
		doc.payment_discount_date = date_from(
			terms.discount_date_calculation, doc.document_date, doc.payment_terms
		)
	validity = get_settings().quote_validity
	if doc.meta.has_field("valid_until") and not doc.valid_until and validity:
		doc.valid_until = date_from(validity, doc.document_date, _("Sales Settings"))


def read_terms(name: str | None) -> Terms:
	if not name:
		return Terms()
	return Terms(*frappe.get_cached_value("Payment Terms", name, Terms._fields))


class PostingDates(NamedTuple):
	"""The dates of a document as it is posted."""

	document_date: date
	due_date: date
	payment_discount_date: date | None


def dates_for_posting(doc: "SalesDocument", on: date | None) -> PostingDates:
	"""The document's own dates; those that follow from `on` where the document date is linked to another posting date."""
	moved = on and (not doc.posting_date or on != getdate(doc.posting_date))
	if moved and get_settings().link_document_date:
		terms = read_terms(doc.payment_terms)
		return PostingDates(
			on,
			date_from(terms.due_date_calculation, on, doc.payment_terms),
			date_from(terms.discount_date_calculation, on, doc.payment_terms)
			if doc.payment_discount_percent
			else None,
		)
	discount_date = doc.payment_discount_date
	return PostingDates(
		getdate(doc.document_date),
		getdate(doc.due_date or doc.document_date),
		getdate(discount_date) if discount_date else None,
	)
