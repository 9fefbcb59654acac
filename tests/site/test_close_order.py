"""Closing the rest of an order with a reason: nobody waits for it any more, and it can be taken back."""

import frappe
import pytest
from build import OSLO, account, buyer, edit, goods, item, order, post, quantities, refused, statuses, stock

from sales_mgmt import api
from sales_mgmt.supply.availability import stock_by_location

WHY = "The customer has no room for more"


def half_shipped(**values):
	"""100 pieces ordered at 100, 40 of them shipped and invoiced."""
	doc = order(item(goods(stock=100), 100, qty_to_ship=40), customer=buyer(OSLO), **values)
	post(doc, ship=True, invoice=True)
	return doc


def close(doc, reason=WHY, **chosen):
	result = api.close_order(doc.name, reason, **chosen)
	doc.reload()
	return result


def warned(doc):
	doc.run_method("onload")
	return doc.get_onload("warnings")


def owed_on_orders(doc):
	return api.customer_statistics(doc.customer)["outstanding_orders"]


def notes(doc):
	return frappe.get_all(
		"Comment", {"reference_name": doc.name, "comment_type": "Info"}, pluck="content", order_by="creation"
	)


def test_the_rest_is_given_up_and_the_order_is_completed(books):
	doc = half_shipped()
	result = close(doc)
	assert result == {"status": "Completed", "lines": [doc.lines[0].name], "to_invoice": False}
	line = doc.lines[0]
	assert (line.quantity, line.quantity_cancelled) == (100, 60)
	assert quantities(doc) == [(0, 0, 40, 40, 0, 0)]
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")
	assert doc.close_reason == WHY
	assert notes(doc) == [f"closed the rest of rows 1: {WHY}"]


def test_an_order_of_which_nothing_is_shipped_can_be_closed(books):
	doc = order(item(goods(stock=10), 10), account("3900", 1, 500))
	close(doc)
	assert statuses(doc) == ("Completed", "Not Shipped", "Not Invoiced")
	assert [line.quantity_cancelled for line in doc.lines] == [10, 1]
	with refused("status", "nothing_to_ship"):
		post(doc, ship=True)


def test_shipped_goods_are_invoiced_before_the_order_is_completed(books):
	doc = order(item(goods(stock=100), 100, qty_to_ship=40))
	post(doc, ship=True)
	assert close(doc) == {"status": "Released", "lines": [doc.lines[0].name], "to_invoice": True}
	assert quantities(doc) == [(0, 40, 40, 0, 0, 40)]
	assert statuses(doc) == ("Released", "Shipped", "Not Invoiced")
	post(doc, invoice=True)
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")


def test_a_separate_invoice_completes_a_closed_order_too(books):
	doc = order(item(goods(stock=100), 100, qty_to_ship=40))
	post(doc, ship=True)
	close(doc)
	post(frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name)))
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")


def test_single_lines_are_closed_and_the_others_go_on(books):
	doc = order(item(goods(stock=10), 10), item(goods(), 5))
	close(doc, lines=[doc.lines[1].name])
	assert (doc.status, doc.lines[1].quantity_cancelled, doc.lines[1].outstanding_quantity) == ("Open", 5, 0)
	post(doc, ship=True, invoice=True)
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")


def test_the_invoice_of_a_part_costs_what_the_part_costs(books):
	"""100 at 100 less 10 % and 5 % of the invoice: 40 cost 4,000 − 400 − 180 = 3,420, whatever becomes of the rest."""
	doc = order(
		item(goods(stock=40), 100, line_discount_percent=10, qty_to_ship=40), invoice_discount_percent=5
	)
	post(doc, ship=True)
	close(doc)
	posted = post(doc, invoice=True)
	assert frappe.db.get_value("Sales Invoice", posted.invoice, "amount") == 3420


def test_nobody_waits_for_what_was_given_up(books):
	code = goods(stock=4)
	doc = order(item(code, 10), customer=buyer(OSLO))
	other = order(item(code, 4))
	assert [finding["code"] for finding in api.check("Sales Order", other.name, ship=True)] == ["stockout"]
	assert (stock_by_location(code)[0]["on_orders"], owed_on_orders(doc)) == (14, 1250)
	close(doc)
	assert stock_by_location(code)[0]["on_orders"] == 4
	assert owed_on_orders(doc) == 0
	assert api.check("Sales Order", other.name, ship=True) == []


