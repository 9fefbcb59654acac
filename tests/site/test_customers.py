"""Customers: what is known about them, who looks after them, and what becomes of them."""

import frappe
import pytest
from build import (
	CHAIN,
	LILLEHAMMER,
	OSLO,
	buyer,
	edit,
	goods,
	item,
	order,
	post,
	posted_invoice,
	quote,
)
from frappe.utils import add_days, getdate, nowdate

from dev.demo.company import BILLING, CLERK, WAREHOUSE
from sales_mgmt import api
from sales_mgmt.patches import custom_fields


def salesperson(code: str) -> str:
	if not frappe.db.exists("Salesperson", code):
		frappe.get_doc({"doctype": "Salesperson", "code": code}).insert()
	return code


def address(customer: str, **values) -> str:
	links = [{"link_doctype": "Customer", "link_name": customer}]
	doc = {"doctype": "Address", "address_title": customer, "address_type": "Shipping", "links": links}
	doc |= {"address_line1": "Quay 1", "city": "London", "country": "United Kingdom"}
	return frappe.get_doc(doc | values).insert().name


# -- figures ---------------------------------------------------------------------------------------------------------


def test_statistics_by_hand(books):
	"""Invoice 1,000 net, paid 250 of 1,250, overdue since yesterday; order 10 × 100, 4 of them shipped."""
	customer = buyer(credit_limit=5000)
	line = item(goods(price=1000, stock=1), 1)
	yesterday = add_days(nowdate(), -1)
	sold = posted_invoice(line, customer=customer, posting_date=nowdate(), due_date=yesterday)
	api.register_payment(customer, 250, nowdate(), sold.name)
	post(order(item(goods(price=100, stock=10), 10, qty_to_ship=4), customer=customer), ship=True)
	expected = {
		"balance": 1000,
		"balance_due": 1000,
		"outstanding_orders": 750,
		"shipped_not_invoiced": 500,
		"credit_limit": 5000,
		"credit_left": 2750,
		"sales_this_year": 1000,
		"sales_last_year": 0,
		"last_sale": nowdate(),
		"currency": "NOK",
	}
	assert api.customer_statistics(customer) == expected
	doc = frappe.get_doc("Customer", customer)
	doc.run_method("onload")
	assert doc.get_onload("statistics") == expected


def test_receivables_stand_with_who_is_billed_and_sales_with_who_bought(books):
	chain, shop = api.customer_statistics(CHAIN), api.customer_statistics(LILLEHAMMER)
	line = item(goods(stock=1), 1, unit_price=100, location="MAIN")
	posted_invoice(line, customer=LILLEHAMMER, posting_date=nowdate())
	gained = api.customer_statistics(CHAIN)["balance"] - chain["balance"]
	sold = api.customer_statistics(LILLEHAMMER)["sales_this_year"] - shop["sales_this_year"]
	assert (gained, sold) == (125, 100)


def test_sales_of_another_year_do_not_count(books):
	customer = buyer()
	posted_invoice(item(goods(stock=1), 1), customer=customer, posting_date="2024-12-31")
	figures = api.customer_statistics(customer)
	assert (figures["sales_this_year"], figures["sales_last_year"], figures["last_sale"]) == (
		0,
		0,
		"2024-12-31",
	)


def test_sales_of_the_year_before_stand_by_themselves(books):
	customer, silvester = buyer(credit_limit=0), f"{getdate().year - 1}-12-31"
	posted_invoice(item(goods(stock=1), 1), customer=customer, posting_date=silvester)
	figures = api.customer_statistics(customer)
	assert (figures["sales_this_year"], figures["sales_last_year"]) == (0, 100)
	assert figures["credit_left"] is None


@pytest.mark.parametrize(
	"ask",
	[
		lambda: api.customer_statistics("C-00001"),
		lambda: api.customer_templates(),
		lambda: api.new_customer("Nobody"),
		lambda: api.apply_template("NONE", ["C-00001"]),
		lambda: api.save_as_template("C-00001", "NONE"),
	],
)
def test_who_has_no_role_is_refused(ask):
	frappe.set_user("Guest")
	with pytest.raises(frappe.PermissionError):
		ask()


def test_figures_of_a_customer_are_for_those_who_may_read_the_ledger():
	"""The warehouse reads customers, and not what they owe."""
	frappe.set_user(WAREHOUSE)
	assert frappe.has_permission("Customer", doc=OSLO)
	assert not frappe.has_permission("Customer Ledger Entry")
	with pytest.raises(frappe.PermissionError):
		api.customer_statistics(OSLO)
	frappe.set_user(BILLING)
	assert api.customer_statistics(OSLO)["balance"] is not None


