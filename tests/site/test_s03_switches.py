"""S03.1: every switch of domain 5 is there, and a new site behaves as its default says.

What a switch does when it is turned is tried where that is at home; here stands what nobody has chosen. Switches that a
later capability brings, and those that have nothing to switch here, are listed with the reason.
"""

import frappe
import pytest
from build import (
	OSLO,
	buyer,
	draft,
	entries,
	goods,
	item,
	ledger,
	order,
	post,
	posted_invoice,
	quote,
	settings,
	stock,
)
from frappe.utils import add_days, nowdate
from test_credit import codes, on_form, owing
from test_s31_invoice_discount import make_terms

from dev.demo.company import WAREHOUSE
from sales_mgmt import api

SETTINGS, PERSON = "Sales Settings", "Sales User Setup"

SWITCHES = {
	"Credit Warnings": (SETTINGS, {"credit_warnings": "Both Warnings"}),
	"Stockout Warning": (SETTINGS, {"stockout_warning": "1"}),
	"Calc. Inv. Discount": (SETTINGS, {"calc_invoice_discount": "0"}),
	"Discount Posting": (SETTINGS, {"discount_posting": "All Discounts"}),
	"Ext. Doc. No. Mandatory": (SETTINGS, {"external_document_no_mandatory": "0"}),
	"Shipment on Invoice / Return Receipt on Credit Memo": (
		SETTINGS,
		{"shipment_on_invoice": "0", "return_receipt_on_credit_memo": "0"},
	),
	"Exact Cost Reversing Mandatory": (SETTINGS, {"exact_cost_reversing_mandatory": "0"}),
	"Quote Validity Calculation": (SETTINGS, {"quote_validity": None}),
	"Archive Quotes, Archive Orders / Return": (
		SETTINGS,
		{"archive_quotes": "Always", "archive_orders": "0", "archive_return_orders": "0"},
	),
	"Link Doc. Date to Posting Date": (SETTINGS, {"link_document_date": "1"}),
	"Invoice Rounding, Precision and Type": (
		SETTINGS,
		{"invoice_rounding_precision": None, "invoice_rounding_type": "Nearest"},
	),
	"Allow Editing Active Price": (SETTINGS, {"allow_editing_active_price": "1"}),
	"Post with Job Queue": (SETTINGS, {"post_in_background": "0"}),
	"Default Quantity to Ship": (SETTINGS, {"default_qty_to_ship": "Remainder"}),
	"Number Series FastTab": (
		SETTINGS,
		dict.fromkeys(
			(
				"posted_shipment_series",
				"posted_invoice_series",
				"posted_credit_memo_series",
				"posted_return_receipt_series",
				"payment_series",
				"adjustment_series",
			)
		),
	),
	"Automatic Cost Posting, Earliest Allowed Valuation Date": (
		SETTINGS,
		{"automatic_cost_posting": "1", "earliest_allowed_valuation_date": None},
	),
	"User Setup: invoice posting policy": (PERSON, {"invoice_posting_policy": "Allowed"}),
}
"""Each switch, where it is, and what it says when nobody has chosen."""

LATER = {
	"Check Prepmt. when Posting; Prepmt. Auto Update Frequency": "comes with prepayments (S28)",
	"Archive Blanket": "comes with blanket orders (S11)",
	"Write-in Product Type / No.": "comes with another company's CRM (S36)",
	"Order Promising Setup": "comes with order promising (S17)",
	"Inventory Setup and Location: warehouse handling times": "come with line dates and calendars (S17)",
	"Number series of reminders, prepayments, blanket orders": "come with these documents (S34, S28, S11)",
	"Auto Post Non-Invt. via Whse.": "there are no warehouse documents: an order ships what its lines say",
	"Location: Require Pick / Require Shipment": "there are no warehouse documents",
	"Expected Cost Posting to G/L": "not built: expected cost stays in the item ledger, as where it is off",
	"Allow Multiple Posting Groups": "not built: a document takes any customer posting group, as where it is on",
}
"""Switches of domain 5 that are not here, and why."""


@pytest.fixture
def fresh():
	"""Sales Settings as on a new site, for every switch that has a default."""
	for doctype, defaults in SWITCHES.values():
		if doctype == SETTINGS:
			settings(**{field: value for field, value in defaults.items() if "series" not in field})


@pytest.mark.parametrize("switch", SWITCHES)
def test_s03_1_every_switch_has_its_default(switch):
	doctype, defaults = SWITCHES[switch]
	meta = frappe.get_meta(doctype)
	assert {name: meta.get_field(name).default for name in defaults} == defaults


def test_s03_1_what_is_listed_as_missing_is_missing():
	fields = " ".join(field.fieldname for field in frappe.get_meta(SETTINGS).fields)
	for part in ("prepay", "blanket", "promis", "handling", "expected_cost", "multiple_posting", "write_in"):
		assert part not in fields
	assert all(len(reason) > 15 for reason in LATER.values())


def test_s03_1_credit_warnings_both_are_said_and_neither_blocks(fresh, books):
	customer = owing(9500, due_in=-5, credit_limit=10000)
	doc = order(item(goods(price=480, stock=1), 1), customer=customer)
	assert sorted(codes(on_form(doc))) == ["credit_limit", "overdue_balance"]
	assert post(doc, ship=True, invoice=True).invoice


def test_s03_1_stock_that_runs_out_is_said(fresh):
	assert codes(on_form(order(item(goods(stock=1), 2)))) == ["stockout"]


