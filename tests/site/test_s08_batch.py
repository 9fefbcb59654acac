"""S08.4 and S39.3: posting many documents in one go. The test's transaction is not the batch's own, so every document
gets a savepoint; the road with transactions of its own is tried in real processes (test_posting_queue.py)."""

import frappe
import pytest
from build import (
	DAY,
	OSLO,
	account,
	buyer,
	contents,
	edit,
	goods,
	invoice,
	item,
	order,
	quantities,
	settings,
	statuses,
)
from statements import recorded

from dev.demo.company import CLERK, WAREHOUSE
from sales_mgmt import api
from sales_mgmt.jobs.batch import _run
from sales_mgmt.posting.sale import order as order_posting


def batch(doctype, **arguments):
	return frappe.get_doc("Posting Batch", api.post_batch(doctype, **arguments))


def results(log):
	return [(row.document, row.outcome) for row in log.results]


def test_s08_4_of_ten_orders_with_one_faulty_nine_are_posted(books):
	code, blocked = goods(stock=100), goods(stock=1)
	orders = [order(item(code, 2)) for _ in range(4)] + [order(item(blocked))]
	orders += [order(item(code, 2)) for _ in range(5)]
	frappe.db.set_value("Item", blocked, "sales_blocked", 1)
	faulty = orders[4]
	before = statuses(faulty)
	log = batch("Sales Order", names=[doc.name for doc in orders], ship=True, invoice=True)
	assert (log.status, log.total, log.posted, log.failed) == ("Finished", 10, 9, 1)
	assert results(log) == [(doc.name, "Not Posted" if doc is faulty else "Posted") for doc in orders]
	assert log.results[4].messages == f"Row 1: item {blocked} is blocked for sales."
	assert not log.results[4].shipment and not log.results[4].invoice
	assert statuses(faulty) == before
	assert not frappe.db.exists("Sales Shipment", {"sales_order": faulty.name})
	for row, doc in zip(log.results, orders, strict=True):
		if doc is not faulty:
			assert statuses(doc)[0] == "Completed"
			assert frappe.db.get_value("Sales Shipment", row.shipment, "sales_order") == doc.name
			assert frappe.db.get_value("Sales Invoice", row.invoice, "docstatus") == 1


def test_what_fails_late_leaves_nothing_and_no_hole_in_the_numbers(books, monkeypatch):
	"""Another app refuses the posted invoice, after everything was written."""
	code = goods(stock=100)
	orders = [order(item(code)) for _ in range(3)]
	announce = order_posting.announce

	def announcing(doc):
		announce(doc)
		if doc.doctype == "Sales Invoice" and doc.sales_order == orders[1].name:
			frappe.throw("Not this one.")

	monkeypatch.setattr(order_posting, "announce", announcing)
	log = batch("Sales Order", names=[doc.name for doc in orders], ship=True, invoice=True)
	assert [row.outcome for row in log.results] == ["Posted", "Not Posted", "Posted"]
	assert log.results[1].messages == "Not this one."
	numbers = [
		int(frappe.db.get_value("Sales Invoice", row.invoice, "posted_no")[-4:])
		for row in log.results
		if row.invoice
	]
	assert numbers[1] == numbers[0] + 1
	assert frappe.db.count("Item Ledger Entry", {"item": code, "entry_type": "Sale"}) == 2


def test_every_reason_is_listed(books):
	doc = invoice(item(goods()), account("3900", 1, 10))
	frappe.db.set_value("GL Account", "3900", "blocked", 1)
	log = batch("Sales Invoice", names=[doc.name])
	reasons = log.results[0].messages.split("\n")
	assert len(reasons) == 2
	assert any("account 3900 is blocked" in reason for reason in reasons)


