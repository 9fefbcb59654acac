"""Date formulas as users type them: checked where they are entered, applied where they are needed."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.dates import DateFormulaError, apply_formula, parse_formula
from sales_mgmt.texts.messages import bold, said


def check_formula(doc: Document, fieldname: str) -> None:
	"""Refuse a formula that can not be read, with the position of the error."""
	formula = doc.get(fieldname)
	if not formula:
		return
	try:
		parse_formula(formula)
	except DateFormulaError as error:
		frappe.throw(
			said(
				_(
					"{0}: the date formula {1} can not be read at position {2}. Examples: 14D, CM, CM+10D, 1M-1D."
				)
			).format(_(doc.meta.get_label(fieldname)), bold(formula), error.position)
		)


def date_from(formula: str | None, start: str | date, source: str) -> date:
	"""The date a formula leads to; no formula is the same day. `source` is the record the formula stands in."""
	start = getdate(start)
	if not formula:
		return start
	try:
		return apply_formula(formula, start)
	except DateFormulaError:
		frappe.throw(
			said(_("The date formula {0} of {1} leads to no valid date from {2}. Correct it there.")).format(
				bold(formula), source, start
			)
		)
