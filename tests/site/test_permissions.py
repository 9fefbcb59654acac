"""Who may do what: every function that can be called from outside, and every role on every document.

Arguments are valid: Administrator's call goes through, so a refusal is for permission's sake and nothing else.
"""

import importlib
import pkgutil
from functools import cache

import frappe
import pytest
from build import BERGEN, DAY, OSLO, account, draft, goods, invoice, item, order, posted_invoice, quote
from limited import limited_user
from recurring import give, line_set

import sales_mgmt
from dev.demo.company import AUDITOR, BILLING, CLERK, MANAGER, WAREHOUSE
from sales_mgmt import api
from sales_mgmt.boards import QUOTES

PEOPLE = (CLERK, MANAGER, WAREHOUSE, BILLING, AUDITOR)
STRANGER = "stranger@example.com"


@cache
def whitelisted():
	"""{path: function} of everything in the app that can be called from outside. Imports the whole app for it."""
	for module in pkgutil.walk_packages(sales_mgmt.__path__, "sales_mgmt."):
		importlib.import_module(module.name)
	return {
		f"{function.__module__}.{function.__qualname__}": function
		for function in frappe.whitelisted
		if function.__module__.startswith("sales_mgmt.")
	}


def new_order():
	return {"doctype": "Sales Order", "customer": OSLO, "lines": [item("1000", 2)]}


def shipped_order():
	doc = order(item(goods(stock=10), 10))
	api.post("Sales Order", doc.name, ship=True)
	return doc


def shipment():
	doc = order(item(goods(stock=10), 10))
	return api.post("Sales Order", doc.name, ship=True)["shipment"]


def queued(status="Queued"):
	"""An order in the posting queue, or one whose posting failed there."""
	doc = order(item("1000"))
	job = api.post_later("Sales Order", doc.name, ship=True, invoice=True)
	frappe.db.set_value("Posting Job", job, "status", status)
	frappe.db.set_value("Sales Order", doc.name, "posting_job_status", status)
	doc.reload()
	return doc


def pay(customer=OSLO):
	return api.register_payment(customer, 100, DAY)


def payment():
	return frappe.get_doc(
		{"doctype": "Customer Payment", "customer": OSLO, "amount": 5, "posting_date": DAY}
	).insert()


def price_list(active=False):
	line = {"product_type": "Item", "item": "1000", "defines": "Price", "unit_price": 90}
	values = {"doctype": "Price List", "code": frappe.generate_hash(length=8), "applies_to": "Customer"}
	name = frappe.get_doc({**values, "customer": OSLO, "lines": [line]}).insert().name
	if active:
		api.activate_price_list(name)
	return name


def with_terms():
	return order(item("1000"), invoice_discount_terms="VOLUME")


def traced():
	doc = order(item("1000"))
	return {"doc": doc.as_dict(), "row": doc.lines[0].name}


def version_of(doc):
	return api.archive_document(doc.doctype, doc.name)


def tracked(doc):
	return {**named(doc), "row": doc.lines[0].name}


def template():
	groups = {"customer_posting_group": "DOMESTIC", "business_posting_group": "DOMESTIC"}
	values = {"doctype": "Customer Template", "code": frappe.generate_hash(length=8), **groups}
	return frappe.get_doc({**values, "vat_business_group": "DOMESTIC"}).insert().name


def billed():
	doc = invoice(account("3900", 1, 100))
	api.post("Sales Invoice", doc.name)
	return doc.name


def applied():
	return api.apply_entries(pay(), billed())


def owed():
	entry = frappe.db.get_value("Sales Invoice", billed(), "customer_ledger_entry")
	return {"entry": entry, "date": DAY, "amount": 100}


def given():
	code = line_set(item("1000"))
	give(OSLO, code, valid_to=None)
	return code


def carried(tracking_no=None):
	doc = order(item(goods(stock=1)), shipping_agent="FJORDFRAKT")
	name = api.post("Sales Order", doc.name, ship=True)["shipment"]
	api.update_shipment(name, {"package_tracking_no": tracking_no})
	return name


def to_charge():
	doc = order(item("1000"), {"type": "Item Charge", "item_charge": "FREIGHT", "quantity": 1})
	return {**named(doc), "line": doc.lines[1].name}


