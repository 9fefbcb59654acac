"""A lower price after the fact is capped by what was invoiced, and the goods may still come back."""

import frappe
from build import account, buyer, entries, goods, item, ledger, post, posted_invoice, refused, stock

from sales_mgmt import api
from sales_mgmt.patches import credited_amounts
from sales_mgmt.posting.verify.books import verify


def memo_of(bill, **values):
	"""The corrective credit memo of an invoice, its first line changed."""
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	memo.lines[0].update(values)
	memo.save()
	return memo


def cheaper(bill, price, quantity=10, **values):
	"""A posted credit memo that takes so much off the price of every piece."""
	memo = memo_of(bill, effect="Price", unit_price=price, quantity=quantity, **values)
	post(memo)
	return memo


def line_of(bill):
	return frappe.get_doc("Sales Invoice", bill.name).lines[0]


def sold(quantity=10, price=100, **values):
	code = goods(price=price, stock=quantity)
	return code, posted_invoice(item(code, quantity, **values), customer=buyer())


def test_goods_come_back_for_what_they_cost_in_the_end(books):
	"""10 x 100, made cheaper by 10 each: 10 are left to come back, for 900 and 225 of VAT. All that was invoiced, no more."""
	code, bill = sold()
	assert cheaper(bill, 10).amount_including_vat == 125
	line = line_of(bill)
	assert (line.quantity_credited, line.price_credited) == (0, 100)
	assert stock(code)[0] == 0
	for name in (
		api.copy_document("Sales Invoice", bill.name, "Sales Credit Memo"),
		api.make_corrective_credit_memo(bill.name),
	):
		rest = frappe.get_doc("Sales Credit Memo", name)
		assert [(row.quantity, row.unit_price, row.amount) for row in rest.lines] == [(10, 90, 900)]
	post(rest)
	assert (rest.amount, rest.vat_amount, stock(code)[0]) == (900, 225, 10)
	assert ledger(rest.name)["3000"] == 900
	line = line_of(bill)
	assert (line.quantity_credited, line.price_credited, line.credited_gross_amount) == (10, 100, 1000)
	assert entries("Item Ledger Entry", "sales_amount", item=code)[1:] == [(900,), (-900,)]
	assert verify() == []


def test_several_price_credits_are_capped_together(books):
	"""10 x 100: 60 off, then 40 off are all of it; another 0.01 is too much."""
	_code, bill = sold()
	cheaper(bill, 60)
	over = memo_of(bill, effect="Price", unit_price=40.01)
	with refused("credited_amount"):
		post(over)
	cheaper(bill, 40)
	line = line_of(bill)
	assert (line.price_credited, line.quantity_credited) == (1000, 0)
	over.reload()
	over.lines[0].update({"unit_price": 0.01, "quantity": 1})
	over.save()
	with refused("credited_amount"):
		post(over)


def test_the_quantity_of_a_price_credit_says_nothing(books):
	"""1 x 300 off an invoice of 10 x 100, or 20 x 15: it is an amount."""
	_code, bill = sold()
	cheaper(bill, 300, quantity=1)
	cheaper(bill, 15, quantity=20)
	assert line_of(bill).price_credited == 600


def test_goods_back_first_and_a_lower_price_for_the_rest(books):
	"""4 come back for 400; 10 off for the other 6 are 60; then 3 for 270 and 3 for 270."""
	code, bill = sold()
	post(memo_of(bill, quantity=4))
	cheaper(bill, 10, quantity=6)
	amounts = []
	for _step in range(2):
		memo = memo_of(bill, quantity=3)
		post(memo)
		amounts.append((memo.lines[0].unit_price, memo.amount, memo.vat_amount))
	assert amounts == [(90, 270, 67.5), (90, 270, 67.5)]
	bill.reload()
	assert (bill.remaining_amount, stock(code)[0]) == (0, 10)


def test_what_does_not_divide(books):
	"""3 x 33.33 = 99.99, 10 off: 29.99667 a piece, together 89.99, whatever the steps."""
	_code, bill = sold(3, 33.33)
	cheaper(bill, 10, quantity=1)
	amounts = []
	for _step in range(3):
		memo = memo_of(bill, quantity=1)
		post(memo)
		amounts.append(memo.amount)
	assert amounts == [30, 30, 29.99]
	bill.reload()
	assert bill.remaining_amount == 0


def test_discounts(books):
	"""10 x 100 less 10 % are 900; 10 off at the same discount are 90; the rest is 10 x 90 less 10 %: 810."""
	_code, bill = sold(line_discount_percent=10)
	assert cheaper(bill, 10).amount == 90
	rest = memo_of(bill)
	assert (rest.lines[0].unit_price, rest.lines[0].line_discount_amount, rest.amount) == (90, 90, 810)
	post(rest)
	assert ledger(rest.name)["3080"] == -90
	bill.reload()
	assert bill.remaining_amount == 0


