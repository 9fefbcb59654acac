"""A document of this app as a PDF, made by WeasyPrint.

Frappe renders the print format; what is made here is the paper: pages, a footer on each of them, "Page 1 of 3".
Formats that do not use our layout (Frappe's Standard, a user's own) come out in Frappe's print style.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import frappe
import lxml.html
from frappe.model.document import Document
from frappe.utils import cint, escape_html, get_url
from frappe.utils.jinja_globals import include_style, is_rtl
from frappe.www.printview import get_print_style, get_rendered_template, set_link_titles

from sales_mgmt.print_formats.chosen import STANDARD, format_for, is_usual
from sales_mgmt.print_formats.language import known_language, speaking
from sales_mgmt.print_formats.ours import weasyprint_is_chosen
from sales_mgmt.print_formats.site_files import fetch

LAYOUT_MARK = 'class="page-break sales-print"'
FOOTER = "footer-html"
PIXELS_PER_MM = 96 / 25.4
EDGE_MM = 8
"""What stays empty between the footer and the edge of the sheet."""
PAGE = """<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body>{body}</body>
</html>"""
FRAPPES_PAGE = """
@page { size: A4; margin: 15mm; }
.print-format { max-width: none; padding: 0; }
"""
FOOTER_ALONE = """{style}
<style>
	@page {{ margin: 0 16mm 0 18mm; @bottom-center {{ content: none }} }}
	.sales-print .document-footer {{ position: static }}
	.sales-print .carried::after {{ content: none }}
</style>
<div class="sales-print"><div class="document-footer">{footer}</div><div id="under-footer"></div></div>"""


def render_pdf(
	doctype: str,
	name: str,
	print_format: str | None = None,
	letterhead: str | None = None,
	*,
	no_letterhead: bool = False,
	language: str | None = None,
	settings: dict[str, Any] | None = None,
	unless_chosen: bool = False,
) -> bytes:
	"""The PDF of a document.

	`print_format`: blank means the one chosen for the customer or the document (`chosen.py`); with `unless_chosen` so does
	the one that everybody gets. `letterhead`: blank means the site's default. `language`: blank means the document's own,
	which is the customer's, or that of the site. Made by the site's own engine where Sales Settings say so. Raises PermissionError for a user
	who may not print the document, and for a draft where Print Settings forbid it.
	"""
	doc = frappe.get_doc(doctype, name)
	if unless_chosen and is_usual(doctype, print_format):
		print_format = None
	with speaking(known_language(language) or doc.get("language") or _of_the_site()):
		if not weasyprint_is_chosen():
			return _by_the_site(doc, print_format, letterhead, no_letterhead)
		return to_pdf(_page(doc, _format(doc, print_format), letterhead, no_letterhead, settings))


def render_together(doctype: str, names: Sequence[str], print_format: str) -> bytes:
	"""Several documents as one PDF, each with page numbers of its own. Raises as `render_pdf` does."""
	rendered = []
	for name in names:
		doc = frappe.get_doc(doctype, name)
		with speaking(doc.get("language") or _of_the_site()):
			rendered.append(_html(_page(doc, _format(doc, print_format), None, False, None)).render())
	pages = [page for document in rendered for page in document.pages]
	return rendered[0].copy(pages).write_pdf()


def _of_the_site() -> str | None:
	"""Whoever prints, a customer without a language reads that of the site."""
	return frappe.db.get_single_value("System Settings", "language", cache=True)


def to_pdf(html: str) -> bytes:
	"""A whole HTML page as a PDF. Nothing is fetched from outside the site."""
	return _html(html).write_pdf()


def _html(html: str) -> Any:
	# imported here: it loads Pango, which only printing needs
	from weasyprint import HTML

	return HTML(string=html, base_url=get_url(), url_fetcher=fetch, media_type="print")


def _by_the_site(
	doc: Document, print_format: str | None, letterhead: str | None, no_letterhead: bool
) -> bytes:
	"""By Frappe and whatever engine the site has; our layout has no page numbers there."""
	return frappe.get_print(
		doc.doctype,
		doc.name,
		format_for(doc, print_format),
		as_pdf=True,
		letterhead=letterhead,
		no_letterhead=cint(no_letterhead),
	)


def _format(doc: Document, asked: str | None) -> Document | None:
	"""The print format to use; None is Frappe's Standard."""
	name = format_for(doc, asked)
	return frappe.get_cached_doc("Print Format", name) if name and name != STANDARD else None


def _page(
	doc: Document,
	print_format: Document | None,
	letterhead: str | None,
	no_letterhead: bool,
	settings: dict[str, Any] | None,
) -> str:
	if not print_format or print_format.standard != "Yes":
		set_link_titles(doc)  # reads every linked item; our own formats print what the lines carry
	body = get_rendered_template(
		doc,
		print_format=print_format,
		meta=doc.meta,
		no_letterhead=cint(no_letterhead),
		letterhead=letterhead,
		settings=settings,
	)
	if LAYOUT_MARK in body:
		head, body = "", body + _bottom_margin(body)
	else:
		style = get_print_style(print_format=print_format) + FRAPPES_PAGE
		head = f"{include_style('print.bundle.css')}<style>{style}</style>"
		body = f'<div class="print-format">{body}</div>'
	title = f"{doc.doctype} {doc.get('posted_no') or doc.name}"
	direction = "rtl" if is_rtl() else "ltr"
	return PAGE.format(
		lang=frappe.local.lang, direction=direction, title=escape_html(title), head=head, body=body
	)


def _bottom_margin(body: str) -> str:
	"""A style that leaves room for the footer, whatever the letter head puts into it.

	The footer is laid out alone, in the width it will have, and the place of a mark under it is asked for.
	"""
	style = re.search(r"<style>.*?</style>", body, re.DOTALL)
	footer = lxml.html.fragment_fromstring(body, create_parent="div").get_element_by_id(FOOTER)
	parts = "".join(lxml.html.tostring(part, encoding="unicode") for part in footer)
	sheet = _html(FOOTER_ALONE.format(style=style[0] if style else "", footer=parts)).render().pages[0]
	height = sheet.anchors["under-footer"][1] / PIXELS_PER_MM
	return f"<style>@page {{ margin-bottom: {height + EDGE_MM:.1f}mm }}</style>"
