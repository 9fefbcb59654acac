"""What is said above a form, and in which colour."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from sales_mgmt.forms.headlines.choice import CustomerFacts, DocumentFacts, of_customer, of_document

TODAY = date(2026, 3, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)


def said(headlines):
	return [(headline.colour, headline.message.format(*headline.values)) for headline in headlines]


def about(doctype, status="Open", customers=(), **facts):
	return said(of_document(DocumentFacts(doctype, status, TODAY, **facts), customers))


def test_an_overdue_customer_by_amount_and_days():
	customer = CustomerFacts("C-1", overdue=D("350.50"), overdue_since=date(2026, 2, 20))
	assert said(of_customer(customer, TODAY)) == [
		("red", "Customer C-1 is overdue with 350.50, for 10 days.")
	]


def test_overdue_since_yesterday():
	customer = CustomerFacts("C-1", overdue=D(5), overdue_since=YESTERDAY)
	assert said(of_customer(customer, TODAY)) == [("red", "Customer C-1 is overdue with 5, since yesterday.")]


@pytest.mark.parametrize(
	("blocked", "start"), [("Ship", "for shipping"), ("Invoice", "for invoicing"), ("All", "for everything")]
)
def test_a_blocked_customer(blocked, start):
	((colour, text),) = said(of_customer(CustomerFacts("C-1", blocked=blocked), TODAY))
	assert colour == "red"
	assert text.startswith(f"Customer C-1 is blocked {start}")


@pytest.mark.parametrize(("exposure", "count"), [(D(1000), 0), (D("1000.01"), 1)])
def test_over_the_credit_limit(exposure, count):
	assert len(of_customer(CustomerFacts("C-1", limit=D(1000), exposure=exposure), TODAY)) == count


def test_no_limit_is_never_exceeded():
	assert of_customer(CustomerFacts("C-1", exposure=D(10**9)), TODAY) == []


def test_by_how_much_the_limit_is_exceeded():
	customer = CustomerFacts("C-1", limit=D(1000), exposure=D(1250))
	expected = [("orange", "Customer C-1 is 250 over the credit limit of 1000.")]
	assert said(of_customer(customer, TODAY)) == expected


def test_a_quote_is_valid_through_its_last_day():
	assert about("Sales Quote", valid_until=TODAY) == []
	((colour, text),) = about("Sales Quote", valid_until=YESTERDAY)
	assert (colour, text[:36]) == ("orange", "This quote was valid until 2026-03-0")


@pytest.mark.parametrize("status", ["Ordered", "Lost"])
def test_a_quote_that_came_to_an_end_does_not_expire(status):
	assert about("Sales Quote", status, valid_until=YESTERDAY) == []


def test_an_order_that_waits_for_stock_is_late_and_partly_shipped():
	facts = {"lines_with_goods": 5, "lines_to_ship": 3, "anything_shipped": True, "shipment_date": YESTERDAY}
	assert about("Sales Order", "Released", rows_without_stock=(2, 5), **facts) == [
		("orange", "Waiting for stock: rows 2, 5."),
		("orange", "The shipment was planned for 2026-03-01."),
		("blue", "Partly shipped: 3 of 5 lines with goods are still to be shipped."),
	]


def test_a_shipped_order_waits_for_nothing():
	facts = {"lines_with_goods": 5, "anything_shipped": True, "shipment_date": YESTERDAY}
	assert about("Sales Order", "Released", **facts) == []


def test_what_is_shipped_today_is_not_late():
	assert about("Sales Order", "Released", lines_to_ship=1, shipment_date=TODAY) == []


@pytest.mark.parametrize("status", ["Unpaid", "Partly Paid"])
def test_an_invoice_is_due_or_overdue(status):
	due = {"remaining": D(125)}
	assert about("Sales Invoice", status, due_date=YESTERDAY, **due) == [
		("red", "125 has been overdue since 2026-03-01.")
	]
	assert about("Sales Invoice", status, due_date=TODAY, **due) == [("blue", "125 is due on 2026-03-02.")]


def test_a_paid_invoice():
	assert about("Sales Invoice", "Paid", due_date=YESTERDAY) == [("green", "This invoice is paid.")]


@pytest.mark.parametrize("status", ["Open", "Cancelled"])
def test_nothing_is_due_of_a_draft_or_a_cancelled_invoice(status):
	assert about("Sales Invoice", status, due_date=YESTERDAY, remaining=D(125)) == []


def test_red_comes_first_and_nothing_is_said_twice():
	customer = CustomerFacts("C-1", blocked="All", limit=D(1), exposure=D(2))
	found = about("Sales Quote", valid_until=YESTERDAY, customers=(customer, customer))
	assert [colour for colour, _text in found] == ["red", "orange", "orange"]
	assert len(set(found)) == 3
