"""Ledger entries and posted documents can not be changed, by anybody, on any road.

Postings write them set-based, past the controllers. So the controllers can refuse everything: form, REST, client API,
import, `doc.save()`, `db_set`, rename and delete, for Administrator as for everyone else.
"""

from typing import Any, NoReturn

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming.rows import RowsOnly
from sales_mgmt.storage.compare import changed_values
from sales_mgmt.storage.own_rows import OwnRows
from sales_mgmt.storage.rows import Row
from sales_mgmt.storage.tallies import keep_counts
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.texts.plain import PlainText
from sales_mgmt.transactions.storing import StoredAgain


class ImmutableError(frappe.PermissionError):
	"""Somebody tried to change what is posted."""


class PostedByServer(RowsOnly, PlainText):
	"""A DocType whose rows only a posting writes: ledgers and posted shipments."""

	refusal: str = sentence(
		"{0} {1} is written by posting and can not be created, changed or deleted. Correct it by posting another"
		" document."
	)
	refusal_of_new: str = sentence("{0} is written by posting and can not be created by hand.")
	"""The same where it has no name yet."""

	def refuse(self, *_args, **_kwargs) -> NoReturn:
		if self.name:
			message = said(_(self.refusal)).format(_(self.doctype), bold(self.name))
		else:
			message = said(_(self.refusal_of_new)).format(_(self.doctype))
		frappe.throw(message, ImmutableError, title=_("Posted Entries Are Final"))

	insert = save = refuse  # before Frappe looks up what was sent in its links
	before_insert = validate = before_save = before_submit = refuse
	before_cancel = before_update_after_submit = before_rename = on_trash = refuse
	db_insert = db_update = db_set = refuse

	def cancel(self) -> NoReturn:
		"""Nobody has the right to cancel, so Frappe would only say that. What to do instead is said to everybody."""
		self.refuse()


class LedgerEntry(PostedByServer):
	"""Append only. See the module."""


class PostedDocument(StoredAgain, OwnRows):
	"""A document that is a draft until it is posted and final from then on. Submitting it posts it."""

	correction_hint: str = ""
	"""What to do instead of cancelling, as a sentence marked for translation."""

	def insert(self, *args, **kwargs) -> Document:
		if self.get("amended_from"):
			message = said(_("{0} {1} can not be amended.")).format(_(self.doctype), bold(self.amended_from))
			frappe.throw(_with_hint(message, self.correction_hint), ImmutableError)
		return super().insert(*args, **kwargs)

	def check_permission(self, permtype: str = "read", permlevel: int | None = None) -> None:
		"""Nobody has the right to cancel, so Frappe would only say that. What to do instead is said to everybody."""
		if permtype == "cancel" and self.get_doc_before_save():
			self.before_cancel()
		super().check_permission(permtype, permlevel)

	def before_submit(self) -> None:
		"""What will be posted is planned here. Frappe asks for mandatory fields only afterwards, too late for a plan."""
		if self._get_missing_mandatory_fields():
			self._validate_mandatory()

	def before_cancel(self) -> None:
		self.refuse_change(self.correction_hint)

	def before_discard(self) -> None:
		frappe.throw(_("Delete the draft instead of discarding it."), ImmutableError)

	def before_update_after_submit(self) -> None:
		"""Only the admin's own fields may still change, where the admin allows it."""
		stored = self.get_doc_before_save()
		keep_counts(self, stored)
		rows_gone = len(stored.get_all_children()) != len(self.get_all_children())
		if rows_gone or any(
			_changed(ours, before) for ours, before in [(self, stored), *_pairs(self, stored)]
		):
			self.refuse_change()

	def before_rename(self, *_args, **_kwargs) -> None:
		if self.docstatus == 1:
			self.refuse_change()

	def on_trash(self) -> None:
		"""Looks again, with the row locked: it may have been posted since it was read."""
		if frappe.db.get_value(self.doctype, self.name, "docstatus", for_update=True) != 0:
			self.refuse_change(self.correction_hint)

	def db_set(self, fieldname: str | dict[str, Any], value: Any = None, **kwargs) -> None:
		names = set(fieldname) if isinstance(fieldname, dict) else {fieldname}
		if self.docstatus == 1 and any(not is_custom(self.doctype, name) for name in names):
			self.refuse_change()
		super().db_set(fieldname, value, **kwargs)

	def refuse_change(self, hint: str = "") -> NoReturn:
		message = said(_("{0} {1} is posted and can not be changed or deleted.")).format(
			_(self.doctype), bold(self.get("posted_no") or self.name)
		)
		frappe.throw(_with_hint(message, hint), ImmutableError, title=_("Posted Documents Are Final"))


class LineOfDocument(Row):
	"""A line of a sales document, payment or adjustment. It is written with its document, which checks it.

	Frappe saves, inserts and deletes a row on its own too, over REST for one, and its document would not notice: a posted
	invoice would get another line. So rows are left alone, whatever the state of their document.
	"""

	def refuse(self, *_args, **_kwargs) -> NoReturn:
		if self.parenttype and self.parent:
			message = _("Lines can not be changed on their own. Change {0} {1}, which holds this line.")
		else:
			message = _("Lines can not be written on their own. Write the document that holds this line.")
		frappe.throw(said(message).format(_(self.parenttype or ""), bold(self.parent or "")), ImmutableError)

	before_insert = validate = before_save = before_submit = refuse
	before_cancel = before_update_after_submit = before_rename = on_trash = refuse

	def db_set(self, fieldname: str | dict[str, Any], value: Any = None, **kwargs) -> None:
		names = set(fieldname) if isinstance(fieldname, dict) else {fieldname}
		if self.docstatus == 1 and any(not is_custom(self.doctype, name) for name in names):
			self.refuse()
		super().db_set(fieldname, value, **kwargs)


def _with_hint(message: str, hint: str) -> str:
	return f"{message} {_(hint)}" if hint else message


def is_custom(doctype: str, fieldname: str) -> bool:
	field = frappe.get_meta(doctype).get_field(fieldname)
	return bool(field and field.get("is_custom_field"))


def _pairs(doc: Document, stored: Document) -> list[tuple[Document, Document | None]]:
	before = {row.name: row for row in stored.get_all_children()}
	return [(row, before.get(row.name)) for row in doc.get_all_children()]


def _changed(doc: Document, stored: Document | None) -> bool:
	return stored is None or any(not is_custom(doc.doctype, field) for field in changed_values(doc, stored))