def test_a_return_order_after_a_lower_price(books):
	"""Received and credited in two steps of 5: 450 each."""
	code, bill = sold()
	cheaper(bill, 10)
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	assert back.amount == 900
	for _step in range(2):
		back.reload()
		back.lines[0].qty_to_ship = min(5, back.lines[0].outstanding_quantity)
		back.save()
		memo = post(back, ship=True, invoice=True).credit_memo
		assert frappe.db.get_value("Sales Credit Memo", memo, "amount") == 450
	assert stock(code)[0] == 10
	assert back.status == "Completed"


def test_goods_at_a_higher_price_than_they_were_sold_at(books):
	_code, bill = sold()
	memo = memo_of(bill, unit_price=101)
	with refused("credited_amount"):
		post(memo)


def test_both_on_one_memo(books):
	"""4 come back at 100, and 100 off for the 6 that stay: 1,000. 101 off is too much."""
	_code, bill = sold()
	memo = memo_of(bill, quantity=4)
	line = memo.lines[0]
	values = {field: line.get(field) for field in ("type", "item", "uom", "location", "applies_from_entry")}
	api.get_lines_to_reverse(memo.name, [{"line": bill.lines[0].name, "quantity": 6}], "Sales Credit Memo")
	memo.reload()
	assert values["item"] == memo.lines[1].item
	memo.lines[1].update({"effect": "Price", "unit_price": 101})
	memo.save()
	with refused("credited_amount"):
		post(memo)
	memo.reload()
	memo.lines[1].unit_price = 100
	memo.save()
	post(memo)
	line = line_of(bill)
	assert (memo.amount, line.quantity_credited, line.price_credited) == (1000, 4, 600)


def test_an_invoice_that_was_made_cheaper_is_not_cancelled(books):
	_code, bill = sold()
	memo = memo_of(bill, effect="Price", unit_price=10)
	memo.applications = []
	memo.save()
	post(memo)
	with refused("credited"):
		api.cancel_invoice(bill.name)


def test_a_cancellation_that_is_cancelled_leaves_it_all(books):
	_code, bill = sold()
	memo = api.cancel_invoice(bill.name)
	assert (line_of(bill).quantity_credited, line_of(bill).credited_gross_amount) == (10, 1000)
	api.cancel_credit_memo(memo)
	line = line_of(bill)
	assert (line.quantity_credited, line.credited_gross_amount, line.credited_vat_amount) == (0, 0, 0)
	cheaper(bill, 10)
	assert line_of(bill).price_credited == 100


def test_prices_with_vat(books):
	"""10 x 125 with VAT, 12.50 off: 125 and 25 of it VAT; the rest is 1,125."""
	code = goods(price=100, stock=10)
	bill = posted_invoice(item(code, 10, unit_price=125), customer=buyer(prices_include_vat=1))
	assert cheaper(bill, 12.5).amount_including_vat == 125
	rest = memo_of(bill)
	assert (rest.lines[0].unit_price, rest.amount_including_vat, rest.vat_amount) == (112.5, 1125, 225)
	post(rest)
	bill.reload()
	assert bill.remaining_amount == 0


def test_services_and_accounts(books):
	for line in (item("5000", 3, unit_price=100), account("3900", 3, 100)):
		bill = posted_invoice(line, customer=buyer())
		cheaper(bill, 50, quantity=2)
		rest = memo_of(bill)
		assert (rest.lines[0].quantity, rest.amount) == (3, 200)
		post(rest)
		bill.reload()
		assert bill.remaining_amount == 0


def test_an_entry_gives_back_what_it_brought_in(books):
	"""Price credits that name the goods by their entry only, by hand: 1,000 brought in, 1,000 given back at most."""
	code, bill = sold()
	(entry,) = frappe.get_all("Item Ledger Entry", {"document_name": bill.name}, pluck="name")

	def typed(price):
		memo = {
			"doctype": "Sales Credit Memo",
			"customer": bill.customer,
			"posting_date": bill.posting_date,
			"document_date": bill.posting_date,
			"lines": [item(code, 1, unit_price=price, applies_from_entry=entry, effect="Price")],
		}
		return frappe.get_doc(memo).insert()

	post(typed(600))
	over = typed(400.01)
	with refused("credited_amount"):
		post(over)
	post(typed(400))


def test_lines_from_before(books):
	"""A lower price of 100 counted as 10 pieces, and no amounts were counted."""
	_code, bill = sold()
	cheaper(bill, 10)
	name = bill.lines[0].name
	counters = dict.fromkeys(("price_credited", "credited_gross_amount", "credited_vat_amount"), 0)
	frappe.db.set_value("Sales Invoice Line", name, {**counters, "quantity_credited": 10})
	assert verify() != []
	for _run in range(2):
		credited_amounts.execute()
		line = line_of(bill)
		assert (line.quantity_credited, line.price_credited, line.credited_vat_amount) == (0, 100, 25)
		assert verify() == []