def test_s39_3_a_released_filter_skips_an_open_order(books):
	customer, code = buyer(), goods(stock=10)
	released, open_order = (order(item(code), customer=customer) for _ in range(2))
	api.release("Sales Order", released.name)
	log = batch("Sales Order", filters={"customer": customer, "status": "Released"}, ship=True, invoice=True)
	assert results(log) == [(released.name, "Posted")]
	assert statuses(open_order)[0] == "Open"
	# without the filter an open order is released by its posting
	log = batch("Sales Order", filters={"customer": customer}, ship=True, invoice=True)
	assert results(log) == [(open_order.name, "Posted")]
	assert statuses(open_order)[0] == "Completed"


@pytest.mark.parametrize("as_list", [False, True])
def test_invoices_by_filters_as_the_list_sends_them(books, as_list):
	customer = buyer()
	docs = [invoice(account("3900", 1, 10), customer=customer) for _ in range(2)]
	filters = [["Sales Invoice", "customer", "=", customer]] if as_list else {"customer": customer}
	log = batch("Sales Invoice", filters=frappe.as_json(filters))
	assert results(log) == [(doc.name, "Posted") for doc in docs]
	assert [row.invoice for row in log.results] == [doc.name for doc in docs]


def test_a_filter_on_lines_finds_an_order_once(books):
	"""The list of orders can be filtered by item. An order with the item on two lines is posted once, not twice."""
	code = goods(stock=100)
	doc = order(item(code, 10), item(code, 10))
	doc.lines[0].qty_to_ship = doc.lines[1].qty_to_ship = 4
	doc.save()
	log = batch("Sales Order", filters=[["Sales Line", "item", "=", code]], ship=True)
	assert results(log) == [(doc.name, "Posted")]
	assert [row[2] for row in quantities(doc)] == [4, 4]


FILL, POSTING, DOCUMENT = {}, {"replace_posting_date": True}, {"replace_document_date": True}
ON = "2026-03-20"


@pytest.mark.parametrize(
	("linked", "own_date", "replace", "posting_date", "document_date"),
	[
		(0, DAY, FILL, DAY, DAY),
		(0, DAY, POSTING, ON, DAY),
		(0, None, FILL, ON, DAY),
		(0, DAY, DOCUMENT, DAY, ON),
		(0, DAY, POSTING | DOCUMENT, ON, ON),
		(1, DAY, FILL, DAY, DAY),
		(1, DAY, POSTING, ON, ON),
		(1, None, FILL, ON, ON),
		(1, DAY, DOCUMENT, DAY, ON),
		(1, DAY, POSTING | DOCUMENT, ON, ON),
	],
)
@pytest.mark.parametrize("make", [order, invoice])
def test_dates_fill_blanks_and_replace_where_asked(
	books, make, linked, own_date, replace, posting_date, document_date
):
	settings(link_document_date=linked)
	doc = make(item(goods(stock=1)))
	frappe.db.set_value(doc.doctype, doc.name, "posting_date", own_date)
	log = batch(doc.doctype, names=[doc.name], ship=True, invoice=True, posting_date=ON, **replace)
	posted = frappe.get_doc("Sales Invoice", log.results[0].invoice)
	assert (str(posted.posting_date), str(posted.document_date)) == (posting_date, document_date)


@pytest.mark.parametrize("linked", [0, 1])
def test_the_warehouse_ships_a_batch_and_replaces_its_dates(books, linked):
	settings(link_document_date=linked)
	doc = order(item(goods(stock=1)))
	frappe.set_user(WAREHOUSE)
	dates = {"posting_date": ON, **POSTING, **DOCUMENT}
	log = batch("Sales Order", names=[doc.name], ship=True, **dates)
	assert results(log) == [(doc.name, "Posted")]
	assert str(frappe.db.get_value("Sales Shipment", log.results[0].shipment, "document_date")) == ON


