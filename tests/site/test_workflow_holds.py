"""A Workflow that does not touch `status` holds documents all the same: on every road, for everybody, until it lets go."""

import json

import frappe
import frappe.client
import pytest
from build import account, adjust, draft, goods, item, order, post, quote, refused
from customising import tidied
from frappe.model.workflow import apply_workflow
from test_customising_workflow import make_workflow

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError
from sales_mgmt.jobs import queue
from sales_mgmt.transactions.attempt import attempt_posting

STATES = (
	("Draft", "Sales User", None),
	("Waiting", "Sales Manager", None),
	("Approved", "Sales Manager", None),
)
TRANSITIONS = (
	("Draft", "Ask", "Waiting", "Sales User"),
	("Waiting", "Approve", "Approved", "Sales Manager"),
	("Waiting", "Reject", "Rejected", "Sales Manager"),
	("Approved", "Change", "Draft", "Sales Manager"),
)
DOCTYPES = (
	"Sales Quote",
	"Sales Order",
	"Sales Return Order",
	"Sales Invoice",
	"Sales Credit Memo",
	"Customer Payment",
)


@pytest.fixture(scope="module")
def workflows(site):
	"""An approval of every kind of document that says nothing of the status."""
	with tidied():
		if not frappe.db.exists("Workflow State", "Rejected"):
			frappe.get_doc(
				{"doctype": "Workflow State", "workflow_state_name": "Rejected", "style": "Danger"}
			).insert()
		before = frappe.db.get_value("Workflow State", "Rejected", "style")
		frappe.db.set_value("Workflow State", "Rejected", "style", "Danger")
		states = (*STATES, ("Rejected", "Sales User", None))
		made = {
			doctype: make_workflow(doctype, states=states, transitions=TRANSITIONS, touch=False)
			for doctype in DOCTYPES
		}
		frappe.db.commit()
		for doctype in DOCTYPES:
			frappe.clear_cache(doctype=doctype)
		yield made
		frappe.db.set_value("Workflow State", "Rejected", "style", before)
		frappe.db.commit()


def act(doc, *actions):
	for action in actions:
		apply_workflow(doc.as_json(), action)
		doc.reload()


def bike():
	return item(goods(stock=10), 2)


def test_an_order_that_waits_is_neither_released_nor_posted(workflows, books):
	doc = order(bike())
	sentence = f"The workflow Approval of Sales Order holds Sales Order {doc.name} in the state {{0}}. Use its actions first."
	for state, action in (("Draft", "Ask"), ("Waiting", "Reject"), ("Rejected", None)):
		for attempt in (
			lambda: api.release("Sales Order", doc.name),
			lambda: api.post("Sales Order", doc.name, ship=True, invoice=True),
			lambda: api.post("Sales Order", doc.name, ship=True),
			lambda: api.preview("Sales Order", doc.name, ship=True),
		):
			with refused("workflow") as sentences:
				attempt()
			assert sentences == [sentence.format(state)]
		assert [row["code"] for row in api.check("Sales Order", doc.name, ship=True)] == ["workflow"]
		doc.run_method("onload")
		assert doc.get_onload("held_by_workflow") is True
		if action:
			act(doc, action)
	assert (doc.status, doc.workflow_state) == ("Open", "Rejected")


def test_an_approved_order_is_released_and_posted(workflows, books):
	doc = order(bike())
	act(doc, "Ask", "Approve")
	doc.run_method("onload")
	assert doc.get_onload("held_by_workflow") is False
	assert api.release("Sales Order", doc.name) == "Released"
	posted = api.post("Sales Order", doc.name, ship=True, invoice=True)
	assert frappe.db.get_value("Sales Invoice", posted["invoice"], "docstatus") == 1


def queued(doc):
	job = api.post_later("Sales Order", doc.name, ship=True)
	return next(row for row in queue._waiting(limit=100) if row.name == job)


