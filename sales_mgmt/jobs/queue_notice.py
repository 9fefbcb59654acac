"""What the posting queue tells the person who waits: a word to the open form, and a notification of what failed."""

import frappe
from frappe import _

from sales_mgmt import notices
from sales_mgmt.transactions.attempt import Posted

EVENT = "sales_mgmt_posting"


def tell(job: "frappe._dict", posted: Posted | None, messages: tuple[str, ...] = ()) -> None:
	"""A live update for whoever asked, once it is true."""
	message = {"doctype": job.document_type, "name": job.document, "posted": posted, "messages": messages}
	frappe.publish_realtime(EVENT, message, user=job.owner, after_commit=True)


def notify(job: "frappe._dict", messages: tuple[str, ...]) -> None:
	"""Notify whoever asked that the posting failed, in a transaction of its own: a notification that can not be written,
	to a user who is gone, must not hold up the queue."""
	tell(job, None, messages)
	title = _("{0} {1} could not be posted.").format(_(job.document_type), job.document)
	try:
		notices.notify(job.owner, job.document_type, job.document, title, messages)
	except Exception:
		frappe.db.rollback()
		frappe.log_error(title="Notification of a failed posting")
	frappe.db.commit()
