"""S31: invoice discount by the customer's terms, with its service charge (domain A30)."""

import frappe
import pytest

from sales_mgmt import api
from sales_mgmt.api import prices as api_prices
from sales_mgmt.findings.telling import PostingError

CUSTOMER = "C-00001"
GL = "General Ledger Entry"


def settings(**values):
	for field, value in values.items():
		frappe.db.set_single_value("Sales Settings", field, value)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")


@pytest.fixture
def terms():
	"""3 % from 1,000 in local currency, for customer C-00001."""
	return make_terms([{"minimum_amount": 1000, "discount_percent": 3}])


def make_terms(rows, code="A", customers=(CUSTOMER,)):
	frappe.get_doc({"doctype": "Invoice Discount Terms", "code": code, "lines": rows}).insert()
	for name in customers:
		customer = frappe.get_doc("Customer", name)
		customer.invoice_discount_terms = code
		customer.save()
	return code


def order(*lines, customer=CUSTOMER, doctype="Sales Order", **values):
	rows = [
		{"type": "Item", "item": "1000", "quantity": 1, "unit_price": price, **more} for price, more in lines
	]
	return frappe.get_doc({"doctype": doctype, "customer": customer, "lines": rows, **values}).insert()


@pytest.mark.parametrize(("total", "discount"), [(980, 0), (1000, 30)])
def test_s31_1_minimum_amount(terms, total, discount):
	settings(calc_invoice_discount=1)
	assert order((total, {})).invoice_discount_amount == discount


def test_s31_2_spread_over_the_lines_that_allow_it():
	make_terms([{"minimum_amount": 1000, "discount_percent": 5}])
	settings(calc_invoice_discount=1)
	doc = order((900, {}), (200, {}), (300, {"allow_invoice_discount": 0, "item": "1010"}))
	assert doc.invoice_discount_amount == 55
	assert [line.invoice_discount_amount for line in doc.lines][:2] == [45, 10]


def test_s31_2_a_line_that_allows_none_gets_none_and_does_not_count():
	make_terms([{"minimum_amount": 1000, "discount_percent": 5}])
	settings(calc_invoice_discount=1)
	doc = order((900, {}))
	doc.append("lines", {"type": "Item", "item": "1010", "quantity": 1, "unit_price": 500})
	doc.lines[1].allow_invoice_discount = 0
	doc.save()
	doc.lines[1].allow_invoice_discount = 0
	doc.save()
	assert (doc.lines[1].invoice_discount_amount, doc.invoice_discount_amount) == (0, 0)


def test_s31_3_an_order_updates_when_a_line_is_added(terms):
	settings(calc_invoice_discount=1)
	doc = order((600, {}))
	assert doc.invoice_discount_amount == 0
	doc.append("lines", {"type": "Item", "item": "1000", "quantity": 1, "unit_price": 600})
	doc.save()
	assert doc.invoice_discount_amount == 36  # 3 % of 1,200


@pytest.mark.parametrize(
	"doctype", ["Sales Quote", "Sales Invoice", "Sales Return Order", "Sales Credit Memo"]
)
def test_s31_3_other_documents_show_it_when_their_statistics_open(terms, doctype):
	"""Statistics stand on the form: opened on a draft from before the switch, 3 % of 1,200 are given."""
	settings(calc_invoice_discount=0)
	doc = order((1200, {}), doctype=doctype)
	assert doc.invoice_discount_amount == 0
	settings(calc_invoice_discount=1)
	shown = api.calculate(doc.as_dict())
	# 1,200 − 36 = 1,164, and 25 % VAT
	assert (shown["invoice_discount_amount"], shown["amount"], shown["vat_amount"]) == (36, 1164, 291)