def memo():
	return draft("Sales Credit Memo", item("1000")).name


def unpaid():
	return {"invoice": posted_invoice(item(goods(stock=5), 5)).name}


def returning(*lines):
	return draft("Sales Return Order", *(lines or [item(goods(), 1)]))


def bought():
	"""A return order without lines, and a line that can be put on it."""
	bill = posted_invoice(item(goods(stock=5), 5))
	return {"return_order": draft("Sales Return Order").name, "lines": [bill.lines[0].name]}


def received():
	doc = returning(item(goods(), 5))
	return api.post(doc.doctype, doc.name, ship=True)["return_receipt"]


LISTED = {"doctype": "Sales Order", "fields": '["name"]'}

FORMS = {
	"sales_mgmt.incoming.lists.get": LISTED,
	"sales_mgmt.incoming.lists.get_count": LISTED,
	"sales_mgmt.incoming.lists.get_list": LISTED,
	"sales_mgmt.incoming.lists.run_report": {"report_name": "Order Backlog", "filters": "{}"},
	"sales_mgmt.texts.export.export_list": {
		"doctype": "Sales Order",
		"file_format_type": "CSV",
		"fields": '["name"]',
		"title": "Orders",
	},
	"sales_mgmt.texts.export.export_report": {
		"report_name": "Order Backlog",
		"file_format_type": "CSV",
		"filters": "{}",
		"visible_idx": "[]",
	},
}
"""What stands in the request's form where a function reads it there: Frappe's exports take no arguments."""


