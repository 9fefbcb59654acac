"""Before there were rates by date, every exchange rate was typed. Those on open documents stay as they are."""

import frappe

DOCTYPES = ("Sales Quote", "Sales Order", "Sales Invoice")


def execute() -> None:
	local = frappe.db.get_single_value("Sales Settings", "local_currency")
	for doctype in DOCTYPES:
		table = frappe.qb.DocType(doctype)
		(
			frappe.qb.update(table)
			.set(table.exchange_rate_by_hand, 1)
			.where((table.docstatus == 0) & (table.currency != local) & (table.exchange_rate > 0))
			.run()
		)
