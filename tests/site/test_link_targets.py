"""Whoever may fill in a field that links somewhere may look there: each role by itself, every link field that it may write.

Frappe asks for the right when a value is searched, and again when it is checked at the form; a refusal there is a message about
a DocType that nobody opened. Roles stand alone here: what one has only beside another is not its own.
"""

import frappe
import pytest
from permission_table import ROLES
from test_permission_rules import doctypes

from sales_mgmt.install import grant_reading
from sales_mgmt.patches import read_currencies

CHANGES = ("write", "create", "submit")


@pytest.fixture(params=ROLES)
def only(request, site):
	"""The role of a user who has no other."""
	role = request.param
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": f"{frappe.scrub(role)}@only.example",
			"first_name": role,
			"send_welcome_email": 0,
		}
	)
	user.append("roles", {"role": role})
	user.flags.no_welcome_mail = True
	user.insert(ignore_permissions=True)
	frappe.set_user(user.name)
	yield role
	frappe.set_user("Administrator")


def typed_links(doctype):
	"""(DocType, field, DocType that it links to) of what people fill in, in the document and its tables."""
	meta = frappe.get_meta(doctype)
	for of in (doctype, *(field.options for field in meta.get_table_fields())):
		for field in frappe.get_meta(of).fields:
			if field.fieldtype == "Link" and not field.read_only:
				yield of, field.fieldname, field.options


def test_link_targets_may_be_chosen(only):
	refused = {
		link
		for doctype in doctypes()
		if any(frappe.has_permission(doctype, right) for right in CHANGES)
		for link in typed_links(doctype)
		if not any(frappe.has_permission(link[2], right) for right in ("select", "read"))
	}
	assert refused == set()


def test_where_an_admin_wrote_the_rules_currencies_are_added_once(site):
	"""Rules of an admin's own hold: the patch adds ours to them, and what is taken away afterwards stays away."""
	frappe.get_doc(
		{
			"doctype": "Custom DocPerm",
			"parent": "Currency",
			"role": "System Manager",
			"permlevel": 0,
			"read": 1,
		}
	).insert()
	read_currencies.execute()
	added = {"Billing User", "Sales Auditor", "Sales Manager", "Shipping User", "System Manager"}
	assert set(frappe.get_all("Custom DocPerm", {"parent": "Currency"}, pluck="role")) == added
	frappe.db.delete("Custom DocPerm", {"parent": "Currency", "role": "Billing User"})
	grant_reading()
	assert not frappe.db.exists("Custom DocPerm", {"parent": "Currency", "role": "Billing User"})
