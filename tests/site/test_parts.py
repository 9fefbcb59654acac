"""Parts add up to the whole: billed in steps, credited in steps, several rows of one document (domain 7.5)."""

from itertools import permutations

import frappe
import pytest
from build import (
	HAMBURG,
	INGRID,
	account,
	buyer,
	draft,
	edit,
	entries,
	exchange_rates,
	ledger,
	order,
	post,
	posted_invoice,
	settings,
)

from sales_mgmt import api
from sales_mgmt.ownership import save_built

SALES = "3900"


def bill(doc, *quantities, **values):
	"""Post an order in parts of its first line. Returns the invoices."""
	bills = []
	for quantity in quantities:
		doc.lines[0].update({"qty_to_ship": quantity, "qty_to_invoice": quantity, **values})
		doc.save()
		bills.append(frappe.get_doc("Sales Invoice", post(doc, ship=True, invoice=True).invoice))
	return bills


def credit(bill, *quantities):
	"""Credit the first line of an invoice in parts. Returns the credit memos."""
	memos = []
	for quantity in quantities:
		memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
		memo.lines[0].quantity = quantity
		memo.lines[0].line_discount_amount = None
		memo.save()
		post(memo)
		memos.append(memo)
	return memos


def nets(docs):
	return [doc.amount for doc in docs]


def total(docs, field="amount_including_vat"):
	return round(sum(doc.get(field) for doc in docs), 2)


def left_in_ledgers(customer_entries):
	return [
		round(sum(row[0] for row in customer_entries), 2),
		round(sum(row[1] for row in customer_entries), 2),
	]


def test_an_invoice_credited_one_by_one(books):
	"""3 × 33.30 = 99.90, VAT 24.975 = 24.98: 124.88. One by one VAT is 8.33, 8.32, 8.33."""
	sold = posted_invoice(account(SALES, 3, 33.30))
	assert sold.amount_including_vat == 124.88
	memos = credit(sold, 1, 1, 1)
	assert [memo.vat_amount for memo in memos] == [8.33, 8.32, 8.33]
	assert total(memos) == 124.88
	sold.reload()
	assert (sold.remaining_amount, sold.status) == (0, "Paid")


@pytest.mark.parametrize(
	("quantity", "price", "parts", "expected"),
	[
		# 49.995 = 50.00; 16.665 = 16.67, 33.33, 50.00
		(1.5, 33.33, (0.5, 0.5, 0.5), [16.67, 16.66, 16.67]),
		# 85.926 = 85.93; 42.963 = 42.96
		(2, 42.963, (1, 1), [42.96, 42.97]),
	],
)
def test_an_order_billed_in_parts(books, quantity, price, parts, expected):
	doc = order(account(SALES, quantity, price))
	assert nets(bill(doc, *parts)) == expected
	doc.reload()
	assert doc.status == "Completed"


def test_a_gift_stays_a_gift(books):
	"""15 × 9.0909 = 136.36 with 100 %: nothing to pay for 9 and nothing for 6."""
	doc = order({**account(SALES, 15, 9.0909), "line_discount_percent": 100})
	bills = bill(doc, 9, 6)
	assert [(bill.amount, bill.amount_including_vat) for bill in bills] == [(0, 0), (0, 0)]


def test_a_discount_over_rows_of_one_invoice(books):
	"""3 × 10 less 1.00 in three rows: discounts 0.33, 0.34, 0.33, so 29.00."""
	doc = order({**account(SALES, 3, 10), "line_discount_amount": 1})
	post(doc, ship=True)
	name = api.make_invoice("Sales Order", doc.name)
	bill = frappe.get_doc("Sales Invoice", name)
	bill.lines[0].quantity = 1
	for _row in range(2):
		copied = frappe.copy_doc(bill.lines[0])
		bill.append("lines", copied.as_dict(no_nulls=True))
	save_built(bill)
	post(bill)
	assert [line.line_discount_amount for line in bill.lines] == [0.33, 0.34, 0.33]
	assert bill.amount == 29


def test_vat_of_an_order_billed_one_by_one(books):
	doc = order(account(SALES, 3, 33.30))
	bills = bill(doc, 1, 1, 1)
	assert [bill.vat_amount for bill in bills] == [8.33, 8.32, 8.33]


def test_prices_including_vat(books):
	"""3 × 33.33 incl. VAT = 99.99, VAT 19.998 = 20.00: 79.99 net. Running VAT 6.666, 13.332, 20.00."""
	doc = order(account(SALES, 3, 33.33), customer=INGRID)
	assert (doc.amount, doc.vat_amount) == (79.99, 20)
	bills = bill(doc, 1, 1, 1)
	assert [bill.vat_amount for bill in bills] == [6.67, 6.66, 6.67]
	assert total(bills) == 99.99
	memos = [memo for sold in bills for memo in credit(sold, 0.5, 0.5)]
	assert (total(memos), total(memos, "vat_amount")) == (99.99, 20)


