"""What customers get on paper before the invoice: order confirmation and delivery note."""

import frappe
from build import COUNTER, OSLO, buyer, goods, item, order, post
from printed import pages

from sales_mgmt import api
from sales_mgmt.print_formats.pdf import render_pdf

DATES = {"requested_delivery_date": "2026-03-20", "promised_delivery_date": "2026-03-23"}


def test_the_order_confirmation_says_what_was_agreed_and_when_it_comes():
	code = goods(price=100)
	doc = order(
		item(code, 3, line_discount_percent=10),
		item("3000", 1, unit_price=20),
		external_document_no="B-4711",
		shipment_date="2026-03-18",
		customer=buyer(price_group=None, currency=None),
		**DATES,
	)
	(text,) = pages(render_pdf("Sales Order", doc.name))
	for part in (
		f"Order confirmation {doc.name}",
		"Shipment date 18 Mar 2026",
		"Requested delivery 20 Mar 2026",
		"Promised delivery 23 Mar 2026",
		"Your order no. B-4711",
		"Payment terms Net 14 days",
		"VAT % VAT base VAT",
		"25 % 270.00 67.50",
		"15 % 20.00 3.00",
		"Total excl. VAT 290.00",
		"VAT 70.50",
		"Total NOK 360.50",
		"Page 1 of 1",
	):
		assert part in text, part
	assert "Please pay" not in text and "DRAFT" not in text


def test_prices_with_vat_are_said_to_include_it():
	doc = order(item("5000", 1), customer=buyer(COUNTER))
	(text,) = pages(render_pdf("Sales Order", doc.name))
	assert "Prices Including VAT" in text


def test_the_order_confirmation_speaks_the_customers_language():
	english, norwegian = (
		pages(render_pdf("Sales Order", order(item("5000"), customer=buyer(OSLO, language=code)).name))[0]
		for code in ("en", "no")
	)
	assert " Description " in english and " Beskrivelse " in norwegian


def test_the_delivery_note_has_goods_and_no_prices(books):
	code = goods(price=1234, stock=5)
	doc = order(item(code, 5), {"type": "Comment", "description": "Handle with care."}, shipping_agent="OWN")
	name = post(doc, ship=True).shipment
	api.update_shipment(name, {"package_tracking_no": "370700"})
	(text,) = pages(render_pdf("Sales Shipment", name))
	for part in (
		f"Delivery note {name}",
		f"Order {doc.name}",
		"Tracking no. 370700",
		"Own delivery van",
		"Handle with care.",
	):
		assert part in text, part
	assert f"{code}{code}5PCS" in text.replace(" ", "")
	assert "1.234" not in text and "1 234" not in text and "VAT base" not in text and "DRAFT" not in text
	assert frappe.db.get_value("Sales Shipment", name, "posted_no") in text
