"""A discount that was agreed as a percentage is shown and printed as that percentage (domain 7.5)."""

import frappe
import pytest
from build import draft, edit, goods, item, order, post, posted_invoice

from sales_mgmt import api

DOCUMENTS = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo")


@pytest.mark.parametrize("doctype", DOCUMENTS)
def test_a_typed_percentage_stays(doctype):
	"""12.5 % of 3 × 11.10 is 4.16 (4.1625)."""
	doc = draft(doctype, item(goods(price=11.1), 3, line_discount_percent=12.5))
	for _again in range(2):
		line = doc.lines[0]
		assert (line.line_discount_percent, line.line_discount_amount) == (12.5, 4.16)
		doc.save()
	edit(doc, description="Something else")
	assert doc.lines[0].line_discount_percent == 12.5


def test_it_stays_when_the_quantity_changes_and_follows_a_typed_amount():
	doc = order(item(goods(price=11.1), 3, line_discount_percent=12.5))
	edit(doc, quantity=1)  # 12.5 % of 11.10 is 1.39 (1.3875)
	assert (doc.lines[0].line_discount_percent, doc.lines[0].line_discount_amount) == (12.5, 1.39)
	edit(doc, line_discount_amount=1.5)  # 1.50 of 11.10
	assert doc.lines[0].line_discount_percent == 13.51351


def billed(doc, part):
	edit(doc, qty_to_ship=part, qty_to_invoice=part)
	return frappe.get_doc("Sales Invoice", post(doc, ship=True, invoice=True).invoice)


def test_a_posted_order_shows_what_was_typed(books):
	"""7.5 % of the 29.14 that are left of 33.30 is 2.19 (2.1855), which is 7.51544 % of it."""
	doc = order(item(goods(price=11.1, stock=5), 3, line_discount_percent=12.5), invoice_discount_percent=7.5)
	posted = billed(doc, 3)
	line = posted.lines[0]
	assert (line.line_discount_amount, line.line_discount_percent) == (4.16, 12.5)
	assert (posted.invoice_discount_amount, posted.invoice_discount_percent) == (2.19, 7.5)


def test_a_part_shows_it_where_it_gives_the_amount_of_the_part(books):
	"""One of three takes 1.39 of the 4.16, as 12.5 % of 11.10 gives; the others take 2.77, and 12.5 % of 22.20 is 2.78."""
	doc = order(item(goods(price=11.1, stock=5), 3, line_discount_percent=12.5))
	first, second = billed(doc, 1).lines[0], billed(doc, 2).lines[0]
	assert (first.line_discount_amount, first.line_discount_percent) == (1.39, 12.5)
	assert (second.line_discount_amount, second.line_discount_percent) == (2.77, 12.47748)


def test_a_posted_invoice_and_its_credit_memo_are_printed_with_it(books):
	bill = posted_invoice(item(goods(price=11.1, stock=5), 3, line_discount_percent=12.5))
	assert (bill.lines[0].line_discount_percent, bill.lines[0].line_discount_amount) == (12.5, 4.16)
	printed = frappe.get_print("Sales Invoice", bill.name)
	assert ">12.5<" in printed and "12.49" not in printed
	memo = frappe.get_doc("Sales Credit Memo", api.cancel_invoice(bill.name))
	assert memo.lines[0].line_discount_percent == 12.5
