"""Who posts or saves a document locks its rows, and not the place where the rows of the next document go.

One transaction is open, and holds the newest document of its kind; meanwhile somebody inserts the next one, and does not
wait: after one second the database would say so.
"""

from unittest.mock import patch

import frappe
import pytest
from build import DAY, draft, goods, item, post
from processes import meet, together
from racing import customer

from sales_mgmt import api
from sales_mgmt.transactions.retry import RETRIED

pytestmark = pytest.mark.usefixtures("swept_up", "ends_sound")


def ordered(doctype="Sales Order", **values):
	return draft(doctype, item(goods(stock=10), 4), customer=customer(), location="MAIN", **values)


def order_to_ship():
	return ("Sales Order", ordered().name)


def order_to_bill():
	doc = ordered()
	post(doc, ship=True)
	return ("Sales Invoice", api.make_invoice("Sales Order", doc.name))


def shipment_to_undo():
	return ("Sales Shipment", post(ordered(), ship=True).shipment)


def order_to_return():
	doc = ordered("Sales Invoice")
	post(doc)
	return ("Sales Return Order", api.make_return_order("Sales Invoice", doc.name))


def ship(doctype, name):
	api.post(doctype, name, ship=True)


def bill(_doctype, name):
	frappe.get_doc("Sales Invoice", name).submit()


def undo(_doctype, name):
	api.undo_shipment(name)


def queue(doctype, name):
	"""No worker begins: it would post what other tests queue."""
	with patch("sales_mgmt.jobs.queue._begin_run", lambda: None):
		api.post_later(doctype, name, ship=True)


def edit(doctype, name):
	doc = frappe.get_doc(doctype, name)
	doc.lines[0].quantity += 1
	doc.save()


def hold(act, doctype, name):
	act(doctype, name)
	meet()
	meet()
	frappe.db.rollback()


def insert_the_next(values):
	before = RETRIED.total()
	frappe.db.sql("SET SESSION innodb_lock_wait_timeout = 1")
	meet()
	try:
		for sent in values:
			frappe.get_doc(sent).insert()
		return RETRIED.total() - before
	finally:
		meet()


HELD = {
	"order shipped": (order_to_ship, ship),
	"fetched lines billed": (order_to_bill, bill),
	"shipment undone": (shipment_to_undo, undo),
	"return received": (order_to_return, ship),
	"order queued": (order_to_ship, queue),
	"order edited": (order_to_ship, edit),
}


@pytest.mark.parametrize("held", HELD)
def test_the_next_document_is_inserted_meanwhile(held):
	make, act = HELD[held]
	doctype, name = make()
	line = item(goods(stock=10), 1)
	values = {
		"customer": customer(),
		"location": "MAIN",
		"posting_date": DAY,
		"document_date": DAY,
		"lines": [line],
	}
	kinds = ("Sales Order", "Sales Return Order", "Sales Quote")
	frappe.db.commit()
	first, second = together(
		(hold, act, doctype, name), (insert_the_next, [{"doctype": kind, **values} for kind in kinds])
	)
	assert (first.error, second.error) == ("", ""), (first, second)
	assert second.value == 0
