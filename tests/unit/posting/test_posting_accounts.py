"""E24: every account that an invoice will need is there, or the setup row and the field to fill are named."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from posting_facts import ACCOUNTS, POLICY, item, order_line, sale

from sales_mgmt.findings.finding import PostingRefused
from sales_mgmt.posting.core.facts import GeneralSetup, InventorySetup
from sales_mgmt.posting.core.sale.sale import plan_sale
from sales_mgmt.rates.vat import VatSetup

EMPTY = {("DOMESTIC", "GOODS"): GeneralSetup(None, None, None, None)}
DISCOUNTED = order_line(10, 10, 10, line_discount_amount=D(100), invoice_discount_amount=D(45))

GENERAL = "General Posting Setup", "DOMESTIC-GOODS"
GROUP = "Customer Posting Group", "DOMESTIC"
VAT = "VAT Posting Setup", "DOMESTIC-STANDARD"
INVENTORY = "Inventory Posting Setup", "PARTS-MAIN"


def missing(line=DISCOUNTED, *, policy=POLICY, **accounts):
	"""{(setup DocType, row): [accounts]} that the posting asks for."""
	try:
		plan_sale(sale(line, accounts=replace(ACCOUNTS, **accounts), policy=policy))
	except PostingRefused as refusal:
		assert {finding.code for finding in refusal.findings} == {"E24"}
		named = {}
		for finding in refusal.findings:
			account, *row = finding.values
			assert finding.link == tuple(row)
			named.setdefault(tuple(row), []).append(account)
		return named
	return {}


def test_a_complete_setup_misses_nothing():
	assert missing() == {}


@pytest.mark.parametrize(
	("accounts", "expected"),
	[
		({"receivables_account": None}, {GROUP: ["Receivables Account"]}),
		({"vat": {}}, {VAT: ["Sales VAT Account"]}),
		({"vat": {("DOMESTIC", "STANDARD"): VatSetup(D(25), None)}}, {VAT: ["Sales VAT Account"]}),
		({"inventory": {}}, {INVENTORY: ["Inventory Account"]}),
		({"inventory": {("PARTS", None): InventorySetup(None, "x")}}, {INVENTORY: ["Inventory Account"]}),
	],
)
def test_a_missing_account_is_named_with_its_setup_row(accounts, expected):
	assert missing(**accounts) == expected


@pytest.mark.parametrize("general", [{}, EMPTY])
@pytest.mark.parametrize(
	("discount_posting", "discounts"),
	[
		("No Discounts", []),
		("Line Discounts", ["Sales Line Discount Account"]),
		("Invoice Discounts", ["Sales Invoice Discount Account"]),
		("All Discounts", ["Sales Line Discount Account", "Sales Invoice Discount Account"]),
	],
)
def test_discount_accounts_are_needed_by_the_setting_only(discount_posting, discounts, general):
	policy = replace(POLICY, discount_posting=discount_posting)
	expected = ["Sales Account", *discounts, "Cost of Goods Sold Account"]
	assert missing(policy=policy, general=general) == {GENERAL: expected}


def test_discount_accounts_are_needed_by_discounted_lines_only():
	assert missing(order_line(10, 10, 10), general=EMPTY) == {
		GENERAL: ["Sales Account", "Cost of Goods Sold Account"]
	}


def test_cost_accounts_are_needed_with_automatic_cost_posting_only():
	policy = replace(POLICY, automatic_cost_posting=False, discount_posting="No Discounts")
	assert missing(policy=policy, general=EMPTY, inventory={}) == {GENERAL: ["Sales Account"]}


def test_services_need_no_cost_accounts():
	service = replace(order_line(1, 1, 1), item=item("5000", "Service"))
	assert missing(service, inventory={}) == {}


def test_account_lines_need_no_general_posting_setup():
	line = order_line(1, 1, 1, type="G/L Account", item=None, account="freight")
	assert missing(line, general={}, inventory={}) == {}


def test_a_rate_of_zero_may_do_without_an_account_but_not_without_a_setup_row():
	zero = order_line(1, 1, 1, vat_product_group="ZERO", vat_percent=D(0))
	assert missing(zero) == {}
	assert missing(zero, vat={}) == {("VAT Posting Setup", "DOMESTIC-ZERO"): ["Sales VAT Account"]}


def test_the_rounding_account_is_needed_with_invoice_rounding_only():
	policy = replace(POLICY, invoice_rounding_precision=D(1))
	assert missing(policy=policy, invoice_rounding_account=None) == {GROUP: ["Invoice Rounding Account"]}
	assert missing(invoice_rounding_account=None) == {}


def test_shipping_needs_no_account():
	facts = sale(order_line(10, 10), invoice=False, accounts=replace(ACCOUNTS, general={}, inventory={}))
	assert plan_sale(facts).items


def test_every_missing_account_is_named_once():
	lines = [order_line(1, 1, 1), order_line(1, 1, 1, name="L2")]
	with pytest.raises(PostingRefused) as caught:
		plan_sale(sale(*lines, accounts=replace(ACCOUNTS, general={}, vat={}, inventory={})))
	assert [(f.row, f.values[0]) for f in caught.value.findings] == [
		(1, "Sales VAT Account"),
		(1, "Sales Account"),
		(1, "Cost of Goods Sold Account"),
		(1, "Inventory Account"),
	]
