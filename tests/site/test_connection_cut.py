"""The connection to the database goes in the middle of a posting: nothing of it remains, and it is posted again.

Cut for real: by the server, on the order of a second connection, or by a closed socket. Once, the posting begins anew by
itself; time and again, the user is told.
"""

import os
import socket

import frappe
import psutil
import pytest
from build import contents, draft, goods, item, order
from frappe.database import get_db
from processes import at_write, together
from racing import customer, last_number, numbers_after

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

POINTS = (1, 4, 9)
"""Number of the writing statement: with the first number, among the ledgers, towards the end."""


pytestmark = pytest.mark.usefixtures("swept_up")


def by_the_server():
	conf = frappe.local.conf
	other = get_db(host=conf.db_host, user=conf.db_name, password=conf.db_password, port=conf.db_port)
	other.sql(f"KILL CONNECTION {frappe.db._conn.thread_id()}")
	other.close()


def by_the_network():
	with socket.socket(fileno=os.dup(_end_of_the_line())) as line:
		line.shutdown(socket.SHUT_RDWR)


def _end_of_the_line():
	"""The file of this end of the connection. mysqlclient, the driver of Frappe 16, keeps it to itself: it is the only one to
	the port of the database that this process has."""
	if own := getattr(frappe.db._conn, "_sock", None):
		return own.fileno()
	port = int(frappe.conf.db_port)
	(file,) = [
		there.fd for there in psutil.Process().connections("tcp") if there.raddr and there.raddr.port == port
	]
	return file


CUTS = {"by the server": by_the_server, "by the network": by_the_network}


def connection_id():
	return frappe.db.sql("SELECT CONNECTION_ID()")[0][0]


def post_with_a_cut(name, how, number):
	connection = connection_id()
	with at_write(number, CUTS[how]):
		posted = api.post("Sales Order", name, ship=True, invoice=True)
	return {**posted, "new connection": connection_id() != connection}


def post_with_cuts(name, how, number):
	"""Every time it comes that far."""

	def cut():
		CUTS[how]()
		seen.clear()

	with at_write(number, cut) as seen:
		return api.post("Sales Order", name, ship=True, invoice=True)


def submit_with_a_cut(name, how, number, written=False):
	"""Frappe's own road."""
	if written:
		frappe.get_doc({"doctype": "ToDo", "description": "of the caller"}).insert()
	doc = frappe.get_doc("Sales Invoice", name)
	with at_write(number, CUTS[how]):
		doc.submit()
	return doc.posted_no


def ten_ordered():
	doc = order(item(goods(stock=10), 10), customer=customer(), location="MAIN")
	frappe.db.commit()
	return doc


@pytest.mark.parametrize("number", POINTS)
@pytest.mark.parametrize("how", CUTS)
def test_a_posting_that_is_cut_off_once_is_posted_once(how, number):
	doc = ten_ordered()
	before = last_number("posted_shipment_series"), last_number("posted_invoice_series")
	(outcome,) = together((post_with_a_cut, doc.name, how, number))
	frappe.db.rollback()
	assert not outcome.error, outcome
	assert outcome.value["new connection"]
	assert outcome.value["shipment"] == numbers_after(before[0], 1)[0]
	assert frappe.get_all("Sales Shipment", {"sales_order": doc.name}, pluck="name") == [
		outcome.value["shipment"]
	]
	posted_no = frappe.db.get_value("Sales Invoice", outcome.value["invoice"], "posted_no")
	assert posted_no == numbers_after(before[1], 1)[0]
	assert verify() == []


@pytest.mark.parametrize("how", CUTS)
def test_a_posting_that_is_cut_off_every_time_is_told_and_leaves_nothing(how):
	doc = ten_ordered()
	before = contents()
	(outcome,) = together((post_with_cuts, doc.name, how, 4))
	frappe.db.rollback()
	assert outcome.error == "ConnectionLost"
	assert outcome.message == "The connection to the database was lost. Nothing was stored. Try again."
	assert contents() == before
	assert verify() == []
	assert api.post("Sales Order", doc.name, ship=True)["shipment"]


@pytest.mark.parametrize("how", CUTS)
def test_a_submit_that_is_cut_off_once_is_posted_once(how):
	doc = draft("Sales Invoice", item(goods(stock=10), 10))
	frappe.db.commit()
	before = last_number("posted_invoice_series")
	(outcome,) = together((submit_with_a_cut, doc.name, how, 5))
	frappe.db.rollback()
	assert (
		outcome.value
		== numbers_after(before, 1)[0]
		== frappe.db.get_value(doc.doctype, doc.name, "posted_no")
	)
	assert last_number("posted_invoice_series")[1] == outcome.value
	assert verify() == []


@pytest.mark.parametrize("how", CUTS)
def test_a_submit_that_is_cut_off_after_the_caller_wrote_is_told_and_leaves_nothing(how):
	doc = draft("Sales Invoice", item(goods(stock=10), 10))
	frappe.db.commit()
	before = contents()
	(outcome,) = together((submit_with_a_cut, doc.name, how, 5, True))
	frappe.db.rollback()
	assert outcome.error == "ConnectionLost"
	assert contents() == before
	assert verify() == []
	assert api.post("Sales Invoice", doc.name)["invoice"] == doc.name


def post_with_the_server_gone(name):
	"""Cut off, and nobody answers where the server was. Afterwards it is there again."""
	database, conf = frappe.db, frappe.local.conf
	port = conf.db_port

	def cut():
		by_the_network()
		database.port = conf.db_port = 1

	try:
		with at_write(4, cut):
			api.post("Sales Order", name, ship=True)
	finally:
		database.port = conf.db_port = port


def test_a_database_that_stays_away_is_said_in_a_sentence():
	doc = ten_ordered()
	before = contents()
	(outcome,) = together((post_with_the_server_gone, doc.name))
	frappe.db.rollback()
	assert outcome.error == "ConnectionLost"
	assert outcome.message == "The connection to the database was lost. Nothing was stored. Try again."
	assert contents() == before
	assert verify() == []
