"""Frappe's own insert and save meet others like our actions do: tried again where nothing is lost by it, told elsewhere.

The database gives up the whole transaction in a deadlock, so that is what happens at a writing statement here.
"""

import frappe
import pytest
from build import DAY, draft, goods, item
from processes import at_write, together
from racing import customer, last_number, numbers_after

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify
from sales_mgmt.transactions.retry import RETRIED

pytestmark = pytest.mark.usefixtures("swept_up")


def deadlock():
	frappe.db.sql("rollback")
	raise frappe.QueryDeadlockError("as the database says it")


def values(docstatus=1, quantities=(1, 2), **more):
	code = goods(price=10, stock=10)
	lines = [item(code, quantity, location="MAIN") for quantity in quantities]
	dates = {"posting_date": DAY, "document_date": DAY}
	return {
		"doctype": "Sales Invoice",
		"docstatus": docstatus,
		"customer": customer(),
		"lines": lines,
		**dates,
		**more,
	}


def seen(doc):
	stored = frappe.get_doc(doc.doctype, doc.name)
	shown = [(row.name, row.idx, row.quantity) for row in stored.lines]
	ours = [(row.name, row.idx, row.quantity) for row in doc.lines]
	return {
		"lines": shown,
		"same": shown == ours,
		"posted_no": stored.get("posted_no"),
		"tried": RETRIED["met"],
	}


def insert(sent, number):
	before = RETRIED["met"]
	doc = frappe.get_doc(sent)
	with at_write(number, deadlock):
		doc.insert()
	return {**seen(doc), "tried": RETRIED["met"] - before, "name": doc.name}


@pytest.mark.parametrize("number", [1, 6, 12])
def test_an_invoice_that_is_born_posted_is_posted_once(number):
	sent = values()
	frappe.db.commit()
	before = last_number("posted_invoice_series")
	(outcome,) = together((insert, sent, number))
	frappe.db.rollback()
	assert not outcome.error, outcome
	assert (outcome.value["tried"], outcome.value["same"]) == (1, True)
	assert [line[2] for line in outcome.value["lines"]] == [1, 2]
	assert (
		outcome.value["posted_no"] == numbers_after(before, 1)[0] == last_number("posted_invoice_series")[1]
	)
	assert frappe.get_all("Sales Invoice", {"customer": sent["customer"]}, pluck="name") == [
		outcome.value["name"]
	]
	assert verify() == []


def change(name, code, number):
	"""A row goes, a row changes, a row comes."""
	doc = frappe.get_doc("Sales Order", name)
	doc.lines = doc.lines[1:]
	doc.lines[0].quantity = 7
	doc.append("lines", item(code, 3, location="MAIN"))
	with at_write(number, deadlock):
		doc.save()
	return seen(doc)


@pytest.mark.parametrize("number", [1, 3])
def test_a_changed_order_is_stored_as_it_was_changed(number):
	code = goods(stock=10)
	doc = draft("Sales Order", item(code, 1), item(code, 2), customer=customer(), location="MAIN")
	frappe.db.commit()
	(outcome,) = together((change, doc.name, code, number))
	frappe.db.rollback()
	assert not outcome.error, outcome
	assert [(line[1], line[2]) for line in outcome.value["lines"]] == [(1, 7), (2, 3)]
	assert outcome.value["same"]


def submit_after(what, name):
	what()
	doc = frappe.get_doc("Sales Invoice", name)
	with at_write(4, deadlock):
		doc.submit()


def write():
	frappe.get_doc({"doctype": "ToDo", "description": "of the caller"}).insert()


def lock():
	frappe.db.get_value("Customer", {}, "name", for_update=True)


def save_a_point():
	frappe.db.savepoint("of_the_caller")


@pytest.mark.parametrize("what", [write, lock, save_a_point], ids=lambda what: what.__name__)
def test_what_the_caller_holds_is_not_given_up_for_another_try(what):
	doc = draft("Sales Invoice", item(goods(stock=10), 1), customer=customer(), location="MAIN")
	frappe.db.commit()
	(outcome,) = together((submit_after, what, doc.name))
	frappe.db.rollback()
	assert outcome.error == "PostingsMet"
	assert outcome.message.endswith("Nothing was stored. Try again.")
	assert frappe.db.get_value("Sales Invoice", doc.name, "docstatus") == 0


def release(name, number):
	with at_write(number, deadlock):
		api.release("Sales Order", name)
	return frappe.db.get_value("Sales Order", name, "status")


def test_a_release_is_tried_again_too():
	"""It writes what the document says by then; the second time it must not take that for what is stored."""
	doc = draft("Sales Order", item(goods(), 1), customer=customer(), location="MAIN")
	frappe.db.commit()
	(outcome,) = together((release, doc.name, 1))
	assert (outcome.error, outcome.value) == ("", "Released")
