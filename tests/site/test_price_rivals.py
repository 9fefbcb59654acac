"""Activating a price list tells of other active ones for the same customers: who is affected, and which one is used (A30)."""

import json

import frappe
import pytest
from build import DAY, buyer, goods, item, order
from frappe.utils import strip_html

from sales_mgmt import api

TITLE = "Other Price Lists Agree the Same"


@pytest.fixture
def code(books):
	return goods(price=100)


def agree(*lines, activate=True, **head):
	doc = frappe.get_doc(
		{
			"doctype": "Price List",
			"code": frappe.generate_hash(length=8),
			"applies_to": "All Customers",
			"lines": [{"product_type": "Item", "defines": "Price", **line} for line in lines],
			**head,
		}
	).insert()
	return doc.name, (told(doc.name) if activate else None)


def told(name):
	"""What activating says of others: its sentences as text, None where it says nothing."""
	frappe.clear_messages()
	assert api.activate_price_list(name) == "Active"
	messages = [json.loads(each) if isinstance(each, str) else each for each in frappe.local.message_log]
	found = [each["message"] for each in messages if each.get("title") == TITLE]
	if not found:
		return None
	(message,) = found
	return [strip_html(row) for row in message]


def price_for(customer, code):
	return order(item(code), customer=customer, order_date=DAY).lines[0].unit_price


def test_the_lower_price_of_two_lists_of_a_customer_is_named_and_used(code):
	customer = buyer(customer_name="Nordlys Sykkel AS")
	old, nothing = agree({"item": code, "unit_price": 95}, applies_to="Customer", customer=customer)
	assert nothing is None
	_new, said = agree({"item": code, "unit_price": 98}, applies_to="Customer", customer=customer)
	assert said == [
		"Other active price lists of customer Nordlys Sykkel AS have lines with the same conditions.",
		f"Row 1, {code}: kr 95,00 in {old} is lower than kr 98,00 here and is used.",
	]
	assert price_for(customer, code) == 95
	_lower, said = agree({"item": code, "unit_price": 90.125}, applies_to="Customer", customer=customer)
	assert f"Row 1, {code}: kr 90,125 here is lower than kr 95,00 in {old} and is used." in said
	assert len(said) == 3
	assert price_for(customer, code) == 90.125


def test_a_group_says_which_customers_have_it(code):
	group = frappe.get_doc(
		{"doctype": "Customer Price Group", "code": frappe.generate_hash(length=6), "description": "G"}
	).insert()
	for name in "ABCDEFG":
		buyer(customer_name=f"{name} Sykkel", price_group=group.name)
	head = {"applies_to": "Customer Price Group", "price_group": group.name}
	line = {"item": code, "defines": "Price & Discount", "unit_price": 95, "line_discount_percent": 5}
	other, _said = agree(line, **head)
	_name, said = agree({**line, "line_discount_percent": 7.5}, **head)
	assert said == [
		f"Other active price lists of the price group {group.name} have lines with the same conditions. Customers with it:"
		" A Sykkel, B Sykkel, C Sykkel, D Sykkel, E Sykkel + 2.",
		f"Row 1, {code}: kr 95,00 is agreed here and in {other} alike.",
		f"Row 1, {code}: 7,5 % discount here is more than 5 % in {other} and is used.",
	]


@pytest.mark.parametrize(
	"change",
	[
		{"minimum_quantity": 10},
		{"uom": "BOX"},
		{"defines": "Discount", "unit_price": 0, "line_discount_percent": 5},
	],
	ids=["from ten on", "by the box", "a discount"],
)
def test_other_conditions_do_not_meet(code, change):
	customer = buyer()
	head = {"applies_to": "Customer", "customer": customer}
	agree({"item": code, "unit_price": 95}, **head)
	if change.get("uom"):
		doc = frappe.get_doc("Item", code)
		doc.append("units", {"uom": "BOX", "qty_per_unit": 10})
		doc.save()
	assert agree({"item": code, "unit_price": 98, **change}, **head)[1] is None


@pytest.mark.parametrize(
	"head",
	[{"currency": "EUR"}, {"starting_date": "2031-01-01"}, {"applies_to": "All Customers", "customer": None}],
	ids=["another currency", "another time", "everybody"],
)
def test_lists_for_others_times_or_currencies_do_not_meet(code, head):
	same = {"applies_to": "Customer", "customer": buyer()}
	agree({"item": code, "unit_price": 95}, ending_date="2030-12-31", **same)
	assert agree({"item": code, "unit_price": 98}, **{**same, **head})[1] is None


def test_lists_that_are_not_used_are_not_told(code):
	head = {"applies_to": "Customer", "customer": buyer()}
	other, _said = agree({"item": code, "unit_price": 95}, **head)
	api.deactivate_price_list(other)
	agree({"item": code, "unit_price": 96}, activate=False, **head)
	assert agree({"item": code, "unit_price": 98}, **head)[1] is None


def test_prices_with_and_without_vat_are_not_compared(code):
	head = {"applies_to": "Customer", "customer": buyer()}
	other, _said = agree({"item": code, "unit_price": 95}, **head)
	_name, said = agree(
		{"item": code, "unit_price": 110}, prices_include_vat=1, vat_business_group="DOMESTIC", **head
	)
	assert said[1:] == [
		f"Row 1, {code}: kr 110,00 here and kr 95,00 in {other}, one of them with VAT. The lower one is used."
	]


def test_many_rows_are_told_in_short(books):
	head = {"applies_to": "Customer", "customer": buyer()}
	lines = [{"item": goods(), "unit_price": 95} for _line in range(23)]
	agree(*lines, **head)
	said = agree(*lines, **head)[1]
	assert len(said) == 22 and said[-1] == "And 3 more rows."


def test_names_are_text(code):
	customer = buyer(customer_name="A <b>&</b> B")
	head = {"applies_to": "Customer", "customer": customer}
	agree({"item": code, "unit_price": 95}, **head)
	frappe.clear_messages()
	name, _said = agree({"item": code, "unit_price": 98}, activate=False, **head)
	frappe.clear_messages()
	api.activate_price_list(name)
	assert any("A &lt;b&gt;&amp;&lt;/b&gt; B" in str(message) for message in frappe.local.message_log)
