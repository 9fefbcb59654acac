"""The PDF of a document as a File: for a mail, or attached to the document itself.

A mail gets it when it opens, not when it leaves: what somebody looked at is what is sent, also when sending is tried
again. Until then the file belongs to nobody but its maker and waits in a folder of its own, which is emptied every day;
a mail that is sent has a reference of its own to the same content.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Now
from pypika.terms import Interval

from sales_mgmt.print_formats.language import speaking
from sales_mgmt.print_formats.pdf import render_pdf
from sales_mgmt.sending.choice import one_line
from sales_mgmt.sending.recipients import language_of
from sales_mgmt.sending.text import kind_of
from sales_mgmt.settings import get_settings
from sales_mgmt.storage.tallies import COUNTED, count_printed

HOME, DRAFTS = "Home", "Mail Drafts"
KEPT_HOURS = 24


def make_pdf(doc: Document) -> Document:
	"""A File for a mail, private and its maker's. Counts as printed, whether the mail is sent or not (domain A24)."""
	file = _file(doc, folder=_drafts_folder())
	count_printed(doc.doctype, [doc.name])
	return file


def attach_pdf(doc: Document) -> Document:
	"""The PDF among the document's attachments. One that was attached before is replaced, so there is always one."""
	mark = {
		"attached_to_doctype": doc.doctype,
		"attached_to_name": doc.name,
		"attached_to_field": "attached_pdf",
	}
	for name in frappe.get_all("File", mark, pluck="name"):
		frappe.delete_doc("File", name, ignore_permissions=True)
	return _file(doc, **mark)


def _file(doc: Document, **place: str) -> Document:
	language = language_of(doc)
	content = render_pdf(doc.doctype, doc.name, language=language)
	with speaking(language):
		name = f"{kind_of(doc.doctype)} {doc.get('posted_no') or doc.name}.pdf"
	name = one_line(name).replace("/", "-")
	values = {"file_name": name, "content": content, "is_private": 1, **place}
	file = frappe.get_doc({"doctype": "File", **values}).insert(ignore_permissions=True)
	file.db_set("file_name", name)  # on the disk it may be longer, where the name is taken
	return file


def keep_file_name(file: Document, _event: str | None = None) -> None:
	"""Hook of File: the customer sees the name that the PDF has here, not the one it has on the disk."""
	if file.attached_to_doctype == "Communication" and file.file_url:
		draft = {"file_url": file.file_url, "folder": f"{HOME}/{DRAFTS}"}
		file.file_name = frappe.db.get_value("File", draft, "file_name") or file.file_name


def keep_as_sent(file: Document, _event: str | None = None) -> None:
	"""Hook of File: by setting, the PDF of a mail that leaves is kept among its document's attachments too.

	It is a reference of its own to the same content, which stays when the mail is deleted.
	"""
	if file.attached_to_doctype != "Communication" or not file.file_url or not get_settings().keep_sent_pdf:
		return
	about = frappe.db.get_value(
		"Communication", file.attached_to_name, ["reference_doctype", "reference_name"], as_dict=True
	)
	draft = {"file_url": file.file_url, "folder": f"{HOME}/{DRAFTS}"}
	if not about or about.reference_doctype not in COUNTED or not frappe.db.exists("File", draft):
		return
	place = {"attached_to_doctype": about.reference_doctype, "attached_to_name": about.reference_name}
	same = {"file_url": file.file_url, "file_name": file.file_name, "is_private": 1, **place}
	if not frappe.db.exists("File", same):
		frappe.get_doc({"doctype": "File", **same}).insert(ignore_permissions=True)


def _drafts_folder() -> str:
	folder = f"{HOME}/{DRAFTS}"
	if not frappe.db.exists("File", folder):
		values = {"file_name": DRAFTS, "is_folder": 1, "folder": HOME}
		frappe.get_doc({"doctype": "File", **values}).insert(
			ignore_permissions=True, ignore_if_duplicate=True
		)
	return folder


def clear_drafts() -> None:
	"""Daily: files of mails that were sent or discarded long ago."""
	file = frappe.qb.DocType("File")
	old = file.creation < Now() - Interval(hours=KEPT_HOURS)
	mine = (file.folder == f"{HOME}/{DRAFTS}") & (file.is_folder == 0)
	for name in frappe.qb.from_(file).select(file.name).where(mine & old).run(pluck=True):
		frappe.delete_doc("File", name, ignore_permissions=True)
