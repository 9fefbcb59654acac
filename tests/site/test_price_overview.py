"""What a customer pays for an item: computed by hand, as an order would cost it (domain A30).

Item 1010 costs 250.00 on its card. DEALER is the price group of C-00001.
"""

import frappe
import pytest
from statements import recorded

from dev.demo.company import CLERK
from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError
from sales_mgmt.sales_mgmt.report.price_overview.price_overview import execute

ITEM = "1010"
DEALERS = {"applies_to": "Customer Price Group", "price_group": "DEALER"}


def agreed(code, *lines, activate=True, **head):
	"""A price list for the item: (defines, value, minimum quantity, unit)."""
	rows = []
	for defines, value, minimum, *uom in lines:
		field = "unit_price" if defines == "Price" else "line_discount_percent"
		row = {"product_type": "Item", "item": ITEM, "defines": defines, field: value}
		rows.append({**row, "minimum_quantity": minimum, "uom": uom[0] if uom else None})
	head.setdefault("applies_to", "All Customers")
	frappe.get_doc({"doctype": "Price List", "code": code, "lines": rows, **head}).insert()
	if activate:
		api.activate_price_list(code)


def overview(**filters):
	"""(chosen rows, the other rows) of the report, as tuples."""
	_columns, rows, _heading = execute({"item": ITEM, "customer": "C-00001", "date": "2026-03-02", **filters})
	chosen = [
		tuple(
			row[field]
			for field in (
				"quantity",
				"unit_price",
				"line_discount_percent",
				"net_price",
				"price_from",
				"discount_from",
			)
		)
		for row in rows
		if row["chosen"]
	]
	others = [
		(
			row["price_from"] if row["thing"] == "Price" else row["discount_from"],
			row["quantity"],
			row["reason"],
		)
		for row in rows
		if not row["chosen"]
	]
	return chosen, others


def test_without_agreements_it_is_the_price_of_the_item():
	assert overview() == ([(1, 250, 0, 250, None, None)], [])


def test_a_row_for_one_and_for_every_minimum_quantity():
	agreed("DEALERS", ("Price", 230, 0), ("Price", 210, 10), **DEALERS)
	agreed("TWENTY", ("Discount", 8, 20))
	chosen, others = overview()
	assert chosen == [
		(1, 230, 0, 230, "DEALERS", None),
		(10, 210, 0, 210, "DEALERS", None),
		(20, 210, 8, 193.20, "DEALERS", "TWENTY"),  # 210 − 16.80
	]
	assert others == [(None, 1, "Not used, because a price is agreed in DEALERS.")]


def test_it_is_what_an_order_costs():
	agreed("DEALERS", ("Price", 230, 0), ("Price", 210, 10), **DEALERS)
	agreed("TWENTY", ("Discount", 8, 20))
	chosen, _others = overview()
	lines = [{"type": "Item", "item": ITEM, "quantity": row[0]} for row in chosen]
	values = {"doctype": "Sales Order", "customer": "C-00001", "order_date": "2026-03-02", "lines": lines}
	order = frappe.get_doc(values).insert()
	found = [(line.quantity, line.unit_price, line.line_discount_percent) for line in order.lines]
	assert found == [row[:3] for row in chosen]


def test_what_comes_to_nothing_is_listed_with_the_reason_where_it_begins():
	agreed("CHEAP", ("Price", 200, 5))
	agreed("DEAR", ("Price", 240, 10), **DEALERS)
	agreed("DRAFT", ("Price", 1, 0), activate=False)
	agreed("LATER", ("Price", 150, 0), starting_date="2026-04-01")
	agreed("BOXES", ("Price", 1900, 2, "BOX"))
	chosen, others = overview()
	assert [(row[0], row[4]) for row in chosen] == [(1, None), (5, "CHEAP"), (10, "CHEAP")]
	assert others == [
		("BOXES", 2, "Agreed per BOX; the line is in PCS."),
		("DEAR", 10, "CHEAP gives kr 200,00, which is better for the customer."),
		("DRAFT", 1, "Price list DRAFT is a draft. Activate it to use its prices."),
		("LATER", 1, "Valid from 01-04-2026; the document is dated 02-03-2026."),
	]


def test_a_larger_unit():
	item = frappe.get_doc("Item", ITEM)
	item.append("units", {"uom": "BOX", "qty_per_unit": 10})
	item.save()
	agreed("PIECES", ("Price", 240, 20))
	agreed("BOXES", ("Price", 2200, 3, "BOX"))
	chosen, _others = overview(uom="BOX")
	# 10 pieces of 250; 20 pieces at 240 are 2 boxes of 2,400; from 3 boxes 2,200
	assert [row[:2] for row in chosen] == [(1, 2500), (2, 2400), (3, 2200)]
	with pytest.raises(frappe.ValidationError, match="is not sold in"):
		overview(uom="METRE")


def test_a_branch_pays_what_its_head_office_agreed():
	agreed("HEAD", ("Price", 199, 0), applies_to="Customer", customer="C-00008")
	assert overview(customer="C-00007")[0] == [(1, 199, 0, 199, "HEAD", None)]
	assert overview()[0] == [(1, 250, 0, 250, None, None)]


def test_prices_with_vat():
	agreed("NET", ("Price", 200, 0))
	columns, rows, _heading = execute({"item": ITEM, "customer": "C-00006", "date": "2026-03-02"})
	assert rows[0]["unit_price"] == 250  # 200 and 25 %
	assert columns[2]["label"] == "Unit Price incl. VAT"


def test_without_a_customer_only_what_everybody_gets():
	agreed("DEALERS", ("Price", 230, 0), **DEALERS)
	agreed("ALL", ("Price", 245, 0))
	assert overview(customer=None)[0] == [(1, 245, 0, 245, "ALL", None)]


def test_it_says_whose_prices_they_are():
	*_answer, heading = execute({"item": ITEM, "customer": "C-00007", "date": "2026-03-02"})
	assert "what <strong>Fjell og Vidde Kjede AS</strong> pays on 02-03-2026." in heading
	*_answer, heading = execute({"item": ITEM, "date": "2026-03-02"})
	assert "what every customer pays on 02-03-2026." in heading


def test_a_foreign_currency():
	frappe.get_doc(
		{
			"doctype": "Currency Exchange Rate",
			"currency": "EUR",
			"starting_date": "2026-03-02",
			"exchange_rate_amount": 1,
			"local_amount": 10,
		}
	).insert()
	assert overview(customer="C-00005")[0] == [(1, 25, 0, 25, None, None)]
	agreed("EURO", ("Price", 27, 0), currency="EUR")
	assert overview(customer="C-00005")[0] == [(1, 27, 0, 27, "EURO", None)]
	with pytest.raises(PostingError, match="no exchange rate for USD"):
		overview(currency="USD")


def test_the_number_of_queries_does_not_grow():
	def measure() -> int:
		overview()
		with recorded() as statements:
			overview()
		return len(statements)

	before = measure()
	for number in range(10):
		agreed(f"LIST-{number}", *[("Price", 200 - number, minimum) for minimum in range(1, 11)])
	assert measure() == before
	assert before <= 8


def test_only_for_customers_one_may_see():
	frappe.get_doc(
		{"doctype": "User Permission", "user": CLERK, "allow": "Customer", "for_value": "C-00002"}
	).insert()
	frappe.set_user(CLERK)
	with pytest.raises(frappe.PermissionError):
		overview()
	assert overview(customer="C-00002")[0] == [(1, 250, 0, 250, None, None)]
