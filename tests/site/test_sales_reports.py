"""Reports on sales, stock and VAT, with figures computed by hand (domain A01, 1.3, 7.3)."""

import frappe
from build import (
	HAMBURG,
	account,
	adjust,
	buyer,
	draft,
	exchange_rates,
	goods,
	item,
	order,
	post,
	posted_invoice,
	settings,
)
from frappe.query_builder.functions import Sum
from reporting import ask

from sales_mgmt import api

SOLD, PAID = "2031-03-02", "2031-03-05"
QUARTER = {"from_date": "2031-01-01", "to_date": "2031-03-31"}
"""A time in which nothing else is posted."""


def sell(*lines, **values):
	return posted_invoice(*lines, posting_date=SOLD, document_date=SOLD, **values)


def take_back(*lines, **values):
	memo = draft("Sales Credit Memo", *lines, **{"posting_date": SOLD, "document_date": SOLD, **values})
	post(memo)
	return memo


def salesperson(percent=5):
	code = frappe.generate_hash(length=6).upper()
	values = {"code": code, "description": f"Seller {code}", "commission_percent": percent}
	return frappe.get_doc({"doctype": "Salesperson", **values}).insert().name


def test_item_sales_are_invoices_less_what_was_credited(books):
	"""10 at 100 that cost 60 each, less 2: 8 pieces, 800, cost 480, profit 320, which is 40 %."""
	code, customer = goods(stock=20), buyer()
	sell(item(code, 10), account("3900", 1, 5000), customer=customer)
	take_back(item(code, 2), customer=customer)
	answer = ask("Customer Item Sales", **QUARTER, customer=customer)
	fields = ("customer", "item", "quantity", "sales", "cost", "profit", "profit_percent")
	assert answer.shown(*fields) == [(customer, code, 8, 800, 480, 320, 40)]
	assert answer.figures == {"Sales": 800, "Cost": 480, "Profit": 320, "Profit %": 40}


def test_item_sales_of_a_cancelled_invoice_are_none(books):
	code, customer = goods(stock=20), buyer()
	bill = sell(item(code, 10), customer=customer)
	api.cancel_invoice(bill.name)
	answer = ask("Customer Item Sales", **QUARTER, customer=customer)
	assert (answer.rows, answer.total, answer.chart) == ([], None, None)


def test_item_sales_count_a_cost_that_comes_later_for_whom_the_goods_were_sold_to(books):
	"""Sold before they came, at 60 each; they came at 70: the cost of 10 is 700, whoever posted what came."""
	settings(allow_negative_stock=1)
	code, customer, seller = goods(cost=60), buyer(), salesperson()
	sell(item(code, 10), customer=customer, salesperson=seller)
	adjust((code, 10, 70), posting_date=SOLD)
	(row,) = ask("Customer Item Sales", **QUARTER, item=code).rows
	assert (row.customer, row.cost, row.profit) == (customer, 700, 300)
	(row,) = ask("Salesperson Statistics", **QUARTER, salesperson=seller).rows
	assert row.profit == 300


def test_item_sales_are_grouped_by_customer_or_by_item():
	first, second = goods(price=100, cost=60, stock=50), goods(price=10, cost=4, stock=50)
	one, other = buyer(customer_name="A buyer"), buyer(customer_name="B buyer")
	sell(item(first, 1), item(second, 5), customer=one)
	sell(item(first, 2), customer=other)
	by_customer = ask("Customer Item Sales", **QUARTER, group_by="Customer")
	assert by_customer.shown("customer", "sales", "profit") == [(one, 150, 70), (other, 200, 80)]
	by_item = ask("Customer Item Sales", **QUARTER, group_by="Item")
	assert by_item.shown("item", "quantity", "sales") == [(first, 3, 300), (second, 5, 50)]
	for answer in (by_customer, by_item):
		assert (answer.total.sales, answer.total.profit, answer.total.profit_percent) == (350, 150, 42.86)


def test_only_what_was_posted_in_the_period_counts():
	code, customer = goods(stock=20), buyer()
	sell(item(code, 3), customer=customer)
	posted_invoice(item(code, 4), customer=customer, posting_date="2031-04-01", document_date="2031-04-01")
	(row,) = ask("Customer Item Sales", **QUARTER, customer=customer).rows
	assert row.quantity == 3


def test_top_customers_are_ranked_and_the_others_added_up():
	first, second, third = (buyer(customer_name=f"{letter} buyer") for letter in "ABC")
	for customer, net in ((first, 2000), (second, 3000), (third, 1500)):
		sell(account("3900", 1, net), customer=customer)
	take_back(account("3900", 1, 500), customer=third)
	answer = ask("Top Customers", **QUARTER, top=2)
	*ranked, others = answer.shown("rank", "customer", "sales", "share")
	assert ranked == [(1, second, 3000, 50), (2, first, 2000, 33.33)]
	assert others == (None, "", 1000, 16.67)
	assert answer.total.sales == 6000
	assert answer.chart["data"]["datasets"][0]["values"] == [3000, 2000]


