"""A posted number that somebody types on a draft invoice or credit memo (domain A32): only where the number series allows it."""

import frappe
from frappe import _

from sales_mgmt.kinds.chain import chain_of
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.rates.numbers import allows_typing, series_of
from sales_mgmt.rates.series import LONGEST
from sales_mgmt.texts.messages import bold, said


def check_typed_number(doc: DocumentShape) -> None:
	"""Refuse a typed number that the series does not allow, that is too long, or that another document has."""
	doc.posted_no = (doc.posted_no or "").strip() or None
	if not doc.posted_no:
		return
	series = chain_of(doc.doctype).billed_series
	number = bold(doc.posted_no)
	if not allows_typing(series):
		frappe.throw(
			said(
				_(
					"Number {0} can not be typed: number series {1} gives the numbers. Empty the field, or allow manual"
					" numbers in the series."
				)
			).format(number, bold(series_of(series)))
		)
	if any(sign in "<>" or not sign.isprintable() for sign in doc.posted_no):
		frappe.throw(
			said(_("Number {0} holds signs that no number has. Leave out < and > and line breaks.")).format(
				number
			)
		)
	if len(doc.posted_no) > LONGEST:
		frappe.throw(
			said(_("Number {0} has {1} characters. Use {2} at most.")).format(
				number, len(doc.posted_no), LONGEST
			)
		)
	other = frappe.db.get_value(doc.doctype, {"posted_no": doc.posted_no, "name": ("!=", doc.name or "")})
	if other:
		frappe.throw(
			said(_("Number {0} is used by {1} already. Type another one.")).format(number, bold(other)),
			frappe.DuplicateEntryError,
		)
