"""Every PDF of our documents by WeasyPrint: mails, notifications, repeated documents, bulk and network printing.

All of these ask `frappe.get_print(as_pdf=True)`. Frappe has no hook there that knows the document: `pdf_generator` exists
in newer versions only, is asked only for formats that left the default engine, and gets finished HTML. So that one function
is wrapped, once per process, before the first request or job (`before_request`, `before_job` in hooks.py). What is not a
document of ours, what is no PDF, and everything where the admin chose the site's own engine goes to Frappe's own function
as it came. If a Frappe should have another signature, nothing is wrapped and Frappe's own engine prints.
"""

from __future__ import annotations

import inspect
import io
import sys
from functools import wraps
from typing import Any

import frappe
from pypdf import PdfReader, PdfWriter

from sales_mgmt.print_formats.asked_language import asked_language, remembering
from sales_mgmt.print_formats.ours import is_ours, weasyprint_is_chosen
from sales_mgmt.print_formats.pdf import render_pdf
from sales_mgmt.storage.tallies import count_printed

NEEDED = {
	"doctype",
	"name",
	"print_format",
	"as_pdf",
	"doc",
	"output",
	"no_letterhead",
	"password",
	"letterhead",
}
MARK = "prints_sales_documents"


def install(**_job: Any) -> None:
	"""Hook of requests and jobs. Cheap after the first time."""
	frappes = frappe.get_print
	if hasattr(frappes, MARK) or not set(inspect.signature(frappes).parameters) >= NEEDED:
		return
	ours = _wrapped(frappes)
	# attach_print calls the function by its name in its own module, which is another one in newer versions
	for module in {frappe, sys.modules[frappes.__module__], sys.modules[frappe.attach_print.__module__]}:
		module.get_print = ours
	asking = remembering(frappe.attach_print)
	for module in {frappe, sys.modules[frappe.attach_print.__module__]}:
		module.attach_print = asking


def _wrapped(frappes: Any) -> Any:
	signature = inspect.signature(frappes)

	@wraps(frappes)
	def get_print(*args: Any, **kwargs: Any) -> Any:
		asked = signature.bind(*args, **kwargs)
		asked.apply_defaults()
		values = asked.arguments
		doctype = values["doctype"] or (values["doc"] and values["doc"].doctype)
		if not values["as_pdf"] or not is_ours(doctype) or not weasyprint_is_chosen():
			return frappes(*args, **kwargs)
		return _delivered(_pdf(doctype, values), values["output"], values["password"])

	setattr(get_print, MARK, True)
	return get_print


def _pdf(doctype: str, values: dict[str, Any]) -> bytes:
	name = values["name"] or values["doc"].name
	content = render_pdf(
		doctype,
		name,
		values["print_format"],
		values["letterhead"] or None,
		no_letterhead=bool(values["no_letterhead"]),
		language=asked_language(),
		unless_chosen=True,
	)
	if frappe.session.user != "Guest":
		count_printed(doctype, [name])
		frappe.local.flags.commit = True  # bulk printing is a GET request, which Frappe commits only with it
	return content


def _delivered(content: bytes, output: PdfWriter | None, password: str | None) -> Any:
	"""As Frappe's function answers: the pages added to `output`, or the PDF, encrypted if there is a password."""
	if output is not None:
		output.append_pages_from_reader(PdfReader(io.BytesIO(content)))
		return output
	if not password:
		return content
	writer, file = PdfWriter(), io.BytesIO()
	writer.append_pages_from_reader(PdfReader(io.BytesIO(content)))
	writer.encrypt(password)
	writer.write(file)
	return file.getvalue()
