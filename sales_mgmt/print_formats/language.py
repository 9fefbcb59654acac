"""The language of one document, for as long as it is printed and no longer, whatever goes wrong meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _

from sales_mgmt.incoming.refusal import IncomingError
from sales_mgmt.texts.messages import bold, said


def known_language(code: str | None) -> str | None:
	"""The code of a language that somebody asked for, as the site writes it; blank stays blank.

	Raises IncomingError for one that the site does not have. One that it has and that nobody translated prints English words, and
	figures and dates as that language writes them (`conventions.py`).
	"""
	if not code:
		return None
	known = frappe.db.get_value("Language", str(code), "name", cache=True)
	if not known:
		message = _("There is no language {0} here. Choose one of the list of languages.")
		frappe.throw(said(message).format(bold(str(code)[:40])), IncomingError)
	return known


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
	"""Translations and templates in `language`; blank is the session's. Afterwards the session is as before."""
	before, templates = frappe.local.lang, frappe.local.jenv
	if language and language != before:
		frappe.local.lang, frappe.local.jenv = language, None
	try:
		yield
	finally:
		frappe.local.lang, frappe.local.jenv = before, templates
