"""Printing on request, beside `sales_mgmt.api`, which offers it under its own name too."""

from datetime import date

import frappe
from frappe.core.doctype.access_log.access_log import make_access_log

from sales_mgmt.access.permissions import allowed, require
from sales_mgmt.incoming.arguments import action
from sales_mgmt.print_formats.pdf import render_pdf


@action(methods=["GET"])
def customer_statement(
	customer: str,
	statement: str = "Open Entries",
	from_date: date | None = None,
	to_date: date | None = None,
	currency: str | None = None,
) -> None:
	"""Answer with a customer's statement as a PDF, in the customer's language and print format.

	`statement`: Open Entries (what is open at the end of `to_date`) or Movements (what happened from `from_date` to
	`to_date`). Dates are ISO; blank means today, and the first day of that month. `currency`: only that one. Raises
	PermissionError without the right to print the customer and to read its ledger.
	"""
	allowed("Customer", customer, ("Customer",), "print")
	require("Customer Ledger Entry", "read")
	settings = {"statement": statement, "from_date": from_date, "to_date": to_date, "currency": currency}
	content = render_pdf("Customer", customer, settings=settings)
	make_access_log(doctype="Customer", document=customer, file_type="PDF", method="Print")
	frappe.local.response.filename = f"{customer}.pdf".replace("/", "-")
	frappe.local.response.filecontent = content
	frappe.local.response.type = "pdf"
