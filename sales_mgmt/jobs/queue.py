"""Posting in the background (domain 4.1): one queue, in which postings never run in parallel.

What waits is a request: what to post of a document, when, and the document's `modified` as whoever asked had seen it. A
document that is posted later gets a Posting Job and says so in `posting_job_status`; while it waits it stays as it is, and a
job that finds it changed all the same posts nothing. Any worker may empty the queue;
whoever posts holds the queue's lock, a row lock that ends with the transaction. So jobs follow one another also with
several workers, and a worker that dies leaves the job waiting, its posting undone and the lock free. Order of locks:
the queue, then those of every posting. A job that was interrupted too often becomes an error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from rq.timeouts import BaseTimeoutException as TimeLimit

from sales_mgmt.documents.state.queued import ERROR, QUEUED, check_not_queued
from sales_mgmt.jobs.queue_notice import notify, tell
from sales_mgmt.kinds.documents import POSTING
from sales_mgmt.ownership import insert_built
from sales_mgmt.posting.post import post_document, require_posting_rights
from sales_mgmt.posting.workers import after_commit, check_workers
from sales_mgmt.sending.later import send_after_commit
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.transactions.attempt import Outcome, Posted, attempt_posting
from sales_mgmt.transactions.isolation import begin_read_committed
from sales_mgmt.transactions.once import check_not_posted, check_unchanged
from sales_mgmt.transactions.retry import give_up, is_conflict

JOB, FINISHED = "Posting Job", "Finished"
MADE = {
	"shipment": "shipment",
	"invoice": "posted_invoice",
	"return_receipt": "return_receipt",
	"credit_memo": "posted_credit_memo",
}
"""What a posting made, and the job's field for it."""
SENDING = ("send", "sending_profile", "attach_pdf")
"""Fields of the job that say how what was posted is sent."""
INTERRUPTIONS = 3
RUN = "sales_mgmt.jobs.queue.run_queue"


def put_in_queue(
	doc: Document, ship: bool, invoice: bool, on: date | None, sending: dict[str, Any] | None = None
) -> str:
	"""Let the queue post a document, and send what is posted where `sending` says how (the job's fields for it).

	Returns the job's name.
	"""
	require_posting_rights(doc, ship, invoice)
	check_workers()
	locked = _locked(doc)
	check_not_posted(locked)
	check_unchanged(locked, doc.modified)
	check_not_queued(locked)
	remove_jobs(doc.doctype, doc.name)
	values = {"document_type": doc.doctype, "document": doc.name, "ship": ship, "invoice": invoice}
	asked = {"posting_date": on, "seen": locked.modified, **(sending or {})}
	job = frappe.get_doc({"doctype": JOB, **values, **asked})
	insert_built(job, ignore_permissions=True)  # jobs are written by the queue only
	_mark(doc.doctype, doc.name, QUEUED)
	after_commit(_begin_run)
	return job.name


def retry(doc: Document) -> str:
	"""Put a document back in the queue that could not be posted. Returns the job's name."""
	if doc.posting_job_status != ERROR:
		frappe.throw(said(_("The posting of {0} {1} has not failed.")).format(_(doc.doctype), bold(doc.name)))
	job = _job(doc, ERROR)
	options = (bool(job.ship), bool(job.invoice), job.posting_date)
	return put_in_queue(doc, *options, {field: job[field] for field in SENDING})


def remove(doc: Document) -> None:
	"""Take a document out of the queue, or forget its error."""
	locked = _locked(doc)
	if not locked.posting_job_status:
		frappe.throw(
			said(_("{0} {1} is not in the posting queue any more.")).format(_(doc.doctype), bold(doc.name))
		)
	job = _job(doc, locked.posting_job_status)
	require_posting_rights(locked, bool(job.ship), bool(job.invoice))
	remove_jobs(doc.doctype, doc.name)
	_mark(doc.doctype, doc.name, None)


def remove_jobs(doctype: str, name: str) -> None:
	"""Forget what waits or failed. What was posted stays in the log.

	The document is locked, so its jobs are nobody else's. They are deleted by name: a deletion that finds nothing would lock
	the gap in which the next job is inserted, and two users at once would wait for each other for ever.
	"""
	filters = {"document_type": doctype, "document": name, "status": ("!=", FINISHED)}
	if jobs := frappe.get_all(JOB, filters, pluck="name"):
		frappe.db.delete(JOB, {"name": ("in", jobs)})


def state(doc: Document) -> dict[str, Any]:
	"""Where a document stands, and what its last job posted."""
	filters = {"document_type": doc.doctype, "document": doc.name, "status": FINISHED}
	last = (
		frappe.db.get_value(JOB, filters, list(MADE.values()), order_by="modified desc", as_dict=True) or {}
	)
	return {
		"status": doc.get("posting_job_status") or "",
		"error": doc.get("posting_job_error") or "",
		**{made: last.get(field) for made, field in MADE.items()},
	}


def run_queue() -> None:
	"""Post everything that waits, oldest first. Runs in a worker, which owns its transactions.

	The time limit of the worker's job ends the run and nothing else: what was at work waits again, and another run begins.
	"""
	done = 0
	try:
		while _post_next():
			done += 1
	except TimeLimit:
		give_up()
		if done and (job := next(iter(_waiting(limit=1)), None)):
			_forget_interruptions(job.name)  # the time went into the documents before it
		_begin_run()