def test_the_queue_leaves_it_alone(workflows, books):
	"""Neither what is held when it is asked for, nor what is held, past everybody, while it waits, is posted."""
	held, freed = order(bike()), order(bike())
	act(held, "Ask")
	act(freed, "Ask", "Approve")
	waiting = [queued(doc) for doc in (held, freed)]
	frappe.db.set_value("Sales Order", freed.name, "workflow_state", "Waiting", update_modified=False)
	for job in waiting:
		outcome = attempt_posting(lambda job=job: queue._post(job), ours=False)
		assert outcome.posted is None
		assert [job.document in message and "holds" in message for message in outcome.messages] == [True]
	for doc in (held, freed):
		assert frappe.db.get_value("Sales Order", doc.name, "shipping_status") == "Not Shipped"


def test_a_batch_leaves_it_alone(workflows, books):
	held, free = order(bike()), order(bike())
	act(free, "Ask", "Approve")
	batch = api.post_batch("Sales Order", [held.name, free.name], ship=True, invoice=False)
	rows = frappe.get_all("Posting Batch Result", {"parent": batch}, ["document", "outcome"])
	results = {row.document: row.outcome for row in rows}
	assert (results[free.name], results[held.name]) == ("Posted", "Not Posted")
	assert frappe.db.get_value("Sales Order", held.name, "shipping_status") == "Not Shipped"


def test_a_quote_and_a_return_order_are_not_released_either(workflows):
	for doc in (quote(bike()), draft("Sales Return Order", bike())):
		with refused("workflow"):
			api.release(doc.doctype, doc.name)
		act(doc, "Ask", "Approve")
		assert api.release(doc.doctype, doc.name) == "Released"


@pytest.mark.parametrize("doctype", ["Sales Invoice", "Sales Credit Memo"])
def test_a_draft_that_waits_is_not_posted(workflows, books, doctype):
	doc = draft(doctype, account("3900", 1, 100))
	act(doc, "Ask")
	with refused("workflow"):
		api.post(doctype, doc.name)
	with refused("workflow"):
		frappe.get_doc(doctype, doc.name).submit()
	act(doc, "Approve")
	post(doc)
	assert doc.docstatus == 1


def test_a_document_that_comes_submitted_has_not_been_approved(workflows, books):
	values = {"customer": "C-00001", "lines": [account("3900", 1, 100)], "docstatus": 1}
	with refused("workflow"):
		frappe.client.insert({"doctype": "Sales Invoice", **values})


def test_a_payment_that_waits_is_not_posted(workflows, books):
	values = {
		"doctype": "Customer Payment",
		"customer": "C-00001",
		"amount": 10,
		"posting_date": "2026-03-02",
	}
	doc = frappe.get_doc(values).insert()
	for attempt in (
		lambda: api.post("Customer Payment", doc.name),
		lambda: frappe.get_doc("Customer Payment", doc.name).submit(),
		lambda: api.register_payment("C-00001", 10, "2026-03-02"),
	):
		with pytest.raises(PostingError, match=r"holds Customer Payment .* in the state Draft"):
			attempt()
	assert frappe.db.get_value("Customer Payment", doc.name, "docstatus") == 0
	assert not frappe.db.exists("Customer Ledger Entry", {"document_name": doc.name})
	doc.reload()
	act(doc, "Ask", "Approve")
	doc.submit()
	assert doc.docstatus == 1


def test_a_document_without_a_workflow_goes_its_way(workflows, books):
	adjust((goods(), 1, 60))


def test_saving_such_a_workflow_warns_and_offers_the_right_states(workflows):
	doc = workflows["Sales Order"]
	doc.reload()
	frappe.clear_messages()
	doc.save()
	(message,) = [
		said
		for said in map(read, frappe.local.message_log)
		if said.get("title") == "This Workflow Holds Documents"
	]
	assert "<strong>Draft, Waiting, Rejected</strong>" in message["message"]
	assert "<strong>Approved</strong>" in message["message"]
	statuses = message["primary_action"]["args"]["statuses"]
	assert statuses == {
		"Draft": "Open",
		"Waiting": "Pending Approval",
		"Approved": "Released",
		"Rejected": "Open",
	}
	for row in doc.states:
		row.update({"update_field": "status", "update_value": statuses[row.state]})
	frappe.clear_messages()
	doc.save()
	assert [
		said for said in map(read, frappe.local.message_log) if "Holds" in (said.get("title") or "")
	] == []


def read(message):
	return json.loads(message) if isinstance(message, str) else message
