"""A sentence stands without the name that it would give: none is left with a hole in it where a name is blank."""

import inspect
import re

import frappe
import pytest
from build import OSLO, buyer, goods, item
from calls import CALLS, FORMS, whitelisted

from sales_mgmt import api
from sales_mgmt.kinds.declared import doctypes
from sales_mgmt.texts.messages import plain

HOLE = re.compile(
	r"\S  +\S|\(\s*\)|\s[.,:;?!](?:\s|$)|^\s*[.,:;]|(?:“|\"|')\s*(?:”|\"|')(?:\s|$)|<strong>\s*</strong>|\bNone\b"
)
"""Two blanks in a row, brackets or quotes around nothing, a blank before a stop, half a name of a setup."""
KINDS = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Credit Memo", "Sales Return Order")
LINES = (
	{"type": "Item", "quantity": 1},
	{"type": "Item", "quantity": 1, "unit_price": 5, "uom": "PCS"},
	{"type": "G/L Account", "quantity": 1, "unit_price": 5},
	{"type": "Item Charge", "quantity": 1, "unit_price": 5},
	{"type": "Item", "item": "", "quantity": -1},
	{"type": "Comment", "quantity": 1},
	{"quantity": 1, "unit_price": 5},
	{"type": "Item", "item": "1000", "uom": "", "quantity": 0.5},
	{"type": "Item", "item": "1000", "quantity": 1, "line_discount_percent": 200},
)


def said_by(act):
	"""Every sentence that somebody is told: the error, messages, findings. Undone afterwards."""
	frappe.db.savepoint("told")
	frappe.local.message_log, frappe.local.response = [], frappe._dict(docs=[])
	sentences = []
	try:
		answer = act()
		if isinstance(answer, list):
			sentences += [row["message"] for row in answer if isinstance(row, dict) and "message" in row]
	except Exception as error:
		sentences.append(str(error))
	finally:
		try:
			frappe.db.rollback(save_point="told")
		except frappe.db.OperationalError:
			frappe.db.rollback()  # an action of which the transaction is its own
	log = [frappe.parse_json(each) if isinstance(each, str) else each for each in frappe.local.message_log]
	return [*sentences, *(str(each.get("message")) for each in log)]


def holes(acts):
	found = {}
	for what, act in acts:
		for sentence in said_by(act):
			if HOLE.search(sentence) or HOLE.search(plain(sentence)):
				found.setdefault(sentence[:300], str(what)[:200])
	return found


def inserted(doctype, **values):
	return lambda: frappe.get_doc({"doctype": doctype, **values}).insert()


def checked(doctype, customer, line, action):
	def act():
		doc = frappe.get_doc({"doctype": doctype, "customer": customer, "lines": [line]})
		doc.flags.ignore_mandatory = True
		doc.insert()
		if action == "check":
			return api.check(doctype, doc.name, ship=True, invoice=True)
		return getattr(api, action)(doctype, doc.name, ship=True, invoice=True)

	return act


@pytest.mark.parametrize("doctype", KINDS)
def test_documents_with_blanks(doctype):
	acts = [(line, inserted(doctype, customer=OSLO, lines=[line])) for line in LINES]
	acts += [((line, 1), inserted(doctype, customer=OSLO, docstatus=1, lines=[line])) for line in LINES]
	acts += [
		((line, action), checked(doctype, OSLO, line, action))
		for line in LINES
		for action in ("check", "post", "preview")
		if doctype != "Sales Quote"
	]
	acts += [(customer, inserted(doctype, customer=customer, lines=[])) for customer in ("", None)]
	assert holes(acts) == {}


BLANKED = (
	*(("Customer", field) for field in (
		"customer_name", "customer_posting_group", "business_posting_group", "vat_business_group", "currency",
	)),
	*(("Item", field) for field in (
		"item_name", "base_uom", "product_posting_group", "vat_product_group", "inventory_posting_group",
	)),
	*(("Sales Settings", field) for field in (
		"posted_invoice_series", "posted_shipment_series", "posted_credit_memo_series", "default_location", "local_currency",
	)),
)  # fmt: skip
"""What a site may have stored blank from before it was mandatory, or by an import past the form."""


def blank(master, field, name):
	frappe.db.set_value(master, name, field, None)
	frappe.clear_document_cache(master, name)
	frappe.local.cache = {}


@pytest.mark.parametrize(("master", "field"), BLANKED)
def test_masters_with_blanks(master, field):
	code, customer = goods(stock=2), buyer()
	blank(master, field, {"Customer": customer, "Item": code, "Sales Settings": "Sales Settings"}[master])
	line = item(code, 1, unit_price=5)
	acts = [
		((doctype, action), checked(doctype, customer, line, action))
		for doctype in KINDS
		for action in ("check", "post", "preview")
		if doctype != "Sales Quote"
	]
	acts.append(("statistics", lambda: api.customer_statistics(customer)))
	acts.append(("payment", lambda: api.register_payment(customer, 5, "2026-03-02")))
	try:
		assert holes(acts) == {}
	finally:
		frappe.clear_cache(doctype=master)


def blanked(path, argument):
	def act():
		function, arguments = whitelisted()[path], CALLS[path]()
		frappe.local.form_dict = frappe._dict(FORMS.get(path, {}))
		function(**{**arguments, argument: ""})

	return act


@pytest.fixture
def no_log(monkeypatch):
	"""Frappe commits what it logs."""
	for module in ("api.printing", "print_formats.download", "api.shipping"):
		monkeypatch.setattr(f"sales_mgmt.{module}.make_access_log", lambda **_: None)
	for module in ("desk.reportview", "core.doctype.data_export.exporter"):
		monkeypatch.setattr(f"frappe.{module}.make_access_log", lambda **_: None)


def test_calls_with_blank_arguments(no_log):
	acts = [
		((path, argument), blanked(path, argument))
		for path in CALLS
		for argument in inspect.signature(whitelisted()[path]).parameters
	]
	assert holes(acts) == {}


def kinds(table):
	"""DocTypes of ours that are tables, or are not."""
	for name in sorted(doctypes()):
		if bool(frappe.get_meta(name).istable) is table:
			yield name


@pytest.mark.parametrize("table", [True, False])
def test_records_without_anything_in_them(table):
	"""Everything that can be inserted, with nothing but its DocType: ledgers and lines refuse, others ask for what lacks."""
	assert holes((name, inserted(name)) for name in kinds(table)) == {}
