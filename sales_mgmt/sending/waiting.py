"""Mails that still wait in the Email Queue: stopping them, and telling their sender when they can not be sent.

Frappe has no status for a mail that somebody stopped. It gets Error with the reason, which is final: the queue sends
nothing that has it.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname, now

from sales_mgmt.notices import notify, was_told
from sales_mgmt.storage.tallies import COUNTED
from sales_mgmt.texts.messages import said

QUEUE = "Email Queue"
WAITING = ("Not Sent", "Partially Sent")


def cancel_sending(doc: Document) -> int:
	"""Stop the mails about a document that have not left yet. Returns how many there were."""
	filters = {"reference_doctype": doc.doctype, "reference_name": doc.name, "status": ("in", WAITING)}
	rows = frappe.get_all(QUEUE, filters, ["name", "communication"])
	if not rows:
		return 0
	table = frappe.qb.DocType(QUEUE)
	reason = said(_("Sending was cancelled by {0}.")).format(get_fullname(frappe.session.user))
	query = frappe.qb.update(table).where(table.name.isin([row.name for row in rows]))
	query = query.where(table.status.isin(WAITING))
	query.set(table.status, "Error").set(table.error, reason).set(table.modified, now()).run()
	for communication in {row.communication for row in rows if row.communication}:
		mail = frappe.get_doc("Communication", communication)
		mail.flags.stopped = True
		mail.set_delivery_status()
	doc.add_comment("Info", reason)
	return len(rows)


def tell_of_failure(communication: Document, _event: str | None = None) -> None:
	"""Hook of Communication: once a mail about one of our documents can not be sent, its sender is told why."""
	if communication.reference_doctype not in COUNTED or communication.delivery_status != "Error":
		return
	if communication.flags.stopped or communication.owner in frappe.STANDARD_USERS:
		return
	subject = _("The email about {0} {1} to {2} could not be sent.").format(
		_(communication.reference_doctype),
		communication.reference_name,
		communication.recipients or "",
	)
	about = (communication.owner, communication.reference_doctype, communication.reference_name, subject)
	# whatever else changes on the mail later tells nothing new
	if not was_told(*about, since=communication.creation):
		notify(*about)
