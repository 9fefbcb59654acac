"""Documents that wait in the posting queue: what they say about it is written by the queue alone, and while they wait
they stay as they are."""

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.texts.messages import bold, said

FIELDS = ("posting_job_status", "posting_job_error")
QUEUED, ERROR = "Queued", "Error"


def keep_posting_job(doc: Document) -> None:
	"""Put back what only the queue writes, and refuse a change of a document that waits. Posting ends the state."""
	if not doc.meta.has_field(FIELDS[0]):
		return
	stored = doc.get_doc_before_save()
	for field in FIELDS:
		doc.set(field, stored.get(field) if stored else None)
	check_not_queued(doc)
	if doc.docstatus == 1:
		doc.update(dict.fromkeys(FIELDS))


def check_not_queued(doc: Document) -> None:
	if doc.get("posting_job_status") == QUEUED:
		frappe.throw(
			said(
				_("{0} {1} is waiting in the posting queue. Remove it from the queue before you change it.")
			).format(_(doc.doctype), bold(doc.name))
		)
