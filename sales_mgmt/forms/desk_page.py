"""Workspaces, with less on them: Frappe shows what somebody may read, and an offer to make a new document is more than that.

`get_desktop_page` stands in place of Frappe's own (hook `override_whitelisted_methods`) and takes its answer, for every
workspace of the site. What it changes: shortcuts that open a new document are for those who may create one, and a
workspace for certain roles is refused to others, whom Frappe only does not lead there.
"""

from typing import Any

import frappe
from frappe import _
from frappe.desk import desktop

from sales_mgmt.incoming.arguments import action


@action()
def get_desktop_page(page: dict) -> dict[str, Any]:
	"""What a workspace shows the user. `page` holds its `name` and `title`. Raises PermissionError."""
	shown = desktop.get_desktop_page(frappe.as_json(page))
	if not shown:  # there is no such workspace
		return shown
	workspace = desktop.Workspace(page, minimal=True)
	if not (workspace.is_permitted() or workspace.workspace_manager):
		frappe.throw(_("This page is for other roles than yours."), frappe.PermissionError)
	shown["shortcuts"]["items"] = [item for item in shown["shortcuts"]["items"] if _may_use(item)]
	return shown


def _may_use(shortcut: dict[str, Any]) -> bool:
	makes_new = shortcut.get("type") == "DocType" and shortcut.get("doc_view") == "New"
	return not makes_new or bool(frappe.has_permission(shortcut["link_to"], "create"))
