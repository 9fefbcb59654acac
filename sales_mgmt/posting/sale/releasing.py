"""Releasing and reopening a working document."""

import frappe
from frappe import _

from sales_mgmt.archive.keeping import keep_order
from sales_mgmt.documents.state.lifecycle import check_no_workflow, check_releasable, set_status
from sales_mgmt.documents.state.workflow_hold import hold_findings
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.posting.sale.closing import reopen_closed, was_closed
from sales_mgmt.texts.messages import bold, said

REASONS = {"release": "Released", "reopen": "Reopened"}


TRANSITIONS = {
	("release", "Open"): "Released",
	("reopen", "Released"): "Open",
	("reopen", "Pending Prepayment"): "Open",
}


def change_status(doc: DocumentShape, action: str) -> str:
	"""Release or reopen. Returns the new status; asking for the status a document has already is no error."""
	if action == "reopen" and doc.status == "Completed" and was_closed(doc):
		check_no_workflow(doc)
		return reopen_closed(doc.name, doc.modified)
	new_status = TRANSITIONS.get((action, doc.status))
	if new_status is None:
		if doc.status in TRANSITIONS.values() and (action, doc.status) not in TRANSITIONS:
			return doc.status
		frappe.throw(
			said(_("{0} {1} has the status {2}, so this is not possible.")).format(
				_(doc.doctype), bold(doc.name), _(doc.status)
			)
		)
	check_no_workflow(doc)
	if action == "release":
		if held := hold_findings(doc.doctype, doc.name):
			refuse(held)
		check_releasable(doc)
	keep_order(doc, REASONS[action])
	set_status(doc, new_status)
	return doc.status