def lock_queue() -> None:
	"""Wait for the queue's lock. It is held until the transaction ends.

	The record of the DocType is locked in place of a table of one row: nothing but a migration writes it, and that must
	not happen in the middle of a posting either.
	"""
	while True:
		try:
			frappe.db.get_value("DocType", JOB, "name", for_update=True)
			return
		except Exception as error:
			# Nothing was done yet, and whoever holds the lock is at work
			if not is_conflict(error):
				raise
			begin_read_committed()


def _post_next() -> bool:
	lock_queue()
	job = next(iter(_waiting(limit=1)), None)
	if not job:
		frappe.db.rollback()
		return False
	with _as(job.owner):
		if _interruptions(job.name) >= INTERRUPTIONS:
			outcome = Outcome(messages=(_("The posting was interrupted several times. Try it again."),))
		else:
			outcome = attempt_posting(lambda: _post(job), ours=True)
		failed = not outcome.posted and _fail(job, outcome.messages)
		frappe.db.commit()
		if failed:
			notify(job, outcome.messages)
	_forget_interruptions(job.name)
	return True


def _post(job: "frappe._dict") -> Posted:
	lock_queue()  # again: every attempt has a transaction of its own
	doc = frappe.get_doc(job.document_type, job.document, for_update=True)
	if frappe.db.get_value(JOB, job.name, "status", for_update=True) != QUEUED:
		return {}
	if doc.posting_job_status != QUEUED:
		remove_jobs(doc.doctype, doc.name)  # whatever freed the document, it waits for nothing any more
		return {}
	check_unchanged(doc, job.seen)
	_mark(doc.doctype, doc.name, None)
	doc.posting_job_status = None
	posted = post_document(doc, bool(job.ship), bool(job.invoice), job.posting_date)
	links = {field: posted[made] for made, field in MADE.items()}
	frappe.db.set_value(JOB, job.name, {"status": FINISHED, "error": None, **links})
	tell(job, posted)
	if job.send:
		send_after_commit(job.name, posted)
	return posted


def _fail(job: "frappe._dict", messages: tuple[str, ...]) -> bool:
	"""Write the reasons on job and document, and tell so. Nothing of the posting is left by now.

	False if another worker was quicker.
	"""
	lock_queue()
	frappe.db.get_value(job.document_type, job.document, "name", for_update=True)
	if frappe.db.get_value(JOB, job.name, "status", for_update=True) != QUEUED:
		return False
	reasons = "\n".join(messages)
	frappe.db.set_value(JOB, job.name, {"status": ERROR, "error": reasons})
	_mark(job.document_type, job.document, ERROR, reasons)
	return True


def wake() -> None:
	"""Every few minutes: start the queue if something waits whose worker is gone, and free what waits for nothing."""
	if _waiting(limit=1):
		_begin_run(job_id="sales_mgmt_posting_queue", deduplicate=True)
	for doctype in POSTING:
		_free_orphans(doctype)


def _free_orphans(doctype: str) -> None:
	"""Documents that say they wait, while no job does: their job was deleted by hand."""
	table, job = frappe.qb.DocType(doctype), frappe.qb.DocType(JOB)
	waiting = (
		frappe.qb.from_(job)
		.select(job.document)
		.where((job.document_type == doctype) & (job.status == QUEUED))
	)
	orphans = (
		frappe.qb.from_(table)
		.select(table.name)
		.where((table.posting_job_status == QUEUED) & table.name.notin(waiting))
		.run(pluck=True)
	)
	if orphans:
		frappe.db.set_value(
			doctype, {"name": ("in", orphans)}, "posting_job_status", None, update_modified=False
		)


def _waiting(limit: int) -> list["frappe._dict"]:
	fields = [
		"name",
		"owner",
		"document_type",
		"document",
		"ship",
		"invoice",
		"posting_date",
		"seen",
		*SENDING,
	]
	return frappe.get_all(JOB, {"status": QUEUED}, fields, order_by="creation asc, name asc", limit=limit)


def _job(doc: Document, status: str) -> "frappe._dict":
	job = frappe.db.get_value(
		JOB,
		{"document_type": doc.doctype, "document": doc.name, "status": status},
		["name", "ship", "invoice", "posting_date", *SENDING],
		as_dict=True,
	)
	if not job:
		frappe.throw(
			said(_("{0} {1} is not in the posting queue any more.")).format(_(doc.doctype), bold(doc.name))
		)
	return job


def _locked(doc: Document) -> Document:
	return frappe.get_doc(doc.doctype, doc.name, for_update=True)


def _mark(doctype: str, name: str, status: str | None, error: str | None = None) -> None:
	values = {"posting_job_status": status, "posting_job_error": error}
	frappe.db.set_value(doctype, name, values, update_modified=False)


def _begin_run(**how: Any) -> None:
	frappe.enqueue(RUN, queue="long", **how)


@contextmanager
def _as(user: str) -> Iterator[None]:
	"""A job runs with the rights, the policy and the language of whoever asked for it."""
	before, language = frappe.session.user, frappe.local.lang
	frappe.set_user(user)
	frappe.set_user_lang(user)
	try:
		yield
	finally:
		frappe.set_user(before)
		frappe.local.lang = language


def _interruptions(job: str) -> int:
	"""How often a worker has begun this job and never ended it. Counted outside the database, which forgets."""
	return frappe.cache.incrby(_counter(job), 1) - 1


def _forget_interruptions(job: str) -> None:
	frappe.cache.delete(_counter(job))


def _counter(job: str) -> str:
	return frappe.cache.make_key(f"sales_mgmt_posting_job|{job}")
