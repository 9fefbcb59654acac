"""Notifications on a posted invoice and a released order, and an assignment rule, as an admin sets them up."""

import frappe
import pytest
from build import draft, goods, item, order, post
from customising import tidied
from of_any_frappe import as_in_frappes_tests

from dev.demo.company import BILLING, CLERK, MANAGER
from sales_mgmt import api


@pytest.fixture(autouse=True)
def admin(site):
	"""Frappe writes notices in a background job, except in its own tests."""
	with tidied(), as_in_frappes_tests():
		yield


def notification(doctype, event, role, **values):
	doc = {
		"doctype": "Notification",
		"name": f"{doctype} {event}",
		"document_type": doctype,
		"event": event,
		"channel": "System Notification",
		"subject": "{{ doc.doctype }} {{ doc.name }} for {{ doc.customer_name }}: {{ doc.amount }}",
		"message": "Have a look.",
		"recipients": [{"receiver_by_role": role}],
		"enabled": 1,
	}
	frappe.get_doc({**doc, **values}).insert()
	frappe.cache.delete_value("notifications")


def notices(name):
	"""[(for whom, subject)]"""
	rows = frappe.get_all(
		"Notification Log", {"document_name": name}, ["for_user", "subject"], order_by="for_user"
	)
	return [(row.for_user, row.subject) for row in rows]


@pytest.mark.parametrize("road", ["born of an order", "a draft posted by the API", "a draft submitted"])
def test_a_posted_invoice_is_told_to_billing_once(road, books):
	notification("Sales Invoice", "Submit", "Billing User")
	if road == "born of an order":
		name = post(order(item(goods(stock=5), 2)), ship=True, invoice=True).invoice
	else:
		bill = draft("Sales Invoice", item(goods(stock=5), 2))
		assert notices(bill.name) == []
		api.post("Sales Invoice", bill.name) if "API" in road else bill.submit()
		name = bill.name
	customer = frappe.db.get_value("Sales Invoice", name, "customer_name")
	assert notices(name) == [(BILLING, f"Sales Invoice {name} for {customer}: 200.0")]


def test_a_released_order_is_told_once():
	values = {"value_changed": "status", "condition": "doc.status == 'Released'"}
	notification("Sales Order", "Value Change", "Shipping User", **values)
	doc = order(item("1000"))
	assert notices(doc.name) == []
	api.release("Sales Order", doc.name)
	assert len(notices(doc.name)) == 1
	doc.reload()
	doc.your_reference = "R1"
	doc.save()
	assert len(notices(doc.name)) == 1
	api.reopen("Sales Order", doc.name)
	assert len(notices(doc.name)) == 1


def test_orders_are_assigned_in_turn():
	days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
	frappe.get_doc(
		{
			"doctype": "Assignment Rule",
			"name": "Orders in turn",
			"document_type": "Sales Order",
			"description": "Look after order {{ name }}",
			"assign_condition": "status == 'Open'",
			"unassign_condition": "status == 'Completed'",
			"rule": "Round Robin",
			"users": [{"user": CLERK}, {"user": MANAGER}],
			"assignment_days": [{"day": day} for day in days],
		}
	).insert()
	for user in (CLERK, MANAGER):  # there is no mail account to write to them from
		frappe.db.set_value("Notification Settings", user, "enable_email_notifications", 0)
	frappe.clear_document_cache("Notification Settings", CLERK)
	frappe.clear_document_cache("Notification Settings", MANAGER)
	frappe.set_user(CLERK)
	made = [order(item("1000")) for _ in range(3)]
	frappe.set_user("Administrator")
	turns = [
		frappe.get_all("ToDo", {"reference_name": doc.name, "status": "Open"}, pluck="allocated_to")
		for doc in made
	]
	assert turns == [[CLERK], [MANAGER], [CLERK]]
