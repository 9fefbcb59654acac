"""A figure that stands in several places is the same in all of them, to the cent (domain A01, A02, A22).

Whoever sees 1,234.56 on a card and 1,234.59 in a report trusts neither. Foreign currency, discounts, prices with VAT and parts of
lines are where roundings differ; the figures below are computed by hand.
"""

import frappe
import pytest
from build import (
	HAMBURG,
	account,
	buyer,
	draft,
	exchange_rates,
	goods,
	item,
	order,
	post,
	posted_invoice,
)
from frappe.utils import add_days, fmt_money, today
from limited import limited_user
from reporting import ask

from sales_mgmt import api, number_cards
from sales_mgmt.forms.customer_figures import statistics


def figures_of(customer):
	return frappe._dict(statistics(frappe.get_doc("Customer", customer)))


def waiting(customer, user=None):
	"""{where it stands: what is ordered by the customer and not shipped, without VAT}"""
	backlog = ask("Order Backlog", user, customer=customer)
	detail = ask("Customer Order Detail", user, customer=customer)
	return {
		"backlog": round(sum(row.amount for row in backlog.rows), 2),
		"total of backlog": backlog.added.amount,
		"its chart": round(sum(backlog.chart["data"]["datasets"][0]["values"]), 2),
		"detail": detail.figures["Outstanding"],
		"total of detail": detail.total.outstanding_amount,
		"lines of detail": round(sum(row.outstanding_amount for row in detail.rows if row.indent), 2),
	}


def in_euros(quantity=1, **values):
	return item(goods(price=1), quantity, unit_price=0.33, **values)


def test_an_order_in_euros_is_worth_the_same_in_every_report(books):
	"""7 lines of 0.33 EUR at 11.50 are 3.795, so 3.80 each: 26.60. Their sum, rounded at the end, would be 26.57."""
	exchange_rates(d20260101=11.5)
	customer = buyer(HAMBURG)
	order(*(in_euros() for _line in range(7)), customer=customer)
	assert set(waiting(customer).values()) == {26.6}
	missing = ask("Sales Back Orders", customer=customer)
	assert (missing.figures["Missing Goods, at Their Price"], missing.total.amount) == (26.6, 26.6)
	assert figures_of(customer).outstanding_orders == 26.6  # export: no VAT


def test_what_is_shipped_of_it_is_worth_the_same_too(books):
	"""3 of 7 pieces for 2.31 EUR at 11.50: 3/7 of 26.565 are 11.385, so 11.39; the other 4 are 15.18."""
	exchange_rates(d20260101=11.5)
	customer, code = buyer(HAMBURG), goods(price=1, stock=3)
	doc = order(item(code, 7, unit_price=0.33), customer=customer)
	doc.lines[0].update({"qty_to_ship": 3, "qty_to_invoice": 0})
	doc.save()
	post(doc, ship=True)
	assert set(waiting(customer).values()) == {15.18}
	assert ask("Sales Back Orders", customer=customer).total.amount == 15.18
	known = figures_of(customer)
	assert (known.outstanding_orders, known.shipped_not_invoiced) == (15.18, 11.39)
	assert ask("Customer Order Detail", customer=customer).figures["Shipped, Not Invoiced"] == 11.39


def test_a_part_that_does_not_divide_is_not_lost(books):
	"""3 pieces for 100.01 EUR at 11.5: what waits is all of it, 1,150.115, so 1,150.12."""
	exchange_rates(d20260101=11.5)
	customer = buyer(HAMBURG)
	order(item(goods(price=1), 3, unit_price=50, line_discount_amount=49.99), customer=customer)
	assert set(waiting(customer).values()) == {1150.12}
	assert ask("Sales Back Orders", customer=customer).total.amount == 1150.12
	assert figures_of(customer).outstanding_orders == 1150.12


def test_the_customer_at_the_form_owes_as_much_as_the_form_counts(books):
	"""What the document at hand adds is what it is counted with once it is stored."""
	exchange_rates(d20260101=11.5)
	customer = buyer(HAMBURG, credit_limit=20)
	doc = order(*(in_euros() for _line in range(7)), customer=customer)
	(over,) = (row for row in api.check("Sales Order", doc.name) if row["code"] == "credit_limit")
	assert "26,60" in over["message"]


def test_who_sees_one_location_sees_the_same_figures_everywhere(books):
	"""4 x 10 at MAIN, 3 x 10 at EAST, of one order: 40 for whoever may see MAIN."""
	customer = buyer()
	lines = (item(goods(price=10), 4), item(goods(price=10), 3, location="EAST"))
	order(*lines, customer=customer)
	assert set(waiting(customer).values()) == {70}
	user = limited_user("of.main@example.com", Location="MAIN")
	assert set(waiting(customer, user).values()) == {40}


