"""Who sees which version: whoever may read the document itself.

What is deleted can be asked for by its kind only; customer and location of the version then say who may see it.
"""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime

from sales_mgmt.access.permissions import require
from sales_mgmt.archive.keeping import ARCHIVE
from sales_mgmt.kinds.documents import WORKING

SHOWN = ("name", "version", "reason", "archived_on", "archived_by", "status", "currency", "amount")


def original(archive: Document) -> str | None:
	"""The name of the document a version is of, unless it is gone. A later one of the same number is another one."""
	found = frappe.db.get_value(
		archive.source_doctype, archive.source_name, ("name", "creation"), as_dict=True
	)
	same = found and get_datetime(found.creation) == get_datetime(archive.source_creation)
	return found.name if same else None


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None, **_: Any) -> bool:
	"""Hook: narrows what the roles allow."""
	if not doc.source_doctype:
		return True
	return bool(frappe.has_permission(doc.source_doctype, "read", original(doc), user=user))


def query_conditions(user: str | None = None, **_: Any) -> str:
	"""Hook: lists show versions of what the user may read."""
	readable = [doctype for doctype in WORKING if frappe.has_permission(doctype, "read", user=user)]
	names = ", ".join(frappe.db.escape(doctype) for doctype in readable) or "''"
	return f"`tab{ARCHIVE}`.source_doctype in ({names})"


def versions(doctype: str, name: str) -> list[dict[str, Any]]:
	"""All versions of a document, the latest first. Of a deleted one: those the user may see."""
	filters = {"source_doctype": doctype, "source_name": name}
	order = "source_creation desc, version desc"
	if creation := frappe.db.get_value(doctype, name, "creation"):
		require(doctype, "read", name)
		filters["source_creation"] = creation
		return frappe.get_all(ARCHIVE, filters, SHOWN, order_by=order)
	require(doctype, "read")
	return frappe.get_list(ARCHIVE, filters, SHOWN, order_by=order, limit_page_length=0)
