"""The language of one document, for as long as it is printed and no longer, whatever goes wrong meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


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