def test_the_card_is_the_total_of_its_report(books):
	exchange_rates(d20260101=11.5)
	order(*(in_euros(1001) for _line in range(7)), customer=buyer(HAMBURG))
	total = sum(row.amount for row in ask("Order Backlog").rows)
	assert number_cards.order_backlog() == fmt_money(total, precision=0, currency="NOK")
	posted_invoice(item(goods(stock=1), 1))  # long due by now
	overdue = ask("Aged Receivables", as_of=today()).figures["Overdue"]
	assert number_cards.overdue_receivables() == fmt_money(overdue, precision=0, currency="NOK")
	month = {"from_date": f"{today()[:8]}01", "to_date": today()}
	sold = ask("Sales by Month", **month).added.sales
	assert number_cards.sales_this_month() == fmt_money(sold, precision=0, currency="NOK")


def owed(customer):
	"""{where it stands: what the customer owes in local currency, today}"""
	period = {"from_date": "2026-01-01", "to_date": today()}
	aged = ask("Aged Receivables", as_of=today(), customer=customer)
	top = ask("Top Customers", **period, rank_by="Balance", top=10000)
	closing = [
		row.balance_lcy if row.balance_lcy is not None else row.balance
		for row in ask("Customer Statement", customer=customer, **period).rows
		if row.document_type == "Closing Balance"
	]
	entry = frappe.get_all("Customer Ledger Entry", {"customer": customer}, pluck="remaining_amount_lcy")
	return {
		"fact box": figures_of(customer).balance,
		"aged": aged.figures["Total"],
		"top customers": next(row.balance for row in top.rows if row.customer == customer),
		"statement": round(sum(closing), 2),
		"ledger": round(sum(entry), 2),
		"accounts": receivable(customer),
	}


def receivable(customer):
	"""On the receivables accounts, over everything that names the customer's entries."""
	documents = frappe.get_all("Customer Ledger Entry", {"customer": customer}, pluck="document_name")
	applied = frappe.get_all("Customer Application", {"customer": customer}, pluck="name")
	accounts = set(frappe.get_all("Customer Posting Group", pluck="receivables_account"))
	booked = frappe.get_all(
		"General Ledger Entry",
		{"document_name": ("in", documents + applied), "account": ("in", list(accounts))},
		pluck="amount",
	)
	return round(sum(booked), 2)


@pytest.mark.parametrize("like", [HAMBURG, "C-00006", "C-00001"], ids=["euros", "with VAT", "without VAT"])
def test_what_is_owed_is_the_same_everywhere(like, books):
	"""Two bills of odd amounts, a part paid at another rate, a credit memo on account."""
	exchange_rates(d20260101=11.5137, d20260401=11.8291)
	customer = buyer(like, payment_terms="14D-8D2")
	first = posted_invoice(*(account("3900", 3, 0.33) for _line in range(7)), customer=customer)
	posted_invoice(account("3900", 7, 14.27), customer=customer)
	post(draft("Sales Credit Memo", account("3900", 1, 3.33), customer=customer))
	api.register_payment(customer, 4.01, "2026-04-10", first.name)
	figures = owed(customer)
	assert len(set(figures.values())) == 1, figures
	assert figures["ledger"] > 0


def sold(customer):
	"""{where it stands: what the customer bought this year, without VAT}"""
	period = {"from_date": f"{today()[:4]}-01-01", "to_date": today()}
	top = ask("Top Customers", **period, top=10000)
	return {
		"fact box": figures_of(customer).sales_this_year,
		"top customers": next(row.sales for row in top.rows if row.customer == customer),
		"by month": ask("Sales by Month", **period, customer=customer).added.sales,
		"by salesperson": ask(
			"Salesperson Statistics",
			**period,
			salesperson=frappe.db.get_value("Customer", customer, "salesperson"),
		).total.sales,
	}


@pytest.mark.parametrize("like", [HAMBURG, "C-00006", "C-00001"], ids=["euros", "with VAT", "without VAT"])
def test_what_was_sold_is_the_same_everywhere(like, books):
	exchange_rates(d20260101=11.5137)
	seller = frappe.get_doc(
		{"doctype": "Salesperson", "code": frappe.generate_hash(length=6), "salesperson_name": "S"}
	)
	customer = buyer(like, salesperson=seller.insert().name)
	day = {"posting_date": add_days(today(), 0), "document_date": today()}
	posted_invoice(*(account("3900", 3, 0.33) for _line in range(7)), customer=customer, **day)
	post(draft("Sales Credit Memo", account("3900", 1, 0.77), customer=customer, **day))
	figures = sold(customer)
	assert len(set(figures.values())) == 1, figures
