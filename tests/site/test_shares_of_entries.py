"""One item entry, several invoices: a return takes back the share of the invoice line that it names (domain A14)."""

import frappe
import pytest
from build import adjust, goods, item, order, post, refused, settings, stock
from test_shared_entries import billed, shipped, taken_back

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify


def two_bills(quantity=10, first=5, second=5, **values):
	"""An order shipped at once and billed by two invoices: (item, entry, first, second)."""
	code = goods(price=100, stock=quantity, **values)
	doc = order(item(code, quantity))
	shipped(doc, quantity)
	a, b = billed(doc, first), billed(doc, second)
	return code, entry_of(code), a, b


def entry_of(code, quantity=None):
	filters = {"item": code, "entry_type": "Sale", "quantity": quantity or ("<", 0)}
	return frappe.db.get_value("Item Ledger Entry", filters)


def typed(draft, entry):
	"""The first row only, from another entry."""
	line = draft.lines[0]
	line.applies_from_entry = entry
	draft.lines = [line]
	draft.save()
	return draft


def came(draft):
	return post(draft, ship=draft.doctype == "Sales Return Order", invoice=True)


RETURNS = ["copy", "return order"]


@pytest.mark.parametrize("road", RETURNS)
def test_drafts_from_before_do_not_take_the_other_entry_s_goods(books, road):
	"""FIFO: 15 leave, then 5; A bills 10 of the first, B 5 of each. Two drafts of B are made; both give back the first 5."""
	code = goods(price=100, costing_method="FIFO")
	adjust((code, 15, 10))
	adjust((code, 5, 20))
	before = stock(code)
	doc = order(item(code, 20))
	shipped(doc, 15)
	shipped(doc, 5)
	a, b = billed(doc, 10), billed(doc, 10)
	of_15 = entry_of(code, -15)
	drafts = [taken_back(b, road) for _ in range(2)]
	for draft in drafts:
		draft.lines = [line for line in draft.lines if line.applies_from_entry == of_15]
		draft.save()
	came(drafts[0])
	with refused("returned"):
		came(drafts[1])
	api.cancel_invoice(a.name)
	came(taken_back(b, road))
	assert stock(code) == before
	assert verify() == []


def test_two_return_orders_of_one_invoice_are_not_both_received(books):
	"""10 leave, billed 5 and 5. Two return orders of A from before: the second would receive what B billed."""
	code, _entry, a, b = two_bills()
	first, second = (taken_back(a, "return order") for _ in range(2))
	post(first, ship=True)
	with refused("returned"):
		post(second, ship=True)
	api.cancel_invoice(b.name)
	assert stock(code)[0] == 10
	assert verify() == []


def test_received_in_two_steps_by_two_return_orders(books):
	"""3 of A's 5 and 2 of them: together all; one more is refused."""
	code, _entry, a, b = two_bills()
	first, second = (taken_back(a, "return order") for _ in range(2))
	first.lines[0].qty_to_ship = 3
	first.save()
	post(first, ship=True)
	second.lines[0].quantity = 3
	second.save()
	with refused("returned"):
		post(second, ship=True)
	second.lines[0].quantity = 2
	second.save()
	post(second, ship=True)
	api.cancel_invoice(b.name)
	assert stock(code)[0] == 10


@pytest.mark.parametrize("road", RETURNS)
def test_an_entry_that_the_invoice_did_not_bill_is_refused(books, road):
	"""Two orders of one item; the memo of the first invoice names the entry of the second order, typed by hand."""
	code, _entry, a, _b = two_bills()
	adjust((code, 5, 60))
	doc = order(item(code, 5))
	shipped(doc, 5)
	other = billed(doc, 5)
	draft = typed(taken_back(a, road), entry_of(code, -5))
	with refused("origin"):
		came(draft)
	api.cancel_invoice(other.name)
	assert stock(code)[0] == 5


@pytest.mark.parametrize("road", RETURNS)
def test_a_typed_entry_of_the_other_shipment_is_limited_by_its_share(books, road):
	"""Shipped 3 and 7, A bills 4 (3 and 1), B 6 (of the 7). 3 of A's are typed onto the entry of 7, of which it billed 1."""
	code = goods(price=100, stock=10)
	doc = order(item(code, 10))
	shipped(doc, 3)
	shipped(doc, 7)
	a, b = billed(doc, 4), billed(doc, 6)
	draft = taken_back(a, road)
	draft.lines.sort(key=lambda line: -line.quantity)
	assert [line.quantity for line in draft.lines] == [3, 1]
	typed(draft, entry_of(code, -7))
	with refused("returned"):
		came(draft)
	api.cancel_invoice(b.name)
	api.cancel_invoice(a.name)
	assert stock(code)[0] == 10


