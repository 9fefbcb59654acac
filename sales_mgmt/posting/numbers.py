"""Gap-free numbers. The series row stays locked until the transaction ends, so numbers are taken last."""

from dataclasses import replace
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from sales_mgmt.posting.core.findings import Finding, sentence
from sales_mgmt.posting.core.series import SeriesError, SeriesLine, active_line, next_number
from sales_mgmt.settings import get_settings
from sales_mgmt.texts.messages import bold, said

MESSAGES = {  # marked here, translated when thrown
	"no_line": sentence(
		"Number series {0} has no line that has started by {1}. Add a line with an earlier starting date."
	),
	"no_digits": sentence(
		"Number series {0}: the number {2} has no digits to count on. Correct its starting number."
	),
	"exhausted": sentence("Number series {0} has used its last number {2}. Add a new line to it."),
	"too_long": sentence(
		"Number series {0}: the number {2} is longer than 20 characters. Use a shorter starting number."
	),
}


POSTED_BY = {"posted_invoice_series": "Sales Invoice", "posted_credit_memo_series": "Sales Credit Memo"}
"""DocTypes whose posted number a person may type, where the series allows it."""


def series_of(setting: str) -> str:
	"""The series chosen in Sales Settings; `setting` is its field."""
	settings = get_settings()
	if not settings.get(setting):
		frappe.throw(
			said(_("Choose a number series for {0} in Sales Settings.")).format(
				_(settings.meta.get_label(setting))
			),
			title=_("Number Series Missing"),
		)
	return settings.get(setting)


def allows_typing(setting: str) -> bool:
	"""Whether people may type numbers of this series."""
	series = get_settings().get(setting)
	return bool(series and frappe.get_cached_value("Number Series", series, "manual_numbers"))


def take_number(setting: str, on: date) -> str:
	"""The next number of the series for a posting date. Numbers that somebody typed are left out."""
	series = series_of(setting)
	rows = _lock(series)
	typed = POSTED_BY.get(setting) if allows_typing(setting) else None
	try:
		line = active_line([SeriesLine(*row) for row in rows], getdate(on))
		number = next_number(line)
		while typed and is_used(typed, number):
			number = next_number(replace(line, last_no_used=number))
	except SeriesError as error:
		frappe.throw(
			said(_(MESSAGES[error.code])).format(bold(series), on, error.number), title=_("No Number Left")
		)
	table = frappe.qb.DocType("Number Series Line")
	frappe.qb.update(table).set(table.last_no_used, number).where(table.name == line.name).run()
	return number


def series_findings(setting: str, on: date | None) -> list[Finding]:
	"""Why the series would give no number on a day: to be told together with everything else. Nothing is locked."""
	settings = get_settings()
	series = settings.get(setting)
	if not series:
		message = sentence("Choose a number series for {0} in Sales Settings.")
		label = str(settings.meta.get_label(setting))
		return [Finding("series", message, (label,), link=("Sales Settings", "Sales Settings"))]
	if on is None:
		return []
	try:
		next_number(active_line([SeriesLine(*row) for row in _lines(series, lock=False)], getdate(on)))
	except SeriesError as error:
		values = (series, str(on), error.number)
		return [Finding("series", MESSAGES[error.code], values, link=("Number Series", series))]
	return []


def take_typed_number(setting: str, number: str, name: str) -> str:
	"""The number that somebody typed on the document `name`. Refused if another document has got it meanwhile."""
	_lock(series_of(setting))
	if is_used(POSTED_BY[setting], number, except_on=name):
		frappe.throw(
			said(_("Number {0} is used already. Type another one.")).format(bold(number)),
			frappe.DuplicateEntryError,
		)
	return number


def is_used(doctype: str, number: str, except_on: str | None = None) -> bool:
	"""Whether a document has this posted number, as it is now: the transaction may have begun to read before."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.posted_no == number)
	return any(row[0] != except_on for row in query.for_update().run())


def _lock(series: str) -> list[tuple]:
	"""The lines of a series, locked until the transaction ends."""
	return _lines(series, lock=True)


def _lines(series: str, lock: bool) -> list[tuple]:
	table = frappe.qb.DocType("Number Series Line")
	query = (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.starting_date,
			table.starting_no,
			table.ending_no,
			table.last_no_used,
			table.increment_by,
		)
		.where((table.parent == series) & (table.parenttype == "Number Series"))
		.orderby(table.name)
	)
	return (query.for_update() if lock else query).run()
