"""Returns showed the payment discount of their terms, which no posting knew of.

Where the terms do not calculate it on credit memos, what is still open shows none; elsewhere it counts from now on.
"""

import frappe
from frappe.query_builder.functions import Coalesce

from sales_mgmt.kinds.documents import RETURNS


def execute() -> None:
	terms = frappe.qb.DocType("Payment Terms")
	calculated = frappe.qb.from_(terms).select(terms.name).where(terms.discount_on_credit_memos == 1)
	for doctype in RETURNS:
		table = frappe.qb.DocType(doctype)
		(
			frappe.qb.update(table)
			.set(table.payment_discount_percent, 0)
			.set(table.payment_discount_date, None)
			.where((table.docstatus == 0) & (table.payment_discount_percent != 0))
			.where(Coalesce(table.payment_terms, "").notin(calculated))
			.run()
		)
