"""What the posting queue tells the person who waits: a word to the open form, and a notification of what failed."""

import frappe
from frappe import _

from sales_mgmt.posting.attempt import Posted

EVENT = "sales_mgmt_posting"


def tell_user(job: "frappe._dict", posted: Posted | None, messages: tuple[str, ...] = ()) -> None:
	message = {"doctype": job.document_type, "name": job.document, "posted": posted, "messages": messages}
	frappe.publish_realtime(EVENT, message, user=job.owner, after_commit=True)
	if posted is None:
		_notify(job, messages)


def _notify(job: "frappe._dict", messages: tuple[str, ...]) -> None:
	title = _("{0} {1} could not be posted.").format(_(job.document_type), job.document)
	frappe.get_doc(
		{
			"doctype": "Notification Log",
			"type": "Alert",
			"for_user": job.owner,
			"from_user": job.owner,
			"document_type": job.document_type,
			"document_name": job.document,
			"subject": title,
			"email_content": "<br>".join(frappe.utils.escape_html(message) for message in messages),
		}
	).insert(ignore_permissions=True)  # nobody may write notifications, they are given
