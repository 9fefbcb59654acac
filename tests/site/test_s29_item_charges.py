"""S29: item charges: how they are divided, when posting refuses, and what they do to the ledgers (domain A29, 7.8)."""

import frappe
import pytest
from build import (
	OSLO,
	draft,
	entries,
	goods,
	invoice,
	item,
	ledger,
	order,
	post,
	quantities,
	quote,
	refused,
	stock,
)
from charged import assign, charge, charge_line, charged, sales_of, suggest

from dev.demo.company import BILLING
from sales_mgmt import api


def three(*, stock_=10, **values):
	"""Three items whose lines come to 600, 400 and 200 and weigh 20, 8 and 2."""
	pieces = ((2, 300, 10, 3), (4, 100, 2, 1), (1, 200, 2, 3))
	made = [
		(goods(price=price, cost=60, stock=stock_, net_weight=weight, volume=volume), count)
		for count, price, weight, volume in pieces
	]
	return [item(code, count, **values) for code, count in made], [code for code, _count in made]


@pytest.mark.parametrize(
	"method, amounts",
	[
		("Equally", [30, 30, 30]),
		("By Amount", [45, 30, 15]),
		("By Weight", [60, 24, 6]),
		# 6, 4 and 3 of 13 litres: 41.54, 27.69, 20.77
		("By Volume", [41.54, 27.69, 20.77]),
	],
)
def test_s29_1_a_charge_of_90_over_three_lines(books, method, amounts):
	lines, codes = three()
	doc = order(*lines, charge())
	assert suggest(doc, method) == amounts
	posted = post(doc, ship=True, invoice=True)
	assert charged(posted.invoice) == list(zip(codes, amounts, strict=True))


def test_s29_2_what_is_not_assigned_is_not_posted(books):
	"""Rest 10 of 100: refused, with the rest and the row."""
	lines, _codes = three()
	doc = invoice(*lines, charge(quantity=100, unit_price=1))
	assign(doc, (doc.lines[0].name, 90))
	assert doc.lines[3].qty_not_assigned == 10
	with refused("E21") as sentences:
		api.post(doc.doctype, doc.name)
	assert sentences == [
		"Row 4: item charge FREIGHT is not fully assigned. Assign the remaining 10 to the goods it belongs to."
	]
	assign(doc, (doc.lines[0].name, 90), (doc.lines[1].name, 10))
	post(doc)
	assert doc.docstatus == 1


def test_s29_3_a_charge_on_a_posted_shipment(books):
	"""A value entry on the shipment's item entry, no new one; stock is worth what it was worth."""
	code = goods(stock=10)
	sale = order(item(code, 4))
	shipment = frappe.get_doc("Sales Shipment", post(sale, ship=True, invoice=True).shipment)
	before = len(entries("Item Ledger Entry", "name", item=code))
	bill = invoice(charge())
	assign(bill, (shipment.lines[0].name, 1))
	post(bill)
	(value,) = entries(
		"Item Value Entry",
		"item_ledger_entry sales_amount cost_amount valued_quantity invoiced_quantity item_charge",
		document_name=bill.name,
	)
	assert value == (shipment.lines[0].item_ledger_entry, 90, 0, 0, 0, "FREIGHT")
	assert len(entries("Item Ledger Entry", "name", item=code)) == before
	assert (stock(code), sales_of(code)) == ((6, 360), [0, 490])
	assert ledger(bill.name) == {"1500": 112.5, "3050": -90, "2700": -22.5}


def test_s29_4_a_charge_is_not_part_of_the_invoice_discount_base(books):
	"""5 % of 900 + 200, split 45 / 10; the charge of 90 gets none, whatever somebody sends."""
	doc = order(
		item(goods(price=900, stock=1)),
		item(goods(price=200, stock=1)),
		charge(allow_invoice_discount=1),
		invoice_discount_percent=5,
	)
	assert [line.invoice_discount_amount for line in doc.lines] == [45, 10, 0]
	assert (doc.lines[2].allow_invoice_discount, doc.invoice_discount_amount) == (0, 55)
	suggest(doc)
	posted = post(doc, ship=True, invoice=True)
	assert frappe.db.get_value("Sales Invoice", posted.invoice, "amount") == 1135


