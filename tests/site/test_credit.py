"""Credit limit, overdue balance and stock that runs out: warned of, never in the way (domain A02)."""

from decimal import Decimal

import frappe
import pytest
from build import HAMBURG, OSLO, buyer, goods, invoice, item, order, post, posted_invoice, quote, settings
from frappe.utils import add_days, fmt_money, nowdate
from statements import recorded

from sales_mgmt import api
from sales_mgmt.forms.warnings import warnings
from sales_mgmt.money.exposure import read_exposure


def on_form(doc) -> list[dict]:
	"""The warnings that the form of a document shows."""
	doc.run_method("onload")
	return doc.get_onload("warnings")


def while_entered(doctype: str, customer: str, *lines: dict) -> list[dict]:
	"""The warnings of a document that nobody has saved yet."""
	values = {"doctype": doctype, "customer": customer, "lines": list(lines), "__islocal": 1}
	return api.calculate(values, [{"fieldname": "customer"}])["__onload"]["warnings"]


def codes(found: list[dict]) -> list[str]:
	return [finding["code"] for finding in found]


def owing(gross: float, due_in: int = 30, **values) -> str:
	"""A customer with one open invoice of `gross`, VAT 25 % included, due `due_in` days from today."""
	customer = buyer(**values)
	line = item(goods(price=gross / 1.25, stock=1), 1)
	posted_invoice(line, customer=customer, posting_date=nowdate(), due_date=add_days(nowdate(), due_in))
	return customer


def test_s02_3_the_order_over_the_limit_warns_and_posts(books):
	customer = owing(9500, credit_limit=10000)
	line = item(goods(price=480, stock=1), 1)
	assert codes(while_entered("Sales Order", customer, line)) == ["credit_limit"]
	doc = order(line, customer=customer)
	(warning,) = on_form(doc)
	assert warning["severity"] == "warn"
	assert warning["link"] == ["Customer", customer]
	for amount in (10000, 9500, 600, 10100):
		assert fmt_money(amount, currency="NOK") in warning["message"]
	assert codes(api.check("Sales Order", doc.name, ship=True, invoice=True)) == ["credit_limit"]
	assert api.preview("Sales Order", doc.name, ship=True, invoice=True)["Customer Ledger Entry"]
	assert post(doc, ship=True, invoice=True).invoice
	assert read_exposure(customer).total == 10100


def test_s02_3_at_the_limit_nothing_is_said(books):
	customer = owing(9500, credit_limit=10000)
	assert while_entered("Sales Order", customer, item(goods(price=400, stock=1), 1)) == []


def test_s02_4_no_warning_by_setting_or_without_a_limit(books):
	customer = owing(9500, due_in=-5, credit_limit=10000)
	line = item(goods(price=480, stock=1), 1)
	settings(credit_warnings="No Warning")
	assert while_entered("Sales Order", customer, line) == []
	settings(credit_warnings="Credit Limit")
	assert codes(while_entered("Sales Order", customer, line)) == ["credit_limit"]
	frappe.get_doc("Customer", customer).update({"credit_limit": 0}).save()
	assert while_entered("Sales Order", customer, line) == []


@pytest.mark.parametrize(("due_in", "expected"), [(-1, ["overdue_balance"]), (0, []), (1, [])])
@pytest.mark.parametrize("doctype", ["Sales Quote", "Sales Order", "Sales Invoice"])
def test_s02_5_balance_due_1_warns(doctype, due_in, expected, books):
	customer = owing(1, due_in, credit_limit=0)
	settings(credit_warnings="Overdue Balance")
	assert codes(while_entered(doctype, customer, item(goods(stock=1), 1))) == expected


def test_money_that_came_in_is_no_longer_overdue(books):
	customer = owing(1000, due_in=-5)
	api.register_payment(customer, 400, nowdate())
	assert (read_exposure(customer).balance, read_exposure(customer).balance_due) == (600, 600)
	api.register_payment(customer, 700, nowdate())
	assert (read_exposure(customer).balance, read_exposure(customer).balance_due) == (-100, 0)


def parts(customer: str) -> tuple:
	found = read_exposure(customer)
	return found.outstanding_orders, found.shipped_not_invoiced, found.balance


def test_one_unit_of_goods_counts_once_in_its_life(books):
	"""10 × 100 and VAT 25 % make 1,250. Two part shipments, two invoices, one payment each."""
	customer = buyer()
	doc = order(item(goods(price=100, stock=10), 10, qty_to_ship=4), customer=customer)
	assert parts(customer) == (1250, 0, 0)
	assert read_exposure(customer, doc).total == 1250  # the document at hand is not counted twice
	post(doc, ship=True)
	assert parts(customer) == (750, 500, 0)
	first = api.make_invoice("Sales Order", doc.name)
	draft = frappe.get_doc("Sales Invoice", first)
	assert read_exposure(customer, draft).this_document == 0  # it bills what is shipped and not invoiced
	assert read_exposure(customer, draft).total == 1250
	api.post("Sales Invoice", first)
	assert parts(customer) == (750, 0, 500)
	doc.reload()
	assert read_exposure(customer, doc).this_document == 750
	post(doc, ship=True)
	assert parts(customer) == (0, 750, 500)
	second = post(doc, invoice=True).invoice
	assert parts(customer) == (0, 0, 1250)
	api.register_payment(customer, 500, nowdate(), first)
	assert parts(customer) == (0, 0, 750)
	api.register_payment(customer, 750, nowdate(), second)
	assert read_exposure(customer).total == 0


