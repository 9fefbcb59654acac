"""S30: best price and line discount, from price lists made as a manager would make them (domain A30).

Item 1000 costs 100.00 on its card. The customer is C-00001; the expected values are the ones of the check.
"""

import frappe
import pytest

from sales_mgmt import api
from sales_mgmt.api import prices as api_prices
from sales_mgmt.findings.telling import PostingError

CUSTOMER = "C-00001"
ITEM = "1000"


@pytest.fixture
def group():
	"""The customer belongs to a price group."""
	frappe.get_doc({"doctype": "Customer Price Group", "code": "DEALERS"}).insert()
	customer = frappe.get_doc("Customer", CUSTOMER)
	customer.price_group = "DEALERS"
	customer.save()
	return "DEALERS"


def price_list(code, lines, activate=True, **head):
	head.setdefault("applies_to", "All Customers")
	doc = frappe.get_doc({"doctype": "Price List", "code": code, "lines": lines, **head}).insert()
	if activate:
		api_prices.activate_price_list(doc.name)
	return doc.name


def price(amount, minimum=0, **line):
	return {
		"product_type": "Item",
		"item": ITEM,
		"defines": "Price",
		"unit_price": amount,
		"minimum_quantity": minimum,
		**line,
	}


def discount(percent, **line):
	return {
		"product_type": "Item",
		"item": ITEM,
		"defines": "Discount",
		"line_discount_percent": percent,
		**line,
	}


def order(quantity=1, customer=CUSTOMER, **values):
	lines = [{"type": "Item", "item": ITEM, "quantity": quantity}]
	return frappe.get_doc({"doctype": "Sales Order", "customer": customer, "lines": lines, **values}).insert()


def test_s30_1_lowest_price_that_the_quantity_reaches(group):
	assert order(9).lines[0].unit_price == 100
	price_list("GROUP", [price(95)], applies_to="Customer Price Group", price_group=group)
	price_list("CUSTOMER", [price(92, minimum=10)], applies_to="Customer", customer=CUSTOMER)
	assert order(9).lines[0].unit_price == 95
	assert order(10).lines[0].unit_price == 92


def test_s30_1_a_new_quantity_finds_a_new_price_and_a_typed_price_stays(group):
	price_list("CUSTOMER", [price(92, minimum=10)], applies_to="Customer", customer=CUSTOMER)
	doc = order(9)
	doc.lines[0].quantity = 10
	doc.save()
	assert (doc.lines[0].unit_price, doc.lines[0].price_from) == (92, "CUSTOMER")
	doc.lines[0].unit_price = 97
	doc.save()
	doc.lines[0].quantity = 20
	doc.save()
	assert (doc.lines[0].unit_price, doc.lines[0].price_from) == (97, None)


def test_s30_1_the_form_finds_the_price_as_saving_does(group):
	price_list("CUSTOMER", [price(92, minimum=10)], applies_to="Customer", customer=CUSTOMER)
	doc = order(9)
	values = {**doc.as_dict()}
	values["lines"][0]["quantity"] = 10
	answer = api.calculate(values, [{"row": doc.lines[0].name, "fieldname": "quantity"}])
	assert answer["lines"][0]["unit_price"] == 92
	# what the form calculated is not mistaken for something typed when it is saved
	saved = frappe.get_doc(answer).save()
	assert saved.lines[0].price_origin == "Search"


def test_s30_2_highest_discount_beside_lowest_price(group):
	price_list("CUSTOMER", [price(92)], applies_to="Customer", customer=CUSTOMER)
	price_list("FIVE", [discount(5)])
	price_list("EIGHT", [discount(8)], applies_to="Customer Price Group", price_group=group)
	line = order(10).lines[0]
	# 10 × 92 = 920, less 8 % = 73.60
	assert (line.unit_price, line.line_discount_percent, line.line_amount) == (92, 8, 846.40)
	assert (line.price_from, line.discount_from) == ("CUSTOMER", "EIGHT")


def test_s30_2_discount_of_an_item_discount_group():
	frappe.get_doc({"doctype": "Item Discount Group", "code": "PEDALS"}).insert()
	item = frappe.get_doc("Item", ITEM)
	item.item_discount_group = "PEDALS"
	item.save()
	line = {
		"product_type": "Item Discount Group",
		"item_discount_group": "PEDALS",
		"defines": "Discount",
		"line_discount_percent": 4,
	}
	price_list("PEDALS", [line])
	assert order(10).lines[0].line_amount == 960


def test_s30_3_agreements_in_the_document_currency_stand_alone():
	foreign = {"customer": "C-00005", "exchange_rate": 10}
	price_list("NOK", [price(800)])
	assert order(1, **foreign).lines[0].unit_price == 80  # 800 NOK at 10
	price_list("EUR", [price(88)], currency="EUR")
	assert order(1, **foreign).lines[0].unit_price == 88


