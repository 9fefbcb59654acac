"""What happens to a site when the app comes and goes.

DocTypes, workspace, reports and print formats are synced and removed by Frappe itself; only what Frappe
does not own by module is handled here.
"""

import json
from pathlib import Path

import frappe
from frappe import _

OWN_ROLES = ("Shipping User", "Billing User", "Sales Auditor")
"""Roles that exist because of this app. Sales User and Sales Manager are also used by Frappe's own Contact and
Address, so they exist before the app and stay after it."""


CUSTOMISATIONS = {
	"Custom Field": "dt",
	"Property Setter": "doc_type",
	"Custom DocPerm": "parent",
	"Client Script": "dt",
	"User Permission": "allow",
}
"""What an admin adds to a DocType, and the field that says to which one. Frappe leaves it when the DocType goes."""


def before_install() -> None:
	"""Refuse a site whose DocTypes would clash with ours."""
	if "erpnext" in frappe.get_installed_apps():
		frappe.throw(
			_(
				"ERPNext is installed on this site and has DocTypes of the same names, such as Customer and"
				" Sales Order. Install Sales Management on a site without ERPNext."
			),
			title=_("Sales Management Can Not Be Installed"),
		)


def after_install() -> None:
	"""Give Sales Settings what every later step relies on: the currency of the ledgers."""
	settings = frappe.get_single("Sales Settings")
	settings.local_currency = settings.local_currency or frappe.db.get_default("currency") or "NOK"
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)


def after_uninstall() -> None:
	"""Remove what Frappe leaves. Frappe calls this for a dry run too; then everything stays."""
	if frappe.db.exists("DocType", "Sales Settings"):
		return
	remove_customisations()
	remove_roles()
	frappe.db.delete("Singles", {"doctype": "Sales Settings"})
	frappe.db.delete("Scheduled Job Type", {"method": ("like", "sales_mgmt.%")})
	frappe.db.commit()  # Frappe's last commit was before it called this


def remove_customisations() -> None:
	"""What was added to our DocTypes, which are gone by now: their names are known from the app's files."""
	for doctype, field in CUSTOMISATIONS.items():
		frappe.db.delete(doctype, {field: ("in", own_doctypes())})


def own_doctypes() -> list[str]:
	"""Names of the DocTypes that this app brings."""
	files = Path(frappe.get_app_path("sales_mgmt")).glob("*/doctype/*/*.json")
	return [json.loads(file.read_text(encoding="utf-8"))["name"] for file in files]


def remove_roles() -> None:
	"""Only the roles that nothing else uses."""
	for role in OWN_ROLES:
		if not frappe.db.exists("Role", role):
			continue
		still_used = frappe.db.exists("DocPerm", {"role": role}) or frappe.db.exists(
			"Custom DocPerm", {"role": role}
		)
		if not still_used:
			frappe.db.delete("Has Role", {"role": role})
			frappe.delete_doc("Role", role, force=True, ignore_permissions=True)
