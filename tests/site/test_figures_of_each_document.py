"""What each document and each customer is shown with is the figure computed by hand, in every report that shows it (domain A01, A02, A22).

One customer with documents in EUR at 11.5137, VAT 25 %: a plain one, one with a line discount, one with an invoice discount, one whose
prices include VAT. Beside them stands a customer abroad, without VAT. Every place is compared with the figure, so all pairs agree.
"""

import frappe
import pytest
from build import BERGEN, DAY, HAMBURG, buyer, draft, exchange_rates, goods, item, order, post, posted_invoice
from frappe.utils import fmt_money, today
from reporting import ask

from sales_mgmt import api, number_cards
from sales_mgmt.forms.customer_figures import statistics

RATE = {"d20260101": 11.5137, "d20260401": 11.8291}


def at_home(**values):
	"""A customer with 25 % VAT who pays in EUR."""
	return buyer(
		BERGEN, currency="EUR", payment_terms="14D-8D2", price_group=None, discount_group=None, **values
	)


def same(figures, expected):
	"""Every place, by its name, has the same figures, document by document."""
	wrong = {place: found for place, found in figures.items() if found != expected}
	assert wrong == {}, f"expected {expected}"


def added_up(rows, key, field):
	sums = {}
	for row in rows:
		sums[row[key]] = round(sums.get(row[key], 0) + row[field], 2)
	return {name: amount for name, amount in sums.items() if amount}


# What is ordered


@pytest.fixture
def orders(books):
	"""{kind: order} of one customer; one piece of the discounted line is shipped."""
	exchange_rates(**RATE)
	customer, there = at_home(), goods(stock=1)
	made = {
		"plain": order(*(item(goods(), 1, unit_price=0.32) for _line in range(7)), customer=customer),
		"line discount": order(item(there, 3, unit_price=33.6, line_discount_percent=10), customer=customer),
		"invoice discount": order(
			item(goods(), 4, unit_price=10),
			item(goods(), 2, unit_price=30),
			customer=customer,
			invoice_discount_amount=10,
		),
		"including VAT": order(
			item(goods(), 5, unit_price=1.25, line_discount_percent=20),
			customer=customer,
			prices_include_vat=1,
			shipment_date="2026-04-15",  # another bar of the charts
		),
	}
	made["line discount"].lines[0].update({"qty_to_ship": 1, "qty_to_invoice": 0})
	made["line discount"].save()
	post(made["line discount"], ship=True)
	order(*(item(goods(), 1, unit_price=0.32) for _line in range(7)), customer=buyer(HAMBURG))
	return frappe._dict(made)


NOT_SHIPPED = {
	"plain": 25.76,  # 7 x 0.32 EUR = 3.684384, so 3.68 each
	"line discount": 696.35,  # 2 of 3 x 33.60 less 10 % = 90.72 EUR: 2/3 of 1,044.522864
	"invoice discount": 1036.23,  # 40 and 60 less 10: 36 and 54 EUR, 414.4932 and 621.7398
	"including VAT": 46.05,  # 5 x 1.25 less 20 % = 5 EUR, 4 of them net: 46.0548
}
"""Without VAT, in NOK."""
SHIPPED = {"line discount": 348.17}  # 1/3 of 1,044.522864
WITH_VAT = (
	32.27  # 7 x 0.40 EUR = 4.60548, so 4.61 each
	+ 870.44  # 2/3 of 113.40 EUR, 1,305.65358
	+ 518.12  # 45 EUR: 518.1165
	+ 777.17  # 67.50 EUR: 777.17475
	+ 57.57  # 5 EUR: 57.5685
)
SHIPPED_WITH_VAT = 435.22  # 1/3 of 1,305.65358


def test_what_is_ordered_is_the_same_for_each_document(orders):
	customer = orders.plain.customer
	expected = {orders[kind].name: amount for kind, amount in NOT_SHIPPED.items()}
	asked, everybody = ask("Customer Order Detail", customer=customer), ask("Customer Order Detail")
	lines = [row for row in asked.rows if row.indent]
	its_own = [row for row in everybody.rows if row.indent and row.sales_order in expected]
	short = ask("Sales Back Orders", customer=customer)
	of_all = [row for row in ask("Sales Back Orders").rows if row.customer == customer]
	figures = {
		"detail": added_up(lines, "sales_order", "outstanding_amount"),
		"detail of everybody": added_up(its_own, "sales_order", "outstanding_amount"),
		"back orders": added_up(short.rows, "sales_order", "amount"),
		"back orders of everybody": added_up(of_all, "sales_order", "amount"),
	}
	same(figures, expected)
	not_invoiced = {orders[kind].name: amount for kind, amount in SHIPPED.items()}
	assert added_up(lines, "sales_order", "not_invoiced_amount") == not_invoiced


