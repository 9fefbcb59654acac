"""What waits in the posting queue is posted as it was asked for: nothing that counts on its lines happens meanwhile, on any
road, and it is posted once. Expected figures: domain 4.1, 4.2 and A20, by hand."""

import frappe
import pytest
from build import draft, goods, invoice, item, order, post, refused

from sales_mgmt import api
from sales_mgmt.jobs import queue

WAITS = "waiting in the posting queue"


def partly_shipped(code, **options):
	"""Ordered 10, shipped 4, 1 to ship next. Returns the order and its shipment."""
	doc = order(item(code, 10, qty_to_ship=4, qty_to_invoice=0))
	posted = post(doc, ship=True)
	doc.lines[0].update({"qty_to_ship": 1, **options})
	doc.save()
	return doc, posted.shipment


def asked(doc):
	return frappe.db.get_value("Sales Line", doc.lines[0].name, ["qty_to_ship", "quantity_shipped"])


def run_job(doc):
	"""What the worker does with the job, in this transaction."""
	job = next(job for job in queue._waiting(limit=100) if job.document == doc.name)
	return queue._post(job)


def test_undo_does_not_change_what_a_queued_order_ships():
	doc, shipment = partly_shipped(goods(stock=20))
	api.post_later("Sales Order", doc.name, ship=True)
	with refused("queued") as messages:
		api.undo_shipment(shipment)
	assert doc.name in messages[0] and WAITS in messages[0]
	assert asked(doc) == (1, 4)
	assert run_job(doc)["shipment"]
	assert asked(doc)[1] == 5  # 4 before, and the 1 that was asked for


def test_taken_out_of_the_queue_the_shipment_is_undone_as_ever():
	doc, shipment = partly_shipped(goods(stock=20))
	api.post_later("Sales Order", doc.name, ship=True)
	api.cancel_posting("Sales Order", doc.name)
	assert len(api.undo_shipment(shipment)) == 1
	assert asked(doc) == (10, 0)


def test_an_invoice_of_shipped_lines_waits_for_the_queued_order():
	doc, _shipment = partly_shipped(goods(stock=20))
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	doc.reload()
	api.post_later("Sales Order", doc.name, ship=True)
	with refused("queued"):
		api.post("Sales Invoice", bill.name)
	assert asked(doc) == (1, 4)
	assert "queued" in [finding["code"] for finding in api.check("Sales Invoice", bill.name)]


def test_a_cancellation_waits_for_the_queued_order():
	doc = order(item(goods(stock=20), 10, qty_to_ship=4, qty_to_invoice=4))
	posted = post(doc, ship=True, invoice=True)
	doc.lines[0].update({"qty_to_ship": 1, "qty_to_invoice": 1})
	doc.save()
	api.post_later("Sales Order", doc.name, ship=True, invoice=True)
	with refused("queued"):
		api.cancel_invoice(posted.invoice)
	assert asked(doc) == (1, 4)
	assert "queued" in [finding["code"] for finding in api.check_cancellation(posted.invoice)]


def test_the_cancellation_of_a_cancellation_waits_too():
	doc = order(item(goods(stock=20), 10, qty_to_ship=4, qty_to_invoice=4))
	memo = api.cancel_invoice(post(doc, ship=True, invoice=True).invoice)
	doc.reload()
	doc.lines[0].update({"qty_to_ship": 1, "qty_to_invoice": 0})
	doc.save()
	api.post_later("Sales Order", doc.name, ship=True)
	with refused("queued"):
		api.cancel_credit_memo(memo)
	assert asked(doc) == (1, 0)


def test_a_closed_order_that_waits_is_not_reopened():
	doc, _shipment = partly_shipped(goods(stock=20))
	api.close_order(doc.name, "Enough")
	api.post_later("Sales Order", doc.name, invoice=True)
	with pytest.raises(frappe.ValidationError, match=WAITS):
		api.reopen("Sales Order", doc.name)


def returned(code):
	"""A return order of 3 out of 5 that were sold."""
	sold = invoice(item(code, 5))
	post(sold)
	doc = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.name))
	doc.lines[0].update({"quantity": 3, "qty_to_ship": 3, "qty_to_invoice": 0})
	doc.save()
	return doc


def test_a_queued_return_order_is_not_received_by_hand():
	code = goods(stock=5)
	doc = returned(code)
	api.post_later(doc.doctype, doc.name, ship=True)
	assert "queued" in [finding["code"] for finding in api.check(doc.doctype, doc.name, ship=True)]
	with refused("queued"):
		api.post(doc.doctype, doc.name, ship=True)
	run_job(doc)
	moved = frappe.get_all(
		"Item Ledger Entry", {"item": code, "document_doctype": "Return Receipt"}, pluck="quantity"
	)
	assert moved == [3]


def test_undo_of_a_receipt_waits_for_the_queued_return_order():
	doc = returned(goods(stock=5))
	doc.lines[0].qty_to_ship = 2
	doc.save()
	receipt = post(doc, ship=True).return_receipt
	api.post_later(doc.doctype, doc.name, ship=True)
	with refused("queued"):
		api.undo_return_receipt(receipt)
	assert asked(doc) == (1, 2)


def test_a_credit_memo_of_received_lines_waits_for_the_queued_return_order():
	doc = returned(goods(stock=5))
	doc.lines[0].qty_to_ship = 2
	doc.save()
	post(doc, ship=True)
	memo = draft("Sales Credit Memo", customer=doc.customer).name
	api.get_return_receipt_lines(memo)
	doc.reload()
	api.post_later(doc.doctype, doc.name, ship=True)
	with refused("queued"):
		api.post("Sales Credit Memo", memo)
	assert asked(doc) == (1, 2)


@pytest.mark.parametrize("doctype", ["Sales Order", "Sales Return Order"])
def test_a_job_whose_document_does_not_wait_any_more_posts_nothing(doctype):
	code = goods(stock=10)
	doc = order(item(code, 2)) if doctype == "Sales Order" else returned(code)
	api.post_later(doctype, doc.name, ship=True)
	frappe.db.set_value(doctype, doc.name, "posting_job_status", None)
	assert run_job(doc) == {}
	assert not frappe.db.exists("Posting Job", {"document": doc.name})
	assert asked(doc)[1] == 0


def test_a_job_posts_what_was_seen_when_it_was_asked_for():
	"""Whatever changed the order past its controller: the job says so and posts nothing."""
	doc, _shipment = partly_shipped(goods(stock=20))
	api.post_later("Sales Order", doc.name, ship=True)
	frappe.db.set_value("Sales Order", doc.name, "your_reference", "behind its back")
	with refused("changed") as messages:
		run_job(doc)
	assert doc.name in messages[0] and "Look at it again" in messages[0]
	assert asked(doc) == (1, 4)
