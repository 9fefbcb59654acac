"""Who may do what: every role and the work of a day.

Administrator could do all of it, so a refusal is for permission's sake and nothing else.
"""

import frappe
import pytest
from build import DAY, OSLO, goods, invoice, item, order, quote
from made_for_calls import (
	new_order,
	pay,
	payment,
	price_list,
	queued,
	received,
	returning,
	shipped_order,
	traced,
	unpaid,
	version_of,
	with_terms,
)
from permitted import PEOPLE, permitted

from dev.demo.company import AUDITOR, BILLING, CLERK, MANAGER, WAREHOUSE
from sales_mgmt import api


def rest_insert(values):
	return lambda: frappe.client.insert(values)


def customer():
	groups = ("customer_posting_group", "business_posting_group", "vat_business_group")
	return {"doctype": "Customer", "customer_name": "New", **dict.fromkeys(groups, "DOMESTIC")}


def settings():
	return {"doctype": "Sales Settings", "fieldname": "allow_negative_stock", "value": 1}


ACTIONS = {
	"make a quote": (lambda: rest_insert({**new_order(), "doctype": "Sales Quote"}), {CLERK, MANAGER}),
	"make an order": (lambda: rest_insert(new_order()), {CLERK, MANAGER}),
	"calculate an order": (lambda: lambda: api.calculate(new_order()), {CLERK, MANAGER}),
	"paste lines": (lambda: lambda: api.paste_lines(new_order(), "1000\t1"), {CLERK, MANAGER}),
	"release an order": (lambda: on(order(item("1000")), api.release), {CLERK, MANAGER}),
	"turn a quote into an order": (lambda: with_quote(api.make_order), {CLERK, MANAGER}),
	"lose a quote": (lambda: with_quote(api.mark_lost, reason="Too dear"), {CLERK, MANAGER}),
	"delete an order": (lambda: on(order(item("1000")), frappe.delete_doc), {CLERK, MANAGER}),
	"ship": (lambda: on(order(item(goods(stock=1))), api.post, ship=True), {WAREHOUSE, MANAGER}),
	"invoice a shipment": (lambda: on(shipped_order(), api.post, invoice=True), {BILLING, MANAGER}),
	"ship and invoice": (
		lambda: on(order(item(goods(stock=1))), api.post, ship=True, invoice=True),
		{MANAGER},
	),
	"draft an invoice": (lambda: on(shipped_order(), api.make_invoice), {BILLING, MANAGER}),
	"post an invoice": (lambda: on(invoice(item(goods(stock=1))), api.post), {BILLING, MANAGER}),
	"submit an invoice": (lambda: submit(invoice(item(goods(stock=1)))), {BILLING, MANAGER}),
	"register a payment": (lambda: pay, {BILLING, MANAGER}),
	"post a payment": (lambda: on(payment(), api.post), {BILLING, MANAGER}),
	"see what is unpaid": (lambda: lambda: api.unpaid_entries(OSLO), {BILLING, MANAGER}),
	"cancel an invoice": (lambda: with_invoice(api.cancel_invoice), {BILLING, MANAGER}),
	"draft a corrective credit memo": (
		lambda: with_invoice(api.make_corrective_credit_memo),
		{BILLING, MANAGER},
	),
	"make a return order of an invoice": (lambda: with_returned(), {CLERK, MANAGER}),
	"receive goods back": (lambda: on(returning(), api.post, ship=True), {WAREHOUSE, MANAGER}),
	"credit what is received": (lambda: on(received_order(), api.post, invoice=True), {BILLING, MANAGER}),
	"undo a return receipt": (lambda: undoing(), {WAREHOUSE, MANAGER}),
	"post an adjustment": (lambda: on(adjustment(), api.post), {MANAGER}),
	"check an order": (lambda: on(order(item("1000")), api.check, ship=True), set(PEOPLE)),
	"preview an order": (lambda: on(order(item(goods(stock=1))), api.preview, ship=True), set(PEOPLE)),
	"verify the books": (lambda: api.verify, {BILLING, MANAGER, AUDITOR}),
	"activate a price list": (lambda: with_price_list(api.activate_price_list), {MANAGER}),
	"ask why a price is what it is": (lambda: asking_why(), {CLERK, MANAGER, BILLING, AUDITOR}),
	"calculate an invoice discount": (
		lambda: on(with_terms(), api.calculate_invoice_discount),
		{CLERK, MANAGER},
	),
	"keep a version of an order": (lambda: on(order(item("1000")), api.archive_document), {CLERK, MANAGER}),
	"see the versions of an order": (lambda: on(order(item("1000")), api.archived_versions), set(PEOPLE)),
	"restore a version": (lambda: restoring(), {CLERK, MANAGER}),
	"copy an order to an order": (lambda: copying("Sales Order"), {CLERK, MANAGER}),
	"copy an order to an invoice": (lambda: copying("Sales Invoice"), {BILLING, MANAGER}),
	"make a customer": (lambda: rest_insert(customer()), {CLERK, MANAGER}),
	"post a batch": (lambda: batch_of(order(item(goods(stock=1)))), {WAREHOUSE, MANAGER}),
	"put an order in the posting queue": (
		lambda: on(order(item(goods(stock=1))), api.post_later, ship=True),
		{WAREHOUSE, MANAGER},
	),
	"take an order out of the posting queue": (lambda: on(queued(), api.cancel_posting), {MANAGER}),
	"read a test report": (lambda: on(order(item("1000")), api.test_report, ship=True), set(PEOPLE)),
	"set up a posting policy": (
		lambda: rest_insert({"doctype": "Sales User Setup", "user": "Administrator"}),
		{MANAGER},
	),
	"change the settings": (
		lambda: lambda: frappe.client.set_value(**{**settings(), "name": "Sales Settings"}),
		{MANAGER},
	),
}
"""{what: (makes the action, who may)}. The action is made as Administrator, with documents of its own."""


def on(doc, function, **arguments):
	return lambda: function(doc.doctype, doc.name, **arguments)


def with_invoice(function):
	name = unpaid()["invoice"]
	return lambda: function(name)


def with_returned():
	name = unpaid()["invoice"]
	return lambda: api.make_return_order("Sales Invoice", name)


def received_order():
	doc = returning()
	api.post(doc.doctype, doc.name, ship=True)
	return doc


def undoing():
	name = received()
	return lambda: api.undo_return_receipt(name)


def batch_of(doc):
	return lambda: api.post_batch(doc.doctype, names=[doc.name], ship=True)


def with_quote(function, **arguments):
	name = quote(item("1000")).name
	return lambda: function(name, **arguments)


def with_price_list(function):
	name = price_list()
	return lambda: function(name)


def restoring():
	name = version_of(order(item("1000")))
	return lambda: api.restore_archive(name)


def copying(target_doctype):
	name = order(item("1000")).name
	return lambda: api.copy_document("Sales Order", name, target_doctype)


def asking_why():
	arguments = traced()
	return lambda: api.price_trace(**arguments)


def submit(doc):
	return lambda: frappe.client.submit(frappe.get_doc(doc.doctype, doc.name).as_json())


def adjustment():
	lines = [{"item": "1000", "location": "MAIN", "quantity": 1, "unit_cost": 60}]
	return frappe.get_doc({"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": lines}).insert()


@pytest.mark.parametrize("what", ACTIONS)
def test_each_role_does_its_own_work_and_no_other(what):
	make, who = ACTIONS[what]
	assert permitted(make()) == who