def test_what_is_ordered_is_the_same_for_the_customer(orders):
	customer = orders.plain.customer
	backlog, detail = ask("Order Backlog", customer=customer), ask("Customer Order Detail", customer=customer)
	(own,) = (row for row in ask("Customer Order Detail").rows if row.customer == customer and not row.indent)
	figures = {
		"backlog": backlog.added.amount,
		"periods of the backlog": round(sum(row.amount for row in backlog.rows), 2),
		"chart of the backlog": round(sum(backlog.chart["data"]["datasets"][0]["values"]), 2),
		"detail": detail.figures["Outstanding"],
		"total of detail": detail.total.outstanding_amount,
		"detail of everybody": own.outstanding_amount,
		"chart of detail": round(sum(detail.chart["data"]["datasets"][0]["values"]), 2),
		"back orders": ask("Sales Back Orders", customer=customer).figures["Missing Goods, at Their Price"],
	}
	same(figures, round(sum(NOT_SHIPPED.values()), 2))
	assert detail.figures["Shipped, Not Invoiced"] == sum(SHIPPED.values())


def test_the_fact_box_has_the_same_with_vat(orders):
	known = frappe._dict(statistics(frappe.get_doc("Customer", orders.plain.customer)))
	assert known.outstanding_orders == round(WITH_VAT, 2)
	assert known.shipped_not_invoiced == SHIPPED_WITH_VAT


def test_the_card_is_the_sum_of_all_customers(orders):
	customers = {row.customer for row in ask("Customer Order Detail").rows if not row.indent}
	assert orders.plain.customer in customers
	backlogs = [ask("Order Backlog", customer=customer).rows for customer in customers]
	each = sum(row.amount for rows in backlogs for row in rows)
	assert number_cards.order_backlog() == fmt_money(each, precision=0, currency="NOK")
	assert round(each, 2) == ask("Customer Order Detail").total.outstanding_amount


# What is owed


BILLED = {"plain": 1439.21, "line discount": 1305.65, "including VAT": 143.92, "memo": -115.14}
"""In NOK with VAT: 125, 113.40, 12.50 and -10 EUR."""
LEFT = {**BILLED, "plain": 978.66}  # 40 of 125 EUR are paid: 85 at the rate of the invoice
LEFT_IN_EUROS = {"plain": 85, "line discount": 113.4, "including VAT": 12.5, "memo": -10}
PAID, WON = -473.16, 12.61
"""40 EUR at 11.8291; at the rate of the invoice they are 460.55. What is won is booked on the receivables account with the payment."""


@pytest.fixture
def bills(books):
	"""{kind: document} of one customer, 40 EUR paid on the first at another rate; somebody abroad owes as well."""
	exchange_rates(**RATE)
	made = bill(at_home())
	paid = api.register_payment(made.plain.customer, 40, "2026-04-10", made.plain.name)
	posted_invoice(item(goods(stock=1), 1, unit_price=100), customer=buyer(HAMBURG))
	return made, paid


def bill(customer, **day):
	"""100.00; 3 x 33.60 less 10 % = 90.72; 10 x 1.25 with VAT = 10.00; 8.00 given back. Each of an item of its own."""

	def invoice(quantity, price, **values):
		header = {"prices_include_vat": values.pop("prices_include_vat", 0), "customer": customer, **day}
		return posted_invoice(item(goods(stock=10), quantity, unit_price=price, **values), **header)

	memo = item(goods(stock=1), 1, unit_price=8)
	made = {
		"plain": invoice(1, 100),
		"line discount": invoice(3, 33.6, line_discount_percent=10),
		"including VAT": invoice(10, 1.25, prices_include_vat=1),
		"memo": draft("Sales Credit Memo", memo, customer=customer, **day),
	}
	post(made["memo"])
	return frappe._dict(made)


def by_document(rows, field):
	return added_up([row for row in rows if row.document_name], "document_name", field)


def test_what_is_owed_is_the_same_for_each_document(bills):
	made, _paid = bills
	customer, left = made.plain.customer, {made[kind].name: amount for kind, amount in LEFT.items()}
	fields = ["document_name", "remaining_amount", "remaining_amount_lcy"]
	entries = frappe.get_all("Customer Ledger Entry", {"customer": customer}, fields)
	asked = {"customer": customer, "as_of": today()}
	statement = ask("Customer Statement", customer=customer, from_date="2026-01-01", to_date=today()).rows
	same(
		{
			"aged": by_document(ask("Aged Receivables", **asked).rows, "total"),
			"ledger": by_document(entries, "remaining_amount_lcy"),
		},
		left,
	)
	in_euros = ask("Aged Receivables", **asked, amounts_in="Document Currency")
	same(
		{
			"aged": by_document(in_euros.rows, "total"),
			"ledger": by_document(entries, "remaining_amount"),
			"statement": by_document([row for row in statement if row.remaining], "remaining"),
		},
		{made[kind].name: amount for kind, amount in LEFT_IN_EUROS.items()},
	)


