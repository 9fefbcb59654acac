"""Section 3 of the error rules: what comes in is read by the type of its field, and what can not be read is named.

The site writes numbers as #.###,## and dates as dd-mm-yyyy.
"""

import frappe
import pytest
from build import OSLO, item, order

from sales_mgmt.incoming.refusal import IncomingError
from sales_mgmt.kinds.declared import doctypes

HUGE = "9" * 1_000_000


def refused_with(*words):
	return pytest.raises(IncomingError, match=".*".join(words))


@pytest.mark.parametrize(
	("text", "price"),
	[
		("100,50", 100.5),
		("1'250", 1250),
		("1 250,00", 1250),
		("1\N{NO-BREAK SPACE}250,00", 1250),
		("1\N{NARROW NO-BREAK SPACE}250,00", 1250),
		("1.234", 1234),
		("12.5", 12.5),
		(1.234, 1.234),
	],
)
def test_numbers_in_the_users_own_notation(text, price):
	assert order(item("1000", 1, unit_price=text)).lines[0].unit_price == price


def test_a_minus_sign_is_read_as_one():
	with pytest.raises(frappe.ValidationError, match="greater than zero"):
		order(item("1000", "\N{MINUS SIGN}5"))


def test_prices_and_header_numbers_too():
	doc = order(item("1000", 1, unit_price="1.234,50"), invoice_discount_percent="12,5")
	assert doc.lines[0].unit_price == 1234.5
	assert doc.invoice_discount_percent == 12.5


WRONG = [
	"abc",
	"NaN",
	"Infinity",
	float("nan"),
	float("inf"),
	1e15,
	1e-30,
	"1e15",
	HUGE,
	[1],
	{"a": 1},
	"1.23.4",
]


@pytest.mark.parametrize("value", WRONG, ids=[repr(value)[:12] for value in WRONG])
def test_what_is_not_a_number_is_named_with_label_and_row(value):
	with refused_with("Row 2, Quantity"):
		order(item("1000", 1), item("1000", value))
	with refused_with("Invoice Discount %"):
		order(item("1000", 1), invoice_discount_percent=value)


@pytest.mark.parametrize("value", ["abc", "2026-02-30", "0000-00-00", HUGE, [1], {"a": 1}, 5, "9999-12-31"])
def test_what_is_not_a_date_is_named(value):
	with refused_with("Posting Date"):
		order(item("1000", 1), posting_date=value)


def test_a_date_in_the_users_own_notation():
	assert str(order(item("1000", 1), posting_date="31-03-2026").posting_date) == "2026-03-31"


@pytest.mark.parametrize("value", [["C-1"], {"name": "x"}, HUGE, "\ud800"])
def test_a_name_is_one_text(value):
	with refused_with("Customer"):
		order(item("1000", 1), customer=value)
	with refused_with("Row 1, Item"):
		order(item(value, 1))


@pytest.mark.parametrize("value", ["abc", [1], ["abc"], {"item": "1000"}, 5])
def test_a_table_is_a_list_of_rows(value):
	with refused_with("Lines"):
		frappe.get_doc({"doctype": "Sales Order", "customer": OSLO, "lines": value}).insert()


def test_everything_is_named_at_once():
	with refused_with("Posting Date", "Row 1, Quantity", "Row 2, Unit Price"):
		order(item("1000", "abc"), item("1000", 1, unit_price="x"), posting_date="2026-02-30")


def test_a_stored_document_is_read_alike():
	doc = order(item("1000", 1))
	doc.update({"posting_date": "2026-02-30"})
	doc.lines[0].quantity = "abc"
	with refused_with("Posting Date", "Row 1, Quantity"):
		doc.save()
	doc.reload()
	doc.lines[0].quantity, doc.lines[0].unit_price = "2,0", "2,5"
	doc.save()
	assert (doc.lines[0].quantity, doc.lines[0].unit_price) == (2, 2.5)


def test_figures_that_come_to_more_than_a_column_holds_are_a_sentence():
	with pytest.raises(frappe.ValidationError):
		order(item("1000", 10**11, unit_price=10**11))


WRONG_OF = {
	"Float": "abc",
	"Currency": "abc",
	"Percent": "abc",
	"Int": "abc",
	"Check": "abc",
	"Date": "2026-02-30",
	"Datetime": "2026-02-30 10:00:00",
	"Time": "25:00",
	"Link": ["x"],
	"Dynamic Link": ["x"],
	"Data": ["x"],
	"Select": ["x"],
	"Small Text": {"x": 1},
	"Text": {"x": 1},
	"Long Text": {"x": 1},
	"Text Editor": {"x": 1},
}


@pytest.mark.parametrize("doctype", [name for name in doctypes()])
def test_every_field_that_people_fill_is_read(doctype):
	from sales_mgmt.incoming.fields import fields_of, read_document
	from sales_mgmt.ownership import Guarded

	doc = frappe.new_doc(doctype)
	fields = fields_of(doc.meta).read
	for field in fields:
		doc.__dict__[field.name] = WRONG_OF.get(field.kind, ["x"])
	if not fields:
		return
	with pytest.raises(IncomingError) as error:
		read_document(doc)
	for field in fields:
		assert frappe.utils.escape_html(frappe._(field.label)) in str(error.value), field.name
	if not doc.meta.istable and isinstance(doc, Guarded):
		with pytest.raises((IncomingError, frappe.PermissionError)):
			doc.insert()


@pytest.mark.parametrize(
	"doctype", ["Sales Invoice", "Sales Credit Memo", "Customer Payment", "Inventory Adjustment"]
)
def test_what_is_posted_at_once_is_asked_for_mandatory_fields_first(doctype):
	"""Frappe would ask after the posting was planned, and the plan needs them."""
	with pytest.raises(frappe.ValidationError):
		frappe.get_doc({"doctype": doctype, "docstatus": 1, "customer": None}).insert()


def test_a_choice_is_one_of_those_offered():
	with refused_with("Shipping Advice", "can not be chosen", "Partial"):
		order(item("1000", 1), shipping_advice="abc")
	with refused_with("Row 1, Type", "can not be chosen"):
		order({"type": "abc", "item": "1000", "quantity": 1})


@pytest.mark.parametrize(("sent", "kept"), [(12, "12"), (1.5, "1.5"), (True, "1"), (0, "0")])
def test_a_number_in_a_text_field_is_written_out(sent, kept):
	assert order(item("1000", 1), your_reference=sent).your_reference == kept


def test_what_is_no_number_is_no_text_either():
	with refused_with("Your Reference", "not a number"):
		order(item("1000", 1), your_reference=float("nan"))


@pytest.mark.parametrize("doctype", ["Sales Shipment", "Customer Ledger Entry"])
def test_what_only_postings_write_is_refused_before_it_is_looked_up(doctype):
	with pytest.raises(frappe.PermissionError, match="written by posting"):
		frappe.get_doc({"doctype": doctype, "customer": [{"name": "x"}]}).insert()
