"""Aged Receivables and Customer Statement: both from the ledger, and in agreement with the general ledger (domain A22)."""

import frappe
import pytest
from build import BERGEN, HAMBURG, account, buyer, exchange_rates, invoice, post, posted_invoice, settings
from frappe.desk import query_report
from frappe.query_builder.functions import Sum
from limited import limited_user
from statements import recorded

from sales_mgmt import api

MARCH, APRIL, MAY = "2026-03-31", "2026-04-30", "2026-05-31"


def bill(net, customer, on, **values):
	return posted_invoice(
		account("3900", 1, net), customer=customer, posting_date=on, document_date=on, **values
	)


def pay(customer, amount, on, apply_to=None, **values):
	return frappe.get_doc("Customer Payment", api.register_payment(customer, amount, on, apply_to, **values))


def aged(as_of, **filters):
	"""Rows by customer or entry, without the total row."""
	answer = query_report.run("Aged Receivables", {"as_of": as_of, **filters})
	return [row for row in answer["result"] if isinstance(row, dict)]


def buckets(row):
	return [row[field] for field in sorted(row) if field.startswith("bucket_")]


def receivables_on(as_of):
	"""Balance of the receivables accounts."""
	entry, group = frappe.qb.DocType("General Ledger Entry"), frappe.qb.DocType("Customer Posting Group")
	accounts = frappe.qb.from_(group).select(group.receivables_account)
	query = frappe.qb.from_(entry).select(Sum(entry.amount))
	return query.where(entry.account.isin(accounts) & (entry.posting_date <= as_of)).run()[0][0] or 0


@pytest.fixture
def history(books):
	"""One domestic and one foreign customer, who pay late, with discount, at other rates, and take payments back."""
	settings(max_payment_tolerance=5)
	exchange_rates(d20260101=11.5, d20260401=11.8, d20260501=11.3)
	home, abroad = buyer(payment_terms="14D-8D2"), buyer(HAMBURG, payment_terms="30D")
	first, second = bill(800, home, "2026-02-10"), bill(1600, home, "2026-03-10")
	third = bill(1000, abroad, "2026-03-20")
	pay(home, 300, "2026-03-05", first.name)
	pay(home, 1957, "2026-03-15", second.name)  # 40 discount, 3 tolerated
	part = pay(abroad, 400, "2026-04-10", third.name)
	pay(abroad, 700, "2026-05-10", third.name)
	free = pay(home, 500, "2026-04-20")
	applied = api.apply_entries(free.name, first.name, posting_date="2026-05-05")
	api.unapply(applied, "2026-05-20")
	return frappe._dict(home=home, abroad=abroad, first=first, second=second, third=third, part=part)


def test_aged_receivables_on_dates_of_the_past(history):
	"""End of March: the first invoice has 700 left, due on 24 February, so 35 days; the euros are 11,500 and not due."""
	march = {row["customer"]: row for row in aged(MARCH)}
	assert buckets(march[history.home]) == [0, 0, 700, 0, 0]
	assert buckets(march[history.abroad]) == [11500, 0, 0, 0, 0]
	# End of April: 400 EUR are paid; 600 at 11.50 are 6,900, due 19 April. Of the free payment 500 are owed back.
	april = {row["customer"]: row for row in aged(APRIL)}
	assert buckets(april[history.home]) == [0, -500, 0, 700, 0]
	assert buckets(april[history.abroad]) == [0, 6900, 0, 0, 0]
	# While the payment was applied, only 200 were open; taken back, it is as before. 100 EUR were paid too much.
	applied = {row["customer"]: row["total"] for row in aged("2026-05-10", customer=history.home)}
	assert applied == {history.home: 200}
	may = {row["customer"]: row for row in aged(MAY)}
	assert may[history.home]["total"] == 200
	assert may[history.abroad]["total"] == -1130


@pytest.mark.parametrize("as_of", ["2026-02-28", "2026-03-12", MARCH, APRIL, "2026-05-05", "2026-05-15", MAY])
@pytest.mark.parametrize("age_by", ["Due Date", "Posting Date"])
def test_the_total_is_the_balance_of_the_receivables_accounts(as_of, age_by, history):
	total = round(sum(row["total"] for row in aged(as_of, age_by=age_by)), 6)
	assert total == round(receivables_on(as_of), 6)
	entries = [row for customer in (history.home, history.abroad) for row in aged(as_of, customer=customer)]
	others = [row["total"] for row in aged(as_of) if row["customer"] not in (history.home, history.abroad)]
	assert round(sum(row["total"] for row in entries) + sum(others), 6) == total