def test_partial_shipment_with_quantity_to_handle(books):
	"""A29: the row of missing goods handles 0, the charge is invoiced for the rest, and finished later."""
	lines, codes = three()
	doc = order(*lines, charge(quantity=3, unit_price=30))
	suggest(doc)
	doc.lines[2].update({"qty_to_ship": 0, "qty_to_invoice": 0})
	doc.lines[3].update({"qty_to_ship": 2, "qty_to_invoice": 2})
	doc.charge_assignments[2].qty_to_handle = 0
	doc.save()
	first = post(doc, ship=True, invoice=True)
	assert charged(first.invoice) == [(codes[0], 30), (codes[1], 30)]
	assert [(row.qty_assigned, row.qty_to_handle) for row in doc.charge_assignments] == [
		(1, 0),
		(1, 0),
		(0, 1),
	]
	second = post(doc, ship=True, invoice=True)
	assert charged(second.invoice) == [(codes[2], 30)]
	assert doc.status == "Completed"


def test_goods_that_have_not_moved_get_no_charge(books):
	lines, _codes = three()
	doc = order(*lines, charge())
	suggest(doc)
	doc.lines[2].update({"qty_to_ship": 0, "qty_to_invoice": 0})
	doc.save()
	with refused("charge_target") as sentences:
		api.post(doc.doctype, doc.name, ship=True, invoice=True)
	assert sentences[0].startswith(
		"Row 4: item charge FREIGHT is assigned to row 3, whose goods have not moved."
	)


def test_goods_shipped_before_get_the_charge_of_a_later_invoice(books):
	"""Of two shipments of 1 and 3, a charge of 90 belongs to them by quantity: 22.50 and 67.50."""
	code = goods(stock=10)
	doc = order(item(code, 4, qty_to_ship=1), charge())
	suggest(doc)
	doc.lines[1].update({"qty_to_ship": 0, "qty_to_invoice": 0})
	doc.save()
	post(doc, ship=True)
	post(doc, ship=True)
	posted = post(doc, invoice=True)
	assert charged(posted.invoice) == [(code, 22.5), (code, 67.5)]


