"""S21: return orders: lines to reverse, replacement, receive first and credit later (domain A14)."""

import frappe
import pytest
from build import goods, item, order, post, posted_invoice, stock
from test_credit_memo import return_order

from sales_mgmt import api


def sold_at_90(stock_=10):
	code = goods(price=100, stock=stock_)
	return code, posted_invoice(item(code, 10, unit_price=90))


def back(bill, *lines, quantity=None):
	"""A return order with lines of a posted invoice."""
	doc = return_order(customer=bill.customer)
	chosen = [{"line": line.name, "quantity": quantity} for line in lines or bill.lines]
	api.get_lines_to_reverse(doc.name, chosen)
	doc.reload()
	return doc


def reversible(customer, code):
	return [
		(row["doctype"], row["reversed"], row["reversible"])
		for row in api.lines_to_reverse(customer, "Sales Invoice")
		if row["item"] == code
	]


def test_s21_1_what_is_left_comes_back_at_its_price_and_cost(books):
	code, bill = sold_at_90()
	first = back(bill, quantity=4)
	post(first, ship=True, invoice=True)
	rest = back(bill)
	(line,) = rest.lines
	assert (line.quantity, line.unit_price, line.invoice) == (6, 90, bill.name)
	assert frappe.db.get_value("Item Ledger Entry", line.applies_from_entry, "document_name") == bill.name
	post(rest, ship=True, invoice=True)
	assert (rest.amount_including_vat, stock(code)) == (675, (10, 600))


def test_s21_2_what_came_back_wholly_is_not_offered_again(books):
	code, bill = sold_at_90()
	assert reversible(bill.customer, code) == [("Sales Invoice", 0, 10)]
	post(back(bill), ship=True, invoice=True)
	assert reversible(bill.customer, code) == []
	again = return_order(customer=bill.customer)
	assert api.get_lines_to_reverse(again.name, [bill.lines[0].name]) == []


def test_s21_3_from_a_shipment_the_price_is_todays(books):
	code = goods(price=100, stock=10)
	sale = order(item(code, 10, unit_price=90))
	shipment = frappe.get_doc("Sales Shipment", post(sale, ship=True).shipment)
	doc = return_order(customer=sale.customer)
	api.get_lines_to_reverse(doc.name, [shipment.lines[0].name])
	doc.reload()
	(line,) = doc.lines
	assert (line.quantity, line.unit_price) == (10, 100)
	assert line.applies_from_entry == shipment.lines[0].item_ledger_entry


def test_s21_4_negative_lines_move_to_a_new_order(books):
	code, bill = sold_at_90()
	doc = back(bill, quantity=1)
	doc.append("lines", item(goods(price=50), -1))
	doc.save()
	new = frappe.get_doc("Sales Order", api.move_negative_lines(doc.name))
	assert [(line.quantity, line.unit_price) for line in new.lines] == [(1, 50)]
	doc.reload()
	assert [line.item for line in doc.lines] == [code]
	assert new.return_order == doc.name


def test_s21_6_receive_first_credit_later(books):
	code, bill = sold_at_90()
	doc = back(bill, quantity=3)
	received = post(doc, ship=True)
	assert received.return_receipt and not received.credit_memo
	assert stock(code) == (3, 180)
	credited = post(doc, invoice=True)
	assert credited.credit_memo and not credited.return_receipt
	assert frappe.db.get_value("Sales Credit Memo", credited.credit_memo, "amount_including_vat") == 337.5
	assert doc.status == "Completed"


def test_a_line_of_another_customer_is_refused():
	_code, bill = sold_at_90()
	doc = return_order(customer="C-00002")
	with pytest.raises(frappe.ValidationError, match="is no posted line of customer"):
		api.get_lines_to_reverse(doc.name, [bill.lines[0].name])


def test_a_return_order_without_lines_is_kept_as_a_draft():
	assert return_order().status == "Open"
