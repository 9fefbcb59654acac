"""S06.4 to S06.6: Copy Document (domain A05)."""

import frappe
import pytest
from build import (
	BERGEN,
	HAMBURG,
	OSLO,
	account,
	edit,
	goods,
	invoice,
	item,
	order,
	post,
	posted_invoice,
	quote,
	refused,
	settings,
)

from sales_mgmt import api

COMMENT = {"type": "Comment", "description": "Colour: red"}


def agreed(code, customer, price):
	line = {"product_type": "Item", "item": code, "defines": "Price", "unit_price": price}
	values = {"doctype": "Price List", "code": frappe.generate_hash(length=8), "applies_to": "Customer"}
	api.activate_price_list(frappe.get_doc({**values, "customer": customer, "lines": [line]}).insert().name)


def copied(source, target_doctype, target=None, **options):
	name = api.copy_document(source.doctype, source.name, target_doctype, target and target.name, **options)
	return frappe.get_doc(target_doctype, name)


def lines(doc, *fields):
	return [tuple(line.get(field) for field in fields) for line in doc.lines]


def test_s06_4_without_the_header_prices_are_those_of_the_new_customer(books):
	code = goods(price=100, stock=20)
	agreed(code, BERGEN, 90)
	source = posted_invoice(item(code, 10, line_discount_percent=3), customer=OSLO)
	target = copied(source, "Sales Order", order(customer=BERGEN), include_header=False)
	assert (target.customer, lines(target, "item", "quantity", "unit_price", "line_discount_percent")) == (
		BERGEN,
		[(code, 10, 90, 0)],
	)
	assert target.amount == 900


def test_s06_4_without_the_header_the_customer_comes_first():
	source = order(item("1000"))
	with refused("customer_missing"):
		api.copy_document("Sales Order", source.name, "Sales Order", include_header=False)


def test_s06_4_lines_are_added_to_those_that_are_there():
	source = order(item("1000", 2), COMMENT)
	target = copied(source, "Sales Quote", quote(item("1010", 1)), include_header=False)
	assert lines(target, "type", "item", "quantity") == [
		("Item", "1010", 1),
		("Item", "1000", 2),
		("Comment", None, 0),
	]


@pytest.mark.parametrize("target_doctype", ["Sales Quote", "Sales Order", "Sales Invoice"])
@pytest.mark.parametrize("make", [quote, order, invoice])
def test_with_the_header_everything_is_as_it_was(make, target_doctype):
	code = goods(price=100)
	rows = [item(code, 4, unit_price=80, line_discount_percent=5), account("3000", 1, 50), COMMENT]
	values = {"your_reference": "Olav", "external_document_no": "PO 1", "invoice_discount_percent": 10}
	source = make(*rows, customer=BERGEN, payment_terms="CM", **values)
	target = copied(source, target_doctype)
	assert lines(target, "type", "item", "account", "quantity", "unit_price", "line_discount_percent") == [
		("Item", code, None, 4, 80, 5),
		("G/L Account", None, "3000", 1, 50, 0),
		("Comment", None, None, 0, 0, 0),
	]
	# 4 × 80 less 5 % is 304; with 50 it is 354; less 10 % it is 318.60. 25 % VAT on the item's 273.60; the account has none.
	assert (target.amount, target.vat_amount) == (318.6, 68.4)
	assert (target.customer, target.payment_terms, target.your_reference) == (BERGEN, "CM", "Olav")
	# its own day and number
	assert str(target.document_date) == frappe.utils.nowdate()
	assert (target.external_document_no, target.get("quote"), target.status) == (None, None, "Open")


def test_with_the_header_and_recalculate_prices_are_found_anew():
	code = goods(price=100)
	source = order(item(code, 4, unit_price=80), customer=BERGEN)
	assert lines(copied(source, "Sales Order", recalculate=True), "unit_price") == [(100,)]


def test_with_the_header_an_open_document_becomes_the_copy():
	code = goods(price=10)
	source = order(item(code, 4), customer=HAMBURG)
	target = copied(source, "Sales Order", order(item("1000"), customer=OSLO))
	assert (target.customer, target.currency, lines(target, "item")) == (HAMBURG, "EUR", [(code,)])
	assert target.lines[0].unit_price == source.lines[0].unit_price
	assert target.lines[0].vat_percent == source.lines[0].vat_percent


def test_nothing_that_was_posted_travels(books):
	source = order(item(goods(stock=10), 10))
	bill = frappe.get_doc("Sales Invoice", post(source, ship=True, invoice=True).invoice)
	for original in (source, bill):
		target = copied(original, "Sales Order")
		assert lines(target, "quantity", "quantity_shipped", "qty_to_ship", "quote_line") == [
			(10, 0, 10, None)
		]
		assert (target.shipping_status, target.status) == ("Not Shipped", "Open")
	draft = copied(bill, "Sales Invoice")
	assert (draft.docstatus, draft.posted_no, draft.remaining_amount, draft.sales_order) == (0, None, 0, None)
	assert lines(draft, "order_line", "sales_order") == [(None, None)]


def test_a_shipment_is_copied_with_the_prices_of_today(books):
	code = goods(price=100, stock=10)
	shipment = post(order(item(code, 10, unit_price=80), customer=BERGEN), ship=True).shipment
	name = api.copy_document("Sales Shipment", shipment, "Sales Invoice")
	assert lines(frappe.get_doc("Sales Invoice", name), "quantity", "unit_price") == [(10, 100)]


def test_a_version_is_copied():
	source = order(item("1000", 3))
	version = api.archive_document("Sales Order", source.name)
	edit(source, quantity=8)
	name = api.copy_document("Document Archive", version, "Sales Quote")
	assert lines(frappe.get_doc("Sales Quote", name), "quantity") == [(3,)]


