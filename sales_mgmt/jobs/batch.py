"""Post Batch (domain 4.1): many documents in one go, each on its own.

What can be posted is posted; of a document that can not be posted nothing remains but its reasons in the log. A small
batch is done at once, a large one by a worker, one posting at a time like everything in the posting queue.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, getdate, now_datetime
from rq.timeouts import BaseTimeoutException as TimeLimit

from sales_mgmt.access.permissions import allowed
from sales_mgmt.incoming.conditions import read_conditions
from sales_mgmt.jobs.queue import lock_queue
from sales_mgmt.kinds.chain import CHAINS
from sales_mgmt.ownership import insert_built
from sales_mgmt.posting.post import post_document
from sales_mgmt.posting.workers import after_commit, check_workers
from sales_mgmt.storage.write import insert_rows
from sales_mgmt.transactions.attempt import Outcome, Posted, attempt_posting, transaction_is_ours
from sales_mgmt.transactions.once import check_unchanged
from sales_mgmt.transactions.retry import give_up

ORDERS = tuple(chain.order for chain in CHAINS)
DOCTYPES = (*ORDERS, *(chain.billed for chain in CHAINS))
CLOSED = {
	doctype: [["status", "!=", "Completed"]] if doctype in ORDERS else [["docstatus", "=", 0]]
	for doctype in DOCTYPES
}
"""Which documents are still to be posted."""
AT_ONCE = 20
"""More documents than these are posted by a worker, unless the caller says otherwise."""
SILENCE_MINUTES = 30
"""A batch that has written nothing for so long has lost its worker."""


@dataclass(frozen=True, slots=True)
class Options:
	ship: bool = False
	invoice: bool = False
	posting_date: date | None = None
	replace_posting_date: bool = False
	replace_document_date: bool = False


def start_batch(
	doctype: str,
	names: list[str] | None,
	filters: list | dict | None,
	options: Options,
	background: bool | None = None,
) -> str:
	"""Post documents by name, or those that match the filters and that the user may see. Returns the batch's name."""
	_check(doctype, names, filters, options)
	chosen = list(dict.fromkeys(names)) if names else _matching(doctype, filters)
	if not chosen:
		frappe.throw(_("No document matches these filters."))
	ours = transaction_is_ours()
	later = len(chosen) > AT_ONCE if background is None else background
	if later:
		check_workers()
	batch = frappe.get_doc(
		{
			"doctype": "Posting Batch",
			"document_type": doctype,
			**asdict(options),
			"names": frappe.as_json(chosen),
			"seen": frappe.as_json(_versions(doctype, chosen)),
			"filters": None if names else frappe.as_json(filters),
			"total": len(chosen),
		}
	)
	insert_built(batch, ignore_permissions=True)  # the log is written by the server only
	if later:
		after_commit(lambda: _enqueue(batch.name))
	else:
		_run(batch, ours, queued=False)
	return batch.name


def run_batch(batch: str) -> None:
	"""A worker's job: post what the batch lists. The transactions are the worker's own."""
	doc = frappe.get_doc("Posting Batch", batch, for_update=True)
	if doc.status != "Queued":
		return
	try:
		_run(doc, ours=True, queued=True)
	except TimeLimit:
		give_up()
		_record(doc, {"status": "Failed", "error": _stopped()}, ours=True)


def close_stopped() -> None:
	"""Every few minutes: a batch whose worker is gone says so, one that no worker has begun gets another.

	What was posted stays posted.
	"""
	silent = ("<", add_to_date(now_datetime(), minutes=-SILENCE_MINUTES))
	running = {"status": "Running", "modified": silent}
	frappe.db.set_value("Posting Batch", running, {"status": "Failed", "error": _stopped()})
	for name in frappe.get_all("Posting Batch", {"status": "Queued", "modified": silent}, pluck="name"):
		_enqueue(name, job_id=f"sales_mgmt_{name}", deduplicate=True)


def _stopped() -> str:
	return _("The batch stopped before its end. Start it again for the documents that are not listed.")


def _enqueue(batch: str, **how: Any) -> None:
	frappe.enqueue("sales_mgmt.jobs.batch.run_batch", queue="long", timeout=3600, batch=batch, **how)


