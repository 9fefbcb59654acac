"""Gap-free numbers. The series row stays locked until the transaction ends, so numbers are taken last."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from sales_mgmt.posting.core.findings import sentence
from sales_mgmt.posting.core.series import SeriesError, SeriesLine, active_line, next_number
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


def take_number(setting: str, on: date) -> str:
	"""The next number of the series chosen in Sales Settings (`setting` is its field), for a posting date."""
	settings = get_settings()
	series = settings.get(setting)
	if not series:
		frappe.throw(
			_("Choose a number series for {0} in Sales Settings.").format(
				_(settings.meta.get_label(setting))
			),
			title=_("Number Series Missing"),
		)
	table = frappe.qb.DocType("Number Series Line")
	rows = (
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
		.for_update()
		.run()
	)
	try:
		line = active_line([SeriesLine(*row) for row in rows], getdate(on))
		number = next_number(line)
	except SeriesError as error:
		frappe.throw(
			_(MESSAGES[error.code]).format(frappe.bold(series), on, error.number), title=_("No Number Left")
		)
	frappe.qb.update(table).set(table.last_no_used, number).where(table.name == line.name).run()
	return number
