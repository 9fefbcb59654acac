"""What stands against a posting (domain 4.3, A23): every check runs, every finding is reported."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from posting_facts import (
	ACCOUNTS,
	HEADER,
	POLICY,
	codes,
	comment,
	direct_invoice,
	header,
	item,
	order_line,
	sale,
	stock,
)

from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.posting.core.facts import OpenItemEntry, OrderLineFacts
from sales_mgmt.posting.core.sale.sale import plan_sale

BLOCKED_ITEM = item("1060", sales_blocked=True)


def refused(facts):
	with pytest.raises(PostingRefused) as caught:
		plan_sale(facts)
	return caught.value.findings


def shipped_line(name="L1"):
	waiting = OpenItemEntry(f"ILE{name}", D(-10), D(0), D(-600), D(0))
	return order_line(10, 0, 10, shipped=10, entries=[waiting], name=name)


def fetched_line(bill, *, shipped, invoiced, name="L1"):
	waiting = OpenItemEntry("ILE1", D(-shipped), D(-invoiced), D(-60 * shipped), D(0))
	origin = OrderLineFacts("OL", "SO-7", D(12), D(shipped), D(invoiced), (waiting,))
	return replace(order_line(bill, 0, bill, name=name), order_line=origin)


OPERATIONS = {
	"ship": lambda of: sale(order_line(10, 10), invoice=False, of=of),
	"ship and invoice": lambda of: sale(order_line(10, 10, 10), of=of),
	"invoice what is shipped": lambda of: sale(shipped_line(), ship=False, of=of),
	"invoice without goods": lambda of: sale(
		fetched_line(6, shipped=10, invoiced=4), ship=False, of=replace(of, doctype="Sales Invoice")
	),
	"invoice with goods": lambda of: sale(
		replace(order_line(10, 10, 10), order_line=None), ship=False, of=replace(of, doctype="Sales Invoice")
	),
}
BLOCKED = {
	"": set(),
	"Ship": {"ship", "ship and invoice", "invoice with goods"},
	"Invoice": set(OPERATIONS),
	"All": set(OPERATIONS),
}


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("blocked", BLOCKED)
def test_a_blocked_customer(blocked, operation):
	facts = OPERATIONS[operation](header(blocked=blocked, bill_to_blocked=blocked))
	if operation not in BLOCKED[blocked]:
		assert plan_sale(facts)
		return
	findings = refused(facts)
	assert set(codes(findings)) == {"E09"}
	assert all(finding.link == ("Customer", "C-1") for finding in findings)


@pytest.mark.parametrize("blocked", ["Invoice", "All"])
def test_a_bill_to_customer_blocked_for_invoicing_stops_the_invoice_and_not_the_shipment(blocked):
	of = header(bill_to_customer="C-8", bill_to_blocked=blocked)
	(finding,) = refused(sale(order_line(10, 10, 10), of=of))
	assert (finding.code, finding.values) == ("E09", ("C-8", blocked))
	assert plan_sale(sale(order_line(10, 10), invoice=False, of=of))


def test_a_customer_blocked_for_shipping_may_be_invoiced_for_what_is_no_goods():
	of = header(blocked="Ship", bill_to_blocked="Ship", doctype="Sales Invoice")
	fee = replace(order_line(1, 1, 1, type="G/L Account", item=None, account="freight"), order_line=None)
	assert plan_sale(sale(fee, ship=False, of=of))
	goods = replace(order_line(1, 1, 1, name="L2"), order_line=None)
	assert codes(refused(sale(fee, goods, ship=False, of=of))) == ["E09"]


def test_a_bill_to_customer_blocked_for_shipping_is_nothing_to_the_goods():
	assert plan_sale(sale(order_line(10, 10, 10), of=header(bill_to_customer="C-8", bill_to_blocked="Ship")))


def test_nothing_shipped_and_not_invoiced_can_not_be_invoiced():
	assert codes(refused(sale(order_line(10, 0, 0), ship=False))) == ["E01"]


def test_nothing_to_ship():
	assert codes(refused(sale(order_line(10, 0), invoice=False))) == ["nothing_to_ship"]


def test_ship_and_invoice_with_nothing_to_ship_invoices_what_was_shipped():
	assert plan_sale(sale(shipped_line())).shipped == ()


def test_a_document_of_comments_has_nothing_to_post():
	assert codes(refused(sale(comment()))) == ["no_lines"]


def test_complete_delivery_refuses_a_short_line_only_when_it_ships():
	complete = header(shipping_advice="Complete")
	(finding,) = refused(sale(order_line(10, 9, 9), of=complete))
	assert (finding.code, finding.row, finding.values) == ("E03", 1, ("1", "10"))
	assert plan_sale(sale(order_line(10, 10, 10), of=complete))
	assert plan_sale(sale(shipped_line(), ship=False, of=complete))


def test_a_missing_external_document_number_stops_the_invoice_and_not_the_shipment():
	policy = replace(POLICY, external_document_no_mandatory=True)
	assert codes(refused(sale(order_line(10, 10, 10), policy=policy))) == ["E08"]
	assert plan_sale(sale(order_line(10, 10), invoice=False, policy=policy))
	numbered = header(external_document_no="4711")
	assert plan_sale(sale(order_line(10, 10, 10), of=numbered, policy=policy))


def test_a_blocked_item_is_not_shipped_but_what_was_shipped_is_invoiced():
	(finding,) = refused(sale(order_line(10, 10, 10, item=BLOCKED_ITEM), levels=stock(10, 600, "1060")))
	assert (finding.code, finding.link) == ("E10", ("Item", "1060"))
	assert plan_sale(sale(replace(shipped_line(), item=BLOCKED_ITEM), ship=False))


@pytest.mark.parametrize(
	("allowed", "code"),
	[
		({"allow_posting_from": date(2026, 3, 2), "allow_posting_to": date(2026, 3, 2)}, None),
		({"allow_posting_from": date(2026, 3, 3)}, "posting_date"),
		({"allow_posting_to": date(2026, 3, 1)}, "posting_date"),
	],
)
def test_the_posting_date_lies_in_the_open_period_bounds_included(allowed, code):
	facts = sale(order_line(10, 10, 10), policy=replace(POLICY, **allowed))
	if code is None:
		assert plan_sale(facts)
	else:
		assert codes(refused(facts)) == [code]


def test_a_posting_needs_a_posting_date():
	assert codes(refused(sale(order_line(10, 10, 10), of=header(posting_date=None)))) == ["posting_date"]


@pytest.mark.parametrize(
	("status", "code"),
	[
		("Completed", "status"),
		("Pending Approval", "E05"),
		("Pending Prepayment", "status"),
		("Unpaid", "status"),
		("Paid", "status"),
	],
)
def test_a_closed_or_waiting_document_is_not_posted(status, code):
	assert codes(refused(sale(order_line(10, 10, 10), of=header(status=status)))) == [code]


def test_a_released_document_is_posted():
	assert plan_sale(sale(order_line(10, 10, 10), of=header(status="Released")))


@pytest.mark.parametrize(("bill", "codes_"), [(6, None), (7, ["qty_to_invoice"])])
def test_fetched_lines_bill_no_more_than_is_shipped_and_not_invoiced(bill, codes_):
	facts = direct_invoice(fetched_line(bill, shipped=10, invoiced=4))
	if codes_ is None:
		assert plan_sale(facts)
	else:
		(finding,) = refused(facts)
		assert (finding.code, finding.values) == ("qty_to_invoice", ("1", "SO-7", "6"))


def test_two_fetched_lines_share_what_is_left_of_the_order_line():
	lines = [fetched_line(4, shipped=10, invoiced=4, name=name) for name in ("L1", "L2")]
	(finding,) = refused(direct_invoice(*lines))
	assert (finding.code, finding.row, finding.values) == ("qty_to_invoice", 2, ("2", "SO-7", "2"))


def test_fetched_lines_of_which_nothing_is_left():
	assert codes(refused(direct_invoice(fetched_line(1, shipped=4, invoiced=4)))) == ["E01"]


def test_stock_is_shared_by_the_lines_of_a_document():
	lines = [order_line(6, 6), order_line(5, 5, name="L2")]
	(finding,) = refused(sale(*lines, invoice=False, levels=stock(10, 600)))
	assert (finding.code, finding.row, finding.values) == ("stock", 2, ("2", "4", "1000", "MAIN", "5"))


def test_stock_of_another_location_does_not_help():
	facts = sale(order_line(1, 1), invoice=False, levels=stock(10, 600, location="EAST"))
	assert codes(refused(facts)) == ["stock"]


def test_negative_stock_can_be_allowed():
	policy = replace(POLICY, allow_negative_stock=True)
	plan = plan_sale(sale(order_line(5, 5), invoice=False, levels={}, policy=policy))
	assert (plan.stock[0][1].quantity, plan.stock[0][1].cost_amount) == (-5, -300)


def test_goods_need_a_location_and_an_item():
	lines = [order_line(5, 5, location=None), order_line(5, 5, name="L2", item=None)]
	assert codes(refused(sale(*lines, invoice=False))) == ["location", "item_missing"]


def test_a_blocked_account_is_not_posted_to():
	line = order_line(1, 1, 1, type="G/L Account", item=None, account="freight", account_blocked=True)
	(finding,) = refused(sale(line))
	assert (finding.code, finding.link) == ("account_blocked", ("GL Account", "freight"))


def test_everything_is_reported_at_once():
	"""One posting with everything wrong that can be wrong together, in one list."""
	facts = sale(
		order_line(10, 8, 8, item=BLOCKED_ITEM),
		order_line(5, 5, 5, name="L2"),
		of=header(blocked="All", bill_to_blocked="All", shipping_advice="Complete"),
		policy=replace(POLICY, external_document_no_mandatory=True, allow_posting_from=date(2026, 4, 1)),
		accounts=replace(ACCOUNTS, receivables_account=None, general={}),
		levels={},
	)
	findings = refused(facts)
	assert set(codes(findings)) == {"posting_date", "E03", "E08", "E09", "E10", "E24", "stock"}
	assert codes(findings).count("E09") == 2
	assert [finding.row for finding in findings if finding.code == "stock"] == [1, 2]


def test_nothing_to_invoice_is_reported_with_everything_else():
	facts = sale(
		order_line(10, 0, 0),
		ship=False,
		of=header(blocked="All", bill_to_blocked="All"),
		policy=replace(POLICY, external_document_no_mandatory=True),
	)
	assert codes(refused(facts)) == ["E09", "E08", "E01"]


def test_impossible_amounts_are_reported_with_missing_stock():
	facts = sale(order_line(10, 10, 10, line_discount_amount=D(-1)), of=HEADER, levels={})
	assert sorted(codes(refused(facts))) == ["line_discount_wrong_sign", "stock"]