@pytest.mark.parametrize("turn", list(permutations(range(3))))
def test_cancelled_in_any_order_leaves_nothing(books, turn):
	"""2.5 × 33.333 in three parts, cancelled, and billed again: 83.33, VAT 20.8325 = 20.83."""
	doc = order(account(SALES, 2.5, 33.333))
	bills = bill(doc, 1, 0.5, 1)
	assert total(bills, "amount") == 83.33
	for place in turn:
		api.cancel_invoice(bills[place].name)
	doc.reload()
	assert doc.lines[0].billed_gross_amount == 0
	again = bill(doc, 0.5, 2)
	assert (total(again, "amount"), total(again, "vat_amount")) == (83.33, 20.83)


def test_what_comes_back_out_of_turn_closes_to_the_whole(books):
	"""3 × 33.333 = 100.00: 33.33, 33.34 (66.67); the first cancelled, then 2 more: the rest of 100.00 is 66.66."""
	doc = order(account(SALES, 3, 33.333))
	first, second = bill(doc, 1, 1)
	assert (first.amount, second.amount) == (33.33, 33.34)
	api.cancel_invoice(first.name)
	doc.reload()
	(last,) = bill(doc, 2)
	assert last.amount == 66.66


def test_a_new_discount_begins_a_new_whole(books):
	"""One of 3 × 33.333 is 33.33. Then 10 %: of 2 the gross is 33.33 + 33.34, the discount 3.33 + 3.34."""
	doc = order(account(SALES, 3, 33.333))
	bill(doc, 1)
	doc.invoice_discount_percent = 10
	doc.save()
	assert (doc.lines[0].billing_whole, doc.lines[0].billed_quantity) == (1, 0)
	bills = bill(doc, 1, 1)
	assert [(part.lines[0].line_amount, part.lines[0].invoice_discount_amount) for part in bills] == [
		(33.33, 3.33),
		(33.34, 3.34),
	]


def test_return_order_credited_in_parts(books):
	sold = posted_invoice(account(SALES, 3, 33.30))
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.name))
	memos = []
	for _part in range(3):
		back.lines[0].update({"qty_to_ship": 1, "qty_to_invoice": 1})
		back.save()
		posted = post(back, ship=True, invoice=True)
		memos.append(frappe.get_doc("Sales Credit Memo", posted.credit_memo))
	assert [memo.vat_amount for memo in memos] == [8.33, 8.32, 8.33]
	assert total(memos) == 124.88


def test_local_currency_adds_up(books):
	"""EUR 3 × 33.30 at 11.3333: 99.90 EUR are 1,132.20 NOK; parts of the invoice give back exactly what it posted."""
	exchange_rates(d20260101=11.3333)
	sold = posted_invoice(account(SALES, 3, 33.30), customer=HAMBURG)
	memos = credit(sold, 1, 1, 1)
	assert total(memos, "amount_lcy") == sold.amount_lcy == 1132.20
	rows = entries(
		"Customer Ledger Entry",
		"amount amount_lcy remaining_amount_lcy",
		customer=HAMBURG,
		document_name=("in", [sold.name, *[memo.name for memo in memos]]),
	)
	assert left_in_ledgers(rows) == [0, 0]
	assert [row[2] for row in rows] == [0, 0, 0, 0]


# ---- what belongs to a document as a whole: rounding of the payable, local currency


@pytest.mark.parametrize(
	("kind", "payables"), [("Nearest", [13, 13, 13]), ("Up", [13, 13, 13]), ("Down", [12, 13, 13])]
)
def test_the_payable_is_rounded_over_the_parts_of_an_order(kind, payables, books):
	"""3 × 10.30 and 25 % VAT: 12.875, 25.75, 38.625 (VAT 2.58, 2.57, 2.58): 12.88, 25.75, 38.63."""
	settings(invoice_rounding_precision=1, invoice_rounding_type=kind)
	doc = order(account(SALES, 3, 10.30))
	whole = doc.amount_including_vat
	bills = bill(doc, 1, 1, 1)
	assert [one.amount_including_vat for one in bills] == payables
	assert total(bills) == whole


def test_an_invoice_whose_payable_is_rounded_is_credited_in_parts(books):
	"""3 × 10.30 + VAT is 38.63, rounded 39. Credited one by one 13, 13, 13: nothing is left."""
	settings(invoice_rounding_precision=1)
	sold = posted_invoice(account(SALES, 3, 10.30))
	memos = credit(sold, 1, 1, 1)
	assert [memo.amount_including_vat for memo in memos] == [13, 13, 13]
	sold.reload()
	assert (sold.remaining_amount, total(memos)) == (0, 39)


