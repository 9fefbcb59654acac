"""Every DocType of the app that may be renamed can be; the others say so in a sentence."""

import frappe
import pytest


def test_every_doctype_that_may_be_renamed_can_be():
	modules = frappe.get_all("Module Def", {"app_name": "sales_mgmt"}, pluck="name")
	doctypes = frappe.get_all("DocType", {"module": ("in", modules), "allow_rename": 1}, pluck="name")
	assert "Customer" in doctypes
	for doctype in sorted(doctypes):
		if name := frappe.db.get_value(doctype, {}, "name"):
			frappe.rename_doc(doctype, name, "T-RENAMED")
			assert frappe.db.exists(doctype, "T-RENAMED"), doctype


def test_a_number_series_is_not_renamed():
	"""Only Sales Settings link to it, and Frappe can not rename what only a single DocType links to: an SQL error."""
	name = frappe.db.get_value("Number Series", {}, "name")
	with pytest.raises(frappe.ValidationError, match="not allowed to be renamed"):
		frappe.rename_doc("Number Series", name, "T-RENAMED")
	assert frappe.db.exists("Number Series", name)
