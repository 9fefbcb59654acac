"""Linked With and Connections: which documents lead to one, for those who may see them.

`get_open_count` counts for the Connections of a form. Frappe's own counts whatever there is; here a DocType that the user may
not read is not counted at all, and of the others only what a list shows.

`get` stands in place of Frappe's own (hook `override_whitelisted_methods`), for every DocType of the site. Frappe's of 2023
asks for no permission at all, neither on the document nor on what is linked to it, and so shows ledgers to anybody who is
logged in; later versions look at the right to the document and filter the rest. Whatever the version: the document has to
be readable, and of what is linked only what a list would show is left.
"""

from typing import Any

import frappe
from frappe.desk import notifications
from frappe.desk.form import linked_with
from frappe.permissions import get_user_permissions

from sales_mgmt.access.permissions import check_exists, require
from sales_mgmt.incoming.arguments import action


@action()
def get(doctype: str, docname: str) -> dict[str, list[Any]]:
	"""{DocType: [documents]} that link to the document. Raises PermissionError without the right to read it."""
	check_exists(doctype)
	require(doctype, "read", docname)
	if frappe.get_meta(doctype).istable:
		return {}  # Frappe looks for what leads to a table, and not always finds its way
	found = linked_with.get(doctype, docname)
	return {linked: rows for linked, all_rows in found.items() if (rows := _readable(linked, all_rows))}


@action()
def get_open_count(doctype: str, name: str, items: list | None = None) -> dict[str, Any]:
	"""`frappe.desk.notifications.get_open_count`. Raises PermissionError without the right to read the document."""
	check_exists(doctype)
	require(doctype, "read", name)
	links = frappe.get_meta(doctype).get_dashboard_data()
	offered = [item for group in links.transactions or () for item in group.get("items") or ()]
	asked = offered if items is None else [item for item in items if item in offered]
	answer = notifications.get_open_count(
		doctype, name, [item for item in asked if frappe.has_permission(item)]
	)
	if get_user_permissions(frappe.session.user):
		for found in _counts(answer):
			_count_seen(found, name, links)
	return answer


def _counts(answer: dict[str, Any]) -> list[dict[str, Any]]:
	"""What was counted, from the document's own fields aside: {DocType, count}. Frappe of 2023 answers with a list."""
	counted = answer.get("count") or []
	return counted if isinstance(counted, list) else counted.get("external_links_found") or []


def _count_seen(found: dict[str, Any], name: str, links: dict[str, Any]) -> None:
	"""User permissions hide some of them. As many as Frappe counts at most."""
	linked = found.get("doctype") or found.get("name")
	field = links.get("non_standard_fieldnames", {}).get(linked, links.get("fieldname"))
	seen = frappe.get_list(
		linked, {field: name}, ["name"], limit_page_length=100, distinct=True, ignore_ifnull=True
	)
	found["count"] = len(seen)
	found["open_count"] = min(found.get("open_count") or 0, len(seen))


def _readable(doctype: str, rows: list[Any]) -> list[Any]:
	"""Those that a list shows the user. Rows of a table are seen with the document that they belong to."""
	if frappe.get_meta(doctype).istable:
		return []
	if not frappe.has_permission(doctype):
		return []
	names = [row.get("name") for row in rows]
	seen = set(frappe.get_list(doctype, {"name": ("in", names)}, pluck="name", limit_page_length=0))
	return [row for row in rows if row.get("name") in seen]
