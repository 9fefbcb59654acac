"""Actions of the lines of a document in a form, beside `sales_mgmt.api`, which offers them under its own name too."""

from typing import Any

import frappe
from frappe import _

from sales_mgmt.access.permissions import allowed_document, require
from sales_mgmt.forms.calculating import calculated
from sales_mgmt.forms.pasting import append_pasted
from sales_mgmt.incoming.arguments import action
from sales_mgmt.kinds.documents import DRAFTS


@action(methods=["POST"])
def paste_lines(doc: dict, text: str) -> dict[str, Any]:
	"""Add lines from a spreadsheet to a document without storing it, computed as `calculate` does.

	`text`: rows of item, quantity and, where wanted, unit price and discount in percent, separated by tabs, with or
	without headings. Returns {"doc": the document, "added": how many lines, "problems": [{row, text, message}]}: every
	row is either a line or a problem.
	"""
	document = allowed_document(doc, DRAFTS)
	require("Item", "read")
	if not document.has_addressee():
		frappe.throw(_("Choose a customer before you paste lines."))
	if document.status not in (None, "", "Open") or document.docstatus:
		frappe.throw(_("Reopen the document before you add item lines."))
	before = len(document.lines)
	problems = append_pasted(document, text)
	return {
		"doc": calculated(document, []),
		"added": len(document.lines) - before,
		"problems": problems,
	}
