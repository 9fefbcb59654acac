"""Gap-free numbers. The series row stays locked until the transaction ends, so numbers are taken last."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import frappe
from frappe.utils import getdate

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.rates.series import SeriesError, SeriesLine, active_line, next_number
from sales_mgmt.settings import get_settings

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


LINE = ("name", "starting_date", "starting_no", "ending_no", "last_no_used", "increment_by")
"""The fields of `SeriesLine`, in their order."""

POSTED_BY = {"posted_invoice_series": "Sales Invoice", "posted_credit_memo_series": "Sales Credit Memo"}
"""DocTypes whose posted number a person may type, where the series allows it."""


def series_of(setting: str) -> str:
	"""The series chosen in Sales Settings; `setting` is its field."""
	series = get_settings().get(setting)
	if not series:
		refuse([_no_series(setting)])
	return series


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
		refuse([_no_number(series, on, error)])
	table = frappe.qb.DocType("Number Series Line")
	frappe.qb.update(table).set(table.last_no_used, number).where(table.name == line.name).run()
	return number


def series_findings(settings: Iterable[str], on: date | None) -> list[Finding]:
	"""Why series would give no number on a day: to be told together with everything else. Nothing is locked.

	`settings`: fields of Sales Settings. One statement for all of them.
	"""
	chosen = {setting: get_settings().get(setting) for setting in settings}
	findings = [_no_series(setting) for setting, series in chosen.items() if not series]
	names = list(dict.fromkeys(filter(None, chosen.values())))
	if on is None or not names:
		return findings
	rows: dict[str, list[SeriesLine]] = {name: [] for name in names}
	for name, *values in _lines_of(names):
		rows[name].append(SeriesLine(*values))
	for name in names:
		try:
			next_number(active_line(rows[name], getdate(on)))
		except SeriesError as error:
			findings.append(_no_number(name, on, error))
	return findings


def typed_number_findings(doctype: str, name: str, number: str) -> list[Finding]:
	"""A typed number that another document has got since the draft was saved."""
	other = frappe.db.get_value(doctype, {"posted_no": number, "name": ("!=", name)})
	return [_is_taken(number, (doctype, other))] if other else []


def _no_series(setting: str) -> Finding:
	label = str(get_settings().meta.get_label(setting))
	message = sentence("Choose a number series for {0} in Sales Settings.")
	return Finding("series", message, (label,), link=("Sales Settings", "Sales Settings"))


def _no_number(series: str, on: date, error: SeriesError) -> Finding:
	values = (series, str(on), error.number)
	return Finding("series", MESSAGES[error.code], values, link=("Number Series", series))


def _is_taken(number: str, link: tuple[str, str] | None = None) -> Finding:
	return Finding(
		"number_used", sentence("Number {0} is used already. Type another one."), (number,), link=link
	)


def take_typed_number(setting: str, number: str, name: str) -> str:
	"""The number that somebody typed on the document `name`. Refused if another document has got it meanwhile."""
	_lock(series_of(setting))
	if is_used(POSTED_BY[setting], number, except_on=name):
		refuse([_is_taken(number)])
	return number


def is_used(doctype: str, number: str, except_on: str | None = None) -> bool:
	"""Whether a document has this posted number, as it is now: the transaction may have begun to read before."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.posted_no == number)
	return any(row[0] != except_on for row in query.for_update().run())


def _lock(series: str) -> list[tuple]:
	"""The lines of a series, locked until the transaction ends."""
	table = frappe.qb.DocType("Number Series Line")
	query = frappe.qb.from_(table).select(*[table[field] for field in LINE])
	of_series = (table.parent == series) & (table.parenttype == "Number Series")
	return query.where(of_series).orderby(table.name).for_update().run()


def _lines_of(series: list[str]) -> list[tuple]:
	"""(series, *LINE) of all lines. Nothing is locked."""
	table = frappe.qb.DocType("Number Series Line")
	query = frappe.qb.from_(table).select(table.parent, *[table[field] for field in LINE])
	of_series = table.parent.isin(series) & (table.parenttype == "Number Series")
	return query.where(of_series).orderby(table.name).run()
