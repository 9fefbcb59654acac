"""The address on a document is lines of text: on the form, over REST and on paper."""

import frappe
import frappe.client
import pytest
from build import OSLO, draft, goods, item, order, post
from frappe.utils import escape_html

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


TYPED = ("Plads <3", "Bolt 5<b & nut a>3", "2 > 1 & 1 < 2", "<i>Gate</i> 5", "Attn. <po@x.example>")


def place(**values):
	address = {
		"doctype": "Address",
		"address_title": "Of texts",
		"address_type": "Shipping",
		"address_line1": "Gate 5",
		"city": "Oslo",
		"country": "Norway",
		"links": [{"link_doctype": "Customer", "link_name": OSLO}],
	}
	return frappe.get_doc({**address, **values}).insert()


@pytest.mark.parametrize("typed", TYPED)
def test_a_line_of_an_address_is_stored_and_printed_as_typed(typed, books):
	address = place(address_line1=typed, address_line2=typed, city=typed)
	address.reload()
	assert (address.address_line1, address.address_line2, address.city) == (typed, typed, typed)
	address.address_line2 = f"{typed} again"
	address.save()
	address.reload()
	assert address.address_line2 == f"{typed} again"
	doc = order(item(goods(stock=1), 1), ship_to_address=address.name)
	assert doc.ship_to_address_display.splitlines()[:3] == [typed, f"{typed} again", typed]
	shipment = frappe.get_doc("Sales Shipment", post(doc, ship=True).shipment)
	assert escape_html(typed) in frappe.get_print(shipment.doctype, shipment.name)


@pytest.mark.parametrize("typed", TYPED)
def test_a_text_of_a_contact_is_stored_as_typed(typed):
	contact = frappe.get_doc({"doctype": "Contact", "first_name": "Kari", "designation": typed}).insert()
	contact.update({"last_name": typed, "company_name": typed})
	contact.save()
	contact.reload()
	assert (contact.designation, contact.last_name, contact.company_name) == (typed, typed, typed)


@pytest.mark.parametrize("road", ["insert", "client", "set_value"])
def test_what_acts_is_cleaned_on_every_road(road):
	script = "<img src=x onerror=alert(1)>Gate <5"
	if road == "insert":
		address = place(address_line1=script)
	elif road == "client":
		doc = place().as_dict()
		frappe.client.save({**frappe.parse_json(frappe.as_json(doc)), "address_line1": script})
		address = frappe.get_doc("Address", doc.name)
	else:
		address = place()
		frappe.client.set_value("Address", address.name, "address_line1", script)
		address.reload()
	assert "onerror" not in address.address_line1 and "alert" not in address.address_line1


def test_frappes_boxes_on_the_customer_show_the_text():
	place(address_line1="Bolt 5<b & nut a>3")
	contact = frappe.get_doc(
		{
			"doctype": "Contact",
			"first_name": "Kari",
			"designation": "Head of <purchasing>",
			"links": [{"link_doctype": "Customer", "link_name": OSLO}],
		}
	).insert()
	customer = frappe.get_doc("Customer", OSLO)
	customer.run_method("onload")
	loaded = customer.get("__onload")
	assert any("Bolt 5&lt;b &amp; nut a&gt;3<br>Oslo" in row["display"] for row in loaded.addr_list)
	[row] = [row for row in loaded.contact_list if row["name"] == contact.name]
	assert row["designation"] == "Head of &lt;purchasing&gt;"