def test_s30_4_orders_by_order_date_invoices_by_posting_date():
	price_list("APRIL", [price(90)], starting_date="2027-04-01")
	assert order(1, order_date="2027-03-31", posting_date="2027-04-01").lines[0].unit_price == 100
	assert order(1, order_date="2027-04-01").lines[0].unit_price == 90
	lines = [{"type": "Item", "item": ITEM, "quantity": 1}]
	values = {"doctype": "Sales Invoice", "customer": CUSTOMER, "document_date": "2027-03-31", "lines": lines}
	assert frappe.get_doc({**values, "posting_date": "2027-04-01"}).insert().lines[0].unit_price == 90
	assert frappe.get_doc({**values, "posting_date": "2027-03-31"}).insert().lines[0].unit_price == 100


def test_s30_5_drafts_and_edited_lines_are_ignored_until_verified():
	name = price_list("LIST", [price(90)], activate=False)
	assert order().lines[0].unit_price == 100
	api_prices.activate_price_list(name)
	assert order().lines[0].unit_price == 90
	doc = frappe.get_doc("Price List", name)
	doc.lines[0].unit_price = 85
	doc.save()
	assert (doc.status, doc.lines[0].status, order().lines[0].unit_price) == ("Active", "Draft", 100)
	api_prices.verify_price_lines(name)
	assert order().lines[0].unit_price == 85
	api_prices.deactivate_price_list(name)
	assert order().lines[0].unit_price == 100


def test_s30_5_active_prices_can_be_closed_for_editing():
	name = price_list("LIST", [price(90)])
	frappe.db.set_single_value("Sales Settings", "allow_editing_active_price", 0)
	frappe.clear_document_cache("Sales Settings", "Sales Settings")
	doc = frappe.get_doc("Price List", name)
	doc.lines[0].unit_price = 85
	with pytest.raises(frappe.ValidationError, match="Deactivate it"):
		doc.save()


def test_s30_6_copied_prices_are_adjusted():
	source = price_list("OLD", [price(200), discount(5)])
	target = price_list("NEW", [], activate=False)
	assert api_prices.copy_price_lines(source, target, 1.15) == 2
	lines = frappe.get_doc("Price List", target).lines
	assert [(line.unit_price, line.line_discount_percent, line.status) for line in lines] == [
		(230, 0, "Draft"),
		(0, 5, "Draft"),
	]


def test_s30_7_lines_with_the_same_conditions_block_activation():
	name = price_list("TWICE", [price(90), price(80, minimum=10), price(85)], activate=False)
	with pytest.raises(PostingError) as refusal:
		api_prices.activate_price_list(name)
	assert [(finding.code, finding.values) for finding in refusal.value.findings] == [("E30", ("1", "3"))]
	assert frappe.db.get_value("Price List", name, "status") == "Draft"


def test_a_status_can_not_be_typed():
	name = price_list("LIST", [price(90)], activate=False)
	doc = frappe.get_doc("Price List", name)
	doc.status, doc.lines[0].status = "Active", "Active"
	doc.save()
	assert (doc.status, doc.lines[0].status) == ("Draft", "Draft")


def test_trace_says_what_competed_and_why(group):
	price_list("GROUP", [price(95)], applies_to="Customer Price Group", price_group=group)
	price_list("BIG", [price(90, minimum=100)])
	price_list("DRAFT", [price(1)], activate=False)
	doc = order(5)
	rows = {row["list"]: row for row in api_prices.price_trace(doc.as_dict(), doc.lines[0].name)}
	assert [name for name, row in rows.items() if row["chosen"]] == ["GROUP"]
	assert rows["GROUP"]["value"] == 95
	assert "draft" in rows["DRAFT"]["reason"]
	assert "100" in rows["BIG"]["reason"]
	assert "GROUP" in rows[None]["reason"]  # the card's price is not used, because one is agreed


def test_a_list_can_forbid_discounts():
	price_list("NET", [price(90)], allow_line_discount=0, allow_invoice_discount=0)
	price_list("EIGHT", [discount(8)])
	line = order(10).lines[0]
	assert (line.unit_price, line.line_discount_percent, line.allow_invoice_discount) == (90, 0, 0)


def test_an_offered_price_is_kept_by_the_order():
	lines = [{"type": "Item", "item": ITEM, "quantity": 10}]
	quote = frappe.get_doc({"doctype": "Sales Quote", "customer": CUSTOMER, "lines": lines}).insert()
	price_list("LATER", [price(70)])
	doc = frappe.get_doc("Sales Order", api.make_order(quote.name))
	doc.lines[0].quantity = 12
	doc.save()
	assert doc.lines[0].unit_price == 100


def test_a_new_name_of_an_item_changes_no_price():
	name = price_list("LIST", [price(90)])
	frappe.db.set_value("Item", ITEM, "item_name", "Pedals")
	doc = frappe.get_doc("Price List", name)
	doc.description = "Pedals"
	doc.save()
	assert (doc.lines[0].item_name, doc.lines[0].status) == ("Pedals", "Active")
