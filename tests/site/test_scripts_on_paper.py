"""A script in every text of every DocType, written past all doors: paper, mail and test report show it as text."""

import re

import frappe
import pytest
from build import buyer, goods, item, order, post, quote

from sales_mgmt import api
from sales_mgmt.documents.as_printed import FIELD, as_printed
from sales_mgmt.print_formats import pdf
from sales_mgmt.sending.text import write_mail

SCRIPT = "<img src=x onerror=f(1)>"
KINDS = {"Data", "Small Text", "Text"}
CODED = re.compile(
	"formula|time|period|key|series|prefix|posted_no|calculation|uid|field|filter|status|currency"
)
"""Data fields that hold something to be read by the program, which a script would only keep from printing."""


def texts(doctype):
	return [
		field.fieldname
		for field in frappe.get_meta(doctype).fields
		if field.fieldtype in KINDS
		and not field.unique
		and not field.options
		and not CODED.search(field.fieldname)
		and (field.fieldtype != "Data" or int(field.length or 140) >= len(SCRIPT))
	]


def poison():
	"""Every text of every row of ours, within this transaction."""
	modules = frappe.get_module_list("sales_mgmt")
	poisoned = 0
	for doctype in frappe.get_all("DocType", {"module": ("in", modules), "issingle": 0}, pluck="name"):
		table, fields = frappe.qb.DocType(doctype), texts(doctype)
		if fields:
			query = frappe.qb.update(table)
			for field in fields:
				query = query.set(table[field], SCRIPT)
			query.run()
			poisoned += len(fields)
	for field in texts("Sales Settings"):
		frappe.db.set_single_value("Sales Settings", field, SCRIPT)
	frappe.clear_cache()
	frappe.local.document_cache = {}
	frappe.db.value_cache.clear()
	assert poisoned > 50


@pytest.fixture
def documents():
	"""One of every kind that is printed, (DocType, name)."""
	customer = buyer(language="en")
	code = goods(stock=9)
	offer = quote(item(code, 1), customer=customer)
	doc = order(item(code, 2), customer=customer, shipment_method=None)
	made = post(doc, ship=True, invoice=True)
	back = frappe.get_doc(
		{"doctype": "Sales Return Order", "customer": customer, "lines": [item(code, 1)]}
	).insert()
	receipt = api.post("Sales Return Order", back.name, ship=True)["return_receipt"]
	memo = api.cancel_invoice(made.invoice)
	return [
		("Sales Quote", offer.name),
		("Sales Order", doc.name),
		("Sales Shipment", made.shipment),
		("Sales Invoice", made.invoice),
		("Sales Credit Memo", memo),
		("Return Receipt", receipt),
		("Customer", customer),
	]


def poisoned(documents):
	poison()
	for doctype, name in documents:
		doc = frappe.get_doc(doctype, name)
		if doc.meta.has_field(FIELD):
			kept = frappe.as_json(as_printed(doc))
			frappe.db.set_value(doctype, name, FIELD, kept, update_modified=False)
		yield frappe.get_doc(doctype, name)


def test_every_paper_shows_a_script_as_text(documents):
	shown = 0
	for doc in poisoned(documents):
		for name in frappe.get_all(
			"Print Format", {"doc_type": doc.doctype, "standard": "Yes"}, pluck="name"
		):
			html = pdf._page(doc, frappe.get_cached_doc("Print Format", name), None, False, None)
			assert SCRIPT not in html, name
			shown += "&lt;img" in html
	assert shown >= 6


def test_every_mail_shows_a_script_as_text(documents):
	shown = 0
	for doc in poisoned(documents):
		if doc.doctype == "Customer":
			continue
		mail = write_mail(doc, None)
		assert SCRIPT not in mail.message + mail.extract, doc.doctype
		shown += "&lt;img" in mail.message + mail.extract
	assert shown >= 3


def test_the_test_report_shows_a_script_as_text(documents):
	[doc] = [each for each in poisoned(documents) if each.doctype == "Sales Order"]
	html = api.test_report("Sales Order", doc.name)
	assert SCRIPT not in str(html)