def test_entries_of_one_customer(history):
	(row,) = aged(MARCH, customer=history.home)
	assert (row["posted_no"], row["age"], row["total"]) == (history.first.posted_no, 35, 700)


def test_by_currency(history):
	euros = aged(APRIL, amounts_in="Document Currency", currency="EUR")
	assert [
		(row["customer"], row["currency"], row["total"]) for row in euros if row["customer"] == history.abroad
	] == [(history.abroad, "EUR", 600)]
	answer = query_report.run("Aged Receivables", {"as_of": APRIL, "amounts_in": "Document Currency"})
	assert not answer.get("chart") and not answer.get("report_summary")


def test_chart_and_figures_say_the_same(history):
	answer = query_report.run("Aged Receivables", {"as_of": MARCH})
	total, not_due, overdue = (figure["value"] for figure in answer["report_summary"])
	assert round(not_due + overdue, 6) == total == round(receivables_on(MARCH), 6)
	assert round(sum(answer["chart"]["data"]["datasets"][0]["values"]), 6) == total


@pytest.mark.parametrize("field", ["amounts_in", "age_by"])
def test_a_choice_that_is_none_is_explained(field):
	with pytest.raises(frappe.ValidationError, match="is no choice here"):
		query_report.run("Aged Receivables", {"as_of": MARCH, field: "Evil"})


@pytest.mark.parametrize("days", ["x", "60, 30"])
def test_days_that_are_none_are_explained(days):
	with pytest.raises(frappe.ValidationError, match="rising numbers"):
		query_report.run("Aged Receivables", {"as_of": MARCH, "days": days})


def statement(customer, start, end, **filters):
	answer = query_report.run(
		"Customer Statement", {"customer": customer, "from_date": start, "to_date": end, **filters}
	)
	return [row for row in answer["result"] if isinstance(row, dict)], answer


def test_a_statement_runs_from_opening_to_closing_balance(history):
	rows, answer = statement(history.home, "2026-03-01", MARCH)
	assert [(row["document_type"], row.get("amount"), row["balance"]) for row in rows] == [
		("Opening Balance", None, 1000),
		("Payment", -300, 700),
		("Invoice", 2000, 2700),
		("Payment", -1957, 743),
		("Payment Discount", -40, 703),
		("Payment Tolerance", -3, 700),
		("Closing Balance", None, 700),
	]
	assert "31 to 60 Days" in answer["message"] and "700" in answer["message"]
	assert answer["chart"]["data"]["datasets"][0]["values"][-1] == 700


def test_a_statement_in_euros_follows_the_receivables_account(history):
	rows, _answer = statement(history.abroad, "2026-03-01", MAY)
	assert [(row["document_type"], row.get("amount_lcy"), row["balance_lcy"]) for row in rows] == [
		("Opening Balance", None, 0),
		("Invoice", 11500, 11500),
		("Payment", -4720, 6780),
		("Exchange Difference", 120, 6900),
		("Payment", -7910, -1010),
		("Exchange Difference", -120, -1130),
		("Closing Balance", None, -1130),
	]
	assert rows[-1]["balance"] == -100


def test_closing_balances_add_up_to_the_receivables_accounts(history):
	customers = frappe.get_all("Customer Ledger Entry", pluck="customer", distinct=True)
	closing = sum(
		row["balance_lcy"]
		for customer in customers
		for row in statement(customer, "2026-01-01", "2026-05-12")[0]
		if row["document_type"] == "Closing Balance"
	)
	assert round(closing, 6) == round(receivables_on("2026-05-12"), 6)


def test_a_limited_user_sees_only_own_customers(history):
	own = bill(100, BERGEN, "2026-03-01")
	frappe.set_user(limited_user("of.bergen@example.com", Customer=BERGEN))
	assert {row["customer"] for row in aged(MARCH)} == {BERGEN}
	assert own.posted_no in {row["posted_no"] for row in aged(MARCH, customer=BERGEN)}
	assert aged(MARCH, customer=history.home) == []
	with pytest.raises(frappe.PermissionError):
		statement(history.home, "2026-03-01", MARCH)


def test_reports_ask_the_database_as_often_for_many_customers(history):
	def count():
		with recorded() as statements:
			aged(MAY)
		return len(statements)

	aged(MAY)
	before = count()
	for _number in range(3):
		doc = invoice(account("3900", 1, 100), customer=buyer())
		post(doc)
	assert count() == before
