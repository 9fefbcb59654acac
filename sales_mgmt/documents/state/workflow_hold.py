"""A Workflow that does not move our `status` still holds what it has not let go (domain A25, in Frappe's own way).

Such a workflow says nowhere when a document may be released or posted, so its own states do: one lets go where no action leads
further on, and where that end is no rejection (its Workflow State has the style Danger). In every other state the document is
neither released nor posted, by anybody. Actions that lead back, and those that post (into a state with Doc Status 1), do not
count as leading on. Whoever wants it otherwise lets the states set `status`; saving the workflow says so and offers which.
"""

from collections.abc import Collection, Iterable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name

from sales_mgmt.approvals.workflow import MAY_SET, STATUS, approving_workflow
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.documents import BILLS, WORKING
from sales_mgmt.texts.messages import bold, said

HELD = (*WORKING, *BILLS, "Customer Payment", "Inventory Adjustment")
REJECTION = "Danger"


def letting_go(
	states: list[str],
	transitions: Iterable[tuple[str, str]],
	posting: Collection[str] = (),
	rejections: Collection[str] = (),
) -> set[str]:
	"""States in which a document may be posted. The first is the one that documents begin in.

	`transitions`: (state, next state). `posting`: states that post. `rejections`: ends that are none. Pure.
	"""
	transitions = list(transitions)
	steps = _steps_from(states[0], transitions) if states else {}
	far = len(states)
	goes_on = {
		state
		for state, following in transitions
		if following not in posting and steps.get(following, far) > steps.get(state, far)
	}
	return set(states) - goes_on - set(rejections)


def _steps_from(first: str, transitions: list[tuple[str, str]]) -> Mapping[str, int]:
	"""How many actions away from the first state every other one is."""
	steps, reached = {first: 0}, [first]
	for state in reached:
		for before, following in transitions:
			if before == state and following not in steps:
				steps[following] = steps[state] + 1
				reached.append(following)
	return steps


def holding_workflow(doctype: str) -> Document | None:
	"""The active workflow of a DocType that leaves `status` alone."""
	name = get_workflow_name(doctype) if doctype in HELD else None
	if not name or approving_workflow(doctype):
		return None
	return frappe.get_cached_doc("Workflow", name)


def hold_findings(doctype: str, name: str, state: str | None = None) -> list[Finding]:
	"""What speaks against releasing or posting a document that its workflow holds. `state`: where it stands, if known."""
	workflow = holding_workflow(doctype)
	if not workflow:
		return []
	state = state or frappe.db.get_value(doctype, name, workflow.workflow_state_field)
	state = state or workflow.states[0].state
	if state in _letting_go(workflow):
		return []
	message = sentence("The workflow {0} holds {1} {2} in the state {3}. Use its actions first.")
	return [Finding("workflow", message, (workflow.name, doctype, name, state))]


def check_not_held(doc: Document, method: str | None = None) -> None:
	"""Hook `before_submit`: refuse to post what its workflow holds, judged by the state that it comes from.

	What a posting makes by itself was let go with the document that it posts.
	"""
	stored = doc.get_doc_before_save()
	workflow = holding_workflow(doc.doctype) if stored or doc.doctype not in BILLS else None
	if workflow:
		state = stored.get(workflow.workflow_state_field) if stored else workflow.states[0].state
		if findings := hold_findings(doc.doctype, doc.name, state):
			refuse(findings)


def warn_of_workflow(workflow: Document, method: str | None = None) -> None:
	"""Hook `on_update` of Workflow: say what an active one that leaves `status` alone holds, and offer what its states may set."""
	if not workflow.is_active or workflow.document_type not in WORKING:
		return
	frappe.clear_document_cache("Workflow", workflow.name)
	if any(state.update_field == STATUS for state in workflow.states) or (
		workflow.workflow_state_field == STATUS
	):
		return
	ends = _letting_go(workflow)
	go, held = ([row.state for row in workflow.states if (row.state in ends) is end] for end in (True, False))
	frappe.msgprint(
		said(
			_(
				"The states of this workflow do not move the field Status of {0}. It holds documents all the same: in {1} they are"
				" neither released nor posted, in {2} they are. If the workflow is to release them itself, let each state set Status."
			)
		).format(_(workflow.document_type), bold(", ".join(held) or "–"), bold(", ".join(go) or "–")),
		title=_("This Workflow Holds Documents"),
		indicator="orange",
		primary_action={
			"label": _("Let the States Set Status"),
			"client_action": "sales_mgmt.let_states_set_status",
			"args": {"workflow": workflow.name, "statuses": proposed(workflow, ends)},
			"hide_on_success": True,
		},
	)


def proposed(workflow: Document, ends: Collection[str]) -> dict[str, str]:
	"""{state: the status that it sets}: open at the beginning and where it was rejected, released at the end, waiting in between."""
	opened, waiting, released = MAY_SET
	rejected = _rejections(workflow)
	return {
		row.state: released
		if row.state in ends
		else opened
		if number == 0 or row.state in rejected
		else waiting
		for number, row in enumerate(workflow.states)
	}


def _letting_go(workflow: Document) -> set[str]:
	return letting_go(
		[row.state for row in workflow.states],
		[(row.state, row.next_state) for row in workflow.transitions],
		{row.state for row in workflow.states if str(row.doc_status) == "1"},
		_rejections(workflow),
	)


def _rejections(workflow: Document) -> set[str]:
	states = [row.state for row in workflow.states]
	filters = {"name": ("in", states), "style": REJECTION}
	return set(frappe.get_all("Workflow State", filters, pluck="name"))
