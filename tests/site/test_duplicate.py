"""Duplicate on the Desk: another deal with the same customer (a copy without the fields marked No Copy)."""

import frappe
import pytest
from build import BERGEN, HAMBURG, OSLO, draft, edit, goods, invoice, item, order, post, posted_invoice, quote
from frappe.utils import nowdate

from sales_mgmt import api
from sales_mgmt.kinds.declared import doctypes
from sales_mgmt.ownership.door import let_in_new

JANUARY = {"document_date": "2026-01-05", "posting_date": "2026-01-05"}
OLD_DEAL = {"external_document_no": "PO-77", "your_reference": "Mrs. Old"}
OF_THE_DAY = {
	"order_date": "2026-01-05",
	"shipment_date": "2026-01-09",
	"requested_delivery_date": "2026-01-10",
	"promised_delivery_date": "2026-01-11",
	"valid_until": "2026-02-01",
	"due_date": "2026-01-19",
}
KINDS = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Credit Memo", "Sales Return Order")


def agreed(code, price=None, discount=None):
	"""A price list of OSLO that holds from now on."""
	line = {"product_type": "Item", "item": code, "defines": "Price & Discount"}
	line |= {"unit_price": price, "line_discount_percent": discount}
	values = {"doctype": "Price List", "code": frappe.generate_hash(length=8), "applies_to": "Customer"}
	api.activate_price_list(frappe.get_doc({**values, "customer": OSLO, "lines": [line]}).insert().name)


def duplicate(doc):
	"""What the Desk does: no field that is No Copy, Frappe's defaults, and the form's first save."""
	content = frappe.parse_json(frappe.as_json(frappe.get_doc(doc.doctype, doc.name)))
	for part, meta in parts(content):
		left_behind = {field.fieldname for field in meta.fields if field.no_copy}
		for key in (*FRAPPES_OWN, *left_behind):
			part.pop(key, None)
	return frappe.get_doc(content)


FRAPPES_OWN = ("name", "owner", "creation", "modified", "modified_by", "docstatus", "parent")


def parts(content):
	meta = frappe.get_meta(content["doctype"])
	yield content, meta
	for table in meta.get_table_fields():
		if table.no_copy:
			continue
		for row in content.get(table.fieldname) or []:
			yield row, frappe.get_meta(table.options)


def made(doctype, *lines, **values):
	makers = {"Sales Quote": quote, "Sales Order": order, "Sales Invoice": invoice}
	if doctype in makers:
		return makers[doctype](*lines, **values)
	return draft(doctype, *lines, **values)


@pytest.mark.parametrize("doctype", KINDS)
def test_a_duplicate_is_of_today_and_knows_nothing_of_the_old_deal(doctype):
	dates = {field: day for field, day in OF_THE_DAY.items() if frappe.get_meta(doctype).has_field(field)}
	doc = made(doctype, item(goods(100), 2), **JANUARY, **OLD_DEAL, **dates)
	copy = duplicate(doc).insert()
	assert str(copy.document_date) == nowdate()
	assert (copy.external_document_no, copy.your_reference) == (None, None)
	for field in dates:
		assert copy.get(field) is None or str(copy.get(field)) >= nowdate(), field
	assert (copy.customer, copy.amount) == (OSLO, 200)


@pytest.mark.parametrize("doctype", KINDS)
def test_price_and_discount_are_those_of_the_old_document_as_in_copy_document(doctype):
	"""Sold at 100 without discount; now 90 less 10 %. A copy keeps 100 and 0 %, a new price never meets an old discount."""
	code = goods(100)
	doc = made(doctype, item(code, 2))
	agreed(code, 90, 10)
	copy = duplicate(doc).insert()
	assert [(line.unit_price, line.line_discount_percent) for line in copy.lines] == [(100, 0)]
	edit(copy, quantity=3)
	copy.reload()
	assert [(line.unit_price, line.line_discount_percent) for line in copy.lines] == [(100, 0)]
	copied = frappe.get_doc(doctype, api.copy_document(doctype, doc.name, doctype))
	assert [(line.unit_price, line.line_discount_percent) for line in copied.lines] == [(100, 0)]


def test_a_new_price_does_not_meet_the_old_discount():
	"""Sold at 100 less 10 %; the price is still 100 and the discount is gone: a change of quantity keeps both as they were."""
	code = goods(100)
	doc = order(item(code, 2, line_discount_percent=10))
	copy = duplicate(doc).insert()
	agreed(code, 80, 5)
	edit(copy, quantity=3)
	copy.reload()
	assert [(line.unit_price, line.line_discount_percent) for line in copy.lines] == [(100, 10)]


@pytest.mark.parametrize("doctype", KINDS)
def test_another_customer_on_a_draft_treats_price_and_discount_alike(doctype):
	"""90 and 10 % were for OSLO, typed by hand: BERGEN gets the card's 100 and no discount."""
	doc = made(doctype, item(goods(100), 2, unit_price=90, line_discount_percent=10))
	edit(doc, None, customer=BERGEN)
	doc.reload()
	assert [(line.unit_price, line.line_discount_percent) for line in doc.lines] == [(100, 0)]


def test_another_currency_keeps_a_typed_percentage():
	doc = order(item(goods(100), 2, line_discount_percent=10))
	edit(doc, None, currency="EUR")
	doc.reload()
	assert [line.line_discount_percent for line in doc.lines] == [10]


def test_the_rate_of_the_old_day_stays_behind():
	doc = order(item(goods(100), 2), customer=HAMBURG, exchange_rate=9.99)
	copy = duplicate(doc).insert()
	assert copy.exchange_rate != 9.99 and not copy.exchange_rate_by_hand


def test_posted_documents_can_be_duplicated_and_posted_again(books):
	code = goods(100, stock=10)
	doc = posted_invoice(item(code, 2))
	copy = duplicate(doc).insert()
	post(copy)
	assert (copy.docstatus, copy.amount_including_vat) == (1, 250)
	sold = order(item(code, 3))
	post(sold, ship=True, invoice=True)
	again = duplicate(sold).insert()
	assert (again.status, again.lines[0].quantity_shipped, again.lines[0].qty_to_ship) == ("Open", 0, 3)
	post(again, ship=True, invoice=True)


def test_the_reference_travels_along_the_chain_all_the_same(books):
	offer = quote(item(goods(100, stock=5), 2), **OLD_DEAL)
	made_order = frappe.get_doc("Sales Order", api.make_order(offer.name))
	assert (made_order.external_document_no, made_order.your_reference) == ("PO-77", "Mrs. Old")


def creatable():
	metas = [frappe.get_meta(doctype) for doctype in doctypes()]
	return [
		meta.name
		for meta in metas
		if not meta.istable and not meta.issingle and any(rule.create for rule in meta.permissions)
	]


def test_a_duplicate_of_any_document_is_a_new_document(books):
	"""Whatever stands in a field that is copied, the door takes it."""
	seen = set()
	for doctype in creatable():
		for name in frappe.get_all(doctype, pluck="name", limit=5):
			let_in_new(duplicate(frappe.get_doc(doctype, name)))
			seen.add(doctype)
	assert len(seen) > 20
