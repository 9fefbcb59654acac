"""What must not fail a document that waits in the posting queue: other users who queue at the same moment, and the time limit
of the worker's job (domain 4.1)."""

from unittest.mock import patch

import frappe
from build import goods, item, order, statuses
from processes import at, meeting, together
from rq.timeouts import JobTimeoutException
from test_posting_queue import (
	POSTING,
	committed,  # noqa: F401
	fresh,
	job_of,
	run_queue,
	started_batch,
	state,
	waiting,
)

from sales_mgmt import api
from sales_mgmt.jobs import batch, queue


def no_worker():
	pass


def post_later(doctype, name):
	"""Meets the others when it has forgotten old jobs, before it writes a new one. No worker begins: the test does."""
	with (
		meeting("sales_mgmt.jobs.queue.remove_jobs", after=True),
		patch.object(queue, "_begin_run", no_worker),
	):
		api.post_later(doctype, name, ship=True)


def test_many_users_queue_at_once_and_nobody_meets_a_deadlock(committed):  # noqa: F811
	docs = [order(item(goods(stock=1))) for _ in range(4)]
	frappe.db.commit()
	outcomes = together(*((post_later, doc.doctype, doc.name) for doc in docs))
	fresh()
	assert [outcome.error for outcome in outcomes] == [""] * 4
	together((run_queue,))
	fresh()
	assert [statuses(doc)[1] for doc in docs] == ["Shipped"] * 4


# The time limit of a worker's job


def run_out_of_time():
	raise JobTimeoutException("Task exceeded maximum timeout value (1500 seconds)")


def run_queue_without_time(call):
	"""The limit strikes in the n-th posting, when it has written everything. Returns the runs that were begun."""
	begun = []
	with (
		at(POSTING, run_out_of_time, after=True, call=call),
		patch.object(queue, "_begin_run", lambda: begun.append(1)),
	):
		queue.run_queue()
	return len(begun)


def test_the_time_limit_of_the_worker_ends_the_run_and_fails_no_document(committed):  # noqa: F811
	first, second = order(item(goods(stock=1))), order(item(goods(stock=1)))
	waiting(first, second, ship=True)
	for _ in range(queue.INTERRUPTIONS + 1):
		outcome = together((run_queue_without_time, 2))[0]
		assert (outcome.error, outcome.value) == ("", 1)
		fresh()
		assert statuses(first)[1] == "Shipped"
		assert (state(second), job_of(second).status) == (("Queued", None), "Queued")
		first = order(item(goods(stock=1)))
		waiting(first, ship=True)
		long_ago = frappe.utils.add_to_date(None, hours=-1)
		frappe.db.set_value("Posting Job", job_of(first).name, "creation", long_ago, update_modified=False)
		frappe.db.commit()
	assert not frappe.db.exists("Notification Log", {"document_name": second.name})
	together((run_queue,))
	fresh()
	assert (state(second), statuses(second)[1]) == ((None, None), "Shipped")
	assert frappe.db.count("Sales Shipment", {"sales_order": second.name}) == 1


def test_a_document_that_takes_the_whole_time_itself_becomes_an_error(committed):  # noqa: F811
	"""Otherwise one document would stop the queue for good."""
	doc = order(item(goods(stock=1)))
	waiting(doc, ship=True)
	for _ in range(queue.INTERRUPTIONS):
		assert together((run_queue_without_time, 1))[0].value == 1
		fresh()
		assert state(doc) == ("Queued", None)
	together((run_queue,))
	fresh()
	assert state(doc)[0] == "Error" and "interrupted" in state(doc)[1]
	frappe.db.delete("Notification Log", {"document_name": doc.name})
	frappe.db.commit()


def run_batch_without_time(name):
	with at("sales_mgmt.jobs.batch.post_document", run_out_of_time, after=True, call=2):
		batch.run_batch(name)


def test_the_time_limit_ends_a_batch_and_is_no_reason_of_a_document(committed):  # noqa: F811
	docs = [order(item(goods(stock=1))) for _ in range(3)]
	name = started_batch(docs)
	assert together((run_batch_without_time, name))[0].error == ""
	fresh()
	assert [statuses(doc)[1] for doc in docs] == ["Shipped", "Not Shipped", "Not Shipped"]
	log = frappe.get_doc("Posting Batch", name)
	assert log.status == "Failed" and "Start it again" in log.error
	assert [(row.document, row.outcome) for row in log.results] == [(docs[0].name, "Posted")]