def test_filters_and_names_see_only_what_the_user_may_see(books):
	mine, code = buyer(), goods(stock=10)
	seen, unseen = order(item(code), customer=mine), order(item(code), customer=OSLO)
	frappe.get_doc(
		{"doctype": "User Permission", "user": WAREHOUSE, "allow": "Customer", "for_value": mine}
	).insert()
	frappe.set_user(WAREHOUSE)
	log = batch("Sales Order", filters={"name": ["in", [seen.name, unseen.name]]}, ship=True)
	assert results(log) == [(seen.name, "Posted")]
	log = batch("Sales Order", names=[unseen.name, "SO-99999"], ship=True)
	assert [row.outcome for row in log.results] == ["Not Posted", "Not Posted"]
	assert all(row.messages.endswith((".", "found")) for row in log.results)


def test_who_may_not_post_starts_no_batch():
	doc = order(item(goods(stock=1)))
	frappe.set_user(CLERK)
	before = contents()
	with pytest.raises(frappe.PermissionError):
		api.post_batch("Sales Order", names=[doc.name], ship=True)
	assert contents() == before


@pytest.mark.parametrize(
	("arguments", "sentence"),
	[
		({"names": None, "ship": True}, "Choose the documents"),
		({"names": [], "ship": True}, "Choose the documents"),
		({"names": ["SO-1"]}, "Choose what to post"),
		({"names": ["SO-1"], "ship": True, "replace_posting_date": True}, "Fill in the posting date"),
		({"filters": {"customer": "nobody"}, "ship": True}, "No document matches"),
	],
)
def test_a_batch_that_makes_no_sense_is_refused(arguments, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		api.post_batch("Sales Order", **arguments)


def test_a_batch_in_anothers_transaction_leaves_the_transaction_as_it_was():
	"""Frappe counts writes, and takes a rollback to a savepoint for the end of the transaction."""
	doc = order(item(goods(stock=1)))
	frappe.db.set_value("Sales Order", doc.name, "status", "Pending Approval")
	writes = frappe.db.transaction_writes
	log = batch("Sales Order", names=[doc.name], ship=True)
	assert log.failed == 1
	assert frappe.db.transaction_writes > writes


def test_a_large_batch_waits_for_a_worker():
	names = [f"SO-{number}" for number in range(21)]
	log = batch("Sales Order", names=names, ship=True)
	assert (log.status, log.total, log.results) == ("Queued", 21, [])
	assert batch("Sales Order", names=names, ship=True, background=False).status == "Finished"
	assert batch("Sales Order", names=names[:1], ship=True, background=True).status == "Queued"


def test_statements_of_a_batch_do_not_grow_with_the_lines(books):
	frappe.db.set_single_value("Sales Settings", "allow_negative_stock", 1)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	codes = [goods() for _ in range(50)]

	def measure(documents, lines):
		names = [order(*(item(code) for code in codes[:lines])).name for _ in range(documents)]
		with recorded() as statements:
			log = batch("Sales Order", names=names, ship=True, invoice=True)
		assert log.posted == documents
		return len(statements)

	measure(1, 3)
	one, two, four = measure(1, 1), measure(2, 1), measure(4, 1)
	each = two - one
	assert four - two == 2 * each
	assert each <= 120
	assert measure(4, 50) - four <= 4 * 15


def test_a_batch_posts_what_was_there_when_it_was_started(books):
	"""Two orders of 2 wait in a batch; one is changed to 3 before its turn. It is posted by whoever looks at it again."""
	code = goods(stock=100)
	same, changed = (order(item(code, 2)) for _ in range(2))
	name = api.post_batch("Sales Order", names=[same.name, changed.name], ship=True, background=True)
	edit(changed, quantity=3)
	log = frappe.get_doc("Posting Batch", name)
	_run(log, ours=False, queued=True)
	log.reload()
	assert results(log) == [(same.name, "Posted"), (changed.name, "Not Posted")]
	assert "was changed or posted by somebody else" in log.results[1].messages
	again = batch("Sales Order", names=[changed.name], ship=True)
	assert results(again) == [(changed.name, "Posted")]
