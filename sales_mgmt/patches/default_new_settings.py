"""Switches that came after the site was installed get their defaults: Frappe gives those to new sites only."""

import frappe


def execute() -> None:
	table = frappe.qb.DocType("Singles")
	stored = set(
		frappe.qb.from_(table).select(table.field).where(table.doctype == "Sales Settings").run(pluck=True)
	)
	for field in frappe.get_meta("Sales Settings").fields:
		if field.default and field.fieldname not in stored:
			frappe.db.set_single_value("Sales Settings", field.fieldname, field.default)
