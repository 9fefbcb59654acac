"""Sending what the posting queue has posted: a job of its own, begun when the posting is stored."""

from __future__ import annotations

from functools import partial

import frappe
from frappe import _

from sales_mgmt.notices import notify
from sales_mgmt.posting.workers import after_commit
from sales_mgmt.sending.choice import AT_ONCE, changed_sending
from sales_mgmt.sending.profiles import sending_of
from sales_mgmt.sending.send import send_mail
from sales_mgmt.sending.sendable import sendable
from sales_mgmt.transactions.apart import apart

SEND = "sales_mgmt.sending.later.send_of_job"
SENT = (
	("invoice", "Sales Invoice"),
	("credit_memo", "Sales Credit Memo"),
	("shipment", "Sales Shipment"),
	("return_receipt", "Return Receipt"),
)
"""What a posting makes. The first of them that it made is sent."""


def send_after_commit(job: str, posted: dict[str, str | None]) -> None:
	"""Have what a Posting Job posted sent, by whoever asked for the posting. Nothing of it happens after a rollback."""
	for made, doctype in SENT:
		if posted.get(made):
			arguments = {"job": job, "doctype": doctype, "name": posted[made]}
			after_commit(partial(frappe.enqueue, SEND, queue="short", **arguments))
			return


def send_of_job(job: str, doctype: str, name: str) -> None:
	"""Runs in a worker. A document that can not be sent stays posted; whoever asked is told why."""
	asked = frappe.db.get_value("Posting Job", job, ["owner", "sending_profile", "attach_pdf"], as_dict=True)
	frappe.set_user(asked.owner)
	try:
		with apart():
			doc = sendable(doctype, name)
			changes = {"email": AT_ONCE, "attach_pdf": bool(asked.attach_pdf)}
			send_mail(doc, changed_sending(sending_of(doc, asked.sending_profile), changes))
	except Exception as error:
		frappe.log_error(title="Sending of a posted document")
		_tell(asked.owner, doctype, name, str(error))


def _tell(user: str, doctype: str, name: str, reason: str) -> None:
	number = frappe.db.get_value(doctype, name, "posted_no") or name
	subject = _("{0} {1} was posted, but not sent.").format(_(doctype), number)
	notify(user, doctype, name, subject, [reason])
