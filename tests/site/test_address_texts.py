"""The address on a document is lines of text: on the form, over REST and on paper."""

import frappe
import pytest
from build import OSLO, draft, goods, item, order, post

SHOWN = ("ship_to_address_display", "bill_to_address_display")
KINDS = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo")


@pytest.mark.parametrize("doctype", KINDS)
def test_a_document_holds_its_addresses_as_lines(doctype):
	doc = draft(doctype, item("1000"))
	for field in SHOWN:
		assert doc.get(field).splitlines() == ["Storgata 28", "0184 Oslo", "Norway"]


def test_what_looks_like_markup_is_text_on_the_document_its_shipment_and_on_paper(books):
	line = "Gate 5 <7> & Sons"
	address = frappe.get_doc(
		{
			"doctype": "Address",
			"address_title": "Marked",
			"address_type": "Shipping",
			"address_line1": line,
			"city": "Oslo",
			"country": "Norway",
			"links": [{"link_doctype": "Customer", "link_name": OSLO}],
		}
	).insert()
	doc = order(item(goods(stock=1), 1), ship_to_address=address.name)
	assert doc.ship_to_address_display.splitlines()[0] == line
	shipment = frappe.get_doc("Sales Shipment", post(doc, ship=True).shipment)
	assert shipment.ship_to_address_display == doc.ship_to_address_display
	assert "Gate 5 &lt;7&gt; &amp; Sons" in frappe.get_print(shipment.doctype, shipment.name)


def test_a_document_from_before_prints_its_lines_as_ever():
	doc = order(item("1000"))
	frappe.db.set_value(doc.doctype, doc.name, SHOWN[0], "Storgata 28<br>0184 Oslo<br>Norway<br>")
	doc.reload()
	text = frappe.get_print(doc.doctype, doc.name)
	assert "Storgata 28" in text and "&lt;br" not in text
