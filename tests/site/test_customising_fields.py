"""Custom fields of every type, on headers, lines and as tables, go the whole way from quote to ledgers."""

import datetime

import frappe
import pytest
from build import entries, goods, item, post, quote
from customising import tidied

from sales_mgmt import api

HEADERS = ("Sales Quote", "Sales Order", "Sales Shipment", "Sales Invoice")
LINES = ("Sales Line", "Sales Shipment Line", "Sales Invoice Line")
LEDGERS = (
	"General Ledger Entry",
	"VAT Entry",
	"Customer Ledger Entry",
	"Item Ledger Entry",
	"Item Value Entry",
)
TYPES = {
	"x_link": ("Link", "Salesperson"),
	"x_check": ("Check", None),
	"x_date": ("Date", None),
	"x_money": ("Currency", None),
	"x_choice": ("Select", "\nRed\nBlue"),
	"x_note": ("Small Text", None),
}
DAY = datetime.date(2026, 5, 17)
TABLE = "Test Contact Person"


@pytest.fixture(scope="module")
def fields(site):
	with tidied():
		frappe.get_doc(
			{
				"doctype": "DocType",
				"name": TABLE,
				"module": "Custom",
				"custom": 1,
				"istable": 1,
				"fields": [
					{"fieldname": "person", "fieldtype": "Data", "label": "Person", "in_list_view": 1}
				],
			}
		).insert()
		for doctype in (*HEADERS, *LINES, *LEDGERS):
			for name, (fieldtype, options) in TYPES.items():
				add(doctype, name, fieldtype, options)
		for doctype in HEADERS:
			add(doctype, "x_people", "Table", TABLE)
		yield


def add(doctype, name, fieldtype, options):
	field = {"dt": doctype, "fieldname": name, "label": name, "fieldtype": fieldtype, "options": options}
	frappe.get_doc({"doctype": "Custom Field", **field}).insert()


def values(who, money):
	return {
		"x_link": who,
		"x_check": 1,
		"x_date": DAY,
		"x_money": money,
		"x_choice": "Blue",
		"x_note": f"Note of {who}",
	}


def salesperson(code):
	return frappe.get_doc({"doctype": "Salesperson", "code": code, "full_name": code}).insert().name


def of(doc):
	return {name: doc.get(name) or None for name in TYPES}


def test_fields_of_every_type_travel(fields, books):
	head, line = values(salesperson("HEAD"), 12.5), values(salesperson("LINE"), 7.25)
	people = [{"person": "Ola"}, {"person": "Kari"}]
	offer = quote(item(goods(stock=5), 2, **line), item(goods(stock=5), 1), x_people=people, **head)
	sale = frappe.get_doc("Sales Order", api.make_order(offer.name))
	posted = post(sale, ship=True, invoice=True)
	blank = dict.fromkeys(TYPES)
	for doctype, name in (
		("Sales Order", sale.name),
		("Sales Shipment", posted.shipment),
		("Sales Invoice", posted.invoice),
	):
		made = frappe.get_doc(doctype, name)
		assert of(made) == head, doctype
		assert [of(row) for row in made.lines] == [line, blank], doctype
		assert [row.person for row in made.x_people] == ["Ola", "Kari"], doctype
		assert {row.docstatus for row in made.x_people} == {made.docstatus}, doctype
	assert_ledgers(posted, head, line)


def assert_ledgers(posted, head, line):
	"""A line's own values come before the header's, and what no line brought is the header's alone."""
	names = " ".join(TYPES)
	heads, lines = tuple(head[name] for name in TYPES), tuple(line[name] for name in TYPES)
	assert entries("Customer Ledger Entry", names, document_name=posted.invoice) == [heads]
	assert set(entries("Item Ledger Entry", names, document_name=posted.shipment)) == {heads, lines}
	assert set(entries("Item Value Entry", names, document_name=posted.invoice)) == {heads, lines}
	revenue = entries("General Ledger Entry", names, document_name=posted.invoice, account="3000")
	assert set(revenue) == {heads, lines}
	# VAT is counted by group on the whole document
	assert entries("VAT Entry", names, document_name=posted.invoice) == [heads]


def test_fields_travel_to_an_invoice_of_a_shipment(fields, books):
	head, line = values(salesperson("HEAD"), 1), values(salesperson("LINE"), 2)
	offer = quote(item(goods(stock=5), 2, **line), x_people=[{"person": "Ola"}], **head)
	sale = frappe.get_doc("Sales Order", api.make_order(offer.name))
	post(sale, ship=True)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", sale.name))
	assert (of(bill), of(bill.lines[0])) == (head, line)
	assert [row.person for row in bill.x_people] == ["Ola"]
	post(bill)
	assert [row.person for row in frappe.get_doc("Sales Invoice", bill.name).x_people] == ["Ola"]


def test_a_mandatory_field_is_asked_for_on_what_a_posting_makes(fields):
	"""Also on an invoice that nobody ever saw as a draft."""
	name = frappe.db.get_value("Custom Field", {"dt": "Sales Invoice", "fieldname": "x_date"})
	doc = frappe.get_doc("Custom Field", name)
	doc.reqd = 1
	doc.save()
	frappe.clear_cache(doctype="Sales Invoice")
	offer = quote(item(goods(stock=5), 2))
	sale = frappe.get_doc("Sales Order", api.make_order(offer.name))
	found = api.check("Sales Order", sale.name, ship=True, invoice=True)
	assert {row["code"] for row in found if row["severity"] == "block"} == {"mandatory"}
	assert [row for row in api.check("Sales Order", sale.name, ship=True) if row["severity"] == "block"] == []
	with pytest.raises(frappe.MandatoryError, match="x_date"):
		api.post("Sales Order", sale.name, ship=True, invoice=True)
	sale.db_set("x_date", DAY)
	assert post(sale, ship=True, invoice=True).invoice