def _check(doctype: str, names: list[str] | None, filters: Any, options: Options) -> None:
	if not names and not filters:
		frappe.throw(_("Choose the documents to post, or give filters."))
	if doctype in ORDERS and not (options.ship or options.invoice):
		frappe.throw(_("Choose what to post: ship, invoice, or both."))
	if (options.replace_posting_date or options.replace_document_date) and not options.posting_date:
		frappe.throw(_("Fill in the posting date that is to replace those of the documents."))


def _matching(doctype: str, filters: list | dict | None) -> list[str]:
	"""Names of what is still to be posted, oldest first. Permissions of the user hold."""
	table = f"`tab{doctype}`"
	found = frappe.get_list(
		doctype,
		filters=[*read_conditions(doctype, filters), *CLOSED[doctype]],
		pluck="name",
		order_by=f"{table}.creation asc, {table}.name asc",
		limit_page_length=0,
	)
	return list(dict.fromkeys(found))  # a filter on lines finds a document once per line


def _versions(doctype: str, names: list[str]) -> dict[str, str]:
	"""When each document that the user may see was last changed. The others are told when their turn comes."""
	wanted = {"doctype": doctype, "filters": {"name": ("in", names)}, "limit_page_length": 0}
	return {row.name: str(row.modified) for row in frappe.get_list(fields=["name", "modified"], **wanted)}


def _run(batch: Document, ours: bool, queued: bool) -> None:
	names = frappe.parse_json(batch.names)
	seen = frappe.parse_json(batch.seen or "{}")
	options = _options(batch)
	counts = {"status": "Running", "posted": 0, "failed": 0}
	_record(batch, counts, ours)
	for row, name in enumerate(names, start=1):

		def work(name: str = name, row: int = row, counts: dict = counts) -> Posted:
			if queued:
				lock_queue()
			posted = _post_one(batch.document_type, name, options, seen.get(name))
			_write(batch, row, name, Outcome(posted), {**counts, "posted": counts["posted"] + 1})
			return posted

		outcome = attempt_posting(work, ours)
		counts["posted" if outcome.posted else "failed"] += 1
		if not outcome.posted:
			_write(batch, row, name, outcome, counts)
		_end_of_document(ours)
		frappe.publish_progress(
			row * 100 / len(names), _("Posting"), "Posting Batch", batch.name, f"{row} / {len(names)}"
		)
	_record(batch, {"status": "Finished"}, ours)


def _options(batch: Document) -> Options:
	return Options(
		bool(batch.ship),
		bool(batch.invoice),
		getdate(batch.posting_date) if batch.posting_date else None,
		bool(batch.replace_posting_date),
		bool(batch.replace_document_date),
	)


def _post_one(doctype: str, name: str, options: Options, seen: str | None) -> Posted:
	"""Post one document as it is posted alone, with the dates of the batch where it has none or they are replaced.

	What was changed after the batch was started, `seen` then, is posted by whoever has looked at it again.
	"""
	doc = allowed(doctype, name, DOCTYPES, "read")
	check_unchanged(doc, seen)
	replace = options.replace_posting_date or not doc.posting_date
	redate = options.replace_document_date or not doc.document_date
	return post_document(
		doc,
		options.ship,
		options.invoice,
		options.posting_date if replace else None,
		options.posting_date if redate else None,
	)


def _write(batch: Document, row: int, name: str, outcome: Outcome, counts: dict[str, Any]) -> None:
	posted = outcome.posted or {}
	result = {
		"parent": batch.name,
		"parenttype": batch.doctype,
		"parentfield": "results",
		"idx": row,
		"document_doctype": batch.document_type,
		"document": name,
		"outcome": "Posted" if outcome.posted else "Not Posted",
		"messages": "\n".join(outcome.messages),
		"shipment": posted.get("shipment"),
		"invoice": posted.get("invoice"),
		"return_receipt": posted.get("return_receipt"),
		"credit_memo": posted.get("credit_memo"),
	}
	insert_rows("Posting Batch Result", [result])
	frappe.db.set_value(batch.doctype, batch.name, counts)


def _record(batch: Document, values: dict[str, Any], ours: bool) -> None:
	frappe.db.set_value(batch.doctype, batch.name, values)
	_end_of_document(ours)


def _end_of_document(ours: bool) -> None:
	if ours:
		frappe.db.commit()  # see transactions/attempt.py: every document has a transaction of its own
