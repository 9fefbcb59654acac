"""Messages of the server, which the Desk renders as HTML: what is put into a sentence is text, never markup.

`said(_("Invoice {0} is not posted.")).format(bold(name))` escapes every value that is not made here. `plain` is the way
back, for logs and results that show a message as text.
"""

from dataclasses import dataclass
from html import unescape
from typing import Any

import frappe
from frappe.utils import get_url_to_form, strip_html
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Said:
	"""A translated sentence of ours that waits for its values."""

	sentence: str

	def format(self, *values: Any) -> str:
		"""The sentence as HTML: what is filled in is escaped, unless `bold` or `link` made it."""
		return str(Markup(self.sentence).format(*values))


def said(sentence: str) -> Said:
	return Said(sentence)


def bold(value: Any) -> Markup:
	return Markup("<strong>{0}</strong>").format("" if value is None else value)


def link(doctype: str, name: str, label: str | None = None) -> Markup:
	"""A link to a document, shown by its `label` or its name."""
	return Markup('<a href="{0}">{1}</a>').format(get_url_to_form(doctype, name), label or name)


def plain(message: str) -> str:
	"""A message as text: without its markup, and with what was escaped in it as it was."""
	return unescape(strip_html(str(message))).strip()


def shown(text: Any) -> str:
	"""Any text as HTML."""
	return str(Markup.escape("" if text is None else str(text)))


def warn(message: str, **kwargs: Any) -> None:
	"""A text, no HTML, in a message box."""
	frappe.msgprint(shown(message), **kwargs)
