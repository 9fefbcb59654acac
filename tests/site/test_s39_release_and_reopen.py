"""Check S39: the status machine of domain section 2. The filter of a batch (3) has tests of its own."""

import frappe
import pytest
from build import account, edit, goods, invoice, item, order, post, quantities, quote, refused, statuses

from sales_mgmt import api


def released(*lines, **values):
	doc = order(*lines, **values)
	api.release("Sales Order", doc.name)
	doc.reload()
	return doc


def test_s39_1_item_lines_of_a_released_order_are_locked_and_account_lines_are_not():
	doc = released(item("1000", 10), account("3900", 1, 500))
	with refused("E04") as sentences:
		edit(doc, 1, quantity=11)
	assert sentences == ["Row 1: the document is released. Reopen it first."]
	doc.reload()
	edit(doc, 2, quantity=2)
	assert (doc.lines[1].quantity, doc.amount) == (2, 2000)


@pytest.mark.parametrize(
	"typed",
	[
		{"quantity": 11},
		{"quantity": 9},
		{"unit_price": 99},
		{"line_discount_percent": 1},
		{"line_discount_amount": 1},
		{"item": "1010"},
		{"uom": "BOX"},
		{"location": "EAST"},
		{"allow_invoice_discount": 0},
		{"type": "Comment"},
	],
	ids=lambda typed: next(iter(typed)),
)
def test_s39_1_nothing_that_was_agreed_on_an_item_line_can_be_changed(typed):
	doc = released(item("1030", 10))
	with refused("E04"):
		edit(doc, 1, **typed)


def test_s39_1_an_item_line_is_neither_added_nor_removed():
	doc = released(item("1000", 10), item("1010", 1), account("3900", 1, 500))
	sent = frappe.get_doc("Sales Order", doc.name)
	sent.append("lines", item("1030", 1))
	with refused("E04"):
		sent.save()
	sent = frappe.get_doc("Sales Order", doc.name)
	sent.remove(sent.lines[1])
	with refused("E04"):
		sent.save()
	sent = frappe.get_doc("Sales Order", doc.name)
	sent.remove(sent.lines[2])
	sent.append("lines", {"type": "Comment", "description": "Ring the bell"})
	sent.save()
	assert [line.type for line in sent.lines] == ["Item", "Item", "Comment"]


def test_s39_1_what_the_next_posting_takes_is_free():
	doc = released(item("1000", 10))
	edit(doc, qty_to_ship=3)
	assert quantities(doc)[0][:2] == (3, 3)


def test_s39_2_a_shipped_line_of_a_reopened_order_only_grows(books):
	doc = order(item(goods(stock=12), 10, qty_to_ship=4))
	post(doc, ship=True)
	assert api.reopen("Sales Order", doc.name) == "Open"
	doc.reload()
	edit(doc, quantity=12)
	assert quantities(doc) == [(8, 12, 4, 0, 8, 4)]
	with refused("quantity_lowered"):
		edit(doc, quantity=8)
	doc.reload()
	for typed in ({"unit_price": 1}, {"item": "1000"}, {"location": "EAST"}, {"type": "Comment"}):
		with refused("shipped_line" if "type" not in typed else "quantity_lowered"):
			edit(doc, **typed)
		doc.reload()
	api.release("Sales Order", doc.name)
	doc.reload()
	post(doc, ship=True, invoice=True)
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")


def test_s39_2_a_shipped_line_can_not_be_deleted_and_an_unshipped_one_can(books):
	doc = order(item(goods(stock=10), 10, qty_to_ship=4), item(goods(stock=5), 5, qty_to_ship=0))
	post(doc, ship=True)
	api.reopen("Sales Order", doc.name)
	sent = frappe.get_doc("Sales Order", doc.name)
	sent.remove(sent.lines[0])
	with refused("E15"):
		sent.save()
	sent = frappe.get_doc("Sales Order", doc.name)
	sent.remove(sent.lines[1])
	sent.save()
	assert len(quantities(doc)) == 1


def test_s39_3_posting_an_open_order_releases_it(books):
	doc = order(item(goods(stock=10), 10, qty_to_ship=4))
	post(doc, ship=True)
	assert doc.status == "Released"


def test_s39_4_release_counts_vat_and_invoice_discount_anew():
	"""Less 5 % of 1,000: 950 and 25 % VAT. The setup says 15 % by the time it is released: 950 and 142.50."""
	doc = order(item(goods(price=100), 10), invoice_discount_percent=5)
	assert (doc.amount, doc.vat_amount, doc.invoice_discount_amount) == (950, 237.5, 50)
	groups = {"vat_business_group": "DOMESTIC", "vat_product_group": "STANDARD"}
	setup = frappe.get_doc("VAT Posting Setup", groups)
	setup.vat_percent = 15
	setup.save()
	frappe.db.set_value("Sales Order", doc.name, "invoice_discount_amount", 0)
	api.release("Sales Order", doc.name)
	doc.reload()
	assert (doc.amount, doc.vat_amount, doc.amount_including_vat) == (950, 142.5, 1092.5)
	assert (doc.invoice_discount_amount, doc.lines[0].vat_percent) == (50, 15)


TRANSITIONS = [
	# from, action, to: the tables of domain section 2; None is a refusal
	("Open", "release", "Released"),
	("Open", "reopen", "Open"),
	("Released", "release", "Released"),
	("Released", "reopen", "Open"),
	("Pending Approval", "release", None),
	("Pending Approval", "reopen", None),
	("Pending Prepayment", "release", None),
	("Pending Prepayment", "reopen", "Open"),
	("Completed", "release", None),
	("Completed", "reopen", None),
]


@pytest.mark.parametrize(("status", "action", "to"), TRANSITIONS)
def test_every_status_and_action(status, action, to):
	doc = order(item("1000", 1))
	frappe.db.set_value("Sales Order", doc.name, "status", status)
	if to:
		assert getattr(api, action)("Sales Order", doc.name) == to
		assert statuses(doc)[0] == to
	else:
		with pytest.raises(frappe.ValidationError, match=status):
			getattr(api, action)("Sales Order", doc.name)


def test_waiting_for_approval_locks_everything():
	doc = order(item("1000", 1), account("3900", 1, 500))
	frappe.db.set_value("Sales Order", doc.name, "status", "Pending Approval")
	doc.reload()
	for row, typed in ((1, {"quantity": 2}), (2, {"unit_price": 600}), (None, {"your_reference": "Late"})):
		with refused("E05"):
			edit(doc, row, **typed)
		doc.reload()
	with refused("E05"):
		post(doc, ship=True)


@pytest.mark.parametrize("make", [quote, order])
def test_an_empty_document_is_not_released(make):
	doc = make({"type": "Comment", "description": "To be filled in"})
	with refused("no_lines"):
		api.release(doc.doctype, doc.name)


def test_an_invoice_is_neither_released_nor_reopened():
	doc = invoice(item("1000", 1))
	for action in (api.release, api.reopen):
		with pytest.raises(frappe.ValidationError, match="not for Sales Invoice"):
			action("Sales Invoice", doc.name)
