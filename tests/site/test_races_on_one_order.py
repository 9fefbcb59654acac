"""One person posts a document while another reopens, edits, releases, closes or deletes it: one of them wins.

Both have read the document before either writes. Three orders of events each: the posting is committed first, the other
is committed first, or both go on at the same moment. The loser is told, and nothing of what the loser wanted remains.
"""

import frappe
import pytest
from build import draft, goods, item, quantities, statuses, stock
from processes import at, meet, together
from racing import customer, last_number, numbers_after

from sales_mgmt import api

pytestmark = pytest.mark.usefixtures("swept_up", "ends_sound")


def post(doctype, name, pause):
	with at("sales_mgmt.api._post", pause):
		return api.post(doctype, name, ship=True)


def change_status(action, doctype, name, pause):
	with at("sales_mgmt.api.change_status", pause):
		return getattr(api, action)(doctype, name)


def release(doctype, name, pause):
	return change_status("release", doctype, name, pause)


def reopen(doctype, name, pause):
	return change_status("reopen", doctype, name, pause)


def close(_doctype, name, pause):
	with at("sales_mgmt.api.orders.with_retries", pause):
		return api.close_order(name, "No room for it")["status"]


def edit(doctype, name, pause):
	doc = frappe.get_doc(doctype, name)
	pause()
	doc.your_reference = "Changed"
	doc.lines[0].quantity += 1
	doc.save()
	return "edited"


def delete(doctype, name, pause):
	frappe.get_doc(doctype, name)
	pause()
	frappe.delete_doc(doctype, name)
	return "deleted"


def at_once(act, doctype, name):
	return act(doctype, name, meet)


def early(act, doctype, name):
	"""The other one has read it by then."""
	meet()
	return act(doctype, name, lambda: None)


def late(act, doctype, name):
	"""Reads it, and writes after the other one has committed."""

	def wait():
		meet()
		meet()

	return act(doctype, name, wait)


def ordered(released):
	doc = draft("Sales Order", item(goods(stock=20), 10, qty_to_ship=4), customer=customer(), location="MAIN")
	if released:
		api.release("Sales Order", doc.name)
	frappe.db.commit()
	return doc


def run(doctype, name, *jobs):
	before = last_number("posted_shipment_series")
	outcomes = together(*((when, act, doctype, name) for when, act in jobs))
	frappe.db.rollback()
	return outcomes, numbers_after(before, 1)[0], last_number("posted_shipment_series")[1]


def posted_once(doc, outcome, number):
	assert outcome.value["shipment"] == number
	assert quantities(doc) == [(6, 10, 4, 0, 6, 4)]
	assert statuses(doc) == ("Released", "Partly Shipped", "Not Invoiced")
	assert stock(doc.lines[0].item) == (16, 960)


def nothing_posted(doc):
	assert frappe.get_all("Sales Shipment", {"sales_order": doc.name}) == []
	assert stock(doc.lines[0].item) == (20, 1200)


CHANGED_MEANWHILE = "TimestampMismatchError"
RIVALS = {
	# act: (is the order released before, what it is told when the posting came first, and the posting when it did)
	reopen: (True, (CHANGED_MEANWHILE, ()), ("PostingError", ("changed",))),
	release: (False, (CHANGED_MEANWHILE, ()), ("PostingError", ("changed",))),
	edit: (False, (CHANGED_MEANWHILE, ()), ("PostingError", ("changed",))),
	close: (False, ("PostingError", ("changed",)), ("PostingError", ("status", "nothing_to_ship"))),
	delete: (False, ("ValidationError", ()), ("DoesNotExistError", ())),
}


def rivals(function):
	return pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.__name__)(function)


@rivals
def test_the_posting_comes_first(rival):
	released, told, _other = RIVALS[rival]
	doc = ordered(released)
	(won, lost), number, last = run("Sales Order", doc.name, (early, post), (late, rival))
	posted_once(doc, won, number)
	assert (lost.error, lost.codes) == told
	assert last == number
	assert not frappe.db.get_value("Sales Order", doc.name, "your_reference")


@rivals
def test_the_posting_comes_late(rival):
	released, _other, told = RIVALS[rival]
	doc = ordered(released)
	(won, lost), number, last = run("Sales Order", doc.name, (early, rival), (late, post))
	assert won.value in ("Open", "Released", "edited", "Completed", "deleted")
	assert (lost.error, lost.codes) == told
	assert last != number
	nothing_posted(doc)


@rivals
def test_both_at_the_same_moment(rival):
	doc = ordered(RIVALS[rival][0])
	outcomes, number, last = run("Sales Order", doc.name, (at_once, post), (at_once, rival))
	(lost,) = (outcome for outcome in outcomes if outcome.error)
	if lost is outcomes[1]:
		posted_once(doc, outcomes[0], number)
	else:
		nothing_posted(doc)
		assert last != number


@pytest.mark.parametrize(
	("rival", "told"),
	[(delete, "ImmutableError"), (edit, CHANGED_MEANWHILE)],
	ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_draft_invoice_is_posted_before_the_other_can_touch_it(rival, told):
	doc = draft("Sales Invoice", item(goods(stock=10), 10))
	frappe.db.commit()
	(won, lost), _number, _last = run("Sales Invoice", doc.name, (early, post), (late, rival))
	assert won.value["invoice"] == doc.name
	assert lost.error == told
	assert frappe.db.get_value("Sales Invoice", doc.name, ["docstatus", "your_reference"]) == (1, None)


@pytest.mark.parametrize(
	("rival", "told"),
	[(delete, "DoesNotExistError"), (edit, "PostingError")],
	ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_draft_invoice_is_not_posted_when_it_was_touched(rival, told):
	doc = draft("Sales Invoice", item(goods(stock=10), 10))
	frappe.db.commit()
	before = last_number("posted_invoice_series")
	(_won, lost), _number, _last = run("Sales Invoice", doc.name, (early, rival), (late, post))
	assert lost.error == told
	assert last_number("posted_invoice_series") == before
	assert stock(doc.lines[0].item) == (10, 600)


def hold_the_numbers():
	"""Somebody's long transaction has the next invoice number."""
	series = frappe.db.get_single_value("Sales Settings", "posted_invoice_series")
	frappe.db.get_value("Number Series Line", {"parent": series}, "name", for_update=True)
	meet()
	meet()


def submit_impatiently(name):
	doc = frappe.get_doc("Sales Invoice", name)
	meet()
	frappe.db.sql("SET SESSION innodb_lock_wait_timeout = 1")
	doc.submit()


def test_a_submit_that_waits_too_long_is_told_what_to_do():
	"""Frappe's own road can not be tried again: the transaction may hold work of others. It is told in a sentence."""
	doc = draft("Sales Invoice", item(goods(stock=10), 10))
	frappe.db.commit()
	_held, outcome = together((hold_the_numbers,), (submit_impatiently, doc.name))
	frappe.db.rollback()
	assert outcome.error == "PostingsMet"
	assert outcome.message == (
		"Somebody else is posting the same goods or numbers right now. Nothing was stored. Try again."
	)
	assert frappe.db.get_value("Sales Invoice", doc.name, "docstatus") == 0
	assert api.post("Sales Invoice", doc.name)["invoice"] == doc.name
