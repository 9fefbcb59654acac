"""Test Report (domain 4.1): every problem that stands between a document and its posting, to be printed."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.findings.telling import as_dict
from sales_mgmt.inquiry.preview import attempt
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.posting.core.sale.invoice_policy import BOTH, INVOICE, SHIP, option_name

TEMPLATE = "sales_mgmt/templates/test_report.html"


def render(doc: Document, ship: bool, invoice: bool, on: date | None) -> str:
	"""The report as HTML that stands on its own."""
	_plan, findings, _common = attempt(doc, ship, invoice, on)
	found = [as_dict(finding) for finding in findings]
	return frappe.render_template(
		TEMPLATE,
		{
			"doc": doc,
			"option": _option(doc.doctype, ship, invoice),
			"posting_date": on or doc.posting_date,
			"blocking": [finding for finding in found if finding["severity"] == "block"],
			"warnings": [finding for finding in found if finding["severity"] != "block"],
			"user": frappe.utils.get_fullname(),
			"now": frappe.utils.now_datetime(),
		},
	)


def _option(doctype: str, ship: bool, invoice: bool) -> str:
	"""What is shipping and invoicing of an order is receiving and crediting of a return order."""
	option = option_name(doctype, ship, invoice)
	if doctype in RETURNS:
		words = {SHIP: _("Receive"), INVOICE: _("Credit", context="verb"), BOTH: _("Receive and Credit")}
	else:
		words = {
			SHIP: _("Ship", context="verb"),
			INVOICE: _("Invoice", context="verb"),
			BOTH: _("Ship and Invoice"),
		}
	return words[option]