# -- deleting, renaming, merging -------------------------------------------------------------------------------------


def test_s02_6_a_customer_with_a_posted_invoice_can_not_be_deleted(books):
	customer = buyer()
	posted_invoice(item(goods(stock=1), 1), customer=customer)
	with pytest.raises(frappe.LinkExistsError, match="ledger entries"):
		frappe.delete_doc("Customer", customer)
	assert frappe.db.exists("Customer", customer)


def test_s02_6_a_customer_without_entries_is_deleted_with_its_address():
	customer = buyer()
	place = address(customer)
	frappe.delete_doc("Customer", customer)
	assert not frappe.db.exists("Customer", customer)
	assert not frappe.db.exists("Address", place)


def test_a_renamed_customer_goes_on_ordering_and_paying(books):
	customer = buyer()
	doc = order(item(goods(stock=2), 2, qty_to_ship=1), customer=customer)
	sold = post(doc, ship=True, invoice=True).invoice
	renamed = frappe.rename_doc("Customer", customer, f"{customer}-NEW")
	doc.reload()
	assert doc.customer == doc.bill_to_customer == renamed
	assert post(doc, ship=True, invoice=True).invoice
	assert api.customer_statistics(renamed)["balance"] == 250
	api.register_payment(renamed, 125, nowdate(), sold)
	assert api.customer_statistics(renamed)["balance"] == 125


def test_a_merged_customer_brings_its_open_orders(books):
	"""Nothing of the one that goes is posted; what is posted is not merged (test_renaming.py)."""
	gone, kept = buyer(), buyer()
	line = item(goods(stock=9), 1)
	posted_invoice(line, customer=kept)
	open_order = order(line, customer=gone)
	frappe.rename_doc("Customer", gone, kept, merge=True)
	assert not frappe.db.exists("Customer", gone)
	assert api.customer_statistics(kept)["balance"] == 125
	assert api.customer_statistics(kept)["outstanding_orders"] == 125
	open_order.reload()
	assert post(open_order, ship=True, invoice=True).invoice


def test_merging_takes_the_right_to_delete():
	gone, kept = buyer(), buyer()
	frappe.set_user(CLERK)
	with pytest.raises(frappe.PermissionError, match="delete"):
		frappe.rename_doc("Customer", gone, kept, merge=True)


# -- salesperson -----------------------------------------------------------------------------------------------------


def test_s02_7_the_salesperson_of_the_ship_to_address_comes_first():
	customer = buyer(salesperson=salesperson("OF"))
	home = address(customer, is_shipping_address=1)
	london = address(customer, salesperson=salesperson("JO"))
	doc = order(item("1000", 1), customer=customer)
	assert (doc.ship_to_address, doc.salesperson) == (home, "OF")
	edit(doc, None, ship_to_address=london)
	assert doc.salesperson == "JO"
	assert order(item("1000", 1), customer=customer, ship_to_address=london).salesperson == "JO"
	assert quote(item("1000", 1), customer=customer, ship_to_address=london).salesperson == "JO"
	edit(doc, None, ship_to_address=home)
	assert doc.salesperson == "OF"


def test_s02_7_a_salesperson_chosen_together_with_the_address_is_kept():
	customer = buyer(salesperson=salesperson("OF"))
	london = address(customer, salesperson=salesperson("JO"))
	doc = order(item("1000", 1), customer=customer, ship_to_address=london, salesperson="KN")
	assert doc.salesperson == "KN"
	edit(doc, None, your_reference="the same address")
	assert doc.salesperson == "KN"


def test_s02_7_the_form_shows_it_at_once():
	customer = buyer(salesperson=salesperson("OF"))
	london = address(customer, salesperson=salesperson("JO"))
	doc = order(item("1000", 1), customer=customer).as_dict()
	doc.ship_to_address = london
	assert api.calculate(doc, [{"fieldname": "ship_to_address"}])["salesperson"] == "JO"


def test_s03_4_the_salesperson_reaches_the_customer_ledger_entry(books):
	customer = buyer(salesperson=salesperson("OF"))
	sold = posted_invoice(item(goods(stock=1), 1), customer=customer)
	assert frappe.db.get_value("Customer Ledger Entry", {"document_name": sold.name}, "salesperson") == "OF"


def test_the_field_of_addresses_is_made_once_however_often_the_patch_runs():
	custom_fields.execute()
	custom_fields.execute()
	assert frappe.db.count("Custom Field", {"dt": "Address", "fieldname": "salesperson"}) == 1
