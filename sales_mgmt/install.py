"""What happens to a site when the app comes and goes.

DocTypes, workspace, reports and print formats are synced and removed by Frappe itself; only what Frappe
does not own by module is handled here.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import frappe
from frappe import _
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.model.document import Document
from frappe.utils import cint

from sales_mgmt.forms.boards import add_board, remove_boards
from sales_mgmt.rates.vat_date import DOCUMENT
from sales_mgmt.storage import entry_numbers

OWN_ROLES = ("Shipping User", "Billing User", "Sales Auditor")
"""Roles that exist because of this app. Sales User and Sales Manager are also used by Frappe's own Contact and
Address, so they exist before the app and stay after it."""


CUSTOM_FIELDS = {
	"Address": [
		{
			"fieldname": "salesperson",
			"fieldtype": "Link",
			"options": "Salesperson",
			"label": "Salesperson",
			"description": "Looks after this address in place of the customer's salesperson.",
			"insert_after": "is_shipping_address",
			"module": "Sales Mgmt",
		}
	]
}
"""Fields of ours on DocTypes of Frappe's."""

REPORTED_BY_DOCUMENT_DATE = ("Norway",)
"""Countries where the document date decides in which VAT period a sale is reported."""

FRAPPES_MAIL_RETRIES, MAIL_RETRIES = 3, 10

READERS = {
	"Address": (*OWN_ROLES, "Sales Manager"),
	"Contact": OWN_ROLES,
	"Currency": (*OWN_ROLES, "Sales Manager"),
}
"""{DocType of Frappe's: roles that fill in links to it and that Frappe itself does not let read it}"""

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
	"""Make our fields on Frappe's DocTypes, and give the settings what later steps rely on."""
	add_custom_fields()
	grant_reading(customised=READERS)
	set_local_currency()
	set_vat_date(frappe.db.get_default("country"))
	raise_mail_retries()
	add_board()
	entry_numbers.provide()


def add_custom_fields() -> None:
	create_custom_fields(CUSTOM_FIELDS)


def grant_reading(customised: Iterable[str] = ()) -> None:
	"""Let our roles read what they link to. Also after every migrate, for Frappe then writes its own rules anew.

	The rule is put beside Frappe's. Frappe's own way, a Custom DocPerm, copies all rules of the DocType and cuts it off
	from those that later versions bring. Where the admin has done that already, the admin's rules hold: there the roles
	are added only to DocTypes in `customised`, once, and by hand from then on.
	"""
	for doctype in READERS:
		_add_rules("DocPerm", doctype)
		if doctype in customised and frappe.db.exists("Custom DocPerm", {"parent": doctype}):
			_add_rules("Custom DocPerm", doctype)
		frappe.clear_cache(doctype=doctype)


def _add_rules(kind: str, doctype: str) -> None:
	rules = frappe.get_all(kind, {"parent": doctype}, ["role", "idx"])
	last = max((rule.idx for rule in rules), default=0)
	missing = [role for role in READERS[doctype] if role not in {rule.role for rule in rules}]
	for idx, role in enumerate(missing, start=last + 1):
		place = {"parent": doctype, "parenttype": "DocType", "parentfield": "permissions", "idx": idx}
		frappe.get_doc({"doctype": kind, **place, "role": role, "read": 1}).db_insert()


def set_local_currency() -> None:
	"""The currency of the site, where it has one already. Nothing is guessed: before the setup wizard there is none."""
	settings = frappe.get_single("Sales Settings")
	known = frappe.db.get_default("currency") if _wizard_is_done() else None
	_keep_books_in(settings, settings.local_currency or known)


def take_answers_of_wizard(answers: dict[str, Any]) -> None:
	"""Hook of the setup wizard: its currency is that of the ledgers, while nothing is posted in another one, and its country
	says which date VAT is reported by."""
	if frappe.db.exists("General Ledger Entry", {}):
		return
	answers = answers or {}
	if currency := answers.get("currency"):
		_keep_books_in(frappe.get_single("Sales Settings"), currency)
	set_vat_date(answers.get("country"))


def set_vat_date(country: str | None) -> None:
	"""The custom of the country, where a site is new. Elsewhere the default of the setting holds: the posting date."""
	if country in REPORTED_BY_DOCUMENT_DATE:
		frappe.db.set_single_value("Sales Settings", "vat_date_follows", DOCUMENT)


