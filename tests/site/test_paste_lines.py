"""Lines from a spreadsheet: filled and priced by one call, and no row is lost in silence."""

import frappe
import pytest
from build import OSLO, buyer, goods
from statements import recorded

from sales_mgmt import api


def new_order(**values):
	return {"doctype": "Sales Order", "customer": OSLO, "__islocal": 1, "lines": [], **values}


def test_pasted_rows_get_description_price_and_totals():
	bell, basket = goods(price=100), goods(price=250)
	answer = api.paste_lines(new_order(customer=buyer(price_group=None)), f"{bell}\t3\n{basket.lower()}\t2\n")
	assert (answer["added"], answer["problems"]) == (2, [])
	doc = answer["doc"]
	assert [
		(line["item"], line["description"], line["quantity"], line["unit_price"]) for line in doc["lines"]
	] == [
		(bell, bell, 3, 100),
		(basket, basket, 2, 250),
	]
	assert (doc["amount"], doc["vat_amount"], doc["amount_including_vat"]) == (800, 200, 1000)
	assert set(doc["__onload"]["availability"]) == {line["name"] for line in doc["lines"]}


def test_a_pasted_price_and_discount_are_kept():
	answer = api.paste_lines(new_order(), "1000\t10\t80\t25")
	line = answer["doc"]["lines"][0]
	assert (line["unit_price"], line["line_discount_percent"], line["line_amount"]) == (80, 25, 600)


@pytest.fixture
def own_format():
	"""Lets a user write numbers in a way of their own, and forgets it: Frappe caches what users choose."""
	user = frappe.session.user
	yield lambda written: frappe.defaults.set_user_default("number_format", written, user)
	frappe.db.rollback()
	frappe.defaults.clear_defaults_cache(user)


@pytest.mark.parametrize(
	("written", "text", "price"),
	[
		("#.###,##", "1.250,5", 1250.5),
		("#'###.##", "1'250.5", 1250.5),
		("#,##,###.##", "1,00,000.5", 100000.5),
	],
)
def test_numbers_are_read_as_the_user_writes_them(own_format, written, text, price):
	own_format(written)
	answer = api.paste_lines(new_order(), f"1000\t1\t{text}")
	assert answer["problems"] == []
	assert [line["unit_price"] for line in answer["doc"]["lines"]] == [price]


def test_headings_in_the_words_of_the_form():
	answer = api.paste_lines(new_order(), "Quantity\tItem\n3\t1000\n")
	assert [(line["item"], line["quantity"]) for line in answer["doc"]["lines"]] == [("1000", 3)]


def test_what_can_not_be_a_line_is_reported_with_its_row():
	answer = api.paste_lines(new_order(), "1000\t1\nNOTHING\t2\n1060\t1\n1010\tmany\n1020\t4")
	assert [line["item"] for line in answer["doc"]["lines"]] == ["1000", "1020"]
	assert answer["problems"] == [
		{"row": 2, "text": "NOTHING\t2", "message": "Row 2: there is no item NOTHING."},
		{"row": 3, "text": "1060\t1", "message": "Row 3: item 1060 is blocked for sales."},
		{"row": 4, "text": "1010\tmany", "message": "Row 4: many is not a number."},
	]


def test_blocked_items_may_come_back():
	answer = api.paste_lines(new_order(doctype="Sales Return Order"), "1060\t1")
	assert (answer["added"], answer["problems"]) == (1, [])


def test_lines_that_are_there_stay_as_they_are():
	line = {"type": "Item", "item": "1000", "quantity": 5, "unit_price": 70, "name": "new-1"}
	answer = api.paste_lines(new_order(lines=[line]), "1010\t1")
	first, second = answer["doc"]["lines"]
	assert (first["name"], first["unit_price"], first["line_amount"]) == ("new-1", 70, 350)
	assert (second["idx"], second["item"]) == (2, "1010")


def test_nothing_is_stored():
	before = frappe.db.count("Sales Order")
	api.paste_lines(new_order(), "1000\t1")
	assert frappe.db.count("Sales Order") == before


def test_a_released_order_takes_no_pasted_items():
	with pytest.raises(frappe.ValidationError, match="Reopen the document"):
		api.paste_lines(new_order(status="Released"), "1000\t1")


def test_200_rows_take_as_many_statements_as_one():
	def statements(count: int) -> int:
		with recorded() as sent:
			api.paste_lines(new_order(), "1000\t1\n" * count)
		return len(sent)

	statements(2)
	assert statements(200) == statements(1)
