"""S20.3 and S20.4: allowances, restocking fees, and return receipts combined on one credit memo (domain A13, A14)."""

import frappe
import pytest
from build import DAY, buyer, draft, entries, goods, item, ledger, order, post, posted_invoice, stock
from charged import assign, charge, charged, entry_of, sales_of, suggest
from test_credit_memo import credit_memo, return_order

from sales_mgmt import api


def received(code, quantity, customer, entry):
	doc = return_order(item(code, quantity, applies_from_entry=entry), customer=customer)
	post(doc, ship=True)
	return doc


def sold_ten(**values):
	customer = buyer(**values)
	code = goods(stock=10)
	bill = posted_invoice(item(code, 10), customer=customer)
	return customer, code, entry_of(bill.name, code)


def test_s20_3_an_allowance_on_a_posted_shipment(books):
	"""200 given back: 250.00 with VAT, the sale is worth 200 less, no goods move."""
	code = goods(stock=10)
	sale = order(item(code, 10))
	shipment = frappe.get_doc("Sales Shipment", post(sale, ship=True, invoice=True).shipment)
	before = len(entries("Item Ledger Entry", "name", item=code))
	memo = credit_memo(charge("ALLOW", unit_price=200))
	assign(memo, (shipment.lines[0].name, 1))
	post(memo)
	assert memo.amount_including_vat == 250
	assert ledger(memo.name) == {"1500": -250, "3000": 200, "2700": 50}
	assert charged(memo.name) == [(code, -200)]
	assert (sales_of(code)[-1], stock(code)) == (800, (0, 0))
	assert len(entries("Item Ledger Entry", "name", item=code)) == before


def test_s20_4_two_return_orders_one_credit_memo(books):
	customer, code, entry = sold_ten()
	orders = [received(code, quantity, customer, entry) for quantity in (2, 3)]
	memo = credit_memo(customer=customer)
	api.get_return_receipt_lines(memo.name)
	memo.reload()
	assert [(line.quantity, line.return_order) for line in memo.lines] == [
		(2, orders[0].name),
		(3, orders[1].name),
	]
	post(memo)
	assert memo.amount == 500
	for doc, quantity in zip(orders, (2, 3), strict=True):
		doc.reload()
		assert (doc.lines[0].quantity_invoiced, doc.status) == (quantity, "Completed")
	assert stock(code) == (5, 300)


def test_lines_on_another_draft_are_not_offered_again():
	"""Decision 9.7."""
	customer, code, entry = sold_ten()
	received(code, 2, customer, entry)
	first, second = credit_memo(customer=customer), credit_memo(customer=customer)
	assert [row["quantity"] for row in api.return_receipt_lines(second.name)] == [2]
	api.get_return_receipt_lines(first.name)
	assert api.return_receipt_lines(second.name) == []
	assert api.return_receipt_lines(first.name) == []
	first.reload()
	first.lines[0].quantity = 1
	first.save()
	assert [row["quantity"] for row in api.return_receipt_lines(second.name)] == [1]


def test_only_what_is_left_of_a_receipt_is_offered(books):
	customer, code, entry = sold_ten()
	doc = return_order(item(code, 5, qty_to_ship=2, applies_from_entry=entry), customer=customer)
	post(doc, ship=True)
	post(doc, invoice=True)
	post(doc, ship=True)
	memo = credit_memo(customer=customer)
	(row,) = api.return_receipt_lines(memo.name)
	assert row["quantity"] == 3
	api.get_return_receipt_lines(memo.name, [row["line"]])
	memo.reload()
	post(memo)
	doc.reload()
	assert doc.status == "Completed"


def test_other_customers_and_currencies_are_not_offered():
	customer, code, entry = sold_ten()
	received(code, 2, customer, entry)
	other = credit_memo()
	assert code not in [row["item"] for row in api.return_receipt_lines(other.name)]
	abroad = credit_memo(customer=customer, currency="EUR", exchange_rate=11)
	assert api.return_receipt_lines(abroad.name) == []
	with pytest.raises(frappe.ValidationError, match="nothing left to credit"):
		mine = credit_memo(customer=customer)
		(row,) = api.return_receipt_lines(mine.name)
		api.get_return_receipt_lines(other.name, [row["line"]])


def test_combine_return_receipts_makes_one_posted_credit_memo(books):
	customer, code, entry = sold_ten(combine_shipments=1)
	orders = [received(code, quantity, customer, entry) for quantity in (2, 3)]
	answer = api.combine_return_receipts(DAY, DAY, post="true", customer=customer)
	(made,) = answer["credit_memos"]
	assert (made["customer"], made["posted"], answer["failed"]) == (customer, True, [])
	memo = frappe.get_doc("Sales Credit Memo", made["credit_memo"])
	assert (memo.docstatus, [line.quantity for line in memo.lines]) == (1, [2, 3])
	for doc in orders:
		doc.reload()
		assert doc.status == "Completed"
	assert api.combine_return_receipts(DAY, DAY, customer=customer) == {"credit_memos": [], "failed": []}