def _wizard_is_done() -> bool:
	if hasattr(frappe, "is_setup_complete"):
		return bool(frappe.is_setup_complete())
	return bool(cint(frappe.db.get_single_value("System Settings", "setup_complete")))


def _keep_books_in(settings: Document, currency: str | None) -> None:
	settings.local_currency = currency or None
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)


def raise_mail_retries() -> None:
	"""A document that could not be mailed is tried 10 times again, not 3 as Frappe does by itself (domain A24).

	It is a setting of the whole site. Whoever chose a number of their own keeps it.
	"""
	_change_mail_retries(FRAPPES_MAIL_RETRIES, MAIL_RETRIES)


def lower_mail_retries() -> None:
	"""As before the app came."""
	_change_mail_retries(MAIL_RETRIES, FRAPPES_MAIL_RETRIES)


def _change_mail_retries(before: int, after: int) -> None:
	place = ("System Settings", "email_retry_limit")
	if cint(frappe.db.get_single_value(*place)) == before:
		frappe.db.set_single_value(*place, after, update_modified=False)


def after_uninstall() -> None:
	"""Remove what Frappe leaves. Frappe calls this for a dry run too; then everything stays."""
	if frappe.db.exists("DocType", "Sales Settings"):
		return
	remove_customisations()
	remove_boards(own_doctypes())
	remove_reading_rules()
	remove_roles()
	remove_custom_fields()
	lower_mail_retries()
	remove_from_desktop()
	entry_numbers.remove()
	frappe.db.delete("Onboarding Step", {"name": ("in", own_records("onboarding_step"))})
	frappe.db.delete("Singles", {"doctype": "Sales Settings"})
	frappe.db.delete("Scheduled Job Type", {"method": ("like", "sales_mgmt.%")})
	frappe.db.commit()  # Frappe's last commit was before it called this


def remove_customisations() -> None:
	"""What was added to our DocTypes, which are gone by now: their names are known from the app's files."""
	for doctype, field in CUSTOMISATIONS.items():
		frappe.db.delete(doctype, {field: ("in", own_doctypes())})


def remove_reading_rules() -> None:
	"""Of roles that stay after us, only what we put beside Frappe's rules; what an admin gave them is the admin's."""
	for doctype, roles in READERS.items():
		for kind, ours in (("DocPerm", roles), ("Custom DocPerm", OWN_ROLES)):
			frappe.db.delete(kind, {"parent": doctype, "role": ("in", ours)})
		frappe.clear_cache(doctype=doctype)


def remove_from_desktop() -> None:
	"""The tile and the sidebar that Frappe 16 makes for a workspace, ours or its own, and then leaves."""
	for doctype, label in (("Desktop Icon", "label"), ("Workspace Sidebar", "title")):
		if not frappe.db.exists("DocType", doctype) or not frappe.get_meta(doctype).has_field("app"):
			continue
		if doctype == "Desktop Icon" and not frappe.get_meta(doctype).has_field("link_to"):
			continue  # what older versions call by this name is made by people
		for filters in ({"app": "sales_mgmt"}, {label: ("in", own_records("workspace"))}):
			for name in frappe.get_all(doctype, filters, pluck="name"):
				frappe.delete_doc(doctype, name, force=True, ignore_permissions=True)


def own_doctypes() -> list[str]:
	"""Names of the DocTypes that this app brings."""
	return own_records("doctype")


def own_records(kind: str) -> list[str]:
	"""Names of what this app brings in the folders of this name."""
	files = Path(frappe.get_app_path("sales_mgmt")).glob(f"*/{kind}/*/*.json")
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


def remove_custom_fields() -> None:
	"""Our fields on Frappe's DocTypes, columns and all. Commits, as every change of a table does."""
	for doctype, fields in CUSTOM_FIELDS.items():
		for fieldname in (field["fieldname"] for field in fields):
			frappe.db.delete("Custom Field", {"dt": doctype, "fieldname": fieldname})
			forget_columns(doctype)
			if frappe.db.has_column(doctype, fieldname):
				frappe.db.sql_ddl(f"ALTER TABLE `tab{doctype}` DROP COLUMN `{fieldname}`")
		forget_columns(doctype)


def forget_columns(doctype: str) -> None:
	"""Frappe remembers which columns a table has."""
	frappe.clear_cache(doctype=doctype)
	frappe.cache.hdel("table_columns", f"tab{doctype}")