@pytest.mark.parametrize(("doctype", "receivable"), [("Sales Invoice", 1455), ("Sales Credit Memo", -1455)])
def test_s31_3_preview_and_posting_give_it_to_a_draft_from_before_the_switch(
	terms, books, doctype, receivable
):
	settings(calc_invoice_discount=0)
	doc = order((1200, {}), doctype=doctype)
	settings(calc_invoice_discount=1)
	assert api.check(doctype, doc.name) == []
	previewed = {row["account"]: row["amount"] for row in api.preview(doctype, doc.name)[GL]}
	assert previewed["1500"] == receivable
	api.post(doctype, doc.name)
	posted = frappe.get_doc(doctype, doc.name)
	assert (posted.invoice_discount_amount, posted.amount, posted.amount_including_vat) == (36, 1164, 1455)


def test_s31_3_off_the_discount_is_given_on_demand(terms):
	settings(calc_invoice_discount=0)
	doc = order((2000, {}))
	assert doc.invoice_discount_amount == 0
	assert api_prices.calculate_invoice_discount("Sales Order", doc.name) == 60
	doc.reload()
	doc.lines[0].unit_price = 500
	doc.save()
	assert doc.invoice_discount_amount == 0  # the terms still lead: below the minimum


def test_a_typed_discount_overrides_the_terms(terms):
	settings(calc_invoice_discount=1)
	doc = order((2000, {}))
	doc.invoice_discount_percent = 10
	doc.save()
	assert doc.invoice_discount_amount == 200
	doc.append("lines", {"type": "Item", "item": "1000", "quantity": 1, "unit_price": 1000})
	doc.save()
	assert doc.invoice_discount_amount == 300


def test_s31_4_customers_share_terms(terms):
	settings(calc_invoice_discount=1)
	other = frappe.get_doc("Customer", "C-00002")
	other.invoice_discount_terms = terms
	other.save()
	assert order((1000, {}), customer="C-00002").invoice_discount_amount == 30


def test_the_highest_minimum_that_is_reached_wins():
	rows = [
		{"minimum_amount": 0, "discount_percent": 1},
		{"minimum_amount": 1000, "discount_percent": 3},
		{"minimum_amount": 5000, "discount_percent": 5},
	]
	make_terms(rows)
	settings(calc_invoice_discount=1)
	assert [order((total, {})).invoice_discount_amount for total in (500, 1000, 6000)] == [5, 30, 300]


def test_service_charge_is_a_line_of_its_own_and_is_posted(books):
	group = frappe.get_doc(
		"Customer Posting Group", frappe.db.get_value("Customer", CUSTOMER, "customer_posting_group")
	)
	make_terms([{"minimum_amount": 0, "service_charge": 50}, {"minimum_amount": 1000, "discount_percent": 3}])
	settings(calc_invoice_discount=1)
	with pytest.raises(PostingError, match="Service Charge Account"):
		order((500, {}))
	group.service_charge_account = "3900"
	group.save()
	doc = order((500, {}))
	charge = doc.lines[1]
	assert (charge.type, charge.account, charge.amount, doc.amount) == ("G/L Account", "3900", 50, 550)
	doc.lines[0].unit_price = 1000
	doc.save()
	assert [line.system_line or None for line in doc.lines] == [None]  # from 1,000 on there is no charge
	doc.lines[0].unit_price = 500
	doc.save()
	invoice = frappe.get_doc(
		"Sales Invoice", api.post("Sales Order", doc.name, ship=True, invoice=True)["invoice"]
	)
	# 500 + 50, VAT 25 %
	assert (invoice.amount, invoice.amount_including_vat) == (550, 687.5)
	posted = frappe.get_all(
		"General Ledger Entry", {"document_name": invoice.name, "account": "3900"}, pluck="amount"
	)
	assert posted == [-50]


@pytest.mark.parametrize(
	("line", "header", "message"),
	[
		({"unit_price": -5}, {}, "negative"),
		({"line_discount_percent": 101}, {}, "between 0 and 100"),
		({}, {"currency": "EUR", "exchange_rate": -11}, "Exchange Rate"),
	],
)
def test_impossible_amounts_are_told_as_without_terms(terms, line, header, message):
	settings(calc_invoice_discount=1)
	with pytest.raises(PostingError, match=message):
		order((line.pop("unit_price", 100), line), **header)
