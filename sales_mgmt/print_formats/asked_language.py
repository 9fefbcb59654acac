"""Which language somebody asked for when Frappe prints a document of ours.

`attach_print(lang="en")` only sets the language of the session, which a moment later can not be told from that of an
English user. So the question is kept while it is answered. Exception: a Notification without a print format writes "en"
beside its attachment by itself; that is nobody's choice and is taken out before the mail is queued.
"""

from __future__ import annotations

import inspect
from functools import wraps
from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.print_formats.ours import is_ours

FLAG = "asked_print_language"


def remembering(frappes: Any) -> Any:
	"""Frappe's `attach_print` that keeps the language it was asked for."""
	signature = inspect.signature(frappes)

	@wraps(frappes)
	def attach_print(*args: Any, **kwargs: Any) -> Any:
		before = frappe.local.flags.get(FLAG)
		frappe.local.flags[FLAG] = signature.bind(*args, **kwargs).arguments.get("lang")
		try:
			return frappes(*args, **kwargs)
		finally:
			frappe.local.flags[FLAG] = before

	return attach_print


def asked_language() -> str | None:
	"""A language somebody chose for this print. The session's own is nobody's choice: then it is the document's."""
	if asked := frappe.local.flags.get(FLAG) or frappe.form_dict.get("_lang"):
		return str(asked)
	user = frappe.db.get_value("User", frappe.session.user, "language", cache=True)
	session = user or frappe.db.get_default("lang") or "en"
	return None if frappe.local.lang in (session, "en") else frappe.local.lang


def leave_to_the_document(queued: Document, _event: str | None = None) -> None:
	"""Hook of Email Queue: see the exception above."""
	attachments = frappe.parse_json(queued.attachments) if queued.attachments else None
	if not isinstance(attachments, list):
		return
	unasked = [each for each in attachments if isinstance(each, dict) and _is_unasked(each)]
	for each in unasked:
		each["lang"] = None
	if unasked:
		queued.attachments = frappe.as_json(attachments)


def _is_unasked(attachment: dict[str, Any]) -> bool:
	return (
		attachment.get("print_format_attachment") == 1
		and attachment.get("lang") == "en"
		and not attachment.get("print_format")
		and is_ours(attachment.get("doctype"))
	)
