"""A webhook on the posted invoice: sent by the background worker after the commit, once, whatever the invoice was born of.

A real server on this machine listens.
"""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread

import frappe
import pytest
from build import draft, goods, item, order
from customising import forget, tidied
from processes import swept

from sales_mgmt import api
from sales_mgmt.transactions.attempt import attempt_posting

FIELDS = ("name", "posted_no", "customer", "amount", "amount_including_vat", "docstatus")
PATIENCE = 60


@pytest.fixture
def received():
	"""What arrives at a server of ours: a queue of bodies."""
	bodies: Queue = Queue()

	class Listener(BaseHTTPRequestHandler):
		def do_POST(self):
			length = int(self.headers["Content-Length"])
			bodies.put(json.loads(self.rfile.read(length)))
			self.send_response(200)
			self.end_headers()

		def log_message(self, *_args):
			pass

	server = HTTPServer(("127.0.0.1", 0), Listener)
	Thread(target=server.serve_forever, daemon=True).start()
	bodies.url = f"http://127.0.0.1:{server.server_port}/"
	yield bodies
	server.shutdown()
	server.server_close()


@pytest.fixture
def webhook(site, received):
	with swept(), tidied():
		frappe.get_doc(
			{
				"doctype": "Webhook",
				"name": "Posted invoices",
				"webhook_doctype": "Sales Invoice",
				"webhook_docevent": "on_submit",
				"request_url": received.url,
				"request_method": "POST",
				"request_structure": "",
				"webhook_data": [{"fieldname": field, "key": field} for field in FIELDS],
				"enabled": 1,
			}
		).insert()
		frappe.db.commit()
		forget()
		yield


def payload(name):
	return json.loads(
		json.dumps(frappe.db.get_value("Sales Invoice", name, FIELDS, as_dict=True), default=str)
	)


def test_the_posted_invoice_is_told_once_and_only_if_it_is_stored(webhook, received):
	refused = draft("Sales Invoice", item(goods(stock=10), 1))
	frappe.db.commit()
	api.post("Sales Invoice", refused.name)
	frappe.db.rollback()

	sale = order(item(goods(stock=10), 2))
	born = api.post("Sales Order", sale.name, ship=True, invoice=True)["invoice"]
	assert received.empty()
	frappe.db.commit()
	direct = draft("Sales Invoice", item(goods(stock=10), 3))
	api.post("Sales Invoice", direct.name)
	frappe.db.commit()
	first, second = (received.get(timeout=PATIENCE) for _ in range(2))
	assert first == payload(born)
	assert (first["amount"], first["amount_including_vat"], first["docstatus"]) == (200, 250, 1)
	assert second == payload(direct.name)
	# the worker takes one job after the other: a second call for the first invoice would have come before this one
	last = draft("Sales Invoice", item(goods(stock=10), 1))
	last.submit()
	frappe.db.commit()
	assert received.get(timeout=PATIENCE) == payload(last.name)
	assert received.empty()


def test_what_one_of_many_takes_back_is_not_told(webhook, received):
	"""It leaves by a savepoint, and the rest of the transaction is told."""
	bad, good = (draft("Sales Invoice", item(goods(stock=10), 1)) for _ in range(2))
	frappe.db.commit()

	def fail():
		api.post("Sales Invoice", bad.name)
		frappe.throw("After all not.")

	assert attempt_posting(fail, ours=False).messages == ("After all not.",)
	api.post("Sales Invoice", good.name)
	frappe.db.commit()
	assert received.get(timeout=PATIENCE) == payload(good.name)
	assert received.empty()
