"""An admin's workflow on orders: nothing is released or posted before it is approved, and nobody goes around it."""

import frappe
import frappe.client
import pytest
from build import goods, item, order, post, refused
from customising import tidied
from frappe.model.workflow import apply_workflow

from dev.demo.company import CLERK, MANAGER
from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError

STATES = (
	("Draft", "Sales User", "Open"),
	("Waiting", "Sales Manager", "Pending Approval"),
	("Approved", "Sales Manager", "Released"),
)
TRANSITIONS = (
	("Draft", "Ask", "Waiting", "Sales User"),
	("Waiting", "Approve", "Approved", "Sales Manager"),
	("Waiting", "Reject", "Draft", "Sales Manager"),
	("Approved", "Change", "Draft", "Sales Manager"),
)


def make_workflow(doctype, field="workflow_state", states=STATES, transitions=TRANSITIONS, touch=True):
	"""As an admin fills in the form of a Workflow."""
	for state in {state for state, *_ in states}:
		if not frappe.db.exists("Workflow State", state):
			frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
	for action in {action for _, action, *_ in transitions}:
		if not frappe.db.exists("Workflow Action Master", action):
			frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": action}).insert()
	moves = [
		{
			"state": state,
			"allow_edit": role,
			"doc_status": "0",
			"update_field": "status",
			"update_value": status,
		}
		for state, role, status in states
	]
	if field == "status" or not touch:
		moves = [{**move, "update_field": None, "update_value": None} for move in moves]
	fields = ("state", "action", "next_state", "allowed")
	return frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": f"Approval of {doctype}" if field != "status" else "Approval by status",
			"document_type": doctype,
			"is_active": 1,
			"workflow_state_field": field,
			"send_email_alert": 0,
			"states": moves,
			"transitions": [
				dict(zip(fields, row, strict=True), allow_self_approval=1) for row in transitions
			],
		}
	).insert()


@pytest.fixture(scope="module")
def workflow(site):
	with tidied():
		doc = make_workflow("Sales Order")
		frappe.db.commit()
		frappe.clear_cache(doctype="Sales Order")
		yield doc


def act(doc, action, user):
	frappe.set_user(user)
	apply_workflow(doc.as_json(), action)
	frappe.set_user("Administrator")
	doc.reload()
	return doc.status, doc.get("workflow_state")


def new_order():
	frappe.set_user(CLERK)
	doc = order(item(goods_of_admin(), 5))
	frappe.set_user("Administrator")
	return doc


def goods_of_admin():
	user = frappe.session.user
	frappe.set_user("Administrator")
	code = goods(stock=10)
	frappe.set_user(user)
	return code


def test_approval_releases_and_rejection_opens(workflow, books):
	doc = new_order()
	assert (doc.status, doc.workflow_state) == ("Open", "Draft")
	assert act(doc, "Ask", CLERK) == ("Pending Approval", "Waiting")
	assert act(doc, "Reject", MANAGER) == ("Open", "Draft")
	act(doc, "Ask", CLERK)
	assert act(doc, "Approve", MANAGER) == ("Released", "Approved")
	post(doc, ship=True, invoice=True)
	assert (doc.status, doc.workflow_state) == ("Completed", "Approved")


def test_nothing_is_posted_before_approval(workflow):
	doc = new_order()
	with refused("workflow") as sentences:
		api.post("Sales Order", doc.name, ship=True, invoice=True)
	assert sentences == [
		f"Sales Order {doc.name} is not approved yet. Use the actions of the workflow Approval of Sales Order first."
	]
	assert [finding["code"] for finding in api.check("Sales Order", doc.name, ship=True)] == ["workflow"]
	with pytest.raises(PostingError):
		api.preview("Sales Order", doc.name, ship=True)
	act(doc, "Ask", CLERK)
	with refused("E05", "workflow"):
		api.post("Sales Order", doc.name, ship=True)


def test_release_and_reopen_are_the_workflows(workflow):
	doc = new_order()
	with refused("workflow"):
		api.release("Sales Order", doc.name)
	act(doc, "Ask", CLERK)
	act(doc, "Approve", MANAGER)
	with refused("workflow"):
		api.reopen("Sales Order", doc.name)
	doc.run_method("onload")
	assert doc.get_onload("released_by_workflow") is True
	assert act(doc, "Change", MANAGER) == ("Open", "Draft")


def test_an_order_that_was_closed_is_not_reopened_past_the_workflow(workflow):
	doc = new_order()
	act(doc, "Ask", CLERK)
	act(doc, "Approve", MANAGER)
	api.close_order(doc.name, "The customer went elsewhere")
	with refused("workflow"):
		api.reopen("Sales Order", doc.name)


def test_nobody_writes_the_state_or_the_status(workflow):
	doc = new_order()
	frappe.set_user(CLERK)
	frappe.client.set_value("Sales Order", doc.name, {"status": "Released"})
	assert frappe.db.get_value("Sales Order", doc.name, "status") == "Open"
	with pytest.raises(frappe.ValidationError, match="Workflow State transition not allowed"):
		frappe.client.set_value("Sales Order", doc.name, {"workflow_state": "Approved"})
	with pytest.raises(frappe.ValidationError, match="Not a valid Workflow Action"):
		act(doc, "Approve", CLERK)


def test_a_clerk_does_not_approve(workflow):
	doc = new_order()
	act(doc, "Ask", CLERK)
	with pytest.raises(frappe.ValidationError, match="Not a valid Workflow Action"):
		act(doc, "Approve", CLERK)


def test_an_approved_order_is_locked_like_any_released_one(workflow):
	doc = new_order()
	act(doc, "Ask", CLERK)
	act(doc, "Approve", MANAGER)
	doc.lines[0].quantity = 6
	with pytest.raises(PostingError, match="Reopen it first"):
		doc.save()


def test_an_empty_order_is_not_approved(workflow):
	doc = order()
	act(doc, "Ask", CLERK)
	with refused("no_lines"):
		act(doc, "Approve", MANAGER)


def test_without_an_active_workflow_all_is_as_before(workflow):
	workflow.reload()
	workflow.is_active = 0
	workflow.save()
	doc = order(item(goods(stock=5), 5))
	assert api.release("Sales Order", doc.name) == "Released"


def test_a_workflow_may_have_our_status_as_its_state(workflow, books):
	"""No field of its own: its states are called as our statuses are."""
	workflow.reload()
	workflow.is_active = 0
	workflow.save()
	named = {"Draft": "Open", "Waiting": "Pending Approval", "Approved": "Released"}
	states = [(named[state], role, None) for state, role, _ in STATES]
	transitions = [(named[before], action, named[after], role) for before, action, after, role in TRANSITIONS]
	make_workflow("Sales Order", "status", states, transitions)
	frappe.clear_cache(doctype="Sales Order")
	doc = new_order()
	assert act(doc, "Ask", CLERK)[0] == "Pending Approval"
	with pytest.raises(frappe.ValidationError, match="Not a valid Workflow Action"):
		act(doc, "Approve", CLERK)
	frappe.set_user("Administrator")
	assert act(doc, "Approve", MANAGER)[0] == "Released"
	assert post(doc, ship=True, invoice=True).invoice