def test_top_customers_by_what_they_owe_on_the_last_day():
	"""Billed 1,250 with VAT, of which 250 is paid within the period and the rest later."""
	customer = buyer()
	bill = sell(account("3900", 1, 1000), customer=customer)
	api.register_payment(customer, 250, PAID, bill.name)
	api.register_payment(customer, 1000, "2031-04-02", bill.name)
	answer = ask("Top Customers", **QUARTER, rank_by="Balance", top=1000)
	(row,) = (row for row in answer.rows if row.customer == customer)
	assert (row.sales, row.balance) == (1000, 1000)


def test_salesperson_statistics_say_what_was_earned_and_given_away(books):
	"""10 at 100 less 10 %: 900, cost 600, profit 300. 1 comes back: 800, profit 260. Paid with 2 % off 1,125: 22.50."""
	seller = salesperson(percent=5)
	code, customer = goods(stock=20), buyer(salesperson=seller, payment_terms="14D-8D2")
	bill = sell(item(code, 10), customer=customer, invoice_discount_percent=10)
	api.register_payment(customer, 1102.5, PAID, bill.name)
	take_back(item(code, 1), customer=customer)
	answer = ask("Salesperson Statistics", **QUARTER, salesperson=seller)
	(row,) = answer.rows
	assert (row.sales, row.profit, row.profit_percent) == (800, 260, 32.5)
	assert (row.invoice_discount, row.payment_discount) == (100, 22.5)
	assert (row.commission_percent, row.commission_on_sales, row.commission_on_profit) == (5, 40, 13)
	assert answer.total.sales == 800


def test_salesperson_statistics_forget_what_was_cancelled_and_count_it_again(books):
	seller = salesperson()
	customer = buyer(salesperson=seller)
	bill = sell(item(goods(stock=20), 10), customer=customer, invoice_discount_percent=10)
	memo = api.cancel_invoice(bill.name)
	assert ask("Salesperson Statistics", **QUARTER, salesperson=seller).rows == []
	api.cancel_credit_memo(memo)
	(row,) = ask("Salesperson Statistics", **QUARTER, salesperson=seller).rows
	assert (row.sales, row.profit, row.invoice_discount) == (900, 300, 100)


def test_foreign_sales_count_in_local_currency(books):
	"""100 EUR less 10 % at 11.50: 1,035 NOK of sales, 115 NOK of discount. Amounts of reports say so."""
	exchange_rates(d20310101=11.5)
	seller = salesperson()
	customer = buyer(HAMBURG, salesperson=seller)
	sell(account("3900", 1, 100), customer=customer, invoice_discount_percent=10)
	(row,) = ask("Salesperson Statistics", **QUARTER, salesperson=seller).rows
	assert (row.sales, row.invoice_discount, row.currency) == (1035, 115, "NOK")


def test_the_customer_ledger_and_the_vat_ledger_agree_on_sales(books):
	"""Prices with VAT, mixed rates, a currency: what a document sold is the base of its VAT entries."""
	exchange_rates(d20310101=11.37)
	food = goods(price=9.95, stock=50, vat_product_group="FOOD")
	for customer in (buyer(), buyer(prices_include_vat=1), buyer(HAMBURG)):
		sell(item(food, 7), account("3900", 3, 33.33), customer=customer, invoice_discount_percent=7)
	entry, vat = frappe.qb.DocType("Customer Ledger Entry"), frappe.qb.DocType("VAT Entry")
	for table, field in ((entry, entry.sales_lcy), (vat, 0 - vat.base)):
		query = frappe.qb.from_(table).select(Sum(field)).where(table.posting_date == SOLD)
		total = query.run()[0][0]
		assert round(total, 2) == round(ask("Top Customers", **QUARTER).figures["Sales"], 2), table


def test_vat_summary_tells_sales_and_credit_memos_apart_by_group_and_rate(books):
	"""1,000 at 25 % and 200 at 15 % in March, less 100 at 25 %; 400 at 25 % in January."""
	food, customer = goods(price=200, stock=5, vat_product_group="FOOD"), buyer()
	sell(account("3900", 1, 1000), item(food, 1), customer=customer)
	take_back(account("3900", 1, 100), customer=customer)
	posted_invoice(
		account("3900", 1, 400), customer=customer, posting_date="2031-01-20", document_date="2031-01-20"
	)
	fields = (
		"vat_product_group",
		"vat_percent",
		"sales_base",
		"sales_vat",
		"credit_base",
		"credit_vat",
		"vat",
	)
	january = ("STANDARD", 25, 400, 100, 0, 0, 100)
	by_month = ask("VAT Summary", **QUARTER)
	assert by_month.shown("period_label", *fields) == [
		("January 2031", *january),
		("March 2031", "FOOD", 15, 200, 30, 0, 0, 30),
		("March 2031", "STANDARD", 25, 1000, 250, -100, -25, 225),
	]
	whole = ask("VAT Summary", **QUARTER, periods="Quarter")
	assert whole.shown("period_label", "base", "vat") == [
		("Quarter 1 of 2031", 200, 30),
		("Quarter 1 of 2031", 1300, 325),
	]
	assert (whole.total.base, whole.total.vat) == (1500, 355)
	assert whole.figures["VAT on Ledger Accounts"] == 355
	assert whole.figures["Difference"] == 0


