"""An admin's Workflow may decide when a document is released (domain A25, in Frappe's own way).

A workflow approves if its states move our `status`: by "Update Field" status with "Update Value" Open, Pending Approval
or Released, or because `status` is its state field. Then release and reopen are the workflow's actions and nobody
else's, and nothing is posted before the workflow has released it. Any other workflow leaves `status` alone.
"""

import frappe
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name

from sales_mgmt.findings.finding import Finding, sentence

STATUS = "status"
MAY_SET = ("Open", "Pending Approval", "Released")
"""Statuses that a workflow moves between. The others follow from what is posted."""


def approving_workflow(doctype: str) -> Document | None:
	"""The active workflow that releases documents of a DocType."""
	name = get_workflow_name(doctype)
	if not name:
		return None
	workflow = frappe.get_cached_doc("Workflow", name)
	moves = any(state.update_field == STATUS for state in workflow.states)
	return workflow if moves or workflow.workflow_state_field == STATUS else None


def status_by_workflow(doc: Document, stored: Document | None) -> str | None:
	"""The status that goes with the state a document is moved to; None if this save moves it nowhere.

	Whether the user may move it there is checked by Frappe, after validate.
	"""
	workflow = approving_workflow(doc.doctype)
	if not workflow or (stored and stored.status not in MAY_SET):
		return None
	field = workflow.workflow_state_field
	state = doc.get(field) or workflow.states[0].state
	if stored and state == stored.get(field):
		return None
	row = next((row for row in workflow.states if row.state == state), None)
	if row is None:
		return None
	status = state if field == STATUS else row.update_value if row.update_field == STATUS else None
	return status if status in MAY_SET else None


def approval_findings(doctype: str, name: str, status: str) -> list[Finding]:
	"""What speaks against posting a document that its workflow has not released."""
	workflow = None if status == "Released" else approving_workflow(doctype)
	if not workflow:
		return []
	message = sentence("{0} {1} is not approved yet. Use the actions of the workflow {2} first.")
	return [Finding("workflow", message, (doctype, name, workflow.name))]
