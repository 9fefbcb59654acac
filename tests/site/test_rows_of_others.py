"""A row is changed by its own document only: no document takes a row over by sending its name."""

import frappe
import pytest
from build import DAY, adjust, goods, invoice, item, order, quantities, quote

from dev.demo.company import CLERK
from sales_mgmt import api

MAKE = {"Sales Order": order, "Sales Quote": quote, "Sales Invoice": invoice}


@pytest.mark.parametrize("doctype", MAKE)
def test_a_row_of_another_document_stays_there(books, doctype):
	code = goods(stock=100)
	theirs, mine = MAKE[doctype](item(code, 10)), MAKE[doctype](item(code, 1))
	row = theirs.lines[0].name
	frappe.set_user(CLERK if doctype != "Sales Invoice" else "Administrator")
	doc = frappe.get_doc(doctype, mine.name)
	doc.append("lines", {"name": row, "type": "Item", "item": code, "quantity": 3})
	doc.save()
	frappe.set_user("Administrator")
	theirs.reload()
	assert [(line.name, line.quantity) for line in theirs.lines] == [(row, 10)]
	mine.reload()
	assert [line.quantity for line in mine.lines] == [1, 3]
	assert mine.lines[1].name != row


def test_shipped_goods_stay_with_their_order(books):
	code = goods(stock=100)
	shipped, mine = order(item(code, 10)), order(item(code, 1))
	api.post("Sales Order", shipped.name, ship=True)
	frappe.set_user(CLERK)
	doc = frappe.get_doc("Sales Order", mine.name)
	doc.append("lines", {"name": shipped.lines[0].name, "type": "Item", "item": code, "quantity": 3})
	doc.save()
	assert [row[2] for row in quantities(shipped)] == [10]
	assert [row[2] for row in quantities(mine)] == [0, 0]


def test_a_new_document_takes_no_row_along(books):
	code = goods(stock=100)
	theirs = order(item(code, 10))
	order({**item(code, 2), "name": theirs.lines[0].name})
	assert [row[4] for row in quantities(theirs)] == [10]


def test_a_draft_takes_no_line_of_a_posted_document(books):
	code = goods(stock=100)
	posted, draft = invoice(item(code, 10)), invoice(item(code, 1))
	api.post("Sales Invoice", posted.name, invoice=True)
	draft.append("lines", {"name": posted.lines[0].name, "type": "Item", "item": code, "quantity": 3})
	draft.save()
	assert frappe.db.get_value("Sales Invoice Line", posted.lines[0].name, "parent") == posted.name

	adjusted = adjust((code, 5, 60))
	values = {"item": code, "location": "MAIN", "quantity": 1, "unit_cost": 60}
	doc = frappe.get_doc({"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": [values]}).insert()
	doc.append("lines", {**values, "name": adjusted.lines[0].name})
	doc.save()
	assert frappe.db.get_value("Inventory Adjustment Line", adjusted.lines[0].name, "parent") == adjusted.name


def test_a_row_that_comes_twice_is_two_rows(books):
	"""Otherwise the amounts of the document would be those of two rows, and only one is stored."""
	doc = order(item(goods(price=100), 10))
	values = frappe.get_doc("Sales Order", doc.name).as_dict()
	values["lines"] = [values["lines"][0], {**values["lines"][0], "idx": 2, "quantity": 12}]
	frappe.get_doc(values).save()
	rows = frappe.get_all("Sales Line", {"parent": doc.name}, "quantity", pluck="quantity", order_by="idx")
	assert rows == [10, 12]
	assert frappe.db.get_value("Sales Order", doc.name, "amount") == 2200


def test_a_quote_counts_nothing(books):
	"""Nothing is shipped of a quote, whatever a caller sends."""
	doc = quote(item(goods(), 5))
	for field in ("quantity_shipped", "quantity_invoiced", "quantity_cancelled", "outstanding_quantity"):
		doc.lines[0].set(field, 7)
	doc.lines[0].qty_shipped_not_invoiced = 7
	doc.save()
	assert quantities(doc)[0][2:] == (0, 0, 0, 0)
	assert frappe.db.get_value("Sales Line", doc.lines[0].name, "quantity_cancelled") == 0
	made = frappe.get_doc("Sales Order", api.make_order(doc.name))
	assert quantities(made) == [(5, 5, 0, 0, 5, 0)]


def test_a_price_list_takes_no_price_of_another(site):
	line = {"product_type": "Item", "item": "1000", "defines": "Price", "unit_price": 90}
	theirs, mine = (
		frappe.get_doc(
			{
				"doctype": "Price List",
				"code": frappe.generate_hash(length=8),
				"applies_to": "All Customers",
				"lines": [line],
			}
		).insert()
		for _ in range(2)
	)
	mine.append("lines", {**line, "name": theirs.lines[0].name, "item": "5000"})
	mine.save()
	assert frappe.db.get_value("Price List Line", theirs.lines[0].name, "parent") == theirs.name
	assert [row.item for row in mine.lines] == ["1000", "5000"]