def test_vat_summary_says_when_the_accounts_disagree():
	sell(account("3900", 1, 1000))
	entry = frappe.qb.DocType("General Ledger Entry")
	query = frappe.qb.update(entry).set(entry.amount, entry.amount - 1)
	query.where((entry.account == "2700") & (entry.posting_date == SOLD)).run()
	answer = ask("VAT Summary", **QUARTER)
	assert (answer.figures["VAT"], answer.figures["VAT on Ledger Accounts"]) == (250, 251)
	assert answer.figures["Difference"] == -1
	assert "differ by" in answer.message
	assert "Difference" not in ask("VAT Summary", **QUARTER, vat_product_group="STANDARD").figures


def test_availability_is_stock_less_orders_and_returns_are_expected():
	"""10 in stock, 4 ordered, 1 of them shipped: 9 are there, 3 wait, 6 are left; 2 are to come back."""
	code = goods(stock=10)
	post(order(item(code, 4, qty_to_ship=1), shipment_date="2026-03-10"), ship=True)
	draft("Sales Return Order", item(code, 2))
	fields = (
		"location",
		"on_hand",
		"on_orders",
		"available",
		"expected_returns",
		"projected",
		"not_invoiced",
	)
	assert ask("Inventory Availability", item=code).shown(*fields) == [("MAIN", 9, 3, 6, 2, 8, 1)]


def test_availability_lists_what_is_short_though_it_never_was_in_stock():
	code = goods(units=[{"uom": "BOX", "qty_per_unit": 24}])
	order(item(code, 2, uom="BOX"), item(code, 50, location="EAST"))
	answer = ask("Inventory Availability", item=code, only_short=1)
	assert answer.shown("location", "on_hand", "on_orders", "available") == [
		("EAST", 0, 50, -50),
		("MAIN", 0, 48, -48),
	]
	assert answer.figures["More on Order Than in Stock"] == 2
	assert answer.chart["data"]["datasets"][0]["values"] == [50, 48]
	assert ask("Inventory Availability", item=code, location="EAST").chart is None


def test_back_orders_count_in_base_units_and_every_location_for_itself():
	"""30 at MAIN: a box of 24 finds them, the next one 6 of 24. EAST has none."""
	code = goods(price=10, stock=30, units=[{"uom": "BOX", "qty_per_unit": 24}])
	lines = [item(code, 1, uom="BOX", unit_price=240) for _ in range(2)]
	order(*lines, item(code, 5, location="EAST"))
	answer = ask("Sales Back Orders", item=code)
	assert answer.shown("location", "outstanding", "available", "missing", "amount") == [
		("MAIN", 24, 6, 18, 180),
		("EAST", 5, 0, 5, 50),
	]
	assert answer.total.amount == 230


def test_back_orders_of_one_customer_count_what_others_wait_for():
	code, customer = goods(stock=10), buyer()
	order(item(code, 8), shipment_date="2026-03-05")
	mine = order(item(code, 4), customer=customer, shipment_date="2026-03-06")
	answer = ask("Sales Back Orders", item=code, customer=customer)
	assert answer.shown("sales_order", "available", "missing") == [(mine.name, 2, 2)]


def test_what_is_closed_or_a_service_waits_for_nothing():
	code = goods(stock=0)
	doc = order(item(code, 3), item("5000", 2))
	assert len(ask("Sales Back Orders", item=code).rows) == 1
	assert ask("Sales Back Orders", item="5000").rows == []
	api.close_order(doc.name, reason="Not made any more.")
	assert ask("Sales Back Orders", item=code).rows == []


def test_order_detail_groups_by_customer_and_adds_up():
	code, one, other = goods(price=10), buyer(customer_name="A buyer"), buyer(customer_name="B buyer")
	first = order(item(code, 3), item(code, 2, line_discount_percent=50), customer=one)
	second = order(item(code, 4), customer=other)
	answer = ask("Customer Order Detail", item=code)
	assert answer.shown("indent", "customer", "sales_order", "outstanding_amount") == [
		(0, one, "", 40),
		(1, one, first.name, 30),
		(1, one, first.name, 10),
		(0, other, "", 40),
		(1, other, second.name, 40),
	]
	assert answer.total.outstanding_amount == 80
	assert answer.figures["Outstanding"] == 80


def test_order_detail_of_a_period_has_completed_orders_too():
	code, customer = goods(stock=5), buyer()
	done = order(item(code, 5), customer=customer, order_date="2026-03-02")
	post(done, ship=True, invoice=True)
	assert ask("Customer Order Detail", customer=customer).rows == []
	asked = {"show": "All Lines of a Period", "from_date": "2026-03-01", "to_date": "2026-03-31"}
	_group, line = ask("Customer Order Detail", customer=customer, **asked).rows
	assert (line.sales_order, line.quantity_shipped, line.outstanding_quantity) == (done.name, 5, 0)
