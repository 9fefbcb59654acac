"""Input that makes no sense is refused when it is saved: a sentence for every row, all together, nothing written."""

import frappe
import pytest
from build import (
	HAMBURG,
	OSLO,
	account,
	contents,
	draft,
	edit,
	goods,
	invoice,
	item,
	order,
	post,
	quote,
	refused,
)

DOCUMENTS = ("Sales Quote", "Sales Order", "Sales Invoice")

LINES = [
	(item("1000", 0), "quantity", "Row 1: enter a quantity greater than zero."),
	(item("1000", -1), "quantity", "Row 1: enter a quantity greater than zero."),
	(account("3900", 0, 100), "quantity", "Row 1: enter a quantity greater than zero."),
	({"type": "Item", "quantity": 1}, "item_missing", "Row 1: choose an item."),
	(
		{"type": "G/L Account", "quantity": 1, "unit_price": 5},
		"account_missing",
		"Row 1: choose a G/L account.",
	),
	(item("1000", 1, unit_price=-5), "negative_unit_price", "Row 1: the unit price -5 is negative."),
	(
		item("1000", 1, line_discount_percent=101),
		"line_discount_percent_out_of_range",
		"Row 1: the discount of 101 % is not between 0 and 100.",
	),
	(
		item("1000", 1, line_discount_amount=100.01),
		"line_discount_exceeds_gross",
		"Row 1: the discount amount 100.01 is more than the amount 100.",
	),
]


@pytest.mark.parametrize("doctype", DOCUMENTS)
@pytest.mark.parametrize(("line", "code", "start"), LINES)
def test_line_that_makes_no_sense(doctype, line, code, start):
	with refused(code) as sentences:
		draft(doctype, line)
	assert sentences[0].startswith(start)


def test_every_line_is_reported_at_once():
	lines = [
		item("1000", 0),
		item("1000", 1),
		item("1000", 1, unit_price=-5),
		{"type": "Item", "quantity": 1},
		item("1000", 1, line_discount_percent=150),
	]
	codes = ["quantity", "negative_unit_price", "item_missing", "line_discount_percent_out_of_range"]
	with refused(*codes) as sentences:
		order(*lines)
	assert sorted(sentence[:5] for sentence in sentences) == ["Row 1", "Row 3", "Row 4", "Row 5"]
	assert len(frappe.local.message_log) == 1


@pytest.mark.parametrize(
	("values", "code"),
	[
		({"invoice_discount_percent": 101}, "invoice_discount_percent_out_of_range"),
		({"invoice_discount_amount": 101}, "invoice_discount_exceeds_lines"),
		({"customer": HAMBURG, "currency": "SEK"}, "exchange_rate"),
		({"customer": HAMBURG, "exchange_rate": -11}, "exchange_rate"),
	],
)
def test_header_that_makes_no_sense(values, code):
	with refused(code):
		order(item("1000", 1), **values)


UNKNOWN = [
	({"customer": "C-99999"}, item("1000", 1), "C-99999"),
	({}, item("NOPE", 1), "Row #1: Item: NOPE"),
	({}, account("9999", 1, 1), "Row #1: .*: 9999"),
	({"payment_terms": "NEVER"}, item("1000", 1), "NEVER"),
	({}, item("1000", 1, location="MOON"), "MOON"),
	({}, item("1000", 1, uom="HOUR"), "Row 1: item .*1000.* is not sold in HOUR"),
]


@pytest.mark.parametrize("doctype", DOCUMENTS)
@pytest.mark.parametrize(("header", "line", "message"), UNKNOWN)
def test_what_does_not_exist_is_named(doctype, header, line, message):
	before = contents()
	with pytest.raises(frappe.ValidationError, match=message):
		draft(doctype, line, **{"customer": OSLO, **header})
	assert contents() == before


def test_customer_is_mandatory():
	before = contents()
	with pytest.raises(frappe.ValidationError, match="customer"):
		frappe.get_doc({"doctype": "Sales Order", "lines": [item("1000", 1)]}).insert()
	assert contents() == before


QUANTITIES = [
	({"qty_to_ship": 11}, "E02", "Row 1: you can ship at most 10."),
	({"qty_to_ship": -1}, "E02", "Row 1: you can ship at most 10."),
	({"qty_to_ship": 4, "qty_to_invoice": 5}, "qty_to_invoice", "Row 1: you can invoice at most 4:"),
	({"qty_to_invoice": -1}, "qty_to_invoice", "Row 1: you can invoice at most 10:"),
]


@pytest.mark.parametrize(("typed", "code", "start"), QUANTITIES)
def test_quantities_of_an_order_stay_within_their_bounds(typed, code, start):
	with refused(code) as sentences:
		order(item("1000", 10, **typed))
	assert sentences[0].startswith(start)
	doc = order(item("1000", 10))
	with refused(code):
		edit(doc, **typed)


def test_quantities_of_all_rows_are_checked():
	with refused("E02", "E02") as sentences:
		order(item("1000", 10, qty_to_ship=11), item("1010", 1), item("1020", 3, qty_to_ship=4))
	assert [sentence[:5] for sentence in sentences] == ["Row 1", "Row 3"]


def test_no_more_than_the_rest_can_be_shipped(books):
	doc = order(item(goods(stock=10), 10, qty_to_ship=4))
	post(doc, ship=True)
	with refused("E02") as sentences:
		edit(doc, qty_to_ship=7)
	assert sentences[0].startswith("Row 1: you can ship at most 6.")


def test_shipped_line_can_not_be_deleted(books):
	"""E15, and E04 for the line of which nothing has left: the posting released the order."""
	doc = order(item(goods(stock=2), 2), item("1010", 1, qty_to_ship=0), account("3900", 1, 5))
	post(doc, ship=True)
	doc.set("lines", [])
	with refused("E15", "E15", "E04") as sentences:
		doc.save()
	assert sentences == [
		"Row 1: the line has shipments and can not be deleted.",
		"Row 2: the document is released. Reopen it first.",
		"Row 3: the line has shipments and can not be deleted.",
	]


def test_order_with_shipments_can_not_be_deleted(books):
	doc = order(item(goods(stock=2), 2, qty_to_ship=1))
	post(doc, ship=True)
	before = contents()
	with pytest.raises(frappe.ValidationError, match="has shipments and can not be deleted"):
		doc.delete()
	assert contents() == before


def test_released_lines_are_locked_row_by_row():
	doc = order(item("1000", 1), item("1010", 1), item("1020", 1))
	frappe.call("sales_mgmt.api.release", doctype="Sales Order", name=doc.name)
	doc.reload()
	doc.lines[0].quantity, doc.lines[2].unit_price = 5, 1
	doc.append("lines", item("1030", 1))
	with refused("E04", "E04", "E04") as sentences:
		doc.save()
	assert [sentence[:5] for sentence in sentences] == ["Row 1", "Row 3", "Row 4"]


def test_text_is_stored_as_text():
	doc = quote(item("1000", 1, description="<b>Pedals</b> & more"), your_reference="O'Hara; DROP TABLE")
	assert doc.your_reference == "O'Hara; DROP TABLE"
	assert "Pedals" in doc.lines[0].description


def test_comment_carries_no_amount():
	doc = invoice(
		item("1000", 1), {"type": "Comment", "description": "Hello", "quantity": 5, "unit_price": 100}
	)
	assert (doc.lines[1].quantity, doc.lines[1].amount, doc.amount) == (0, 0, 100)
