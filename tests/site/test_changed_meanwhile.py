"""Who saves what somebody else has saved meanwhile is told who did, what they changed, and what to do now."""

import frappe
import pytest
from build import OSLO, item, order

from dev.demo.company import CLERK, MANAGER
from sales_mgmt.texts.messages import plain

AGAIN = "Read it again, and make your changes on what it says now."


@pytest.fixture
def read():
	"""An order as it was read, in two versions already."""
	doc = order(item("1000", 10), item("1010", 2), your_reference="First")
	doc.external_document_no = "PO 1"
	return doc.save()


def saved_by(user, name, **values):
	frappe.set_user(user)
	doc = frappe.get_doc("Sales Order", name)
	quantity = values.pop("second", None)
	if quantity:
		doc.lines[1].quantity = quantity
	doc.update(values)
	doc.save()
	frappe.set_user("Administrator")


def refused(doc, **values):
	frappe.clear_messages()
	doc.update(values)
	with pytest.raises(frappe.TimestampMismatchError) as caught:
		doc.save()
	assert len(frappe.local.message_log) == 1
	return plain(str(caught.value))


def test_who_changed_which_fields(read):
	saved_by(MANAGER, read.name, your_reference="Theirs", second=4)
	who = frappe.utils.get_fullname(MANAGER)
	told = refused(read, salesperson=None)
	what = "Your Reference, Quantity (row 2)"
	assert told.startswith(
		f"{who} saved Sales Order {read.name} after you had read it, and changed: {what}, "
	)
	assert told.endswith(f". {AGAIN}") and "(row 1)" not in told and "Amount" not in told
	assert frappe.db.get_value("Sales Order", read.name, "your_reference") == "Theirs"


def test_of_several_people_the_last_is_named_with_all_that_changed(read):
	saved_by(MANAGER, read.name, your_reference="Theirs")
	saved_by(CLERK, read.name, shipment_date="2026-12-24")
	told = refused(read)
	assert told.startswith(frappe.utils.get_fullname(CLERK))
	assert "Your Reference, Shipment Date" in told and "External Document No." not in told


def test_what_was_inserted_and_changed_once():
	doc = order(item("1000", 1))
	saved_by(MANAGER, doc.name, your_reference="Theirs")
	assert "changed: Your Reference. " in refused(doc)


def test_rows_that_came_and_went(read):
	frappe.set_user(MANAGER)
	theirs = frappe.get_doc("Sales Order", read.name)
	theirs.remove(theirs.lines[0])
	theirs.append("lines", item("1000", 1))
	theirs.save()
	frappe.set_user("Administrator")
	told = refused(read)
	assert "a new row in Lines" in told and "a deleted row of Lines" in told


def test_where_no_version_tells_it_the_sentence_says_what_to_do(read):
	frappe.db.set_value("Sales Order", read.name, "times_printed", 1)
	assert refused(read).endswith(f" saved Sales Order {read.name} after you had read it. {AGAIN}")


@pytest.mark.parametrize("sent", ["2001-01-01 00:00:00", "yesterday"])
def test_what_is_sent_as_modified_may_be_anything(read, sent):
	assert AGAIN in refused(read, modified=sent)


def test_masters_are_told_alike():
	customer = frappe.get_doc("Customer", OSLO)
	frappe.set_user(MANAGER)
	theirs = frappe.get_doc("Customer", customer.name)
	theirs.tax_id = "NO 999 999 999 MVA"
	theirs.save()
	frappe.set_user("Administrator")
	assert "saved Customer" in refused(customer)