def test_customers_without_combined_documents_are_left_alone():
	customer, code, entry = sold_ten(combine_shipments=0)
	received(code, 2, customer, entry)
	assert api.combine_return_receipts(DAY, DAY, customer=customer)["credit_memos"] == []


def test_what_fails_is_told_and_leaves_nothing(books):
	customer, code, entry = sold_ten(combine_shipments=1)
	received(code, 2, customer, entry)
	frappe.db.set_value("Customer", customer, "blocked", "All")
	frappe.clear_document_cache("Customer", customer)
	answer = api.combine_return_receipts(DAY, DAY, post=True, customer=customer)
	assert answer["credit_memos"] == []
	assert "is blocked (All)" in answer["failed"][0]["messages"][0]
	assert not frappe.db.exists("Sales Credit Memo", {"customer": customer})


def test_a_restocking_fee_is_kept_and_stays_on_the_return_order(books):
	"""10 of 100 come back, 50 are kept: 950 net are given back, and the sale keeps 50."""
	code = goods(stock=10)
	sale = order(item(code, 10))
	shipment = frappe.get_doc("Sales Shipment", post(sale, ship=True, invoice=True).shipment)
	entry = shipment.lines[0].item_ledger_entry
	doc = return_order(item(code, 10, applies_from_entry=entry), charge("FEE", unit_price=50))
	assert [(line.quantity, line.line_amount) for line in doc.lines] == [(10, 1000), (1, -50)]
	assert (doc.amount, doc.amount_including_vat) == (950, 1187.5)
	assign(doc, (shipment.lines[0].name, 1))
	posted = post(doc, ship=True, invoice=True)
	assert charged(posted.credit_memo) == [(code, 50)]
	assert ledger(posted.credit_memo)["1500"] == -1187.5
	assert ledger(posted.credit_memo)["3020"] == -50
	assert doc.status == "Completed"
	assert frappe.db.get_value("Item Ledger Entry", entry, "sales_amount") == 1050


def test_negative_lines_move_and_the_fee_stays(books):
	code = goods(stock=5)
	bill = posted_invoice(item(code, 5))
	entry = entry_of(bill.name, code)
	doc = return_order(
		item(code, 2, applies_from_entry=entry), item(goods(price=70), -1), charge("FEE", unit_price=50)
	)
	api.move_negative_lines(doc.name)
	doc.reload()
	assert [line.type for line in doc.lines] == ["Item", "Item Charge"]
	suggest(doc)
	post(doc, ship=True, invoice=True)
	# 200 back, and the fee of 50 belongs to the goods that came back
	assert sales_of(code)[-1] == -150


def test_a_fee_that_an_invoice_billed_is_given_back(books):
	code = goods(stock=1)
	bill = draft("Sales Invoice", item(code), charge("FEE", unit_price=50))
	suggest(bill)
	post(bill)
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	assert (memo.amount, memo.lines[1].is_fee) == (150, 0)
	post(memo)
	assert charged(memo.name) == [(code, -50)]


def test_charges_of_a_return_order_travel_to_the_combined_credit_memo(books):
	customer, code, entry = sold_ten()
	doc = return_order(
		item(code, 2, applies_from_entry=entry), charge("FEE", unit_price=50), customer=customer
	)
	suggest(doc)
	post(doc, ship=True)
	memo = credit_memo(customer=customer)
	api.get_return_receipt_lines(memo.name)
	memo.reload()
	assert memo.amount == 150
	post(memo)
	assert charged(memo.name) == [(code, 50)]
	doc.reload()
	assert (doc.status, doc.charge_assignments[0].qty_assigned) == ("Completed", 1)


def test_an_allowance_on_goods_that_came_back_leaves_their_value_alone(books):
	"""On a return receipt too a charge of the sales side is money only: 2 pieces stay worth 120."""
	customer, code, entry = sold_ten()
	doc = received(code, 2, customer, entry)
	receipt = frappe.get_last_doc("Return Receipt", {"return_order": doc.name})
	memo = credit_memo(charge("ALLOW", unit_price=30), customer=customer)
	assign(memo, (receipt.lines[0].name, 1))
	post(memo)
	assert charged(memo.name) == [(code, -30)]
	assert stock(code) == (2, 120)


def test_preview_shows_what_posting_writes(books):
	code = goods(stock=1)
	bill = draft("Sales Invoice", item(code), charge())
	suggest(bill)
	shown = api.preview(bill.doctype, bill.name)["Item Value Entry"]
	assert [(row["value_type"], row["item_charge"], row["sales_amount"]) for row in shown] == [
		("Direct Cost", None, 100),
		("Item Charge", "FREIGHT", 90),
	]
