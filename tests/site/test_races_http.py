"""The same order posted twice over HTTP: as two browsers, or a double click, would do it."""

import os
from threading import Barrier, Thread

import frappe
import pytest
import requests
from build import draft, goods, item, stock

from dev.demo import company
from sales_mgmt.posting.verify.books import verify

URL = os.environ.get("SALES_MGMT_TEST_URL", "")


pytestmark = pytest.mark.usefixtures("swept_up")


def session(user=company.MANAGER):
	browser = requests.Session()
	answer = browser.post(f"{URL}/api/method/login", data={"usr": user, "pwd": company.PASSWORD}, timeout=60)
	assert answer.status_code == 200, answer.text
	return browser


def call(browser, method, **arguments):
	return browser.post(f"{URL}/api/method/sales_mgmt.api.{method}", json=arguments, timeout=120)


def test_s08_5_two_users_post_the_same_order_and_it_is_posted_once():
	pieces = goods(stock=100)
	order = draft("Sales Order", item(pieces, 10))
	frappe.db.commit()
	browsers, together, answers = [session(), session()], Barrier(2), []

	def post(browser):
		together.wait(60)
		arguments = {"doctype": "Sales Order", "name": order.name, "ship": 1, "invoice": 1}
		answers.append(call(browser, "post", **arguments))

	threads = [Thread(target=post, args=(browser,)) for browser in browsers]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join()
	frappe.db.rollback()
	assert sorted(answer.status_code for answer in answers) == [200, 417]
	won, lost = sorted(answers, key=lambda answer: answer.status_code)
	assert won.json()["message"]["shipment"]
	assert [finding["code"] for finding in lost.json()["findings"]] == ["status", "nothing_to_ship"]
	assert lost.json()["exc_type"] == "PostingError"
	for doctype in ("Sales Shipment", "Sales Invoice"):
		assert frappe.db.count(doctype, {"sales_order": order.name}) == 1
	assert stock(pieces) == (90, 5400)
	assert verify() == []


def test_what_posts_does_not_answer_to_a_link():
	"""A GET, which any page may make a browser send, posts nothing."""
	order = draft("Sales Order", item(goods(stock=10), 10))
	frappe.db.commit()
	query = f"doctype=Sales Order&name={order.name}&ship=1"
	answer = session().get(f"{URL}/api/method/sales_mgmt.api.post?{query}", timeout=60)
	assert answer.status_code == 403
	assert frappe.db.count("Sales Shipment", {"sales_order": order.name}) == 0


@pytest.mark.parametrize("method", ["post", "verify"])
def test_a_guest_gets_nothing_over_http(method):
	answer = call(requests.Session(), method, doctype="Sales Order", name="SO-00001", ship=1)
	assert answer.status_code == 403
