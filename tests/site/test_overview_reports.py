"""Sales by Month and Order Backlog: amounts computed by hand, in local currency without VAT, and few queries."""

import frappe
import pytest
from build import HAMBURG, account, buyer, draft, exchange_rates, goods, invoice, item, order, post, settings
from frappe.desk import query_report
from frappe.utils import add_days, today
from statements import recorded

from sales_mgmt import api
from sales_mgmt.sales_mgmt.report.order_backlog.order_backlog import labels
from sales_mgmt.sales_mgmt.report.sales_by_month.sales_by_month import months


def run(report, **filters):
	"""Rows without the total row, and the chart's values."""
	answer = query_report.run(report, filters)
	rows = [row for row in answer["result"] if isinstance(row, dict)]
	return rows, answer["chart"]["data"]["datasets"][0]


def sale(net, who, day, **values):
	dates = {"posting_date": day, "document_date": day}
	post(invoice(account("3900", 1, net), customer=who, **dates, **values))


def sales_of(who, first="2026-02-10", last="2026-04-20"):
	rows, chart = run("Sales by Month", from_date=first, to_date=last, customer=who)
	assert chart == {"name": "NOK", "values": [row["sales"] for row in rows]}
	return [(row["month"], row["invoiced"], row["credited"], row["sales"]) for row in rows]


def test_months_have_what_was_invoiced_less_what_was_credited(books):
	who = buyer()
	for net, day in ((1000, "2026-02-09"), (800, "2026-02-10"), (200, "2026-02-28"), (500, "2026-04-20")):
		sale(net, who, day)
	dates = {"posting_date": "2026-04-15", "document_date": "2026-04-15"}
	post(draft("Sales Credit Memo", account("3900", 1, 300), customer=who, **dates))
	assert sales_of(who) == [
		("Feb 2026", 1000, 0, 1000),  # the 9th is before the first day
		("Mar 2026", 0, 0, 0),
		("Apr 2026", 500, 300, 200),
	]


def test_discounts_are_off_and_roundings_and_payment_discounts_are_not_in(books):
	"""1,000 less 10 % invoice discount; the gross 1,125 is paid less 2 %."""
	settings(invoice_rounding_precision=1)
	who = buyer(payment_terms="14D-8D2")
	sale(1000.3, who, "2026-03-02", invoice_discount_percent=10)
	assert sales_of(who)[1] == ("Mar 2026", 900.27, 0, 900.27)
	owed = frappe.db.get_value(
		"Customer Ledger Entry", {"customer": who}, ["document_name", "remaining_amount"]
	)
	api.register_payment(who, owed[1] * 0.98, "2026-03-05", owed[0])
	assert sales_of(who)[1] == ("Mar 2026", 900.27, 0, 900.27)


def test_sales_abroad_are_in_local_currency(books):
	exchange_rates(d20260101=11.5)
	who = buyer(HAMBURG)
	sale(100, who, "2026-03-02")
	assert sales_of(who)[1] == ("Mar 2026", 1150, 0, 1150)


def test_without_dates_twelve_months_end_today():
	rows, _chart = run("Sales by Month")
	day = frappe.utils.getdate()
	assert len(rows) == 12
	assert rows[-1]["month"] == frappe.utils.formatdate(day, "MMM yyyy")
	year_ago = frappe.utils.getdate(frappe.utils.add_months(day.replace(day=1), -11))
	assert months(year_ago, day)[0] == year_ago


def test_a_range_that_runs_backwards_is_refused():
	with pytest.raises(frappe.ValidationError, match="must not be after the last"):
		run("Sales by Month", from_date="2026-03-02", to_date="2026-03-01")


def waiting(days, *lines, **values):
	doc = order(*lines, shipment_date=add_days(today(), days), **values)
	api.release("Sales Order", doc.name)
	doc.reload()
	return doc


def backlog_of(who):
	rows, chart = run("Order Backlog", customer=who)
	assert chart == {"name": "NOK", "values": [row["amount"] for row in rows]}
	assert [row["period"] for row in rows] == labels()[: len(rows)]
	return [(row["orders"], row["amount"]) for row in rows]


def test_the_backlog_is_what_is_not_shipped_by_when_it_ships(books):
	who, code = buyer(), goods(price=100, stock=50)
	part = waiting(-1, item(code, 10), customer=who)
	part.lines[0].qty_to_ship = 4
	part.save()
	post(part, ship=True)  # 6 of 10 are left: 600
	waiting(0, item(code, 2, line_discount_percent=10), customer=who)  # 180
	for days in (1, 7, 8, 30, 31):
		waiting(days, item(code), item(code), customer=who)  # 200 each
	post(waiting(5, item(code, 3), customer=who), ship=True)  # nothing is left
	assert backlog_of(who) == [(1, 600), (1, 180), (2, 400), (2, 400), (1, 200)]


def test_the_backlog_abroad_is_in_local_currency_and_has_no_vat(books):
	"""10 at 10 EUR less 20 %: 80 EUR at 11.5."""
	exchange_rates(d20260101=11.5)
	who = buyer(HAMBURG)
	waiting(0, item(goods(), 10, unit_price=10, line_discount_percent=20), customer=who)
	assert backlog_of(who)[1] == (1, 920)


def test_orders_without_a_shipment_date_stand_last():
	who = buyer()
	assert len(backlog_of(who)) == 5
	doc = order(item(goods(price=100)), customer=who)
	frappe.db.set_value("Sales Order", doc.name, "shipment_date", None)
	assert backlog_of(who)[-1] == (1, 100) and len(backlog_of(who)) == 6


@pytest.mark.parametrize("report", ["Sales by Month", "Order Backlog"])
def test_the_number_of_queries_does_not_grow(report):
	def queries():
		module = frappe.scrub(report)
		with recorded() as statements:
			frappe.get_attr(f"sales_mgmt.sales_mgmt.report.{module}.{module}.execute")({})
		return len(statements)

	queries()
	before = queries()
	who = buyer()
	for _number in range(3):
		waiting(1, item(goods()), customer=who)
		sale(100, who, today())
	assert queries() == before <= 3
