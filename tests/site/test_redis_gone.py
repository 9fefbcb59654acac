"""Redis does not answer: what is posted at once is posted as ever, and what would wait for a worker is refused in a sentence.

Nobody listens on the port that these jobs are told; their caches are new, so they find out by themselves.
"""

from contextlib import contextmanager

import frappe
import pytest
from build import contents, draft, goods, item, order, post, posted_invoice
from frappe.utils import background_jobs
from frappe.utils.redis_wrapper import RedisWrapper
from processes import together
from racing import customer
from redis import Redis

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

NOBODY = "redis://127.0.0.1:1"
AWAY = "The queue of background jobs does not answer, so nothing was changed. Try again later, or post it at once."


pytestmark = pytest.mark.usefixtures("swept_up")


@contextmanager
def redis_gone():
	before, conf = frappe.cache, frappe.local.conf
	told = {key: conf[key] for key in ("redis_cache", "redis_queue")}
	conf.update(dict.fromkeys(told, NOBODY))
	# The connection itself, for Frappe 16 reads the address from the files.
	frappe.cache, background_jobs._redis_queue_conn = RedisWrapper.from_url(NOBODY), Redis.from_url(NOBODY)
	try:
		yield
	finally:
		conf.update(told)
		frappe.cache, background_jobs._redis_queue_conn = before, None


def without_redis(call, *arguments):
	with redis_gone():
		answer = getattr(api, call)(*arguments)
		frappe.db.commit()  # what waits for it is part of the request
		return answer


def ten_ordered():
	return order(item(goods(stock=20), 10, qty_to_ship=4), customer=customer(), location="MAIN")


def queued_unknown_to_workers(name):
	api.post_later("Sales Order", name, ship=True)
	frappe.db.after_commit.reset()  # a worker of the bench would post it before the test goes on


def failed_order():
	doc = ten_ordered()
	queued_unknown_to_workers(doc.name)
	frappe.db.set_value("Posting Job", {"document": doc.name}, "status", "Error")
	frappe.db.set_value("Sales Order", doc.name, "posting_job_status", "Error")
	return doc


REFUSED = {
	"post_later": lambda: ("post_later", "Sales Order", ten_ordered().name, True),
	"retry_posting": lambda: ("retry_posting", "Sales Order", failed_order().name),
	"post_batch": lambda: (
		*("post_batch", "Sales Order", [ten_ordered().name], None, True, False, None),
		*(False, False, True),
	),
}


@pytest.mark.parametrize("verb", REFUSED)
def test_what_waits_for_a_worker_is_refused_in_a_sentence_and_nothing_is_changed(verb):
	call = REFUSED[verb]()
	frappe.db.commit()
	before = contents()
	(outcome,) = together((without_redis, *call))
	frappe.db.rollback()
	assert (outcome.error, outcome.message) == ("WorkersAway", AWAY)
	assert contents() == before


def shipped():
	return post(ten_ordered(), ship=True).shipment


def billed():
	return posted_invoice(item(goods(stock=5), 5), customer=customer()).name


def draft_invoice():
	return draft("Sales Invoice", item(goods(stock=5), 5), customer=customer(), location="MAIN").name


def waiting():
	doc = ten_ordered()
	queued_unknown_to_workers(doc.name)
	return doc.name


DONE = {
	"post an order": lambda: ("post", "Sales Order", ten_ordered().name, True, True),
	"post an invoice": lambda: ("post", "Sales Invoice", draft_invoice()),
	"undo": lambda: ("undo_shipment", shipped()),
	"cancel": lambda: ("cancel_invoice", billed()),
	"close": lambda: ("close_order", ten_ordered().name, "No room"),
	"release": lambda: ("release", "Sales Order", ten_ordered().name),
	"take out of the queue": lambda: ("cancel_posting", "Sales Order", waiting()),
	"batch at once": lambda: (
		*("post_batch", "Sales Order", [ten_ordered().name], None, True, False, None),
		*(False, False, False),
	),
}


@pytest.mark.parametrize("verb", DONE)
def test_what_is_done_at_once_needs_no_redis(verb):
	call = DONE[verb]()
	frappe.db.commit()
	(outcome,) = together((without_redis, *call))
	frappe.db.rollback()
	assert not outcome.error, outcome
	assert verify() == []


def lost_on_the_way(name):
	"""The queue answers when it is asked, and is gone when the transaction is stored."""
	api.post_later("Sales Order", name, ship=True)
	with redis_gone():
		frappe.db.commit()


def test_a_document_that_waits_is_stored_where_redis_goes_in_between():
	doc = ten_ordered()
	frappe.db.commit()
	(outcome,) = together((lost_on_the_way, doc.name))
	frappe.db.rollback()
	assert not outcome.error, outcome
	assert frappe.db.get_value("Sales Order", doc.name, "posting_job_status") == "Queued"
	assert frappe.db.get_value("Posting Job", {"document": doc.name}, "status") == "Queued"
