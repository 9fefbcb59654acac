"""Entries of one posting that say the same become one; and a plan that contradicts itself is never written."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from posting_facts import order_line, sale

from sales_mgmt.posting.core.entries import LedgerEntry
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.sale.sale import plan_sale
from sales_mgmt.posting.core.selfcheck import PlanError, balances, selfcheck

SALES = LedgerEntry("sales", D(-100), "EUR", D(-10), "DOMESTIC", "GOODS", (("project", "A"),))
PLAN = plan_sale(sale(order_line(10, 10, 10)))


def test_entries_of_the_same_kind_become_one():
	(entry,) = merged([SALES, replace(SALES, amount=D(-50), amount_currency=D(-5))])
	assert entry == replace(SALES, amount=D(-150), amount_currency=D(-15))


@pytest.mark.parametrize(
	"other",
	[
		{"account": "services"},
		{"currency": "USD"},
		{"business_posting_group": "EXPORT"},
		{"product_posting_group": "SERVICES"},
		{"dimensions": (("project", "B"),)},
	],
)
def test_entries_that_differ_in_kind_stay_apart_in_their_order(other):
	second = replace(SALES, **other)
	assert merged([SALES, second]) == (SALES, second)


def test_entries_that_cancel_out_disappear_unless_a_currency_still_moves():
	back = replace(SALES, amount=D(100), amount_currency=D(10))
	assert merged([SALES, back]) == ()
	assert merged([SALES, replace(back, amount_currency=D(0))]) == (replace(SALES, amount=D(0)),)


def test_a_ledger_balances_in_local_currency_and_in_every_other():
	debit = replace(SALES, account="receivables", amount=D(100), amount_currency=D(10))
	assert balances([SALES, debit])
	assert balances([])
	assert not balances([SALES, replace(debit, amount=D("99.99"))])
	assert not balances([SALES, replace(debit, amount_currency=D("9.99"))])
	assert not balances([SALES, replace(debit, currency="USD")])


def changed(field, **values):
	"""The plan with its first row of `field` changed."""
	first, *rest = getattr(PLAN, field)
	return replace(PLAN, **{field: (replace(first, **values), *rest)})


def with_totals(**values):
	return replace(PLAN, invoice=replace(PLAN.invoice, totals=replace(PLAN.invoice.totals, **values)))


@pytest.mark.parametrize(
	("plan", "message"),
	[
		(changed("ledger", amount=D("1250.01")), "general ledger"),
		(with_totals(vat_amount=D("250.01")), "net + VAT"),
		(with_totals(amount=D(999), rounding_amount=D(1)), "lines and total"),
		(with_totals(vat_amount_lcy=D("249.99")), "VAT entries"),
		(changed("customer", amount=D(1251)), "customer entry"),
		(replace(PLAN, customer=()), "customer entry"),
		(changed("order_lines", invoiced=D(11)), "counters"),
		(changed("order_lines", shipped=D(11)), "counters"),
		(changed("order_lines", shipped=D(9)), "counters"),
		(changed("order_lines", invoiced=D(-1)), "counters"),
		(changed("values", cost_amount=D(-599)), "value entries"),
		(changed("values", sales_amount=D(1001)), "value entries"),
		(changed("items", quantity=D(-9)), "value entries"),
		(replace(PLAN, values=()), "value entries"),
	],
)
def test_a_plan_that_contradicts_itself_is_refused(plan, message):
	selfcheck(PLAN)
	with pytest.raises(PlanError, match=message.replace("+", r"\+")):
		selfcheck(plan)
