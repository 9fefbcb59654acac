"""Notifications about a document. They are given by the server: nobody may write them, so nobody's rights are asked."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from sales_mgmt.texts.messages import shown

LOG = "Notification Log"


def notify(user: str, doctype: str, name: str, subject: str, reasons: Iterable[str] = ()) -> None:
	"""Tell `user` something about a document. `reasons`: whole sentences, one a line, as text."""
	values = {"for_user": user, "from_user": user, "document_type": doctype, "document_name": name}
	lines = "<br>".join(shown(reason) for reason in reasons)
	frappe.get_doc(
		{"doctype": LOG, "type": "Alert", **values, "subject": shown(subject), "email_content": lines}
	).insert(ignore_permissions=True)


def was_told(user: str, doctype: str, name: str, subject: str, since: str) -> bool:
	"""Whether `user` has had this notification since then."""
	told = {"for_user": user, "document_type": doctype, "document_name": name, "subject": shown(subject)}
	return bool(frappe.db.exists(LOG, {**told, "creation": (">=", since)}))
