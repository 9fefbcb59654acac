"""New sites link the document date to the posting date. A site from before keeps its setting, also one that never said so.

Before the DocTypes are synced, for afterwards a setting without a value would get the new default.
"""

import frappe

SETTINGS, FIELD = "Sales Settings", "link_document_date"


def execute() -> None:
	table = frappe.qb.DocType("Singles")
	stored = (
		frappe.qb.from_(table)
		.select(table.value)
		.where((table.doctype == SETTINGS) & (table.field == FIELD))
		.run(pluck=True)
	)
	if not stored or stored[0] in (None, ""):
		frappe.db.set_single_value(SETTINGS, FIELD, 0)
