"""What the server says above a form: facts of the customer who pays and of the document itself."""

import frappe
import pytest
from build import buyer, draft, goods, item, order, post, posted_invoice
from frappe.utils import add_days, nowdate
from statements import recorded

from dev.demo.company import WAREHOUSE
from sales_mgmt import api


@pytest.fixture
def overdue(books):
	"""A customer who should have paid 125 ten days ago."""
	customer = buyer(credit_limit=0)
	goes = item(goods(stock=1), 1)
	posted_invoice(
		goes, customer=customer, posting_date=add_days(nowdate(), -20), due_date=add_days(nowdate(), -10)
	)
	return customer


def headlines(doc):
	doc.run_method("onload")
	return {
		headline["code"]: (headline["colour"], headline["text"]) for headline in doc.get_onload("headlines")
	}


def test_an_overdue_customer_is_told_on_card_and_order(overdue):
	name = frappe.db.get_value("Customer", overdue, "customer_name")
	colour, text = headlines(frappe.get_doc("Customer", overdue))["overdue_balance"]
	assert (colour, text) == ("red", f"Customer {name} is overdue with kr 125,00, for 10 days.")
	assert headlines(order(item("1000"), customer=overdue))["overdue_balance"] == (colour, text)


def test_a_new_order_tells_as_soon_as_its_customer_is_known(overdue):
	doc = {"doctype": "Sales Order", "customer": overdue, "__islocal": 1, "lines": []}
	codes = [headline["code"] for headline in api.calculate(doc)["__onload"]["headlines"]]
	assert codes == ["overdue_balance"]


def test_a_setting_silences_documents_and_not_the_card(overdue):
	frappe.db.set_single_value("Sales Settings", "credit_warnings", "No Warning")
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	assert "overdue_balance" not in headlines(order(item("1000"), customer=overdue))
	assert "overdue_balance" in headlines(frappe.get_doc("Customer", overdue))


def test_an_order_of_a_customer_who_was_blocked_since(books):
	customer = buyer()
	doc = order(item("1000"), customer=customer)
	frappe.get_doc("Customer", customer).update({"blocked": "All"}).save()
	assert headlines(doc)["E09"][0] == "red"


def test_an_order_that_waits_for_stock_and_is_partly_shipped(books):
	ready = item(goods(stock=5), 5, qty_to_ship=5)
	doc = order(ready, item(goods(stock=0), 1, qty_to_ship=0), customer=buyer())
	post(doc, ship=True)
	doc.reload()
	found = headlines(doc)
	assert found["waiting_for_stock"][1] == "Waiting for stock: rows 2."
	assert found["partly_shipped"][1] == "Partly shipped: 1 of 2 lines with goods are still to be shipped."


def test_an_invoice_until_it_is_paid(books):
	customer = buyer()
	bill = posted_invoice(
		item(goods(stock=1), 1), customer=customer, posting_date=nowdate(), due_date=add_days(nowdate(), -1)
	)
	assert headlines(bill)["overdue"][0] == "red"
	api.register_payment(customer, 125, nowdate(), bill.name)
	bill.reload()
	assert list(headlines(bill)) == ["paid"]


def test_an_expired_quote(books):
	doc = draft("Sales Quote", item("1000"), valid_until=nowdate())
	assert "expired" not in headlines(doc)
	doc.valid_until = add_days(nowdate(), -1)
	assert headlines(doc)["expired"][0] == "orange"


def test_who_may_not_read_the_customer_is_told_nothing_of_it(overdue):
	doc = order(item("1000"), customer=overdue)
	frappe.permissions.update_permission_property("Customer", "Shipping User", 0, "read", 0)
	frappe.set_user(WAREHOUSE)
	assert "overdue_balance" not in headlines(frappe.get_doc("Sales Order", doc.name))


@pytest.mark.parametrize("lines", [1, 200])
def test_headlines_take_no_statement_beside_the_warnings(lines, overdue):
	doc = order(*[item("1000", 1) for _ in range(lines)], customer=overdue)
	headlines(doc)  # fills the caches that every request shares
	with recorded() as statements:
		headlines(doc)
	assert len(statements) <= 9
