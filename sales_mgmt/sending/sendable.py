"""Which documents may be sent: those that say what is agreed or done, and not what still waits for a decision."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.access.permissions import allowed
from sales_mgmt.kinds.documents import POSTED
from sales_mgmt.texts.messages import bold, said

WORKING = {
	"Sales Quote": ("Open", "Released", "Ordered"),
	"Sales Order": ("Open", "Pending Prepayment", "Released", "Completed"),
}
DOCTYPES = (*WORKING, *POSTED)


def sendable(doctype: str, name: str) -> Document:
	"""The document, if the user may read, print and mail it and it may leave the house. Raises otherwise."""
	doc = allowed(doctype, name, DOCTYPES, "read")
	doc.check_permission("print")
	doc.check_permission("email")
	check_sendable(doc)
	return doc


def check_sendable(doc: Document) -> None:
	"""Raise ValidationError for a draft of what is posted, and for a document that is lost or waits for approval."""
	if doc.doctype in POSTED:
		if doc.docstatus != 1:
			frappe.throw(
				said(_("{0} {1} is not posted yet. Post it first, then send it.")).format(
					_(doc.doctype), bold(doc.name)
				)
			)
	elif doc.status not in WORKING[doc.doctype]:
		frappe.throw(
			said(_("{0} {1} has the status {2} and is not sent.")).format(
				_(doc.doctype), bold(doc.name), _(doc.status)
			)
		)
