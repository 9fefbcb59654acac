"""The app comes to a site and goes from it without leaving anything, and it does not come where it would clash."""

import frappe
import pytest
from scratch import scratch_site

from sales_mgmt import install

NOTES_OF_FRAPPE = {
	"tabActivity Log",
	"tabDeleted Document",
	"tabError Log",
	"tabPatch Log",
	"tabInstalled Application",
	"tabScheduled Job Log",
	"tabVersion",
	"version_id_seq",
	"__UserSettings",
	"__global_search",
}
"""What Frappe writes down about whatever happens on a site."""

KINDS = (
	"tabRole",
	"tabWorkspace",
	"tabModule Def",
	"tabDocType",
	"tabNumber Card",
	"tabKanban Board",
	"tabKanban Board Column",
	"tabPrint Format",
	"tabSingles",
	"tabScheduled Job Type",
	"tabCustom Field",
	"tabProperty Setter",
	"tabCustom DocPerm",
	"tabUser Permission",
	"tabHas Role",
)
"""Of each of these the app brings something, so each is also looked at when it goes."""


MADE_BY_THE_ADMIN = [
	{"doctype": "Unit of Measure", "code": "PCS"},
	{"doctype": "Product Posting Group", "code": "GOODS"},
	{"doctype": "VAT Product Group", "code": "STANDARD"},
	{
		"doctype": "Item",
		"item_code": "SPOKE",
		"item_name": "Spoke",
		"item_type": "Service",
		"base_uom": "PCS",
		"product_posting_group": "GOODS",
		"vat_product_group": "STANDARD",
	},
	{"doctype": "Custom Field", "dt": "Sales Order", "fieldname": "project_code", "fieldtype": "Data"},
	{
		"doctype": "Property Setter",
		"doctype_or_field": "DocField",
		"doc_type": "Sales Order",
		"field_name": "your_reference",
		"property": "reqd",
		"value": "1",
	},
	{"doctype": "Custom DocPerm", "parent": "Sales Order", "role": "Shipping User", "read": 1},
	{"doctype": "User Permission", "user": "Guest", "allow": "Item", "for_value": "SPOKE"},
	{
		"doctype": "Has Role",
		"parenttype": "User",
		"parentfield": "roles",
		"parent": "Guest",
		"role": "Shipping User",
	},
]
"""What stands on our DocTypes and roles goes with them."""


@pytest.fixture(scope="module")
def life():
	"""The contents of a site before the app came, while it was there, and after it left."""
	with scratch_site() as site:
		before = site.contents()
		site.command("install-app", "sales_mgmt")
		site.command("execute", "frappe.client.insert_many", "--kwargs", repr({"docs": MADE_BY_THE_ADMIN}))
		during = site.contents()
		site.command("uninstall-app", "sales_mgmt", "--yes", "--no-backup")
		yield before, during, site.contents()


def differences(before, after):
	"""{place: (what is new, what is gone)}"""
	found = {}
	for place in (before.keys() | after.keys()) - NOTES_OF_FRAPPE:
		was, is_now = (
			{row for row in contents.get(place, set()) if "'Installed Applications'" not in row}
			for contents in (before, after)
		)
		if was != is_now:
			found[place] = (is_now - was, was - is_now)
	return found


def test_the_app_brings_something_of_every_kind(life):
	before, during, _after = life
	for kind in KINDS:
		assert during[kind] - before[kind], kind
	assert "tabSales Order" in during.keys() - before.keys()


def test_the_app_leaves_nothing_behind(life):
	before, _during, after = life
	assert differences(before, after) == {}


def test_roles_that_frappe_has_itself_stay(life):
	before, _during, after = life
	for role in ("Sales User", "Sales Manager"):
		assert any(role in row for row in before["tabRole"])
		assert any(role in row for row in after["tabRole"])


def test_a_site_with_erpnext_is_refused(monkeypatch):
	monkeypatch.setattr(frappe, "get_installed_apps", lambda *_args, **_kw: ["frappe", "erpnext"])
	with pytest.raises(frappe.ValidationError, match=r"ERPNext is installed on this site .* same names"):
		install.before_install()


def test_other_apps_are_welcome(monkeypatch):
	monkeypatch.setattr(frappe, "get_installed_apps", lambda *_args, **_kw: ["frappe", "hrms"])
	install.before_install()


def test_the_installer_asks_before_it_does_anything():
	assert frappe.get_hooks("before_install", app_name="sales_mgmt") == ["sales_mgmt.install.before_install"]
