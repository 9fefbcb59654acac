"""What a posting writes: the worked example of the domain (4.6), partial shipments, and lines without goods."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from posting_facts import (
	ACCOUNTS,
	GOODS,
	POLICY,
	by_account,
	header,
	order_line,
	sale,
	stock,
	total,
)

from sales_mgmt.posting.core.facts import OpenItemEntry, StockLevel
from sales_mgmt.posting.core.sale.sale import plan_sale

LINE_DISCOUNT = {"line_discount_amount": D(100)}
BOTH_DISCOUNTS = {**LINE_DISCOUNT, "invoice_discount_amount": D(45)}
COST = {"cost of goods": D(600), "inventory": D(-600)}


def posted_with(discount_posting, **discounts):
	policy = replace(POLICY, discount_posting=discount_posting)
	return plan_sale(sale(order_line(10, 10, 10, **discounts), policy=policy))


@pytest.mark.parametrize(
	("discount_posting", "revenue"),
	[
		("No Discounts", {"sales": D(-900)}),
		("Invoice Discounts", {"sales": D(-900)}),
		("Line Discounts", {"sales": D(-1000), "line discount": D(100)}),
		("All Discounts", {"sales": D(-1000), "line discount": D(100)}),
	],
)
def test_worked_example_in_all_four_discount_postings(discount_posting, revenue):
	plan = posted_with(discount_posting, **LINE_DISCOUNT)
	assert by_account(plan.ledger) == {"receivables": D(1125), "vat": D(-225), **revenue, **COST}


@pytest.mark.parametrize(
	("discount_posting", "revenue"),
	[
		("No Discounts", {"sales": D(-855)}),
		("Invoice Discounts", {"sales": D(-900), "invoice discount": D(45)}),
		("Line Discounts", {"sales": D(-955), "line discount": D(100)}),
		("All Discounts", {"sales": D(-1000), "line discount": D(100), "invoice discount": D(45)}),
	],
)
def test_line_and_invoice_discount_in_all_four_discount_postings(discount_posting, revenue):
	"""855.00 net, VAT 213.75."""
	plan = posted_with(discount_posting, **BOTH_DISCOUNTS)
	expected = {"receivables": D("1068.75"), "vat": D("-213.75"), **revenue, **COST}
	assert by_account(plan.ledger) == expected


def test_worked_example_in_the_other_ledgers():
	plan = posted_with("All Discounts", **LINE_DISCOUNT)
	(entry,), (value,), (owed,), (vat,) = plan.items, plan.values, plan.customer, plan.vat
	assert (entry.quantity, entry.invoiced_quantity) == (-10, -10)
	assert (entry.cost_amount, entry.sales_amount) == (-600, 900)
	assert (value.cost_amount, value.cost_amount_expected, value.sales_amount) == (-600, 0, 900)
	assert (owed.document_type, owed.amount, owed.remaining_amount) == ("Invoice", 1125, 1125)
	assert (vat.base, vat.amount, vat.vat_percent) == (-900, -225, 25)
	assert plan.stock == ((("1000", "MAIN"), StockLevel(D(90), D(5400))),)


def test_without_automatic_cost_posting_no_cost_reaches_the_general_ledger():
	plan = plan_sale(sale(order_line(10, 10, 10), policy=replace(POLICY, automatic_cost_posting=False)))
	assert by_account(plan.ledger) == {"receivables": D(1250), "sales": D(-1000), "vat": D(-250)}
	assert plan.values[0].cost_amount == -600


def test_shipping_alone_writes_goods_at_expected_cost_and_no_money():
	plan = plan_sale(sale(order_line(100, 40), invoice=False))
	assert (plan.ledger, plan.vat, plan.customer, plan.invoice) == ((), (), (), None)
	(entry,), (value,) = plan.items, plan.values
	assert (entry.quantity, entry.invoiced_quantity, entry.cost_amount) == (-40, 0, -2400)
	assert (value.cost_amount, value.cost_amount_expected, value.sales_amount) == (0, -2400, 0)
	assert [(part.line.name, part.quantity) for part in plan.shipped] == [("L1", 40)]
	assert [(line.shipped, line.invoiced) for line in plan.order_lines] == [(40, 0)]


def test_invoicing_a_shipment_turns_its_expected_cost_into_actual_cost():
	left = OpenItemEntry("ILE1", D(-40), D(0), D(-2400), D(0))
	plan = plan_sale(sale(order_line(100, 0, 40, shipped=40, entries=[left]), ship=False))
	assert (plan.items, plan.shipped, plan.stock) == ((), (), ())
	(value,), (change,) = plan.values, plan.item_changes
	assert (value.item_entry, value.valued_quantity, value.invoiced_quantity) == ("ILE1", 0, -40)
	assert (value.cost_amount, value.cost_amount_expected, value.sales_amount) == (-2400, 2400, 4000)
	assert (change.invoiced_quantity, change.sales_amount) == (-40, 4000)
	assert by_account(plan.ledger) == {
		"receivables": D(5000),
		"sales": D(-4000),
		"vat": D(-1000),
		"cost of goods": D(2400),
		"inventory": D(-2400),
	}


def test_shipments_are_invoiced_oldest_first_with_their_own_cost():
	older = OpenItemEntry("OLD", D(-3), D(0), D("-100.00"), D(0))
	newer = OpenItemEntry("NEW", D(-2), D(0), D("-66.67"), D(0))
	line = order_line(10, 0, 4, shipped=5, entries=[older, newer], unit_price=D("33.33"))
	plan = plan_sale(sale(line, ship=False))
	assert [(v.item_entry, v.invoiced_quantity, v.cost_amount, v.sales_amount) for v in plan.values] == [
		("OLD", -3, D("-100.00"), D("99.99")),
		("NEW", -1, D("-33.34"), D("33.33")),
	]


def test_the_rest_of_a_partly_invoiced_shipment_takes_the_rest_of_its_cost():
	half = OpenItemEntry("NEW", D(-2), D(-1), D("-66.67"), D("33.33"))
	plan = plan_sale(sale(order_line(2, 0, 1, shipped=2, invoiced=1, entries=[half]), ship=False))
	(value,), (change,) = plan.values, plan.item_changes
	assert value.cost_amount == D("-33.33")
	assert (change.invoiced_quantity, change.sales_amount) == (-2, D("133.33"))


def test_what_is_shipped_now_is_invoiced_after_what_was_shipped_before():
	"""40 wait, 25 leave, 50 are billed: all 40 and 10 of the 25."""
	waiting = OpenItemEntry("ILE1", D(-40), D(0), D(-2400), D(0))
	line = order_line(100, 25, 50, shipped=40, entries=[waiting])
	plan = plan_sale(sale(line, levels=stock(60, 3600)))
	before, now = plan.values
	assert (before.item_entry, before.sales_amount, before.cost_amount) == ("ILE1", 4000, -2400)
	assert (now.valued_quantity, now.invoiced_quantity, now.sales_amount) == (-25, -10, 1000)
	assert (now.cost_amount, now.cost_amount_expected) == (-600, -900)
	assert [(line.shipped, line.invoiced) for line in plan.order_lines] == [(65, 50)]
	assert by_account(plan.ledger)["cost of goods"] == 3000


def test_a_discount_is_split_over_the_steps_by_carrying_the_remainder():
	"""10.00 on three pieces: 3.33, 3.34, 3.33."""
	discounts = []
	for done in range(3):
		line = order_line(3, 1, 1, shipped=done, invoiced=done, line_discount_amount=D(10))
		discounts.append(plan_sale(sale(line)).invoice.lines[0].amounts.line_discount_amount)
	assert discounts == [D("3.33"), D("3.34"), D("3.33")]


def test_units_are_counted_in_the_base_unit_in_stock_and_in_the_line_unit_on_the_order():
	plan = plan_sale(sale(order_line(5, 2, 2, qty_per_uom=D(12))))
	assert (plan.items[0].quantity, plan.items[0].cost_amount) == (-24, -1440)
	assert (plan.order_lines[0].shipped, plan.invoice.totals.amount) == (2, 200)
	assert plan.stock[0][1] == StockLevel(D(76), D(4560))


def test_vat_is_entered_per_group_and_a_rate_of_zero_reports_its_base():
	food = {**GOODS, "vat_product_group": "FOOD", "vat_percent": D(15)}
	zero = {**GOODS, "vat_product_group": "ZERO", "vat_percent": D(0)}
	plan = plan_sale(
		sale(
			order_line(1, 1, 1),
			order_line(2, 2, 2, name="L2", **food),
			order_line(3, 3, 3, name="L3", **zero),
		)
	)
	assert [(vat.vat_product_group, vat.base, vat.amount) for vat in plan.vat] == [
		("STANDARD", -100, -25),
		("FOOD", -200, -30),
		("ZERO", -300, 0),
	]
	assert by_account(plan.ledger)["receivables"] == 655
	assert None not in by_account(plan.ledger)


def test_invoice_rounding_has_its_own_account_and_no_vat():
	"""100.30 and VAT of 25.08 are 125.38, paid as 125.00."""
	policy = replace(POLICY, invoice_rounding_precision=D(1))
	plan = plan_sale(sale(order_line(10, 10, 10, unit_price=D("10.03")), policy=policy))
	accounts = by_account(plan.ledger)
	assert (accounts["receivables"], accounts["rounding"]) == (D(125), D("0.38"))
	assert total(plan.vat, "amount") == D("-25.08")


def test_foreign_currency_keeps_both_books_in_balance():
	"""10 × 100.00 EUR at 11.3333: 1,250.00 EUR = 14,166.63 NOK, VAT 2,833.33, net the rest."""
	eur = header(currency="EUR", exchange_rate=D("11.3333"))
	plan = plan_sale(sale(order_line(10, 10, 10), of=eur))
	amounts = {e.account: (e.amount, e.currency, e.amount_currency) for e in plan.ledger}
	assert amounts["receivables"] == (D("14166.63"), "EUR", D(1250))
	assert amounts["vat"] == (D("-2833.33"), "EUR", D(-250))
	assert amounts["sales"] == (D("-11333.30"), "EUR", D(-1000))
	assert amounts["cost of goods"] == (D(600), "NOK", D(600))


def test_prices_that_include_vat_are_posted_without_it():
	plan = plan_sale(sale(order_line(10, 10, 10, unit_price=D(125)), of=header(prices_include_vat=True)))
	accounts = by_account(plan.ledger)
	assert (accounts["receivables"], accounts["sales"], accounts["vat"]) == (D(1250), D(-1000), D(-250))


def test_an_inventory_setup_of_the_location_wins_over_the_general_one():
	own = replace(ACCOUNTS.inventory["PARTS", None], inventory_account="inventory MAIN")
	accounts = replace(ACCOUNTS, inventory={**ACCOUNTS.inventory, ("PARTS", "MAIN"): own})
	plan = plan_sale(sale(order_line(10, 10, 10), accounts=accounts))
	assert by_account(plan.ledger)["inventory MAIN"] == -600