def test_a_part_with_its_own_rounding_is_credited_as_it_was_billed(books):
	"""4 × 10.40 without VAT change: the parts are rounded with what was billed before; each memo gives its own back."""
	settings(invoice_rounding_precision=1)
	doc = order(account(SALES, 4, 10.40))
	for one in bill(doc, 1, 1, 1, 1):
		[memo] = credit(one, 1)
		assert memo.amount_including_vat == one.amount_including_vat
		one.reload()
		assert one.remaining_amount == 0


def test_a_cancelled_part_is_billed_again(books):
	settings(invoice_rounding_precision=1)
	doc = order(account(SALES, 3, 10.30))
	whole = doc.amount_including_vat
	first, second, third = bill(doc, 1, 1, 1)
	api.cancel_invoice(first.name)
	doc.reload()
	[again] = bill(doc, 1)
	assert total([second, third, again]) == whole


@pytest.mark.parametrize("road", ["order", "make invoice"])
def test_local_currency_of_an_order_billed_in_parts(road, books):
	"""3 × 33.33 EUR and 7 × 1.11 EUR at 11.33333: the parts are worth what the order is worth."""
	exchange_rates(d20260101=11.33333)
	doc = order(account(SALES, 3, 33.33), account(SALES, 7, 1.11), customer=HAMBURG)
	local = ("amount_lcy", "vat_amount_lcy", "amount_including_vat_lcy")
	whole = {field: doc.get(field) for field in local}
	bills = []
	for first, second in ((1, 3), (1, 3), (1, 1)):
		doc.lines[0].update({"qty_to_ship": first, "qty_to_invoice": first})
		doc.lines[1].update({"qty_to_ship": second, "qty_to_invoice": second})
		doc.save()
		if road == "order":
			bills.append(frappe.get_doc("Sales Invoice", post(doc, ship=True, invoice=True).invoice))
			continue
		post(doc, ship=True)
		made = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
		made.update({"posting_date": doc.posting_date, "document_date": doc.posting_date})
		made.save()
		post(made)
		bills.append(made)
		doc.reload()
	assert {field: total(bills, field) for field in local} == whole
	rows = [
		row[0]
		for one in bills
		for row in entries("Customer Ledger Entry", "amount_lcy", document_name=one.name)
	]
	assert round(sum(rows), 2) == whole["amount_including_vat_lcy"]


def test_those_who_ship_may_move_a_partly_billed_order_over_a_change_of_rates(books):
	"""A new VAT rate begins a new whole for what is not billed yet; that follows from the day, nobody types it."""
	doc = order(account(SALES, 3, 33.30))
	bill(doc, 1)
	setup = frappe.get_doc("VAT Posting Setup", "DOMESTIC-STANDARD")
	setup.update({"rates": [{"starting_date": "2026-07-01", "vat_percent": 15}]})
	setup.save()
	frappe.set_user("warehouse@nordavind.example")
	edit(doc, None, posting_date="2026-07-02")
	line = doc.lines[0]
	assert (line.vat_percent, line.billing_whole, line.billed_quantity) == (15, 1, 0)
	with pytest.raises(frappe.PermissionError):
		edit(doc, None, your_reference="by the warehouse")


def test_a_part_in_local_currency_is_worth_itself(books):
	"""0.5 × 9.0909 is 4.55, VAT 1.14. The half is 2.27 and 0.57 in the document, and in the ledgers: 2.84, no gain of a cent."""
	sold = posted_invoice(account(SALES, 0.5, 9.0909))
	memos = credit(sold, 0.25, 0.125, 0.125)
	assert memos[0].amount_including_vat == 2.84
	for memo in memos:
		assert memo.amount_including_vat_lcy == memo.amount_including_vat
		assert ledger(memo.name)["1500"] == -memo.amount_including_vat
		assert not {"8060", "8160"} & ledger(memo.name).keys()


def test_a_part_in_another_currency_is_worth_what_it_amounts_to(books):
	"""At 100: 3 × 0.335 EUR are 1.01 EUR (101.00), VAT 0.25 (25.00). By quantity a third would be 33.67 for 0.34 EUR: it is 34.00."""
	exchange_rates(d20260101=100)
	sold = posted_invoice(account(SALES, 3, 0.335), customer=HAMBURG)
	rate = sold.amount_including_vat_lcy / sold.amount_including_vat
	memos = credit(sold, 1, 1, 1)
	assert round(rate, 9) == 100
	for memo in memos:
		assert memo.amount_including_vat_lcy == round(memo.amount_including_vat * 100, 2)
		assert not {"8060", "8160"} & ledger(memo.name).keys()
	assert total(memos, "amount_including_vat_lcy") == sold.amount_including_vat_lcy


