"""Credit memos and return orders: money and goods come back, through documents of their own (domain A13, A14)."""

import frappe
from build import draft, goods, item, ledger, post, posted_invoice, quantities, stock


def credit_memo(*lines, **values):
	return draft("Sales Credit Memo", *lines, **values)


def return_order(*lines, **values):
	return draft("Sales Return Order", *lines, **values)


def sold(code, quantity, **values):
	"""A posted invoice of one line, and the item entry its goods left by."""
	bill = posted_invoice(item(code, quantity, **values))
	entry = frappe.db.get_value("Item Ledger Entry", {"document_name": bill.name, "item": code})
	return bill, entry


def test_a_credit_memo_by_hand(books):
	"""3 of 10 at 90 with 25 % VAT: 337.50 given back, 3 pieces in stock at 60."""
	code = goods(stock=10)
	_bill, entry = sold(code, 10, unit_price=90)
	memo = credit_memo(item(code, 3, unit_price=90, applies_from_entry=entry))
	posted = post(memo)
	assert posted.credit_memo == memo.name
	assert (memo.docstatus, memo.status, memo.remaining_amount) == (1, "Unapplied", 337.5)
	assert ledger(memo.name) == {"1500": -337.5, "3000": 270, "2700": 67.5, "4300": -180, "1460": 180}
	assert stock(code) == (3, 180)
	assert frappe.db.get_value("Item Ledger Entry", entry, "returned_quantity") == 3


def test_a_return_order_is_received_and_credited_in_steps(books):
	code = goods(stock=10)
	_bill, entry = sold(code, 10)
	order = return_order(item(code, 10, qty_to_ship=4, applies_from_entry=entry))
	posted = post(order, ship=True)
	assert posted.return_receipt and not posted.credit_memo
	assert quantities(order) == [(6, 10, 4, 0, 6, 4)]
	assert (order.status, order.receiving_status, order.crediting_status) == (
		"Released",
		"Partly Received",
		"Not Credited",
	)
	assert stock(code) == (4, 240)
	posted = post(order, invoice=True)
	assert ledger(posted.credit_memo) == {"1500": -500, "3000": 400, "2700": 100, "4300": -240, "1460": 240}
	posted = post(order, ship=True, invoice=True)
	assert posted.return_receipt and posted.credit_memo
	assert (order.status, order.receiving_status, order.crediting_status) == (
		"Completed",
		"Received",
		"Credited",
	)
	assert stock(code) == (10, 600)


def test_a_lower_price_after_the_fact_is_worth_less_in_the_item_ledger_too(books):
	"""10 × 100 sold, 2 × 30 given back as money only and 5 more: nothing moves, the sale is worth 935."""
	code = goods(stock=10)
	_bill, entry = sold(code, 10)
	memo = credit_memo(
		item(code, 2, unit_price=30, applies_from_entry=entry, effect="Price"),
		item(code, 1, unit_price=5, applies_from_entry=entry, effect="Price"),
	)
	post(memo)
	fields = ["sales_amount", "quantity", "invoiced_quantity", "returned_quantity"]
	assert frappe.db.get_value("Item Ledger Entry", entry, fields) == (935, -10, -10, 0)
	assert stock(code) == (0, 0)