def give_back(bill, quantity):
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(bill.name))
	memo.lines[0].quantity = quantity
	memo.save()
	post(memo)


def test_s06_5_returned_quantity_is_left_out(books):
	"""10 at 100 less 10 %; 4 came back: 6 are left, at 540."""
	source = posted_invoice(item(goods(stock=10), 10, line_discount_percent=10))
	give_back(source, 4)
	for target in ("Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo"):
		assert lines(copied(source, target), "quantity", "line_discount_percent", "amount") == [(6, 10, 540)]


def test_s06_5_all_returned_no_line(books):
	source = posted_invoice(item(goods(stock=10), 10))
	give_back(source, 10)
	with refused("nothing_to_copy"):
		api.copy_document("Sales Invoice", source.name, "Sales Order")


def test_s06_5_of_a_shipment_too(books):
	doc = order(item(goods(stock=10), 10))
	shipment = frappe.get_doc("Sales Shipment", post(doc, ship=True).shipment)
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Shipment", shipment.name))
	back.lines[0].quantity = 4
	back.lines[0].qty_to_ship = back.lines[0].qty_to_invoice = None
	back.save()
	post(back, ship=True)
	assert lines(copied(shipment, "Sales Order"), "quantity") == [(6,)]


def test_what_was_only_made_cheaper_is_copied_whole(books):
	"""The customer has got money back, and still has the goods."""
	source = posted_invoice(item(goods(stock=10), 10))
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(source.name))
	memo.lines[0].update({"effect": "Price", "unit_price": 5, "applies_from_entry": None})
	memo.save()
	post(memo)
	assert lines(copied(source, "Sales Order"), "quantity") == [(10,)]


def test_services_of_a_shipment_are_copied(books):
	doc = order(item(goods(stock=10), 10), item("5000", 2))
	shipment = frappe.get_doc("Sales Shipment", post(doc, ship=True).shipment)
	assert lines(copied(shipment, "Sales Order"), "quantity") == [(10,), (2,)]


def test_an_undone_line_is_not_copied(books):
	doc = order(item(goods(stock=10), 10), item(goods(stock=10), 2))
	shipment = frappe.get_doc("Sales Shipment", post(doc, ship=True).shipment)
	api.undo_shipment(shipment.name, [shipment.lines[0].name])
	shipment.reload()
	assert lines(copied(shipment, "Sales Order"), "quantity") == [(2,)]


def test_a_cancelled_invoice_is_copied_whole(books):
	"""That is how it is made again, where its order is gone (domain A12)."""
	source = posted_invoice(item(goods(stock=10), 10))
	api.cancel_invoice(source.name)
	source.reload()
	assert lines(copied(source, "Sales Invoice"), "quantity") == [(10,)]


@pytest.mark.parametrize("target", ["Sales Credit Memo", "Sales Return Order"])
def test_s40_3_a_copy_names_the_entries_where_that_is_mandatory(books, target):
	code = goods(stock=10)
	source = posted_invoice(item(code, 10, unit_price=90))
	settings(exact_cost_reversing_mandatory=1)
	give_back(source, 4)
	entry = frappe.db.get_value(
		"Item Ledger Entry", {"document_name": source.name, "document_doctype": "Sales Invoice"}
	)
	made = copied(source, target)
	assert lines(made, "quantity", "unit_price", "applies_from_entry") == [(6, 90, entry)]
	post(made, ship=target == "Sales Return Order", invoice=True)
	assert frappe.db.get_value("Item Ledger Entry", entry, "returned_quantity") == 10


def test_returns_are_copied_into_an_order_like_everything_else(books):
	"""Into returns they lead to what was sold: test_nothing_twice."""
	code = goods(price=100, stock=10)
	bill = posted_invoice(item(code, 10, unit_price=90))
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	posted = post(back, ship=True, invoice=True)
	for source, price in (
		(back, 90),
		(frappe.get_doc("Sales Credit Memo", posted.credit_memo), 90),
		(frappe.get_doc("Return Receipt", posted.return_receipt), 100),
	):
		made = copied(source, "Sales Order")
		assert lines(made, "item", "quantity", "unit_price") == [(code, 10, price)]
		assert not any(line.get("invoice_line") or line.get("applies_from_entry") for line in made.lines)


def test_s06_6_a_blocked_item_is_skipped_and_named():
	blocked, sold = goods(), goods()
	source = order(item(blocked, 1), item(sold, 2))
	frappe.db.set_value("Item", blocked, "sales_blocked", 1)
	frappe.local.message_log = []
	target = copied(source, "Sales Order")
	assert lines(target, "item", "quantity") == [(sold, 2)]
	[message] = [frappe.parse_json(entry)["message"] for entry in frappe.local.message_log]
	assert blocked in message and sold not in message


def test_a_document_is_not_copied_into_itself_or_into_what_is_closed(books):
	settings(archive_quotes="Never")
	doc = order(item("1000"))
	with refused("itself"):
		api.copy_document("Sales Order", doc.name, "Sales Order", doc.name)
	offer = quote(item("1000"))
	api.mark_lost(offer.name, "Too dear")
	with refused("status"):
		api.copy_document("Sales Order", doc.name, "Sales Quote", offer.name)


def test_released_lines_are_protected_from_a_copy_too():
	doc, target = order(item("1000")), order(item("1010"))
	api.release("Sales Order", target.name)
	with refused("E04"):
		api.copy_document("Sales Order", doc.name, "Sales Order", target.name, include_header=False)
