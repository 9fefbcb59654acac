"""The language of one document, for as long as it is printed or mailed and no longer, whatever goes wrong meanwhile.

Words are those of one language: the document's where somebody has translated what is printed (we into Norwegian, another app or the
site's Translations into others), English otherwise, never Frappe's German among our English. Figures and dates are the document's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming.refusal import IncomingError
from sales_mgmt.texts.messages import bold, said

ENGLISH = "en"
FIGURES = "figures_on_paper"
OF_OUR_PAPER = sentence("Carried over: {0}")
"""A text that no paper but ours has: whoever translated it has translated our paper."""


def known_language(code: str | None) -> str | None:
	"""The code of a language that somebody asked for, as the site writes it; blank stays blank.

	Raises IncomingError for one that the site does not have.
	"""
	if not code:
		return None
	known = frappe.db.get_value("Language", str(code), "name", cache=True)
	if not known:
		message = _("There is no language {0} here. Choose one of the list of languages.")
		frappe.throw(said(message).format(bold(str(code)[:40])), IncomingError)
	return known


def in_words_of(language: str) -> str:
	"""The language whose words a document in `language` has: its own, or English where nobody translated our paper into it."""
	if language.partition("-")[0] == ENGLISH or _(OF_OUR_PAPER, language) != OF_OUR_PAPER:
		return language
	return ENGLISH


def language_of_figures() -> str:
	"""The language by which figures and dates are written at the moment (`conventions.py`)."""
	return frappe.local.flags.get(FIGURES) or frappe.local.lang


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
	"""Words, templates, figures and dates for `language`; blank is the session's. Afterwards the session is as before."""
	before, templates, figures = frappe.local.lang, frappe.local.jenv, frappe.local.flags.get(FIGURES)
	if language:
		frappe.local.flags[FIGURES] = language
		words = in_words_of(language)
		if words != before:
			frappe.local.lang, frappe.local.jenv = words, None
	try:
		yield
	finally:
		frappe.local.lang, frappe.local.jenv, frappe.local.flags[FIGURES] = before, templates, figures