def test_discounts_and_prices_with_vat_count_as_they_will_be_invoiced(books):
	"""3 × 125 less 10 % are 337.50, less 5 % (16.88) 320.62."""
	customer = buyer(prices_include_vat=1)
	line = item(goods(price=100, stock=3), 3, unit_price=125, line_discount_percent=10)
	doc = order(line, customer=customer, invoice_discount_percent=5)
	assert parts(customer) == (Decimal("320.62"), 0, 0)
	post(doc, ship=True, invoice=True)
	assert parts(customer) == (0, 0, Decimal("320.62"))


def test_a_foreign_order_counts_in_local_currency(books):
	"""10 × 100 EUR at 11.50, no VAT, are 11,500."""
	customer = buyer(HAMBURG)
	line = item(goods(stock=10), 10, unit_price=100)
	doc = order(line, customer=customer, exchange_rate=11.5)
	assert parts(customer) == (11500, 0, 0)
	post(doc, ship=True, invoice=True)
	assert parts(customer) == (0, 0, 11500)


def test_limit_and_balance_are_those_of_the_customer_who_is_billed(books):
	chain = buyer(credit_limit=1000)
	shop = buyer(bill_to_customer=chain, credit_limit=1)
	doc = order(item(goods(price=900, stock=1), 1), customer=shop)
	assert parts(chain) == (1125, 0, 0) and parts(shop) == (0, 0, 0)
	(warning,) = on_form(doc)
	assert warning["link"] == ["Customer", chain]


def test_who_may_not_read_the_billed_customer_is_told_nothing_about_it(books):
	doc = order(item(goods(price=900, stock=1), 1), customer=buyer(credit_limit=1))
	frappe.set_user("Guest")
	assert warnings(doc) == []


def test_closed_documents_are_not_warned_of(books):
	customer = buyer(credit_limit=1)
	offer = quote(item(goods(price=100, stock=1), 1), customer=customer)
	assert codes(on_form(offer)) == ["credit_limit"]
	made = frappe.get_doc("Sales Order", api.make_order(offer.name))
	assert on_form(frappe.get_doc("Sales Quote", offer.name)) == []
	posted = post(made, ship=True, invoice=True)
	assert on_form(made) == []
	assert on_form(frappe.get_doc("Sales Invoice", posted.invoice)) == []


def test_stockout_counts_what_other_orders_wait_for():
	code = goods(stock=5)
	order(item(code, 3))
	doc = order(item(code, 2), item(code, 2))
	(warning,) = on_form(doc)
	assert (warning["code"], warning["severity"], warning["row"]) == ("stockout", "warn", 2)
	assert warning["message"] == f"Row 2: 2 PCS of item {code} are needed, 0 are available at MAIN."
	assert codes(on_form(invoice(item(code, 1)))) == ["stockout"]
	assert on_form(quote(item(code, 100), customer=buyer(credit_limit=0))) == []
	settings(stockout_warning=0)
	assert on_form(doc) == []


def test_what_is_shipped_is_not_needed_again(books):
	code = goods(stock=5)
	doc = order(item(code, 7, qty_to_ship=5))
	assert [warning["message"] for warning in on_form(doc)] == [
		f"Row 1: 7 PCS of item {code} are needed, 5 are available at MAIN."
	]
	post(doc, ship=True)
	assert [warning["message"] for warning in on_form(doc)] == [
		f"Row 1: 2 PCS of item {code} are needed, 0 are available at MAIN."
	]


def test_units_services_and_fetched_lines(books):
	"""A box holds 12: two boxes need 24. A service has no stock, and a line that bills a shipment takes none."""
	code = goods(stock=20, units=[{"uom": "BOX", "qty_per_unit": 12}])
	(warning,) = on_form(order(item(code, 2, uom="BOX")))
	assert warning["message"] == f"Row 1: 24 PCS of item {code} are needed, 20 are available at MAIN."
	service = goods(item_type="Service", inventory_posting_group=None)
	assert on_form(order(item(service, 99))) == []
	doc = order(item(goods(stock=1), 1))
	post(doc, ship=True)
	assert on_form(frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))) == []


def test_a_row_that_lacks_stock_is_not_warned_of_as_well():
	doc = order(item(goods(stock=1), 2))
	assert codes(api.check("Sales Order", doc.name, ship=True)) == ["stock"]
	assert codes(api.check("Sales Order", doc.name, invoice=True)) == ["E01", "stockout"]


@pytest.mark.parametrize("lines", [1, 200])
def test_warnings_cost_four_statements(lines):
	doc = order(*[item("1000", 1) for _ in range(lines)], customer=OSLO)
	warnings(doc)  # fills the caches that every request shares
	with recorded() as statements:
		warnings(doc)
	assert len(statements) <= 4
