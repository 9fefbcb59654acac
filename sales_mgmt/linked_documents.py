"""Linked With: which documents lead to one, for those who may see them.

`get` stands in place of Frappe's own (hook `override_whitelisted_methods`), for every DocType of the site. Frappe's of 2023
asks for no permission at all, neither on the document nor on what is linked to it, and so shows ledgers to anybody who is
logged in; later versions look at the right to the document and filter the rest. Whatever the version: the document has to
be readable, and of what is linked only what a list would show is left.
"""

from typing import Any

import frappe
from frappe.desk.form import linked_with

from sales_mgmt.incoming.arguments import action
from sales_mgmt.permissions import check_exists, require


@action()
def get(doctype: str, docname: str) -> dict[str, list[Any]]:
	"""{DocType: [documents]} that link to the document. Raises PermissionError without the right to read it."""
	check_exists(doctype)
	require(doctype, "read", docname)
	if frappe.get_meta(doctype).istable:
		return {}  # Frappe looks for what leads to a table, and not always finds its way
	found = linked_with.get(doctype, docname)
	return {linked: rows for linked, all_rows in found.items() if (rows := _readable(linked, all_rows))}


def _readable(doctype: str, rows: list[Any]) -> list[Any]:
	"""Those that a list shows the user. Rows of a table are seen with the document that they belong to."""
	if frappe.get_meta(doctype).istable:
		return []
	if not frappe.has_permission(doctype):
		return []
	names = [row.get("name") for row in rows]
	seen = set(frappe.get_list(doctype, {"name": ("in", names)}, pluck="name", limit_page_length=0))
	return [row for row in rows if row.get("name") in seen]
