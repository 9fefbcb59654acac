"""Two rates on one document, met on other roads: returns, currencies, units, charges, batches, rounding by line."""

import frappe
import pytest
from build import (
	account,
	buyer,
	draft,
	entries,
	exchange_rates,
	goods,
	item,
	ledger,
	order,
	post,
	settings,
	stock,
)
from charged import assign, charge, charged
from test_rate_of_supply import (
	AUGUST,
	JULY,
	JUNE,
	VAT,
	changing,
	dated,
	drafted,
	invoiced,
	rows,
	ship,
	shipped_twice,
)

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

__all__ = ["changing"]  # a fixture of that module, which holds here too


@pytest.mark.parametrize("road", ["return order", "receipts on a memo"])
def test_receipts_of_two_rates(books, road):
	"""4 came in June, 6 in July, without a link: the credit memo has two rows."""
	code = goods(price=100)
	back = draft("Sales Return Order", item(code, 10), **dated(JUNE))
	ship(back, 4, JUNE)
	ship(back, 6, JULY)
	if road == "return order":
		memo = frappe.get_doc("Sales Credit Memo", post(back, invoice=True, posting_date=AUGUST).credit_memo)
	else:
		memo = draft("Sales Credit Memo", {"type": "Comment", "description": "Back"}, **dated(AUGUST))
		api.get_return_receipt_lines(memo.name)
		memo.reload()
		post(memo)
	assert [row for row in rows(memo) if row[0]] == [(4, 25, 400, 100), (6, 15, 600, 90)]
	assert entries("VAT Entry", VAT, document_name=memo.name) == [
		("STANDARD", 25, 400, 100),
		("STANDARD", 15, 600, 90),
	]
	back.reload()
	assert (back.status, stock(code)[0]) == ("Completed", 10)


@pytest.mark.parametrize("road", ["order", "invoice"])
def test_in_another_currency(books, road):
	"""10 x 9.99 EUR at 11.37: 39.96 and 59.94; VAT 9.99 and 8.99. Entries are what the parts come to, in both currencies."""
	exchange_rates(d20260101=11.37)
	code = goods(stock=20)
	doc = shipped_twice(item(code, 10, unit_price=9.99), customer=buyer(currency="EUR"))
	if road == "order":
		bill = invoiced(doc)
	else:
		bill = drafted(doc)
		post(bill)
	assert rows(bill) == [(4, 25, 39.96, 9.99), (6, 15, 59.94, 8.99)]
	fields = "vat_percent base_currency amount_currency base amount"
	found = entries("VAT Entry", fields, document_name=bill.name)
	assert [row[:3] for row in found] == [(25, -39.96, -9.99), (15, -59.94, -8.99)]
	# 118.88 EUR are 1,351.67; VAT 18.98 EUR is 215.80.
	assert round(sum(row[3] + row[4] for row in found), 2) == -1351.67
	assert round(sum(row[4] for row in found), 2) == -215.8
	assert ledger(bill.name)["2700"] == -215.8


def test_rounded_by_line(books):
	settings(vat_rounding="Line")
	bill = invoiced(shipped_twice(item(goods(price=9.99, stock=20), 10)))
	assert rows(bill) == [(4, 25, 39.96, 9.99), (6, 15, 59.94, 8.99)]


def test_a_unit_that_holds_a_fraction(books):
	"""4 and 6 of 0.45359: 1.81436 and 2.72154 pieces, each valued with its own row."""
	code = goods(stock=10, units=[{"uom": "BOX", "qty_per_unit": 0.45359}])
	for uom in ("PCS", "BOX"):
		frappe.db.set_value("Unit of Measure", uom, "whole_number", 0)
	doc = shipped_twice(item(code, 10, uom="BOX", unit_price=100))
	bill = invoiced(doc)
	assert rows(bill) == [(4, 25, 400, 100), (6, 15, 600, 90)]
	assert entries("Item Ledger Entry", "quantity invoiced_quantity sales_amount", item=code)[1:] == [
		(-1.81436, -1.81436, 400),
		(-2.72154, -2.72154, 600),
	]
	values = entries("Item Value Entry", "document_line invoiced_quantity", document_name=bill.name)
	assert values == [(bill.lines[0].name, -1.81436), (bill.lines[1].name, -2.72154)]


def test_a_charge_on_goods_of_two_rates(books):
	"""Freight of 90 leaves with the July goods and belongs to all 10: it is billed once, and shared by what is billed."""
	code = goods(price=100, stock=20)
	doc = order(item(code, 10), charge(), **dated(JUNE))
	doc.lines[0].qty_to_ship = 4
	doc.lines[1].qty_to_ship = 0
	doc.save()
	post(doc, ship=True, posting_date=JUNE)
	doc.reload()
	assign(doc, (doc.lines[0].name, 1))
	post(doc, ship=True, posting_date=JULY)
	doc.reload()
	bill = invoiced(doc)
	assert [row[:3] for row in rows(bill)] == [(4, 25, 400), (6, 15, 600), (1, 15, 90)]
	assert charged(bill.name) == [(code, 36), (code, 54)]
	assert verify() == []


def test_in_a_batch(books):
	docs = [shipped_twice(), shipped_twice(account("3900", 10, 100))]
	api.post_batch("Sales Order", [doc.name for doc in docs], invoice=True, posting_date=AUGUST)
	for doc in docs:
		(bill,) = frappe.get_all("Sales Invoice", {"sales_order": doc.name}, pluck="name")
		assert frappe.db.get_value("Sales Invoice", bill, "vat_amount") == 190


def test_undone_and_billed_in_between(books):
	"""4 of June, 2 of them billed; 6 of July; what is billed then is 2 of June and 6 of July. A return of all has both rates."""
	doc = order(item(goods(price=100, stock=20), 10), **dated(JUNE))
	ship(doc, 4, JUNE)
	doc.reload()
	doc.lines[0].qty_to_invoice = 2
	doc.save()
	first = invoiced(doc, JUNE)
	ship(doc, 6, JULY)
	doc.reload()
	second = invoiced(doc)
	assert (rows(first), rows(second)) == ([(2, 25, 200, 50)], [(2, 25, 200, 50), (6, 15, 600, 90)])
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Order", doc.name))
	assert [(row.quantity, row.vat_percent) for row in back.lines] == [(2, 25), (2, 25), (6, 15)]
	memo = frappe.get_doc("Sales Credit Memo", post(back, ship=True, invoice=True).credit_memo)
	assert memo.vat_amount == 190
