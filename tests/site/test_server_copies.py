"""Copies that code on the server makes: `frappe.copy_doc(doc).insert()` is another deal, whatever became of the first."""

import frappe
import pytest
from build import account, adjust, draft, goods, invoice, item, order, post, posted_invoice, quote
from test_duplicate import creatable

from sales_mgmt import api
from sales_mgmt.ownership.door import OwnedFieldError, let_in_new


@pytest.fixture(autouse=True)
def as_on_a_site():
	"""In tests Frappe leaves the status of submission on a copy."""
	before, frappe.flags.in_test = frappe.flags.in_test, False
	yield
	frappe.flags.in_test = before


WAYS = [True, False]
"""`ignore_no_copy`: Frappe's default copies fields that are No Copy too."""


def copied(doc, all_fields=True):
	return frappe.copy_doc(frappe.get_doc(doc.doctype, doc.name), ignore_no_copy=all_fields).insert()


def shipped():
	doc = order(item(goods(100, stock=10), 4), account("3900", 2, 50))
	post(doc, ship=True)
	return doc


def billed_in_part():
	doc = order(item(goods(100, stock=10), 4, qty_to_ship=3, qty_to_invoice=2))
	post(doc, ship=True, invoice=True)
	return doc


def completed():
	doc = order(item(goods(100, stock=10), 4))
	post(doc, ship=True, invoice=True)
	return doc


def made_from_a_quote():
	return frappe.get_doc("Sales Order", api.make_order(quote(item(goods(100), 4)).name))


def fetched():
	doc = order(item(goods(100, stock=10), 4))
	post(doc, ship=True)
	return frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))


def posted():
	return posted_invoice(item(goods(100, stock=10), 4))


def cancelled():
	doc = posted()
	api.cancel_invoice(doc.name)
	return doc


def memo():
	return frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(posted().name))


def posted_memo():
	doc = memo()
	post(doc)
	return doc


def received():
	doc = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", posted().name))
	post(doc, ship=True)
	return doc


MADE = (
	shipped,
	billed_in_part,
	completed,
	made_from_a_quote,
	fetched,
	posted,
	cancelled,
	memo,
	posted_memo,
	received,
)


@pytest.mark.parametrize("all_fields", WAYS)
@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_a_copy_is_a_clean_draft(books, make, all_fields):
	"""Nothing of it is shipped, billed, linked or numbered; what is sold, and for how much, is the same."""
	doc = make()
	doc.reload()
	copy = copied(doc, all_fields)
	assert (copy.docstatus, copy.status) == (0, frappe.new_doc(doc.doctype).status)
	assert [(row.item, row.account, row.quantity, row.unit_price) for row in copy.lines] == [
		(row.item, row.account, row.quantity, row.unit_price) for row in doc.lines
	]
	for field in ("posted_no", "cancelled_by", "customer_ledger_entry", "corrects_invoice", "sales_order"):
		assert not copy.get(field), field
	for row in copy.lines:
		for field in (
			"quantity_shipped",
			"quantity_invoiced",
			"billed_quantity",
			"order_line",
			"quote_line",
			"invoice_line",
			"applies_from_entry",
			"return_order_line",
			"quantity_credited",
		):
			assert not row.get(field), field
		if row.meta.has_field("qty_to_ship"):
			assert (row.qty_to_ship, row.outstanding_quantity) == (row.quantity, row.quantity)


def test_a_copy_of_a_shipped_order_is_shipped_and_billed(books):
	copy = copied(shipped())
	post(copy, ship=True, invoice=True)
	assert (copy.status, [row.quantity_invoiced for row in copy.lines]) == ("Completed", [4, 2])


def test_what_the_code_changes_on_the_copy_holds(books):
	doc = shipped()
	copy = frappe.copy_doc(doc)
	copy.lines = copy.lines[:1]
	copy.lines[0].update({"quantity": 7, "qty_to_ship": 2, "unit_price": 90})
	copy.insert()
	assert [(row.quantity, row.qty_to_ship, row.amount) for row in copy.lines] == [(7, 2, 630)]


def test_a_claim_that_is_not_the_original_s_is_refused(books):
	doc = shipped()
	copy = frappe.copy_doc(doc)
	copy.lines[0].quantity_shipped = 3
	with pytest.raises(OwnedFieldError):
		copy.insert()
	copy = frappe.copy_doc(doc)
	copy.status = "Completed"
	with pytest.raises(OwnedFieldError):
		copy.insert()


def test_what_comes_as_json_is_no_copy(books):
	"""The same content over REST claims what it says."""
	content = frappe.parse_json(frappe.as_json(frappe.copy_doc(shipped()).as_dict()))
	with pytest.raises(OwnedFieldError):
		frappe.get_doc(content).insert()


def test_a_posted_payment(books):
	payment = frappe.get_doc(
		{
			"doctype": "Customer Payment",
			"customer": "C-00001",
			"posting_date": "2026-03-02",
			"amount": 100,
			"payment_account": "1920",
		}
	).insert()
	payment.submit()
	copy = copied(payment)
	assert (copy.docstatus, copy.amount, copy.posted_no, len(copy.applications)) == (0, 100, None, 0)


def test_a_draft_is_copied_as_ever():
	doc = invoice(item(goods(100), 2))
	assert copied(doc).lines[0].quantity == 2
	assert draft("Sales Credit Memo", item(goods(100), 2)).name


def test_a_posted_adjustment_and_an_active_price_list():
	posted = adjust((goods(100), 4, 10))
	copy = copied(posted)
	assert (copy.docstatus, copy.posted_no, copy.lines[0].quantity) == (0, None, 4)
	line = {"product_type": "Item", "item": goods(100), "defines": "Price", "unit_price": 90}
	prices = frappe.get_doc(
		{"doctype": "Price List", "code": "COPIED", "applies_to": "All Customers", "lines": [line]}
	).insert()
	api.activate_price_list(prices.name)
	copy = frappe.copy_doc(frappe.get_doc("Price List", "COPIED"))
	copy.code = "COPY"
	assert (copy.insert().status, copy.lines[0].unit_price) == ("Draft", 90)


def test_a_copy_of_any_document_is_let_in(books):
	"""Whatever the server has filled in it."""
	for make in MADE:
		make()
	seen = set()
	for doctype in creatable():
		for name in frappe.get_all(doctype, pluck="name", limit=5, order_by="creation desc"):
			let_in_new(frappe.copy_doc(frappe.get_doc(doctype, name)))
			seen.add(doctype)
	assert len(seen) > 20
