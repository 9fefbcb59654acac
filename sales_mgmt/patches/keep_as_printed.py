"""Posted documents from before `printed_as` keep what today's masters say: as they would print today, once and for all."""

import frappe

from sales_mgmt.documents.as_printed import FIELD, as_printed

DOCTYPES = ("Sales Invoice", "Sales Credit Memo", "Sales Shipment", "Return Receipt")


def execute() -> None:
	for doctype in DOCTYPES:
		for name in frappe.get_all(doctype, {"docstatus": 1, FIELD: ("is", "not set")}, pluck="name"):
			doc = frappe.get_doc(doctype, name)
			table = frappe.qb.DocType(doctype)
			value = frappe.as_json(as_printed(doc), indent=None)
			# past `modified`: nobody changed the document
			frappe.qb.update(table).set(table[FIELD], value).where(table.name == name).run()
