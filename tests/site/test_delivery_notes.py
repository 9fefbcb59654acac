"""Delivery notes: goods only, what is still to come, weight and packages, a line to sign."""

import frappe
import pytest
from build import buyer, goods, item, order, post
from printed import pages

from sales_mgmt import api
from sales_mgmt.print_formats.pdf import render_pdf

FEE = {
	"type": "G/L Account",
	"account": "3900",
	"description": "Handling fee",
	"quantity": 1,
	"unit_price": 80,
}


def said(text):
	return {"type": "Comment", "description": text}


def note(doc):
	"""The text of the delivery note of what is posted now."""
	return text_of(post(doc, ship=True).shipment)


def text_of(shipment):
	return " ".join(pages(render_pdf("Sales Shipment", shipment)))


def test_a_delivery_note_has_goods_and_their_comments_and_nothing_about_money():
	code = goods(stock=5)
	doc = order(
		said("Ring first."),
		item(code, 5),
		said("Handle with care."),
		FEE,
		said("The fee is 80 per order."),
		item("5000", 1),
		said("Hours as agreed."),
	)
	text = note(doc)
	for part in ("Ring first.", "Handle with care.", code):
		assert part in text, part
	for part in ("Handling fee", "3900", "The fee is 80", "Workshop hour", "Hours as agreed"):
		assert part not in text, part


def test_a_charge_is_not_delivered():
	code = goods(stock=5)
	charge = frappe.get_all("Item Charge", pluck="name", limit=1)[0]
	doc = order(
		item(code, 5), {"type": "Item Charge", "item_charge": charge, "quantity": 1, "unit_price": 250}
	)
	text = note(doc)
	assert code in text and doc.lines[1].description not in text


def test_hours_alone_are_delivered():
	doc = order(item("5000", 2), FEE)
	text = note(doc)
	assert "Workshop hour" in text and "Handling fee" not in text


def test_every_line_says_what_is_still_to_come_and_a_reprint_says_the_same():
	some, all_of_it = goods(stock=20), goods(stock=20)
	doc = order(item(some, 10, qty_to_ship=4), item(all_of_it, 3))
	first = post(doc, ship=True).shipment
	assert f"{some} {some} 4 PCS 6" in text_of(first)
	assert f"{all_of_it} {all_of_it} 3 PCS" in text_of(first)
	doc.reload()
	doc.lines[0].qty_to_ship = 5
	doc.save()
	second = post(doc, ship=True).shipment
	assert f"{some} {some} 5 PCS 1" in text_of(second)
	assert f"{some} {some} 4 PCS 6" in text_of(first)
	api.close_order(doc.name, "No longer wanted")
	assert f"{some} {some} 5 PCS 1" in text_of(second)


def test_without_a_rest_there_is_no_column_for_it():
	code = goods(stock=5)
	assert "Back order" not in note(order(item(code, 5)))


@pytest.mark.parametrize(("language", "weight"), [("en", "Net weight 61.5 kg"), ("no", "Nettovekt 61,5 kg")])
def test_the_weight_is_that_of_the_goods_when_they_left(language, weight):
	"""2 boxes of 24 at 1.25 kg and 3 pieces at 0.5 kg: 60 and 1.5."""
	boxed = goods(stock=100, net_weight=1.25, units=[{"uom": "BOX", "qty_per_unit": 24}])
	light = goods(stock=10, net_weight=0.5)
	lines = item(boxed, 2, uom="BOX"), item(light, 3)
	shipment = post(order(*lines, customer=buyer(language=language)), ship=True).shipment
	assert weight in text_of(shipment)
	frappe.get_doc("Item", light).update({"net_weight": 5}).save()
	assert weight in text_of(shipment)


def test_there_is_room_for_packages_and_a_line_to_sign():
	text = note(order(item(goods(stock=1), 1)))
	for part in ("Packages", "Received by", "Date", "Signature"):
		assert part in text, part


def test_packages_are_noted_when_they_are_packed_and_printed():
	shipment = post(order(item(goods(stock=1), 1)), ship=True).shipment
	noted = api.update_shipment(shipment, {"number_of_packages": "3"})
	assert noted["number_of_packages"] == 3
	assert "Packages 3" in text_of(shipment)
	api.update_shipment(shipment, {"package_tracking_no": "370700"})
	assert "Packages 3" in text_of(shipment)
	comment = frappe.get_last_doc("Comment", {"reference_name": shipment, "comment_type": "Info"})
	assert "370700" in comment.content and "Packages" not in comment.content


@pytest.mark.parametrize("wrong", ["many", "1.5", -1, 10**12])
def test_a_number_of_packages_that_is_none_is_refused(wrong):
	shipment = post(order(item(goods(stock=1), 1)), ship=True).shipment
	with pytest.raises(frappe.ValidationError, match="Packages"):
		api.update_shipment(shipment, {"number_of_packages": wrong})


def test_only_shipments_count_packages():
	doc = frappe.get_doc(
		"Sales Invoice", post(order(item(goods(stock=1), 1)), ship=True, invoice=True).invoice
	)
	with pytest.raises(frappe.ValidationError, match="can not be changed on a posted document"):
		api.update_document("Sales Invoice", doc.name, {"number_of_packages": 1})