def test_what_was_billed_is_the_same_for_each_document(bills):
	made, paid = bills
	customer = made.plain.customer
	entries = frappe.get_all("Customer Ledger Entry", {"customer": customer}, ["document_name", "amount_lcy"])
	period = {"from_date": "2026-01-01", "to_date": today()}
	statement = ask("Customer Statement", customer=customer, **period).rows
	billed = {made[kind].name: amount for kind, amount in BILLED.items()} | {paid: PAID}
	documents = [row for row in statement if row.document_type != "Exchange Difference"]
	same(
		{
			"ledger": by_document(entries, "amount_lcy"),
			"statement": by_document(documents, "amount_lcy"),
		},
		billed,
	)
	same(
		{
			"statement, differences included": by_document(statement, "amount_lcy"),
			"general ledger": {name: booked(name, *receivables()) for name in billed},
		},
		{**billed, paid: round(PAID + WON, 2)},
	)


def receivables():
	return set(frappe.get_all("Customer Posting Group", pluck="receivables_account"))


def booked(document, *accounts):
	"""On these accounts, by this document."""
	filters = {"document_name": document, "account": ("in", list(accounts))}
	return round(sum(frappe.get_all("General Ledger Entry", filters, pluck="amount")), 2)


def test_what_is_owed_is_the_same_for_the_customer(bills):
	"""The difference in exchange is in the accounts as well: 2,773.64 billed, 473.16 paid, 12.61 won, 2,313.09 left."""
	made, paid = bills
	customer = made.plain.customer
	period = {"from_date": "2026-01-01", "to_date": today()}
	(aged,) = (row for row in ask("Aged Receivables", as_of=today()).rows if row.customer == customer)
	top = ask("Top Customers", **period, rank_by="Balance", top=10000)
	statement = ask("Customer Statement", customer=customer, **period).rows[-1]
	applied = frappe.get_all("Customer Application", {"customer": customer}, pluck="name")
	documents = {*(doc.name for doc in made.values()), paid, *applied}
	figures = {
		"fact box": statistics(frappe.get_doc("Customer", customer))["balance"],
		"aged": ask("Aged Receivables", as_of=today(), customer=customer).figures["Total"],
		"aged, of everybody": aged.total,
		"top customers": next(row.balance for row in top.rows if row.customer == customer),
		"statement": statement.balance_lcy,
		"general ledger": round(sum(booked(name, *receivables()) for name in documents), 2),
	}
	same(figures, 2313.09)
	assert statement.balance == 200.9


def test_the_card_of_what_is_overdue_is_the_sum_of_all_customers(bills):
	"""All is due long ago: the bills by their terms, the memo at once."""
	made, _paid = bills
	aged = ask("Aged Receivables", as_of=today())
	late = {row.customer: round(row.total - row.bucket_0, 2) for row in aged.rows}
	known = statistics(frappe.get_doc("Customer", made.plain.customer))
	assert (late[made.plain.customer], known["balance_due"]) == (2313.09, 2313.09)
	assert aged.figures["Overdue"] == round(sum(late.values()), 2)
	assert number_cards.overdue_receivables() == fmt_money(sum(late.values()), precision=0, currency="NOK")


# What was sold


NET = {"plain": 1151.37, "line discount": 1044.52, "including VAT": 115.14, "memo": -92.11}
"""In NOK without VAT: 100, 90.72, 10 and -8 EUR."""


def test_what_was_sold_is_the_same_for_each_document_and_for_the_customer(books):
	exchange_rates(**RATE)
	seller = {"doctype": "Salesperson", "code": frappe.generate_hash(length=6), "salesperson_name": "S"}
	customer = at_home(salesperson=frappe.get_doc(seller).insert().name)
	made = bill(customer, posting_date=DAY, document_date=DAY)
	sold = {made[kind].name: amount for kind, amount in NET.items()}
	of_item = {doc.lines[0].item: doc.name for doc in made.values()}
	period = {"from_date": f"{today()[:4]}-01-01", "to_date": today()}
	items = ask("Customer Item Sales", **period, customer=customer)
	income = frappe.get_all("GL Account", {"account_category": "Income"}, pluck="name")
	vat = frappe.get_all("VAT Entry", {"customer": customer}, ["document_name", "base"])
	same(
		{
			"items": {of_item[row["item"]]: row.sales for row in items.rows},
			"VAT entries": {name: -amount for name, amount in by_document(vat, "base").items()},
			"general ledger": {name: -booked(name, *income) for name in sold},
		},
		sold,
	)
	top = ask("Top Customers", **period, top=10000)
	by_seller = ask("Salesperson Statistics", **period, salesperson=seller["code"])
	same(
		{
			"fact box": statistics(frappe.get_doc("Customer", customer))["sales_this_year"],
			"top customers": next(row.sales for row in top.rows if row.customer == customer),
			"by month": ask("Sales by Month", **period, customer=customer).added.sales,
			"by salesperson": by_seller.total.sales,
			"items": items.figures["Sales"],
		},
		round(sum(NET.values()), 2),
	)
