"""What was posted before there was a VAT date was reported by its posting date, so that is its VAT date."""

import frappe
from frappe.query_builder.functions import Coalesce

DOCUMENTS = ("Sales Invoice", "Sales Credit Memo")
LEDGERS = ("VAT Entry", "General Ledger Entry")


def execute() -> None:
	for doctype in (*DOCUMENTS, *LEDGERS):
		table = frappe.qb.DocType(doctype)
		# past `modified`: nobody changed the document
		query = frappe.qb.update(table).where(table.vat_date.isnull())
		if doctype in DOCUMENTS:
			query.set(table.vat_date, Coalesce(table.posting_date, table.document_date)).where(
				table.docstatus == 1
			).run()
		else:
			query.set(table.vat_date, table.posting_date).run()
