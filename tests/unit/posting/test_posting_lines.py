"""Lines of other kinds: direct invoices, fetched lines, services, accounts and comments."""

from dataclasses import replace
from decimal import Decimal as D

from posting_facts import POLICY, SERVICES, by_account, comment, direct_invoice, item, order_line, sale

from sales_mgmt.posting.core.facts import OpenItemEntry, OrderLineFacts
from sales_mgmt.posting.core.sale.sale import plan_sale


def test_a_direct_invoice_ships_its_goods_without_a_shipment_document():
	line = replace(order_line(10, 10, 10), order_line=None)
	plan = plan_sale(direct_invoice(line))
	assert (plan.shipped, plan.order_lines) == ((), ())
	assert [entry.quantity for entry in plan.items] == [-10]
	with_shipment = replace(POLICY, shipment_on_invoice=True)
	plan = plan_sale(direct_invoice(line, policy=with_shipment))
	assert [part.quantity for part in plan.shipped] == [10]


def test_fetched_lines_bill_an_order_and_move_nothing():
	waiting = OpenItemEntry("ILE1", D(-10), D(-4), D(-600), D(400))
	origin = OrderLineFacts("OL", "SO-7", D(12), D(10), D(4), (waiting,))
	lines = [
		replace(order_line(4, 0, 4), order_line=origin),
		replace(order_line(2, 0, 2, name="L2"), order_line=origin),
	]
	plan = plan_sale(direct_invoice(*lines))
	assert (plan.items, plan.stock, plan.shipped) == ((), (), ())
	assert [(v.line, v.invoiced_quantity, v.cost_amount) for v in plan.values] == [
		("L1", -4, -240),
		("L2", -2, -120),
	]
	(change,), (counters,) = plan.item_changes, plan.order_lines
	assert (change.name, change.invoiced_quantity, change.sales_amount) == ("ILE1", -10, 1000)
	assert (counters.name, counters.order, counters.shipped, counters.invoiced) == ("OL", "SO-7", 10, 10)


def test_services_have_an_item_entry_but_no_stock_and_no_cost():
	service = item("5000", "Service")
	plan = plan_sale(sale(order_line(2, 2, 2, item=service, location=None, **SERVICES), levels={}))
	assert by_account(plan.ledger) == {"receivables": D(250), "services": D(-200), "vat": D(-50)}
	assert [(entry.quantity, entry.cost_amount, entry.sales_amount) for entry in plan.items] == [(-2, 0, 200)]
	assert plan.stock == ()


def test_account_lines_post_to_their_account_and_have_no_item_entry():
	freight = order_line(1, 1, 1, name="L2", type="G/L Account", item=None, account="freight")
	plan = plan_sale(sale(order_line(10, 10, 10), freight))
	assert by_account(plan.ledger)["freight"] == -100
	assert by_account(plan.ledger)["receivables"] == 1375
	assert [entry.key for entry in plan.items] == ["L1"]
	assert [line.name for line in plan.order_lines] == ["L1", "L2"]


def test_comments_travel_on_the_shipment_and_carry_nothing():
	plan = plan_sale(sale(order_line(10, 10, 10), comment()))
	assert [(part.line.name, part.quantity) for part in plan.shipped] == [("L1", 10), ("L9", 0)]
	assert [line.line.name for line in plan.invoice.lines] == ["L1"]
