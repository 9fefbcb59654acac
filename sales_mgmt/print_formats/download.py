"""The PDF button of the print view, for the documents of this app.

Stands in for `frappe.utils.print_format.download_pdf` (`override_whitelisted_methods` in hooks.py): documents of this
app are made by WeasyPrint, everything else is passed on to Frappe as it came. Like Frappe's own, it may be called by a
guest, who then needs the key of a shared document.
"""

from __future__ import annotations

import inspect
from typing import Any

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.model.document import Document
from frappe.utils import print_format
from frappe.www.printview import validate_key

from sales_mgmt.access.permissions import check_exists
from sales_mgmt.incoming.arguments import action
from sales_mgmt.print_formats.ours import is_ours
from sales_mgmt.print_formats.pdf import render_pdf
from sales_mgmt.storage.tallies import count_printed


@action(allow_guest=True)
def download_pdf(
	doctype: str,
	name: str,
	format: str | None = None,
	doc: Document | str | None = None,
	no_letterhead: bool | None = False,
	language: str | None = None,
	letterhead: str | None = None,
	pdf_generator: str | None = None,
	settings: dict | None = None,
) -> None:
	"""Answer the request with the PDF. Raises PermissionError for a user who may not print the document."""
	check_exists(doctype)
	if not is_ours(doctype):
		return _frappes_own(
			doctype=doctype,
			name=name,
			format=format,
			doc=doc if isinstance(doc, Document) else None,
			no_letterhead=no_letterhead,
			language=language,
			letterhead=letterhead,
			pdf_generator=pdf_generator,
		)
	document = frappe.get_doc(doctype, name)
	_check_may_print(document)
	content = render_pdf(
		doctype,
		name,
		format,
		letterhead or None,
		no_letterhead=bool(no_letterhead),
		language=language or frappe.form_dict.get("_lang"),
		settings=settings,
	)
	if frappe.session.user != "Guest":
		count_printed(doctype, [name])
		frappe.local.flags.commit = True  # Frappe commits no GET request without it
	make_access_log(doctype=doctype, document=name, file_type="PDF", method="Print")
	number = document.get("posted_no") or name
	frappe.local.response.filename = number.replace(" ", "-").replace("/", "-") + ".pdf"
	frappe.local.response.filecontent = content
	frappe.local.response.type = "pdf"


def _check_may_print(document: Document) -> None:
	"""The print permission, or the key of a link somebody shared."""
	if frappe.has_permission(document.doctype, "print", document):
		return
	key = frappe.form_dict.get("key")
	if not isinstance(key, str) or not key or validate_key(key, document) is False:
		raise frappe.PermissionError(_("You do not have permission to print this document."))


def _frappes_own(**arguments: Any) -> None:
	"""Frappe's method with the arguments that this version of it knows."""
	known = inspect.signature(print_format.download_pdf).parameters
	return print_format.download_pdf(**{name: value for name, value in arguments.items() if name in known})