def test_an_invoice_of_what_an_order_shipped_takes_the_assignment_along(books):
	lines, codes = three()
	doc = order(*lines, charge())
	suggest(doc, "By Amount")
	post(doc, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	assert [row.amount for row in bill.charge_assignments] == [45, 30, 15]
	post(bill)
	assert charged(bill.name) == list(zip(codes, (45, 30, 15), strict=True))
	doc.reload()
	assert [row.qty_assigned for row in doc.charge_assignments] == [0.5, 0.333333333, 0.166666667]
	assert doc.status == "Completed"


def test_assignments_travel_from_quote_to_order_and_copies(books):
	lines, _codes = three()
	offer = quote(*lines, charge())
	suggest(offer, "By Weight")
	made = frappe.get_doc("Sales Order", api.make_order(offer.name))
	assert [row.amount for row in made.charge_assignments] == [60, 24, 6]
	copy = frappe.get_doc("Sales Invoice", api.copy_document("Sales Order", made.name, "Sales Invoice"))
	assert [(row.target_row, row.amount) for row in copy.charge_assignments] == [(1, 60), (2, 24), (3, 6)]
	post(copy)
	again = frappe.copy_doc(made, ignore_no_copy=False).insert()
	assert [(row.target_line, row.amount) for row in again.charge_assignments] == [
		(again.lines[0].name, 60),
		(again.lines[1].name, 24),
		(again.lines[2].name, 6),
	]


def test_rows_that_move_or_go_take_their_share_along():
	lines, _codes = three()
	doc = order(*lines, charge())
	suggest(doc)
	doc.remove(doc.lines[0])
	for index, line in enumerate(doc.lines, start=1):
		line.idx = index
	doc.save()
	doc.reload()
	assert [(row.charge_row, row.target_row) for row in doc.charge_assignments] == [(3, 1), (3, 2)]
	assert doc.lines[2].qty_not_assigned == pytest.approx(1 / 3, abs=1e-8)
	doc.remove(doc.lines[2])
	doc.save()
	assert doc.charge_assignments == []


def test_an_invoice_with_a_charge_is_not_cancelled_but_credited(books):
	"""Crediting takes back what the charge brought in, from the very goods."""
	lines, codes = three()
	bill = invoice(*lines, charge())
	suggest(bill, "By Amount")
	post(bill)
	with refused("item_charge") as sentences:
		api.cancel_invoice(bill.name)
	assert sentences == ["Row 4: an item charge is given back by a credit memo or a return order."]
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	post(memo)
	assert charged(memo.name) == list(zip(codes, (-45, -30, -15), strict=True))
	assert [sum(sales_of(code)) for code in codes] == [0, 0, 0]
	bill.reload()
	assert (bill.status, bill.lines[3].quantity_credited) == ("Paid", 1)


def test_goods_of_another_customer_are_refused():
	code = goods(stock=1)
	sale = order(item(code, 1), customer="C-00002")
	shipment = frappe.get_doc("Sales Shipment", post(sale, ship=True, invoice=True).shipment)
	bill = invoice(charge(), customer=OSLO)
	with pytest.raises(frappe.ValidationError, match="no posted line of customer"):
		assign(bill, (shipment.lines[0].name, 1))
	with refused("charge_target"):
		api.assign_charge(
			bill.doctype,
			bill.name,
			charge_line(bill),
			[{"entry": shipment.lines[0].item_ledger_entry, "quantity": 1}],
		)


def test_more_than_is_charged_can_not_be_assigned():
	lines, _codes = three()
	doc = order(*lines, charge())
	with refused("charge_quantity"):
		api.assign_charge(
			doc.doctype,
			doc.name,
			charge_line(doc),
			[{"line": line.name, "quantity": 0.6} for line in doc.lines[:2]],
		)


def test_targets_are_own_lines_and_what_was_shipped():
	code = goods(stock=5)
	sale = order(item(code, 2))
	shipment = post(sale, ship=True).shipment
	bill = invoice(item(goods(stock=1)), charge())
	answer = api.charge_targets(bill.doctype, bill.name, charge_line(bill), search=code)
	assert [(row["doctype"], row["document"], row["item"]) for row in answer["targets"]] == [
		("Sales Invoice", bill.name, bill.lines[0].item),
		("Sales Shipment", shipment, code),
	]
	assert answer["charge"]["qty_not_assigned"] == 1


def test_undoing_a_shipment_that_has_a_charge_is_refused(books):
	code = goods(stock=5)
	sale = order(item(code, 2))
	shipment = frappe.get_doc("Sales Shipment", post(sale, ship=True).shipment)
	bill = invoice(charge())
	assign(bill, (shipment.lines[0].name, 1))
	post(bill)
	with refused("charge"):
		api.undo_shipment(shipment.name, [shipment.lines[0].name])
	assert quantities(sale)[0][2] == 2


def test_a_charge_in_foreign_currency_is_divided_in_local_currency(books):
	"""10 EUR at the rate of the invoice over three lines, without losing a cent."""
	codes = [goods(stock=1) for _ in range(3)]
	doc = draft("Sales Invoice", *[item(code) for code in codes], charge(unit_price=10), customer="C-00005")
	assert suggest(doc) == [3.33, 3.34, 3.33]
	post(doc)
	assert sum(amount for _item, amount in charged(doc.name)) == pytest.approx(doc.lines[3].amount_lcy)


def test_who_only_bills_says_how_much_is_handled_and_assigns_nothing(books):
	lines, _codes = three()
	doc = order(*lines, charge())
	suggest(doc)
	rows = [(line.name, part) for line, part in zip(doc.lines, (1, 0, 0), strict=False)]
	frappe.set_user(BILLING)
	with pytest.raises(frappe.PermissionError, match="Ask a colleague in sales"):
		assign(doc, *rows)
	doc.reload()
	doc.charge_assignments[0].qty_to_handle = 0
	doc.save()
	assert doc.charge_assignments[0].qty_to_handle == 0
