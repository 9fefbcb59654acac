"""Dates that follow from the document date: due date, payment discount, validity (domain A31, 7.7); the VAT date.

The posting date moves the document date along where the company wants them linked (domain 5): when it is changed, and when
a document is posted on another day than its own. A document date that somebody typed, which is one that differs from the
posting date, stays; `document_date_by_hand` remembers it until the field is emptied or made equal to the posting date.
Where dates are not linked nothing is remembered: what differs counts as typed when the setting is switched on.
"""

from datetime import date
from typing import NamedTuple

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.utils import getdate, nowdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.documents import DRAFTS, RETURNS
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.rates.formulas import date_from
from sales_mgmt.rates.vat_date import vat_date
from sales_mgmt.settings import get_settings


class Terms(NamedTuple):
	due_date_calculation: str | None = None
	discount_date_calculation: str | None = None
	discount_percent: float = 0
	discount_on_credit_memos: int = 0


def fill_document_date(doc: DocumentShape) -> None:
	"""A document without a date is of today, or of its posting date where the two are linked."""
	linked = bool(get_settings().link_document_date)
	if not doc.document_date:
		doc.document_date = doc.posting_date if linked and doc.posting_date else nowdate()
		doc.document_date_by_hand = 0
	elif linked and (doc.is_new() or not doc.name):
		doc.document_date_by_hand = int(bool(doc.document_date_by_hand) or _is_typed(doc))


def link_document_date(doc: DocumentShape, changed: set[str]) -> set[str]:
	"""A changed posting date sets a document date that nobody typed. Returns the changed fields, with that one."""
	if not get_settings().link_document_date:
		return changed
	if "document_date" in changed:
		doc.document_date_by_hand = int(_is_typed(doc))
		return changed
	if "posting_date" not in changed or not doc.posting_date or doc.document_date_by_hand:
		return changed
	doc.document_date = doc.posting_date
	return changed | {"document_date"}


def follows(doc: DocumentShape, on: date | None) -> bool:
	"""Whether posting on that day, another one than the document's own, brings the document date along."""
	moved = on and (not doc.posting_date or on != getdate(doc.posting_date))
	return bool(moved and get_settings().link_document_date and not doc.document_date_by_hand)


def _is_typed(doc: DocumentShape) -> bool:
	dates = (doc.document_date, doc.posting_date)
	return all(dates) and getdate(dates[0]) != getdate(dates[1])


def mark_typed_dates() -> None:
	"""Dates are being linked from now on: what differs on open documents was typed, as far as anybody knows."""
	for doctype in DRAFTS:
		table = frappe.qb.DocType(doctype)
		differs = Case().when(table.document_date != table.posting_date, 1).else_(0)
		query = frappe.qb.update(table).set(table.document_date_by_hand, differs)
		query.where(table.docstatus == 0).run()


def fill_dates(doc: DocumentShape) -> None:
	"""Due date, payment discount and validity where they are blank. A percentage of 0 that was typed stays."""
	if not doc.document_date:
		return
	if doc.meta.has_field("vat_date"):
		doc.vat_date = vat_date(doc.posting_date, doc.document_date)
	terms = read_terms(doc.payment_terms)
	doc.due_date = doc.due_date or date_from(terms.due_date_calculation, doc.document_date, doc.payment_terms)
	if doc.payment_discount_percent is None:
		offered = doc.doctype not in RETURNS or terms.discount_on_credit_memos
		doc.payment_discount_percent = terms.discount_percent if offered else 0
	check_payment_discount(doc)
	if not doc.payment_discount_percent:
		doc.payment_discount_date = None
	elif not doc.payment_discount_date:
		doc.payment_discount_date = date_from(
			terms.discount_date_calculation, doc.document_date, doc.payment_terms
		)
	validity = get_settings().quote_validity
	if doc.meta.has_field("valid_until") and not doc.valid_until and validity:
		doc.valid_until = date_from(validity, doc.document_date, _("Sales Settings"))


def check_payment_discount(doc: DocumentShape) -> None:
	"""Refuse a payment discount that asks for more than the bill, or gives more than it."""
	percent = to_decimal(doc.payment_discount_percent)
	if not 0 <= percent <= 100:
		message = sentence("The payment discount of {0} % is not between 0 and 100.")
		refuse([Finding("payment_discount_percent_out_of_range", message, (plain(percent),))])


def read_terms(name: str | None) -> Terms:
	if not name:
		return Terms()
	return Terms(*frappe.get_cached_value("Payment Terms", name, Terms._fields))


class PostingDates(NamedTuple):
	"""The dates of a document as it is posted."""

	document_date: date
	due_date: date
	payment_discount_date: date | None


def dates_for_posting(doc: DocumentShape, on: date | None) -> PostingDates:
	"""The document's own dates; those that follow from `on` where the document date follows another posting date."""
	if follows(doc, on):
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
