"""Two people release the same selection of a list at the same moment, in requests of their own."""

import frappe
import pytest
from build import item, order
from processes import at, die, meeting, together
from racing import customer

from sales_mgmt import api

pytestmark = pytest.mark.usefixtures("swept_up")


def as_request(names):
	frappe.local.request = frappe._dict(method="POST")
	return api.release_documents("Sales Order", names)


def release_meeting(names):
	with meeting("sales_mgmt.api.lists.allowed", after=True):
		return as_request(names)


def release_dying(names):
	with at("sales_mgmt.api.lists.change_status", die, call=3):
		return as_request(names)


def committed(count):
	buyer = customer()
	names = [order(item("1000"), customer=buyer, location="MAIN").name for _ in range(count)]
	frappe.db.commit()
	return names


def statuses(names):
	frappe.db.rollback()
	return [frappe.db.get_value("Sales Order", name, "status") for name in names]


def test_both_are_told_that_the_orders_are_released():
	names = committed(3)
	outcomes = together((release_meeting, names), (release_meeting, names))
	assert [outcome.error for outcome in outcomes] == ["", ""]
	for outcome in outcomes:
		assert [(row["name"], row["ok"]) for row in outcome.value] == [(name, True) for name in names]
	assert statuses(names) == ["Released"] * 3


def test_what_is_released_stays_when_the_process_dies():
	names = committed(4)
	assert together((release_dying, names))[0].killed
	assert statuses(names) == ["Released", "Released", "Open", "Open"]
	assert together((as_request, names))[0].error == ""
	assert statuses(names) == ["Released"] * 4