CALLS = {
	"sales_mgmt.incoming.lists.get": dict,
	"sales_mgmt.incoming.lists.get_count": dict,
	"sales_mgmt.incoming.lists.get_list": dict,
	"sales_mgmt.incoming.lists.run_report": dict,
	"sales_mgmt.texts.export.export_list": dict,
	"sales_mgmt.texts.export.export_report": dict,
	"sales_mgmt.api.calculate": lambda: {"doc": new_order()},
	"sales_mgmt.api_lines.paste_lines": lambda: {"doc": new_order(), "text": "1000\t1"},
	"sales_mgmt.api.release": lambda: named(order(item("1000"))),
	"sales_mgmt.api.reopen": lambda: named(order(item("1000"))),
	"sales_mgmt.api.check": lambda: {**named(order(item("1000"))), "ship": True},
	"sales_mgmt.api.preview": lambda: {**named(order(item(goods(stock=1)))), "ship": True, "invoice": True},
	"sales_mgmt.api.preview_totals": lambda: {
		**named(order(item(goods(stock=1)))),
		"ship": True,
		"invoice": True,
	},
	"sales_mgmt.api.post": lambda: {**named(order(item(goods(stock=1)))), "ship": True, "invoice": True},
	"sales_mgmt.api.make_order": lambda: {"quote": quote(item("1000")).name},
	"sales_mgmt.api.make_invoice": lambda: named(shipped_order()),
	"sales_mgmt.api.mark_lost": lambda: {"quote": quote(item("1000")).name, "reason": "Too dear"},
	"sales_mgmt.api.verify": dict,
	"sales_mgmt.api_corrections.cancel_credit_memo": lambda: {"credit_memo": api.cancel_invoice(billed())},
	"sales_mgmt.api_prices.activate_price_list": lambda: {"price_list": price_list()},
	"sales_mgmt.api_prices.verify_price_lines": lambda: {"price_list": price_list(active=True)},
	"sales_mgmt.api_prices.deactivate_price_list": lambda: {"price_list": price_list(active=True)},
	"sales_mgmt.api_prices.copy_price_lines": lambda: {"source": price_list(), "target": price_list()},
	"sales_mgmt.api_prices.price_trace": traced,
	"sales_mgmt.api_prices.calculate_invoice_discount": lambda: named(with_terms()),
	"sales_mgmt.api_customers.customer_statistics": lambda: {"customer": OSLO},
	"sales_mgmt.api_customers.customer_templates": dict,
	"sales_mgmt.api_customers.new_customer": lambda: {"customer_name": "New", "template": template()},
	"sales_mgmt.api_customers.apply_template": lambda: {"template": template(), "customers": [OSLO]},
	"sales_mgmt.api_customers.save_as_template": lambda: {
		"customer": OSLO,
		"code": frappe.generate_hash(length=8),
	},
	"sales_mgmt.print_formats.download.download_pdf": lambda: named(order(item("1000"))),
	"sales_mgmt.api_archive.archive_document": lambda: named(order(item("1000"))),
	"sales_mgmt.api_archive.archived_versions": lambda: named(order(item("1000"))),
	"sales_mgmt.api_archive.restore_archive": lambda: {"archive": version_of(order(item("1000")))},
	"sales_mgmt.api_archive.line_tracking": lambda: tracked(order(item("1000"))),
	"sales_mgmt.api_copy.copy_document": lambda: {
		"source_doctype": "Sales Order",
		"source": order(item("1000")).name,
		"target_doctype": "Sales Quote",
	},
	"sales_mgmt.api_orders.close_order": lambda: {"order": order(item("1000")).name, "reason": "Too late"},
	"sales_mgmt.api_receivables.unpaid_entries": lambda: {"customer": OSLO},
	"sales_mgmt.api_receivables.register_payment": lambda: {
		"customer": OSLO,
		"amount": 5,
		"posting_date": DAY,
	},
	"sales_mgmt.api_receivables.apply_entries": lambda: {"entry": pay(), "against": billed()},
	"sales_mgmt.api_receivables.unapply": lambda: {"application": applied()},
	"sales_mgmt.api_receivables.unpaid_documents": dict,
	"sales_mgmt.api_receivables.assess_payments": lambda: {"rows": [owed()]},
	"sales_mgmt.api_receivables.post_payments": lambda: {"rows": [owed()]},
	"sales_mgmt.api_posting.posting_options": lambda: {"doctype": "Sales Order"},
	"sales_mgmt.api_posting.test_report": lambda: {**named(order(item("1000"))), "ship": True},
	"sales_mgmt.api_posting.post_batch": lambda: {
		"doctype": "Sales Order",
		"names": [order(item(goods(stock=1))).name],
		"ship": True,
		"invoice": True,
	},
	"sales_mgmt.api_posting.post_later": lambda: {**named(order(item("1000"))), "ship": True},
	"sales_mgmt.api_posting.retry_posting": lambda: named(queued("Error")),
	"sales_mgmt.api_posting.cancel_posting": lambda: named(queued()),
	"sales_mgmt.api_posting.posting_state": lambda: named(order(item("1000"))),
	"sales_mgmt.api_posting.find_entries": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api_posting.search_entries": lambda: {"posted_no": "PS-1"},
	"sales_mgmt.api_recurring.recurring_choices": lambda: {"doctype": "Sales Invoice", "customer": OSLO},
	"sales_mgmt.api_recurring.insert_recurring_lines": lambda: {
		**named(order(item("1000"))),
		"codes": given(),
	},
	"sales_mgmt.api_recurring.recurring_lines": lambda: {"doc": new_order(), "codes": given()},
	"sales_mgmt.api_recurring.recurring_invoices_due": lambda: {"posting_date": DAY},
	"sales_mgmt.api_recurring.create_recurring_invoices": lambda: {"posting_date": DAY, "codes": given()},
	"sales_mgmt.api_corrections.cancel_invoice": unpaid,
	"sales_mgmt.api_corrections.correct_invoice": unpaid,
	"sales_mgmt.api_corrections.make_corrective_credit_memo": unpaid,
	"sales_mgmt.api_corrections.undo_shipment": lambda: {"shipment": shipment()},
	"sales_mgmt.api_corrections.undo_return_receipt": lambda: {"return_receipt": received()},
	"sales_mgmt.api_corrections.lines_to_reverse": lambda: {"customer": OSLO},
	"sales_mgmt.api_corrections.get_lines_to_reverse": bought,
	"sales_mgmt.api_corrections.move_negative_lines": lambda: {
		"return_order": returning(item("1000", -1)).name
	},
	"sales_mgmt.api_returns_documents.make_return_order": lambda: {
		"doctype": "Sales Invoice",
		"name": unpaid()["invoice"],
	},
	"sales_mgmt.api_returns_documents.make_replacement_order": lambda: {"return_order": returning().name},
	"sales_mgmt.api_returns_documents.check_cancellation": unpaid,
	"sales_mgmt.api_sending.sending_options": lambda: named(order(item("1000"))),
	"sales_mgmt.api_sending.message_draft": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api_sending.send_document": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api_sending.send_documents": lambda: {"doctype": "Sales Shipment", "names": [shipment()]},
	"sales_mgmt.api_sending.attach_as_pdf": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api_sending.cancel_sending": lambda: {"doctype": "Sales Shipment", "name": shipment()},
	"sales_mgmt.api_shipping.update_shipment": lambda: {
		"name": carried(),
		"values": {"package_tracking_no": "1"},
	},
	"sales_mgmt.api_shipping.update_document": lambda: {
		"doctype": "Sales Shipment",
		"name": carried(),
		"values": {"package_tracking_no": "1"},
	},
	"sales_mgmt.api_shipping.track_package": lambda: {"doctype": "Sales Shipment", "name": carried("1")},
	"sales_mgmt.api_printing.customer_statement": lambda: {"customer": OSLO},
	"sales_mgmt.api_shipping.pick_instruction": lambda: {"orders": [order(item("1000")).name]},
	"sales_mgmt.api_lists.release_documents": lambda: many(order(item("1000"))),
	"sales_mgmt.api_lists.reopen_documents": lambda: many(order(item("1000"))),
	"sales_mgmt.api_lists.shipment_calendar": lambda: {
		"doctype": "Sales Order",
		"start": DAY,
		"end": DAY,
		"filters": {"name": order(item("1000"), shipment_date=DAY).name},
	},
	"sales_mgmt.api_lists.move_shipment": lambda: {
		"args": {"name": order(item("1000")).name, "shipment_date": DAY}
	},
	"sales_mgmt.boards.update_order_for_single_card": lambda: on_board(quote(item("1000")).name),
	"sales_mgmt.boards.update_order": lambda: {"board_name": QUOTES, "order": {"Open": []}},
	"sales_mgmt.api_charges.charge_targets": lambda: to_charge(),
	"sales_mgmt.api_charges.suggest_charge_assignment": lambda: to_charge(),
	"sales_mgmt.api_charges.assign_charge": lambda: {**to_charge(), "targets": []},
	"sales_mgmt.api_returns.return_receipt_lines": lambda: {"credit_memo": memo()},
	"sales_mgmt.api_returns.get_return_receipt_lines": lambda: {"credit_memo": memo()},
	"sales_mgmt.api_returns.combine_return_receipts": lambda: {"posting_date": DAY, "customer": OSLO},
	"sales_mgmt.linked_documents.get": lambda: {
		"doctype": "Sales Order",
		"docname": order(item("1000")).name,
	},
	"sales_mgmt.desk_page.get_desktop_page": lambda: {
		"page": '{"name": "Sales", "title": "Sales", "public": 1}'
	},
	"sales_mgmt.number_cards.order_backlog": dict,
	"sales_mgmt.number_cards.sales_this_month": dict,
	"sales_mgmt.number_cards.overdue_receivables": dict,
}
"""Valid arguments of every whitelisted function. What comes from outside is checked here, or this file fails."""