def test_two_rows_of_one_document_share_what_is_left(books):
	"""5 are A's. Twice in one return order, 10 would come back, and the entry holds so much."""
	code, _entry, a, _b = two_bills()
	both = taken_back(a, "return order")
	api.copy_document("Sales Invoice", a.name, both.doctype, both.name, include_header=False)
	both.reload()
	assert [line.quantity for line in both.lines] == [5, 5]
	with refused("returned"):
		post(both, ship=True)
	assert stock(code)[0] == 0


def test_what_is_received_and_not_credited_is_not_cancelled(books):
	"""The 5 of A are received on a return order. Cancelling A would bring the 5 of B."""
	code, _entry, a, b = two_bills()
	post(taken_back(a, "return order"), ship=True)
	with refused("returned"):
		api.cancel_invoice(a.name)
	findings = api.check_cancellation(a.name)
	assert [row["code"] for row in findings] == ["returned"]
	api.cancel_invoice(b.name)
	assert stock(code)[0] == 10
	assert verify() == []


def test_goods_of_an_invoice_name_their_entry(books):
	"""A row that names its invoice and no entry would come back beside the limit of the entry: it says which."""
	code, _entry, a, _b = two_bills()
	memo = taken_back(a, "copy")
	memo.lines[0].applies_from_entry = None
	memo.save()
	with refused("origin"):
		post(memo)
	assert stock(code)[0] == 0


def test_goods_that_come_by_a_receipt_of_the_credit_memo(books):
	"""The receipt moves them, the credit memo values them: the share is counted all the same."""
	settings(return_receipt_on_credit_memo=1)
	code, _entry, a, b = two_bills()
	first, second = taken_back(a, "copy"), taken_back(a, "return order")
	first.lines[0].quantity = 3
	first.save()
	post(first)
	with refused("returned"):
		post(second, ship=True)
	assert [line.quantity for line in taken_back(a, "copy").lines] == [2]
	api.cancel_invoice(b.name)
	came(taken_back(a, "copy"))
	assert stock(code)[0] == 10
	assert verify() == []


def test_a_receipt_that_is_undone_gives_its_part_of_the_share_again(books):
	code, _entry, a, b = two_bills()
	first, second = (taken_back(a, "return order") for _ in range(2))
	receipt = post(first, ship=True).return_receipt
	with refused("returned"):
		post(second, ship=True)
	api.undo_return_receipt(receipt)
	post(second, ship=True)
	api.cancel_invoice(b.name)
	assert stock(code)[0] == 10


def test_the_check_says_what_the_posting_says(books):
	_code, _entry, a, _b = two_bills()
	first, second = (taken_back(a, "return order") for _ in range(2))
	post(first, ship=True)
	found = api.check(second.doctype, second.name, ship=True)
	assert [row["code"] for row in found] == ["returned"]


def test_receipts_that_are_fetched_into_a_credit_memo_keep_their_share(books):
	"""Received on a return order, credited by Get Return Receipt Lines: the 5 of A are gone, and those of B are whole."""
	code, _entry, a, b = two_bills()
	first, second = (taken_back(a, "return order") for _ in range(2))
	post(first, ship=True)
	memo = frappe.get_doc({"doctype": "Sales Credit Memo", "customer": a.customer}).insert()
	api.get_return_receipt_lines(memo.name)
	memo.reload()
	memo.lines = [line for line in memo.lines if line.invoice_line in (None, "", a.lines[0].name)]
	memo.save()
	post(memo)
	with refused("returned"):
		post(second, ship=True)
	api.cancel_invoice(b.name)
	assert stock(code)[0] == 10
	assert verify() == []


def test_another_entry_is_typed_on_the_rest_of_a_return_order(books):
	"""3 of A's 5 are received from its entry, then the row names another one: what came is counted where it came from."""
	code, entry, a, b = two_bills()
	adjust((code, 5, 60))
	doc = order(item(code, 5))
	shipped(doc, 5)
	billed(doc, 5)
	back = taken_back(a, "return order")
	back.lines[0].qty_to_ship = 3
	back.save()
	post(back, ship=True)
	back.lines[0].applies_from_entry = entry_of(code, -5)
	back.save()
	with refused("origin"):
		post(back, ship=True)
	back.lines[0].applies_from_entry = entry
	back.save()
	post(back, ship=True, invoice=True)
	api.cancel_invoice(b.name)
	assert stock(code)[0] == 10
	assert verify() == []
