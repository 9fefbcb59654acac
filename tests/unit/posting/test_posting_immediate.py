"""Invoices that are paid the moment they are posted (domain 4.7), and payment discounts (A31)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from posting_facts import (
	ACCOUNTS,
	HEADER,
	ON,
	by_account,
	codes,
	direct_invoice,
	header,
	invoice_line,
	order_line,
	sale,
)

from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.posting.core.entries import NEW, NEW_PAYMENT, Application
from sales_mgmt.posting.core.sale.sale import plan_sale

CASH = {"payment_method": "CASH", "balancing_account": "cash"}


def paid(facts):
	return replace(facts, header=replace(facts.header, **CASH))


def test_the_payment_comes_with_the_invoice():
	"""10 × 100 + 25 % = 1,250."""
	plan = plan_sale(paid(direct_invoice(invoice_line(10))))
	invoice, payment = plan.customer
	assert (invoice.document_type, invoice.amount, invoice.remaining_amount) == ("Invoice", 1250, 0)
	assert (payment.document_type, payment.amount, payment.remaining_amount) == ("Payment", -1250, 0)
	assert (payment.due_date, payment.remaining_amount_lcy) == (ON, 0)
	assert plan.applications == (Application(NEW, NEW_PAYMENT, D(1250), D(1250)),)


def test_receivables_are_debited_and_credited():
	plan = plan_sale(paid(direct_invoice(invoice_line(10))))
	assert [entry.amount for entry in plan.ledger if entry.account == "receivables"] == [1250, -1250]
	assert by_account(plan.ledger)["cash"] == 1250


def test_an_order_in_a_foreign_currency_is_paid_at_its_own_rate():
	"""1,250 EUR at 11.5 are 14,375 NOK, and there is no difference to post."""
	eur = replace(HEADER, currency="EUR", exchange_rate=D("11.5"), **CASH)
	plan = plan_sale(sale(order_line(10, 10, 10), of=eur))
	assert by_account(plan.ledger)["cash"] == 14375
	assert plan.applications[0].exchange_difference_lcy == 0


@pytest.mark.parametrize(("ship", "invoice"), [(True, False)])
def test_shipping_alone_pays_nothing(ship, invoice):
	plan = plan_sale(paid(sale(order_line(10, 10, 0), ship=ship, invoice=invoice)))
	assert (plan.customer, plan.applications, plan.ledger) == ((), (), ())


def test_an_invoice_over_nothing_is_not_paid():
	plan = plan_sale(paid(direct_invoice(invoice_line(1, unit_price=D(0)))))
	assert (len(plan.customer), plan.applications) == (1, ())


def test_the_payment_discount_is_a_share_of_what_is_payable():
	"""2 % of 1,250 is 25.00."""
	terms = {"payment_discount_percent": D(2), "payment_discount_date": date(2026, 3, 10)}
	facts = direct_invoice(invoice_line(10))
	plan = plan_sale(replace(facts, header=replace(facts.header, **terms)))
	(entry,) = plan.customer
	assert (entry.payment_discount_amount, entry.payment_discount_date) == (25, date(2026, 3, 10))
	at_once = plan_sale(paid(replace(facts, header=replace(facts.header, **terms))))
	assert [item.payment_discount_amount for item in at_once.customer] == [25, 0]


def test_the_discount_is_rounded_to_the_currency():
	"""1.5 % of 123.75 is 1.85625."""
	facts = direct_invoice(invoice_line(1, unit_price=D(99)))
	plan = plan_sale(replace(facts, header=replace(facts.header, payment_discount_percent=D("1.5"))))
	assert plan.customer[0].payment_discount_amount == D("1.86")


def test_an_invoice_without_a_rate_is_refused_with_everything_else():
	facts = direct_invoice(invoice_line(10), accounts=replace(ACCOUNTS, receivables_account=None))
	facts = replace(facts, header=replace(facts.header, currency="EUR", exchange_rate=D(0)), stock={})
	with pytest.raises(PostingRefused) as caught:
		plan_sale(facts)
	assert sorted(codes(caught.value.findings)) == ["E24", "exchange_rate", "stock"]


def test_a_shipment_needs_no_rate():
	assert plan_sale(
		sale(order_line(10, 10, 0), invoice=False, of=header(currency="EUR", exchange_rate=D(0)))
	)