def test_a_closed_line_counts_neither_as_demand_nor_as_credit(books):
	"""10 of 100 at 100 are closed on an order that stays open: 90 × 100 and 25 % VAT are outstanding."""
	code = goods(stock=100)
	doc = order(item(code, 90), item(code, 10), customer=buyer(OSLO, credit_limit=11_250))
	assert [row["code"] for row in warned(doc)] == ["credit_limit"]
	close(doc, lines=[doc.lines[1].name])
	assert warned(doc) == []
	assert stock_by_location(code)[0]["on_orders"] == 90
	assert owed_on_orders(doc) == 11_250


def test_taking_it_back_makes_the_rest_outstanding_again(books):
	doc = half_shipped()
	close(doc)
	assert api.reopen("Sales Order", doc.name) == "Open"
	doc.reload()
	assert statuses(doc) == ("Open", "Partly Shipped", "Partly Invoiced")
	assert quantities(doc) == [(60, 60, 40, 40, 60, 0)]
	assert (doc.lines[0].quantity_cancelled, doc.close_reason) == (0, None)
	assert len(notes(doc)) == 2
	post(doc, ship=True, invoice=True)
	assert statuses(doc) == ("Completed", "Shipped", "Invoiced")
	assert stock(doc.lines[0].item) == (0, 0)


def test_an_order_that_was_completed_by_posting_is_final(books):
	doc = order(item(goods(stock=1), 1))
	post(doc, ship=True, invoice=True)
	with pytest.raises(frappe.ValidationError, match="Completed"):
		api.reopen("Sales Order", doc.name)
	with refused("status"):
		close(doc)


def test_a_closed_line_is_kept_as_it_was_ordered_and_may_grow(books):
	code = goods(stock=20)
	doc = order(item(code, 10), item(goods(), 5))
	close(doc, lines=[doc.lines[0].name])
	for typed in ({"quantity": 9}, {"item": "1000"}, {"unit_price": 1}, {"type": "Comment"}):
		with refused("closed_line"):
			edit(doc, **typed)
		doc.reload()
	sent = frappe.get_doc("Sales Order", doc.name)
	sent.remove(sent.lines[0])
	with refused("closed_line"):
		sent.save()
	edit(doc, quantity=12)
	assert (doc.lines[0].outstanding_quantity, doc.lines[0].qty_to_ship) == (2, 2)
	with refused("E02"):
		edit(doc, qty_to_ship=3)


@pytest.mark.parametrize("typed", [{"quantity_cancelled": 3}, {"outstanding_quantity": 3}])
def test_it_can_not_be_typed(typed):
	doc = order(item("1000", 10))
	edit(doc, **typed)
	assert (doc.lines[0].quantity_cancelled, doc.lines[0].outstanding_quantity) == (0, 10)
	edit(doc, None, close_reason="Mine")
	assert not doc.close_reason


@pytest.mark.parametrize(
	("reason", "code"), [("", "reason"), ("   ", "reason"), (WHY, "nothing_outstanding")]
)
def test_what_is_refused(reason, code, books):
	doc = order(item(goods(stock=1), 1))
	post(doc, ship=True)
	with refused(code):
		close(doc, reason)


def test_lines_of_another_order_are_refused():
	doc, other = order(item("1000", 1)), order(item("1000", 1))
	with refused("unknown_line"):
		close(doc, lines=[other.lines[0].name])


def test_a_complete_delivery_is_complete_without_what_was_given_up(books):
	doc = order(item(goods(stock=4), 4), item(goods(), 5), shipping_advice="Complete")
	close(doc, lines=[doc.lines[1].name])
	post(doc, ship=True, invoice=True)
	assert doc.status == "Completed"


def test_the_reason_is_stored_as_text():
	doc = order(item("1000", 1))
	close(doc, "<b>No</b>")
	assert doc.close_reason == "<b>No</b>"
	assert notes(doc) == ["closed the rest of rows 1: &lt;b&gt;No&lt;/b&gt;"]


def test_a_copy_of_a_closed_order_is_a_new_order():
	doc = order(item("1000", 10))
	close(doc)
	copy = frappe.copy_doc(doc, ignore_no_copy=False).insert()
	assert (copy.status, copy.close_reason, copy.lines[0].outstanding_quantity) == ("Open", None, 10)


def test_a_reason_that_no_field_holds_is_refused_as_what_it_is():
	doc = order(item(goods(), 1))
	with pytest.raises(frappe.ValidationError, match="A text is longer than its field can hold"):
		api.close_order(doc.name, "a" * 200_000)
