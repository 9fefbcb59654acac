"""S21: return orders: lines to reverse, replacement, receive first and credit later (domain A14)."""

import frappe
import pytest
from build import goods, item, order, post, posted_invoice, settings, stock
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


def test_s21_2_only_reversible_lines_or_all_of_them(books):
	code, bill = sold_at_90()
	post(back(bill), ship=True, invoice=True)
	assert reversible(bill.customer, code) == []
	(row,) = [
		row
		for row in api.lines_to_reverse(bill.customer, "Sales Invoice", only_reversible=False)
		if row["item"] == code
	]
	assert (row["quantity"], row["reversed"], row["reversible"]) == (10, 10, 0)


def test_lines_that_go_the_same_way_lead_to_what_they_took_back(books):
	"""4 of 10 came back. Credit memo and receipt both lead to the invoice, of which 6 are left (nothing comes back twice)."""
	code, bill = sold_at_90()
	posted = post(back(bill, quantity=4), ship=True, invoice=True)
	(memo_line,) = frappe.get_doc("Sales Credit Memo", posted.credit_memo).lines
	(receipt_line,) = frappe.get_doc("Return Receipt", posted.return_receipt).lines
	entry = frappe.db.get_value("Item Ledger Entry", {"document_name": bill.name})
	for chosen, quantity in (
		([memo_line.name], 4),
		([receipt_line.name], 4),
		([{"line": memo_line.name, "quantity": 3}], 3),
		([memo_line.name, receipt_line.name], 6),
	):
		again = return_order(customer=bill.customer)
		api.get_lines_to_reverse(again.name, chosen)
		again.reload()
		assert [
			(line.item, line.quantity, line.unit_price, line.applies_from_entry, line.invoice_line)
			for line in again.lines
		] == [(code, quantity, 90, entry, bill.lines[0].name)]
	post(again, ship=True, invoice=True)
	for doctype, line in (("Sales Credit Memo", memo_line), ("Return Receipt", receipt_line)):
		empty = return_order(customer=bill.customer)
		assert api.get_lines_to_reverse(empty.name, [line.name]) == []
		assert line.name not in {row["line"] for row in api.lines_to_reverse(bill.customer, doctype)}
	assert stock(code)[0] == 10


def test_lines_that_go_the_same_way_and_named_nothing_are_plainly_copied(books):
	"""Typed by hand: 4 at 90. The credit memo's price is kept, a receipt has none and gets that of the item."""
	code = goods(price=100)
	free = return_order(item(code, 4, unit_price=90))
	posted = post(free, ship=True, invoice=True)
	(memo_line,) = frappe.get_doc("Sales Credit Memo", posted.credit_memo).lines
	(receipt_line,) = frappe.get_doc("Return Receipt", posted.return_receipt).lines
	again = return_order(customer=free.customer)
	api.get_lines_to_reverse(again.name, [memo_line.name, receipt_line.name])
	again.reload()
	assert [
		(line.quantity, line.unit_price, line.applies_from_entry, line.invoice_line) for line in again.lines
	] == [(4, 90, None, None), (4, 100, None, None)]


def test_a_return_order_from_an_invoice_a_shipment_and_an_order(books):
	code = goods(price=100, stock=10)
	sale = order(item(code, 10, unit_price=90, qty_to_ship=6))
	bill = frappe.get_doc("Sales Invoice", post(sale, ship=True, invoice=True).invoice)
	sale.lines[0].qty_to_ship = 4
	sale.save()
	shipment = post(sale, ship=True).shipment

	def made(doctype, name):
		doc = frappe.get_doc("Sales Return Order", api.make_return_order(doctype, name))
		return [(line.quantity, line.unit_price, line.invoice, line.shipment) for line in doc.lines]

	first = frappe.get_all(
		"Sales Shipment", {"sales_order": sale.name, "name": ("!=", shipment)}, pluck="name"
	)[0]
	assert made("Sales Invoice", bill.name) == [(6, 90, bill.name, first)]
	assert made("Sales Shipment", shipment) == [(4, 100, None, shipment)]
	# what is invoiced at the invoice's price, the rest at today's
	assert made("Sales Order", sale.name) == [(6, 90, bill.name, first), (4, 100, None, shipment)]
	connected = frappe.get_all("Sales Return Order", {"sales_order": sale.name}, distinct=True)
	assert len(connected) == 3


def test_nothing_left_to_come_back_is_said(books):
	_code, bill = sold_at_90()
	post(back(bill), ship=True, invoice=True)
	with pytest.raises(frappe.ValidationError, match="Nothing of"):
		api.make_return_order("Sales Invoice", bill.name)


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


def test_s21_5_a_replacement_order_of_what_comes_back(books):
	"""As far as sales documents go: there are no purchase documents."""
	code, bill = sold_at_90()
	doc = back(bill, quantity=3)
	new = frappe.get_doc("Sales Order", api.make_replacement_order(doc.name))
	assert [(line.item, line.quantity, line.unit_price, line.invoice_line) for line in new.lines] == [
		(code, 3, 90, None)
	]
	assert (new.return_order, new.customer, new.status) == (doc.name, doc.customer, "Open")
	doc.reload()
	assert [line.quantity for line in doc.lines] == [3]


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


def test_versions_of_a_return_order_are_kept_and_restored(books):
	_code, bill = sold_at_90()
	doc = back(bill, quantity=3)
	version = api.archive_document("Sales Return Order", doc.name)
	doc.reload()
	doc.lines[0].quantity = 5
	doc.save()
	api.restore_archive(version)
	doc.reload()
	assert doc.lines[0].quantity == 3
	settings(archive_return_orders=1)
	api.release("Sales Return Order", doc.name)
	doc.reload()
	post(doc, ship=True)
	kept = api.archived_versions("Sales Return Order", doc.name)
	assert [row["reason"] for row in kept] == ["Posted", "Released", "Restored", "By Hand"]


def test_a_posted_return_is_announced_by_its_own_names(monkeypatch, books):
	"""Other apps hear of the receipt and the credit memo, not of a shipment and an invoice."""
	heard, original = [], frappe.get_hooks
	monkeypatch.setattr(
		frappe,
		"get_hooks",
		lambda hook=None, *args, **kw: (
			["x.y"] if hook == "sales_mgmt_posted" else original(hook, *args, **kw)
		),
	)
	attribute = frappe.get_attr
	monkeypatch.setattr(
		frappe,
		"get_attr",
		lambda path: (
			(lambda doctype, posted: heard.append((doctype, posted))) if path == "x.y" else attribute(path)
		),
	)
	_code, bill = sold_at_90()
	doc = back(bill, quantity=3)
	frappe.db.after_commit.reset()
	posted = post(doc, ship=True, invoice=True)
	frappe.db.after_commit.run()
	assert heard == [("Sales Return Order", dict(posted))]