@pytest.mark.parametrize("road", ["corrective", "copy", "posted lines", "return order"])
def test_whatever_takes_back_a_rounded_invoice_gives_back_what_was_to_pay(road, books):
	"""10.30 + VAT is 12.88, billed with 12.87 before it: 13, 13, 13. The third, 12.88, is credited in halves: 6.44 and 6.44 are
	6 and 7."""
	settings(invoice_rounding_precision=1)
	customer = buyer()
	doc = order(account(SALES, 3, 10.30), customer=customer)
	for one in bill(doc, 1, 1, 1):
		memos = [back(one, road, 0.5), back(one, road, 0.5)]
		assert total(memos) == one.amount_including_vat == 13
	assert left_in_ledgers(entries("Customer Ledger Entry", "amount amount_lcy", customer=customer)) == [0, 0]


@pytest.mark.parametrize("road", ["corrective", "copy", "posted lines", "return order"])
def test_a_rounded_invoice_comes_back_whole(road, books):
	"""4 × 10.30 + VAT: 12.88, 12.87, 12.88, 12.87 are to pay 13, 13, 13, 13 less 1 where the sum says so; each whole."""
	settings(invoice_rounding_precision=1)
	doc = order(account(SALES, 5, 10.30))
	bills = bill(doc, 1, 1, 1, 1, 1)
	# 12.88, 25.75, 38.63, 51.50, 64.38: 13, 26, 39, 52, 64
	assert [one.amount_including_vat for one in bills] == [13, 13, 13, 13, 12]
	assert back(bills[-1], road, 1).amount_including_vat == 12


@pytest.mark.parametrize("road", ["corrective", "copy"])
def test_the_rounding_in_local_currency_comes_back_too(road, books):
	"""55.79 EUR are to pay 56. At 0.12345 that is 6.89 and 6.91: the rounding of 0.21 stands with 0.02, though it would be 0.03."""
	settings(invoice_rounding_precision=1)
	exchange_rates(d20260101=0.12345)
	sold = posted_invoice(account(SALES, 1, 55.79), customer=buyer(HAMBURG))
	assert (sold.amount_including_vat, sold.amount_including_vat_lcy, sold.amount_lcy) == (56, 6.91, 6.89)
	memos = [back(sold, road, quantity) for quantity in (0.5, 0.25, 0.25)]
	for field in ("amount_including_vat", "amount_including_vat_lcy", "amount_lcy"):
		assert total(memos, field) == sold.get(field)


def test_parts_at_another_rate_leave_the_rounding_of_the_others_alone(books):
	"""3 × 33.33 EUR and VAT are 124.99, to pay 125. One third at 12.5, the others at 11.3333: 42, 41 and 42 EUR, each at its rate."""
	settings(invoice_rounding_precision=1)
	exchange_rates(d20260101=11.3333)
	sold = posted_invoice(account(SALES, 3, 33.33), customer=buyer(currency="EUR"))
	memos = []
	for rate in (12.5, 11.3333, 11.3333):
		memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(sold.name))
		memo.lines[0].quantity = 1
		memo.update({"exchange_rate": rate, "exchange_rate_by_hand": rate == 12.5})
		memo.save()
		post(memo)
		memos.append((memo.amount_including_vat, memo.amount_including_vat_lcy))
	assert [payable for payable, _local in memos] == [42, 41, 42]
	# 42 x 12.5; 41 x 11.3333 = 464.67 and 42 x 11.3333 = 476.00, give or take the cent that is carried
	assert memos[0][1] == 525
	assert [abs(local - payable * 11.3333) < 0.015 for payable, local in memos[1:]] == [True, True]


def back(sold, road, quantity):
	"""Post the credit of a part of an invoice, made on a road. Returns the credit memo."""
	if road == "corrective":
		return credit(sold, quantity)[0]
	if road == "return order":
		made = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", sold.name))
	elif road == "copy":
		made = frappe.get_doc(
			"Sales Credit Memo", api.copy_document("Sales Invoice", sold.name, "Sales Credit Memo")
		)
	else:
		made = draft("Sales Credit Memo", {"type": "Comment", "description": "Back"}, customer=sold.customer)
		api.get_lines_to_reverse(made.name, [sold.lines[0].name], "Sales Credit Memo")
		made.reload()
	made.lines[-1].quantity = quantity
	made.save()
	posted = post(made, ship=road == "return order", invoice=True)
	return frappe.get_doc("Sales Credit Memo", posted.get("credit_memo") or made.name)
