"""User permissions by customer and by location: what is not mine is neither listed, nor opened, nor found, nor counted."""

import frappe
import frappe.client
import pytest
from frappe.desk import reportview
from limited import OF_EAST, OF_OSLO, limited_user, ours_and_theirs
from of_any_frappe import found_by_link

from sales_mgmt.access.user_permissions import restrict

BY_CUSTOMER = (
	"Sales Quote",
	"Sales Order",
	"Sales Invoice",
	"Sales Shipment",
	"Sales Return Order",
	"Sales Credit Memo",
	"Return Receipt",
	"Customer Payment",
	"Customer Ledger Entry",
	"Customer Application",
	"Customer Ledger Application",
	"General Ledger Entry",
	"VAT Entry",
	"Item Ledger Entry",
	"Price List",
	"Customer",
	"Address",
	"Contact",
)
BY_LOCATION = (
	"Sales Quote",
	"Sales Order",
	"Sales Invoice",
	"Sales Shipment",
	"Sales Return Order",
	"Sales Credit Memo",
	"Return Receipt",
	"Inventory Adjustment",
	"Item Ledger Entry",
	"Item Value Entry",
	"Item Application Entry",
	"Stock Level",
	"Location",
)


def listed(doctype, name):
	return bool(frappe.get_list(doctype, {"name": name}, pluck="name"))


def counted(doctype, name):
	frappe.local.form_dict = frappe._dict(
		doctype=doctype, filters=frappe.as_json([[doctype, "name", "=", name]])
	)
	return bool(reportview.get_count())


def opened(doctype, name):
	try:
		return frappe.client.get(doctype, name).name == name
	except frappe.PermissionError:
		return False


def found(doctype, name):
	return name in found_by_link(doctype, name)


def valued(doctype, name):
	try:
		return bool(frappe.client.get_value(doctype, "name", {"name": name}))
	except frappe.PermissionError:
		return False


def queried(doctype, name):
	"""By a query of our own, as a report makes it."""
	table = frappe.qb.DocType(doctype)
	return bool(restrict(frappe.qb.from_(table).select(table.name).where(table.name == name), doctype).run())


WAYS = (listed, counted, opened, found, valued, queried)


@pytest.fixture
def sides():
	ours, theirs = ours_and_theirs()
	limited_user(OF_OSLO, Customer=ours["Customer"])
	limited_user(OF_EAST, Location=ours["Location"])
	return ours, theirs


def seen_by(user, names, doctypes):
	"""{(DocType, way)} by which the user gets at the document."""
	frappe.set_user(user)
	ways = {(doctype, way.__name__) for doctype in doctypes for way in WAYS if way(doctype, names[doctype])}
	frappe.set_user("Administrator")
	return ways


@pytest.mark.parametrize(("user", "doctypes"), [(OF_OSLO, BY_CUSTOMER), (OF_EAST, BY_LOCATION)])
def test_only_ones_own_is_seen(user, doctypes, sides, books):
	ours, theirs = sides
	every_way = {(doctype, way.__name__) for doctype in doctypes for way in WAYS}
	assert seen_by("Administrator", theirs, doctypes) == every_way
	assert seen_by(user, ours, doctypes) == every_way
	assert seen_by(user, theirs, doctypes) == set()


def test_an_adjustment_that_touches_another_location_is_out_of_sight_everywhere(sides):
	ours, _theirs = sides
	lines = frappe.get_doc("Inventory Adjustment", ours["Inventory Adjustment"]).lines
	both = [
		{"item": lines[0].item, "location": location, "quantity": 1, "unit_cost": 60}
		for location in ("EAST", "MAIN")
	]
	doc = frappe.get_doc(
		{"doctype": "Inventory Adjustment", "posting_date": "2026-03-02", "lines": both}
	).insert()
	frappe.set_user(OF_EAST)
	assert [way(doc.doctype, doc.name) for way in WAYS] == [False] * len(WAYS)


def test_a_percent_sign_in_a_name_is_no_parameter(sides):
	"""The conditions of a list are text, and the query around them has parameters."""
	account = {"doctype": "Location", "code": "100% EAST", "description": "All of it"}
	frappe.get_doc(account).insert()
	user = limited_user("of.all@example.com", Location=["100% EAST", "EAST"])
	frappe.set_user(user)
	assert queried("Location", "EAST") and queried("Location", "100% EAST")
	table = frappe.qb.DocType("Location")
	everything = restrict(frappe.qb.from_(table).select(table.name), "Location").run()
	assert sorted(row[0] for row in everything) == ["100% EAST", "EAST"]


def test_a_query_costs_nothing_more_without_user_permissions(sides):
	table = frappe.qb.DocType("Sales Order")
	query = frappe.qb.from_(table).select(table.name)
	assert str(restrict(query, "Sales Order")) == str(query)


def test_reports_refuse_whoever_has_no_role(sides):
	frappe.set_user("Guest")
	table = frappe.qb.DocType("Sales Order")
	with pytest.raises(frappe.PermissionError):
		restrict(frappe.qb.from_(table).select(table.name), "Sales Order")
