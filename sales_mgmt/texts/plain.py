"""The one text door: what is stored of a text that somebody typed, whatever the road.

A plain text is stored exactly as typed. Where it holds active markup (`markup`) it is cleaned first, by Frappe's own
sanitiser, which is asked even where Frappe spares a value: quoted as JSON, or on a document that is inserted submitted.
Fields that are meant to hold HTML stay Frappe's: they are sanitised as ever, on these roads too.
"""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import escape_html
from frappe.utils.html_utils import sanitize_html

from sales_mgmt.texts.markup import is_active
from sales_mgmt.texts.messages import shown

PLAIN = frozenset({"Data", "Link", "Dynamic Link", "Select", "Read Only", "Small Text", "Text", "Long Text"})
RICH = frozenset({"Text Editor", "HTML Editor", "Markdown Editor"})
FIRST = "<p></p>"
"""Stands before what is sanitised: Frappe leaves alone what it takes for JSON, and a tag that is not closed."""


def clean(text: str) -> str:
	"""A plain text as it is stored. Where the sanitiser leaves nothing, as of a tag that never ends, brackets are escaped."""
	return (_sanitised(text) or escape_html(text)) if is_active(text) else text


def clean_value(value: Any) -> Any:
	"""Any value on its way into a column of plain text."""
	return clean(value) if isinstance(value, str) and "<" in value else value


def plain_columns(meta: Meta) -> frozenset[str]:
	"""Names of the columns that hold plain text. A field with "Ignore XSS Filter" holds what the server wrote."""
	return frozenset(
		field.fieldname
		for field in meta.fields
		if field.fieldtype in PLAIN and not field.get("ignore_xss_filter")
	)


class PlainText(Document):
	"""A document whose texts pass the door. The base of every DocType of this app."""

	def _sanitize_content(self) -> None:
		if frappe.flags.in_install:
			return
		fields = {field.fieldname: field for field in self.meta.fields}
		final = self._is_final()
		for name, value in list(self.__dict__.items()):
			field = fields.get(name)
			if not field or not isinstance(value, str) or "<" not in value or field.get("ignore_xss_filter"):
				continue
			if final and not field.get("allow_on_submit"):
				continue
			if field.fieldtype in PLAIN:
				self._store_cleaned(name, value)
			elif field.fieldtype in RICH:
				self.set(name, _sanitised(value, linkify=field.fieldtype == "Text Editor"))

	def get_invalid_links(self, *args: Any, **kwargs: Any) -> tuple[list, list]:
		"""Frappe says which link leads nowhere, in HTML, with what was sent for it."""
		return tuple(
			[(name, value, shown(message)) for name, value, message in found]
			for found in super().get_invalid_links(*args, **kwargs)
		)

	def _store_cleaned(self, name: str, value: str) -> None:
		"""Frappe measured the text as it was typed; entities may make it longer than its column."""
		cleaned = clean(value)
		if cleaned != value:
			self.set(name, cleaned)
			self._validate_length()

	def _is_final(self) -> bool:
		"""Whether it was posted or cancelled before: what is stored stays, and whoever changes it is refused."""
		document = getattr(self, "parent_doc", None) or self
		stored = document.get_doc_before_save()
		return bool(stored and stored.docstatus)


def _sanitised(text: str, linkify: bool = False) -> str:
	return sanitize_html(FIRST + text, linkify=linkify).removeprefix(FIRST)
