"""How often a document was printed and sent.

Counted set-based and without touching `modified`, so that a form that is open stays valid and posted documents, which
never change otherwise, can be counted too. Nobody else writes these fields: what a form sends is put back.
"""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Coalesce

PRINTED, SENT = "times_printed", "times_sent"
COUNTED = (
	"Sales Quote",
	"Sales Order",
	"Sales Shipment",
	"Sales Invoice",
	"Sales Credit Memo",
	"Return Receipt",
)


def count_printed(doctype: str, names: Iterable[str]) -> None:
	"""A PDF of these documents was made, to be printed, saved or sent."""
	_count(doctype, names, PRINTED)


def count_sent(communication: Document, _event: str | None = None) -> None:
	"""Hook of Communication: whatever mail leaves about a document counts, ours and those written by hand."""
	is_mail = communication.communication_medium == "Email" and communication.sent_or_received == "Sent"
	if is_mail and communication.communication_type == "Communication" and communication.reference_name:
		_count(communication.reference_doctype, [communication.reference_name], SENT)


def keep_counts(doc: Document, stored: Document | None) -> None:
	"""The counts as they are stored; a new document begins at zero."""
	if doc.doctype in COUNTED:
		for field in (PRINTED, SENT):
			doc.set(field, (stored.get(field) if stored else 0) or 0)


def _count(doctype: str, names: Iterable[str], field: str) -> None:
	wanted = sorted(set(names))
	if doctype not in COUNTED or not wanted:
		return
	table = frappe.qb.DocType(doctype)
	raised = Coalesce(table[field], 0) + 1
	frappe.qb.update(table).set(table[field], raised).where(table.name.isin(wanted)).run()
	for name in wanted:
		frappe.clear_document_cache(doctype, name)