def test_s03_1_no_invoice_discount_comes_by_itself(fresh):
	make_terms([{"minimum_amount": 0, "discount_percent": 3}], customers=(OSLO,))
	assert order(item(goods(price=1000), 1)).invoice_discount_amount == 0


def test_s03_1_all_discounts_have_accounts_of_their_own(fresh, books):
	"""10 × 100 less 10 % is 900; sales 1,000 and the discount of 100 beside it."""
	doc = posted_invoice(item(goods(stock=10), 10, line_discount_percent=10))
	posted = ledger(doc.name)
	assert (posted["1500"], posted["3000"], sum(posted.values())) == (1125, -1000, 0)
	assert 100 in posted.values()


def test_s03_1_an_invoice_needs_no_number_of_the_customers_and_makes_no_shipment(fresh, books):
	doc = posted_invoice(item(goods(stock=1), 1))
	assert (doc.docstatus, doc.external_document_no) == (1, None)
	assert entries("Item Ledger Entry", "document_doctype", document_name=doc.name) == [("Sales Invoice",)]


def test_s03_1_a_credit_memo_makes_no_receipt_and_names_no_entry(fresh, books):
	code = goods(cost=60)
	memo = draft("Sales Credit Memo", item(code, 3))
	post(memo)
	assert entries("Item Ledger Entry", "document_doctype", document_name=memo.name) == [
		("Sales Credit Memo",)
	]
	assert stock(code) == (3, 180)


def test_s03_1_a_quote_is_valid_without_end(fresh):
	assert not quote(item("1000"), valid_until=None).valid_until


def test_s03_1_quotes_are_kept_when_they_are_converted_and_orders_are_not(fresh, books):
	offer = quote(item("1000", 7))
	api.make_order(offer.name)
	assert frappe.get_all("Document Archive", {"source_name": offer.name}, pluck="reason") == ["Converted"]
	for doc in (order(item(goods(stock=1), 1)), draft("Sales Return Order", item(goods(), 1))):
		post(doc, ship=True, invoice=True)
		assert not frappe.db.exists("Document Archive", {"source_name": doc.name})


def test_s03_1_the_document_date_follows_the_posting_date(fresh):
	doc = order(item("1000", 1))
	doc.posting_date = "2026-04-20"
	doc.save()
	assert str(doc.document_date) == "2026-04-20"


def test_s03_1_nothing_is_rounded_but_to_the_cent(fresh):
	"""99.90 and 25 %: 24.975 is 24.98."""
	doc = order(item(goods(price=99.9), 1))
	assert (doc.rounding_amount, doc.amount_including_vat) == (0, 124.88)


@pytest.mark.parametrize(
	("kind", "payable", "rounding"), [("Nearest", 125, 0.12), ("Up", 125, 0.12), ("Down", 124, -0.88)]
)
def test_s03_1_the_rounding_type_says_to_which_side(books, kind, payable, rounding):
	"""124.88 in whole units; the credit memo takes back exactly what was to pay."""
	settings(invoice_rounding_precision=1, invoice_rounding_type=kind)
	bill = posted_invoice(item(goods(price=99.9, cost=0, stock=1), 1))
	assert (bill.amount_including_vat, bill.rounding_amount) == (payable, rounding)
	assert ledger(bill.name)["3740"] == -rounding
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	post(memo)
	assert memo.amount_including_vat == payable
	bill.reload()
	assert (bill.remaining_amount, memo.remaining_amount) == (0, 0)


def test_s03_1_an_active_price_is_edited_and_verified_again(fresh):
	code = goods()
	listed = frappe.get_doc(
		{
			"doctype": "Price List",
			"code": "SWITCH",
			"description": "Switch",
			"lines": [{"product_type": "Item", "item": code, "defines": "Price", "unit_price": 90}],
		}
	).insert()
	api.activate_price_list(listed.name)
	listed.reload()
	listed.lines[0].unit_price = 85
	listed.save()
	assert (listed.status, listed.lines[0].status) == ("Active", "Draft")


def test_s03_1_posting_happens_at_once(fresh):
	assert api.posting_options("Sales Order")["in_background"] is False


def test_s03_1_all_that_is_left_is_suggested(fresh):
	doc = order(item(goods(), 100))
	assert (doc.lines[0].qty_to_ship, doc.lines[0].qty_to_invoice) == (100, 100)


def test_s03_1_cost_reaches_the_general_ledger_with_the_invoice(fresh, books):
	"""2 × 60. What is shipped is expected and stays in the item ledger."""
	doc = order(item(goods(cost=60, stock=2), 2))
	shipment = post(doc, ship=True).shipment
	assert ledger(shipment) == {}
	assert ledger(post(doc, invoice=True).invoice)["4300"] == 120


def test_s03_1_no_date_is_too_early_for_cost(fresh, books):
	doc = order(item(goods(stock=1), 1), customer=buyer(), posting_date=add_days(nowdate(), -400))
	shipment = post(doc, ship=True).shipment
	assert len(api.undo_shipment(shipment)) == 1


def test_s03_1_whoever_has_no_setup_may_do_what_the_rights_say(fresh):
	assert api.posting_options("Sales Order")["options"] == ["Ship", "Invoice", "Ship and Invoice"]
	frappe.set_user(WAREHOUSE)
	assert api.posting_options("Sales Order")["options"] == ["Ship"]
