"""Every DocType gives each role what the table says, and the people of the company get what their roles have."""

import frappe
import pytest
from permission_table import RIGHTS, table
from test_permission_rules import doctypes

from dev.demo.company import AUDITOR, BILLING, CLERK, MANAGER, WAREHOUSE

ROLES_OF = {
	CLERK: ("Sales User",),
	MANAGER: ("Sales Manager", "Sales User"),
	WAREHOUSE: ("Shipping User",),
	BILLING: ("Billing User",),
	AUDITOR: ("Sales Auditor",),
}
OF_FRAPPE = ("Address", "Contact")
TABLE = table()


def test_every_doctype_has_a_row(site):
	assert set(doctypes()) == set(TABLE)


@pytest.mark.parametrize("doctype", TABLE)
def test_rules_are_as_written_down(doctype):
	given = {}
	for rule in frappe.get_meta(doctype).permissions:
		assert rule.permlevel == 0 and rule.role not in given, rule.role
		given[rule.role] = {right for right in RIGHTS.values() if rule.get(right)}
	assert given == TABLE[doctype]


@pytest.mark.parametrize("user", ROLES_OF)
def test_people_may_what_their_roles_may(user):
	"""Asked of Frappe, as it asks itself before anything is done."""
	frappe.set_user(user)
	for doctype, roles in TABLE.items():
		wanted = set().union(*(_in_general(roles.get(role, set())) for role in ROLES_OF[user]))
		given = {
			right
			for right in RIGHTS.values()
			if right != "if_owner" and frappe.has_permission(doctype, right)
		}
		assert given == wanted, doctype


def _in_general(rights):
	"""Of what somebody may do with own documents only, Frappe grants no more than reading as long as it names none."""
	return rights & {"read"} if "if_owner" in rights else rights


@pytest.mark.parametrize("user", ROLES_OF)
def test_everybody_reads_addresses_and_contacts(user):
	frappe.set_user(user)
	for doctype in OF_FRAPPE:
		assert frappe.has_permission(doctype, "read"), doctype
		assert frappe.get_list(doctype), doctype


def test_only_sales_people_write_addresses_and_contacts():
	for doctype in OF_FRAPPE:
		for user in (WAREHOUSE, BILLING, AUDITOR):
			frappe.set_user(user)
			assert _changes(doctype) <= _left_to_everybody(doctype)
			assert _changes(doctype, frappe.get_doc({"doctype": doctype, "owner": CLERK})) == set()


def _changes(doctype, doc=None):
	rights = ("write", "create", "delete") if doc is None else ("write", "delete")
	return {right for right in rights if frappe.has_permission(doctype, right, doc)}


def _left_to_everybody(doctype):
	"""From 15 on, Frappe lets everybody enter addresses and contacts of their own."""
	rules = [rule for rule in frappe.get_meta(doctype).permissions if rule.role == "All"]
	return {"create"} if any(rule.if_owner and rule.create for rule in rules) else set()


def test_rules_of_frappe_itself_are_not_cut_off():
	"""No Custom DocPerm: what a later Frappe allows on its own DocTypes still arrives."""
	assert frappe.get_all("Custom DocPerm", {"parent": ("in", OF_FRAPPE)}) == []