OF_NO_CUSTOMER = {
	"sales_mgmt.incoming.lists.get",
	"sales_mgmt.incoming.lists.get_count",
	"sales_mgmt.incoming.lists.get_list",
	"sales_mgmt.incoming.lists.run_report",
	"sales_mgmt.texts.export.export_list",
	"sales_mgmt.texts.export.export_report",
	"sales_mgmt.api.verify",
	"sales_mgmt.api_customers.customer_templates",
	"sales_mgmt.api_posting.posting_options",
	"sales_mgmt.api_receivables.unpaid_documents",
	"sales_mgmt.boards.update_order",
	"sales_mgmt.desk_page.get_desktop_page",
	"sales_mgmt.number_cards.order_backlog",
	"sales_mgmt.number_cards.sales_this_month",
	"sales_mgmt.number_cards.overdue_receivables",
}
"""Functions whose answer is about no customer, or about those that the user may see (test_s24_registration,
test_user_permissions_reports)."""

REPORTED_ONE_BY_ONE = {
	"sales_mgmt.api_customers.apply_template": lambda answer: not any(row["applied"] for row in answer),
	"sales_mgmt.api_lists.release_documents": lambda results: not any(row["ok"] for row in results),
	"sales_mgmt.api_lists.reopen_documents": lambda results: not any(row["ok"] for row in results),
	"sales_mgmt.api_lists.shipment_calendar": lambda events: events == [],
	"sales_mgmt.api_posting.post_batch": lambda batch: (
		frappe.db.get_value("Posting Batch", batch, ["posted", "failed"]) == (0, 1)
	),
	"sales_mgmt.api_posting.search_entries": lambda found: found == [],
	"sales_mgmt.api_recurring.create_recurring_invoices": lambda results: results == [],
	"sales_mgmt.api_sending.send_documents": lambda results: [row["ok"] for row in results] == [False],
	"sales_mgmt.api_recurring.recurring_invoices_due": lambda due: due == [],
}
"""Functions that take several documents and tell for each what became of it."""


