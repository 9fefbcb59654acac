"""The door that every document of the app passes before anything else looks at it.

Form, REST, client API, `insert` with docstatus 1, import, Duplicate, `run_doc_method`, another app's code: all of them
end in Frappe's `insert` or `save`. Owned fields of a stored document are put back silently, for a form sends every field
it shows; those of a new document are dropped where the server computes them, and refused where they would claim
something: a link to an order, a count, a mark. Our own builders say that a document is theirs by `built_here`.

Other apps' handlers of document events and server scripts are outside too (`others`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.incoming import fields as incoming
from sales_mgmt.incoming.refusal import within_columns
from sales_mgmt.incoming.rows import RowsOnly
from sales_mgmt.kinds.declared import MOVED_BY_WORKFLOWS, SYSTEM_ROWS, OwnedField, declared
from sales_mgmt.kinds.line_types import TYPE_OF, is_typed, say_types, type_of
from sales_mgmt.ownership.changed_meanwhile import refuse_stale
from sales_mgmt.ownership.copies import copied_from, forget_what_was_copied, say_whose
from sales_mgmt.ownership.decision import drop_computed, forged, put_back
from sales_mgmt.ownership.others import WATCHED, others_listen, with_others_watched
from sales_mgmt.ownership.sent import KIND, not_sent, sent_in_part
from sales_mgmt.texts.messages import bold, said
from sales_mgmt.texts.plain import PlainText

SERIES = "naming_series"
SAYING = frozenset((*TYPE_OF, "description"))
"""Fields of a new line that say what it is."""

_built: ContextVar[tuple[Document, ...]] = ContextVar("documents_built_here", default=())


@contextmanager
def built_here(*docs: Document) -> Iterator[None]:
	"""These documents are filled by our own code: what it set in owned fields holds when they are stored.

	It holds for these very objects and no others, so what another app stores meanwhile comes from outside as ever.
	"""
	mark = _built.set((*_built.get(), *docs))
	try:
		yield
	finally:
		_built.reset(mark)


def insert_built(doc: Document, **options: Any) -> Document:
	"""Insert a document that our own code has filled."""
	with built_here(doc):
		return doc.insert(**options)


def save_built(doc: Document) -> Document:
	"""Save a document whose owned fields our own code has changed."""
	with built_here(doc):
		return doc.save()


def is_built_here(doc: Document) -> bool:
	return any(doc is ours for ours in _built.get())


class OwnedFieldError(frappe.ValidationError):
	"""A new document came with fields that only the server fills."""


class Guarded(RowsOnly, PlainText):
	"""Base of every DocType of the app that people write."""

	def _init_child(self, value: Any, key: str) -> Document:
		sent = sent_in_part(value)
		row = super()._init_child(value, key)
		if sent is not None:
			row.flags.sent = sent
		return row

	def as_dict(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
		content = super().as_dict(*args, **kwargs)
		return content if self.is_new() else say_whose(content, self)

	def update(self, values: dict[str, Any]) -> Document:
		if of := copied_from(values):
			self.flags.copy_of = of
		return super().update(values)

	def insert(self, *args: Any, **kwargs: Any) -> Document:
		incoming.read_document(self)
		say_types(self, declared(self.doctype).tables, new=True)
		check_series(self)
		if not is_built_here(self):
			let_in_new(self)
		with within_columns():
			return super().insert(*args, **kwargs)

	def save(self, *args: Any, **kwargs: Any) -> Document:
		incoming.read_document(self)
		say_types(self, declared(self.doctype).tables, new=self.is_new())
		with within_columns():
			return super().save(*args, **kwargs)

	def check_if_latest(self) -> None:
		try:
			super().check_if_latest()
		except frappe.TimestampMismatchError:
			frappe.clear_last_message()
			refuse_stale(self.get_doc_before_save(), self._original_modified)
		stored = self.get_doc_before_save()
		if stored and not self.get("__islocal") and not is_built_here(self):
			let_in_changed(self, stored)

	def run_method(self, method: str, *args: Any, **kwargs: Any) -> Any:
		if method in WATCHED and others_listen(self.doctype, method):
			run = super().run_method
			return with_others_watched(self, method, lambda: run(method, *args, **kwargs))
		return super().run_method(method, *args, **kwargs)


def check_series(doc: Document) -> None:
	"""A document is numbered by one of the series of its DocType, those of the admin among them. Frappe takes any text."""
	field, series = doc.meta.get_field(SERIES), doc.get(SERIES)
	known = [option for option in (field.options or "").split("\n") if option] if field else []
	if series and known and series not in known:
		frappe.throw(
			said(_("{0} {1} is not one of the series of {2}: {3}.")).format(
				bold(_(field.label)), bold(series), _(doc.doctype), ", ".join(known)
			),
			title=_("Unknown Series"),
		)


def let_in_new(doc: Document) -> None:
	"""Drop what is computed, refuse what claims something; the same for every row."""
	if of := doc.flags.pop("copy_of", None):
		forget_what_was_copied(doc, of)
	rules = declared(doc.doctype)
	refused = _refused(doc, rules.owned)
	drop_computed(doc.get, doc.set, rules.owned)
	for table, rows_are in rules.tables.items():
		_without_system_rows(doc, table, [])
		refused += _let_rows_in(doc.get(table) or [], declared(rows_are).owned)
	if refused:
		_refuse(refused)


def let_in_changed(doc: Document, stored: Document) -> None:
	"""Put back what is stored. Posted documents are left to those who refuse any change of them."""
	if stored.docstatus == 1:
		return
	rules = declared(doc.doctype)
	put_back(doc.get, doc.set, stored, [field for field in rules.owned if not _by_workflow(doc, field)])
	if stored.get(SERIES):
		doc.set(SERIES, stored.get(SERIES))
	refused: list[str] = []
	for table, rows_are in rules.tables.items():
		owned = declared(rows_are).owned
		before = {row.name: row for row in stored.get(table) or []}
		_without_system_rows(doc, table, list(before))
		new = []
		for row in doc.get(table) or []:
			was = before.pop(row.name, None) if row.name else None
			if was:
				_keep_what_was_not_sent(row, was)
				put_back(row.get, row.set, was, owned)
			else:
				refused += _named_in_vain(row)
				new.append(row)
		refused += _let_rows_in(new, owned)
	if refused:
		_refuse(refused)


def _by_workflow(doc: Document, field: OwnedField) -> bool:
	return field.name in MOVED_BY_WORKFLOWS and hasattr(doc, "keep_status")


def _let_rows_in(rows: list[Document], owned: tuple[OwnedField, ...]) -> list[str]:
	refused = []
	for row in rows:
		refused += _refused(row, owned)
		row.flags.dropped = drop_computed(row.get, row.set, owned)
	return refused


def _keep_what_was_not_sent(row: Document, was: Document) -> None:
	sent = row.flags.pop("sent", None)
	for name in not_sent(row.get_valid_columns(), sent):
		row.set(name, was.get(name))
	if sent is not None and "type" not in sent and is_typed(row):
		row.type = type_of(row, sent) or row.type


def _named_in_vain(row: Document) -> list[str]:
	"""A line sent by a name that the document does not have (any more), and with nothing else to say what it sells."""
	sent = row.flags.pop("sent", None)
	if not sent or row.get("__islocal") or not is_typed(row) or KIND in sent or sent & SAYING:
		return []
	return [
		said(
			_("Row {0}: this document has no row {1}. Send its rows by the names that they have now.")
		).format(row.idx, bold(row.name))
	]


def _without_system_rows(doc: Document, table: str, stored: list[str]) -> None:
	rows = doc.get(table) or []
	kept = [row for row in rows if row.name in stored or not row.get(SYSTEM_ROWS)]
	if len(kept) != len(rows):
		doc.set(table, kept)


def _refused(row: Document, owned: tuple[OwnedField, ...]) -> list[str]:
	found = forged(row.get, owned)
	if row.get("parentfield"):
		return [
			said(_("Row {0}: {1} is filled by the server alone. Leave it empty.")).format(
				row.idx, bold(_(field.label))
			)
			for field in found
		]
	return [
		said(_("{0} is filled by the server alone. Leave it empty.")).format(bold(_(field.label)))
		for field in found
	]


def _refuse(sentences: list[str]) -> None:
	frappe.throw("<br>".join(dict.fromkeys(sentences)), OwnedFieldError, title=_("Filled by the Server"))
