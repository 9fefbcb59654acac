"""The demo company on a site: loading it again changes nothing, and its people can work but not administer."""

import frappe
import pytest
from frappe.utils.password import check_password

from dev.demo import company
from sales_mgmt import api


def test_loading_again_adds_nothing():
	assert company.load() == 0


def test_what_was_changed_by_hand_stays():
	frappe.db.set_value("Customer", "C-00001", "credit_limit", 7)
	frappe.db.set_single_value("Sales Settings", "quote_validity", "7D")
	company.load()
	assert frappe.db.get_value("Customer", "C-00001", "credit_limit") == 7
	assert frappe.db.get_single_value("Sales Settings", "quote_validity") == "7D"


def test_what_was_deleted_comes_back_under_its_name():
	frappe.delete_doc("Shipping Agent", "OWN", force=True)
	assert company.load() == 1
	assert frappe.db.exists("Shipping Agent", "OWN")


def test_opening_stock_is_posted_and_the_books_are_sound():
	assert frappe.db.get_value("Inventory Adjustment", "IA-00001", ["docstatus", "posted_no"]) == (
		1,
		"ADJ-00001",
	)
	assert frappe.db.get_value("Stock Level", {"item": "1000", "location": "EAST"}, "quantity") == 50
	assert api.verify() == []


def test_the_next_customer_gets_the_next_number():
	customer = frappe.copy_doc(frappe.get_doc("Customer", "C-00001")).insert()
	assert customer.name > "C-00009"


@pytest.mark.parametrize("user", company.PEOPLE)
def test_people_log_in_and_administer_nothing(user):
	assert check_password(user, company.PASSWORD) == user
	assert not {"System Manager", "Administrator"} & set(frappe.get_roles(user))
	frappe.get_doc("User", user).save(ignore_permissions=True)
	assert "System Manager" not in frappe.get_roles(user)


def test_nobody_logs_in_as_the_it_department():
	for password in ("", company.PASSWORD, "admin"):
		with pytest.raises(frappe.AuthenticationError):
			check_password("it@nordavind.example", password)