def many(doc):
	return {"doctype": doc.doctype, "names": [doc.name]}


def on_board(name):
	moved = {"from_colname": "Open", "to_colname": "Released", "old_index": 0, "new_index": 0}
	return {"board_name": QUOTES, "docname": name, **moved}


def named(doc):
	return {"doctype": doc.doctype, "name": doc.name}


@pytest.fixture
def stranger():
	"""Somebody who can log in and has no role."""
	user = {"doctype": "User", "name": STRANGER, "email": STRANGER, "enabled": 1, "user_type": "System User"}
	frappe.get_doc(user).db_insert()


@pytest.fixture(autouse=True)
def no_access_log(monkeypatch):
	"""Frappe commits what it logs."""
	for module in ("api_printing", "print_formats.download", "api_shipping"):
		monkeypatch.setattr(f"sales_mgmt.{module}.make_access_log", lambda **_: None)
	monkeypatch.setattr("frappe.desk.reportview.make_access_log", lambda **_: None)


def attempt(action):
	"""Whether the action is permitted; whatever it did is undone."""
	frappe.db.savepoint("attempt")
	try:
		action()
		return True
	except frappe.PermissionError:
		return False
	finally:
		frappe.db.rollback(save_point="attempt")


def permitted(action, people=PEOPLE):
	"""Those who may do it."""
	allowed = set()
	for user in people:
		frappe.set_user(user)
		if attempt(action):
			allowed.add(user)
	frappe.set_user("Administrator")
	return allowed


def test_every_whitelisted_function_has_its_call_here():
	assert set(whitelisted()) == set(CALLS)


@pytest.mark.parametrize("path", CALLS)
def test_nobody_without_a_role_gets_through(path, stranger):
	function, arguments = whitelisted()[path], CALLS[path]()

	def call():
		frappe.local.form_dict = frappe._dict(FORMS.get(path, {}))
		function(**arguments)

	assert permitted(call, ["Administrator", STRANGER, "Guest"]) == {"Administrator"}


@pytest.mark.parametrize("path", sorted(set(CALLS) - OF_NO_CUSTOMER))
def test_nobody_gets_at_another_customer(path):
	"""Somebody with every role, who looks after Bergen only. All documents of CALLS are Oslo's."""
	function, arguments = whitelisted()[path], CALLS[path]()
	somebody = limited_user("of.bergen@example.com", Customer=BERGEN)

	def call():
		answer = function(**arguments)
		assert path in REPORTED_ONE_BY_ONE and REPORTED_ONE_BY_ONE[path](answer)
		raise frappe.PermissionError

	assert permitted(lambda: function(**arguments), ["Administrator"]) == {"Administrator"}
	assert permitted(call, [somebody]) == set()


@pytest.mark.parametrize("path", CALLS)
def test_guests_are_stopped_at_the_door(path):
	"""Only the PDF, which can be shared by a key, is open to guests at all; it checks for itself."""
	frappe.set_user("Guest")
	open_to_guests = attempt(lambda: frappe.is_whitelisted(whitelisted()[path]))
	assert open_to_guests is path.endswith(".download_pdf")


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
