"""Nothing comes back twice, whichever road it takes (domain A05, A13, A14, A37)."""

import frappe
import pytest
from build import OSLO, buyer, goods, item, order, post, posted_invoice, refused, settings, stock

from sales_mgmt import api

RETURNS = ("Sales Credit Memo", "Sales Return Order")


def copied(source, target, **options):
	return frappe.get_doc(target, api.copy_document(source.doctype, source.name, target, **options))


def came_back(doc):
	"""Post a return wholly."""
	return post(doc, ship=doc.doctype == "Sales Return Order", invoice=True)


def links(doc):
	return [(line.quantity, line.get("invoice_line"), line.applies_from_entry) for line in doc.lines]


def entry_of(document):
	return frappe.db.get_value("Item Ledger Entry", {"document_name": document.name, "quantity": ("<", 0)})


def shipped(code, quantity):
	doc = order(item(code, quantity))
	return doc, frappe.get_doc("Sales Shipment", post(doc, ship=True).shipment)


@pytest.mark.parametrize("target", RETURNS)
def test_two_copies_and_a_cancellation_give_back_four_of_four(books, target):
	"""4 sold, copied twice into returns, then the invoice cancelled: 12 pieces came back once."""
	code = goods(stock=4)
	bill = posted_invoice(item(code, 4))
	first, second = copied(bill, target), copied(bill, target)
	assert links(first) == links(second) == [(4, bill.lines[0].name, entry_of(bill))]
	came_back(first)
	with refused("credited", "returned"):
		came_back(second)
	with refused("credited", "returned"):
		api.cancel_invoice(bill.name)
	with refused("nothing_to_copy"):
		copied(bill, target)
	assert stock(code)[0] == 4


@pytest.mark.parametrize("target", RETURNS)
def test_a_copy_gives_the_rest_only(books, target):
	"""1 of 4 came back: 3 are left, at the price and with the discount of the invoice."""
	code = goods(price=100, stock=4)
	bill = posted_invoice(item(code, 4, unit_price=90, line_discount_percent=10))
	memo = copied(bill, "Sales Credit Memo")
	memo.lines[0].quantity = 1
	memo.save()
	came_back(memo)
	rest = copied(bill, target)
	(line,) = rest.lines
	# 3 × 90 less 10 %
	assert (line.quantity, line.unit_price, line.amount) == (3, 90, 243)
	came_back(rest)
	assert stock(code)[0] == 4


def test_a_service_is_not_credited_twice_either(books):
	bill = posted_invoice(item("5000", 3))
	first, second = copied(bill, "Sales Credit Memo"), copied(bill, "Sales Credit Memo")
	assert links(first) == [(3, bill.lines[0].name, None)]
	came_back(first)
	with refused("credited"):
		came_back(second)


@pytest.mark.parametrize("target", RETURNS)
def test_a_cancelled_invoice_has_nothing_left_to_come_back(books, target):
	bill = posted_invoice(item(goods(stock=4), 4))
	draft = copied(bill, target)
	api.cancel_invoice(bill.name)
	bill.reload()
	for recalculate in (False, True):
		with refused("nothing_to_copy"):
			copied(bill, target, recalculate=recalculate)
	with refused("credited", "returned"):
		came_back(draft)


@pytest.mark.parametrize("target", RETURNS)
def test_a_copy_of_a_shipment_names_the_entry_and_has_todays_price(books, target):
	code = goods(price=100, stock=7)
	_order, shipment = shipped(code, 7)
	entry = entry_of(shipment)
	back = copied(shipment, target)
	assert [(line.quantity, line.unit_price, line.applies_from_entry) for line in back.lines] == [
		(7, 100, entry)
	]
	again = copied(shipment, target)
	came_back(back)
	with refused("returned"):
		came_back(again)
	with refused("nothing_to_copy"):
		copied(shipment, target)
	with refused("returned"):
		api.undo_shipment(shipment.name)
	assert stock(code)[0] == 7


def test_a_return_order_copied_from_a_shipment_knows_it(books):
	doc, shipment = shipped(goods(stock=2), 2)
	(line,) = copied(shipment, "Sales Return Order").lines
	assert (line.shipment, line.shipment_line, line.sales_order) == (
		shipment.name,
		shipment.lines[0].name,
		doc.name,
	)


def test_the_invoice_of_an_order_and_its_shipment_share_the_goods(books):
	"""What came back by the shipment is not offered by the invoice, nor cancelled with it."""
	code = goods(stock=4)
	doc, shipment = shipped(code, 4)
	bill = frappe.get_doc("Sales Invoice", post(doc, invoice=True).invoice)
	came_back(copied(shipment, "Sales Credit Memo"))
	with refused("nothing_to_copy"):
		copied(bill, "Sales Credit Memo")
	with refused("returned"):
		api.cancel_invoice(bill.name)
	assert stock(code)[0] == 4


@pytest.mark.parametrize("target", RETURNS)
def test_recalculated_copies_name_nothing(books, target):
	code = goods(price=100, stock=4)
	bill = posted_invoice(item(code, 4, unit_price=90))
	back = copied(bill, target, recalculate=True)
	assert links(back) == [(4, None, None)]
	assert back.lines[0].unit_price == 100


@pytest.mark.parametrize("target", RETURNS)
def test_recalculated_copies_are_refused_where_exact_cost_reversing_is_mandatory(books, target):
	settings(exact_cost_reversing_mandatory=1)
	bill = posted_invoice(item(goods(stock=4), 4))
	with refused("E18"):
		copied(bill, target, recalculate=True)
	draft = frappe.get_doc({"doctype": target, "customer": OSLO, "lines": [item("5000")]}).insert()
	with refused("E18"):
		api.copy_document(
			"Sales Invoice", bill.name, target, draft.name, include_header=False, recalculate=True
		)
	# Services have no cost to reverse, and what is sold again reverses nothing.
	assert copied(posted_invoice(item("5000")), target, recalculate=True).lines
	assert copied(bill, "Sales Order", recalculate=True).lines


def test_verify_notices_more_coming_back_than_left(books):
	bill = posted_invoice(item(goods(stock=4), 4))
	line, entry = bill.lines[0].name, entry_of(bill)
	frappe.db.set_value("Sales Invoice Line", line, "quantity_credited", 5)
	frappe.db.set_value("Item Ledger Entry", entry, "returned_quantity", 6)
	drifts = {(row["name"], row["field"], row["stored"], row["computed"]) for row in api.verify()}
	assert (line, "quantity_credited", 5, 4) in drifts
	assert (entry, "returned_quantity", 6, 4) in drifts
	frappe.db.set_value("Sales Invoice Line", line, "quantity_credited", 0)
	frappe.db.set_value("Item Ledger Entry", entry, "returned_quantity", 0)


def open_return(target, customer=OSLO, *lines):
	"""A return of a customer that somebody began by hand."""
	lines = lines or [{"type": "Comment", "description": "Came by post"}]
	return frappe.get_doc({"doctype": target, "customer": customer, "lines": list(lines)}).insert()


def added(source, draft, **options):
	"""Copy into a return that is there, without the header: as the Desk does where the customer is chosen."""
	api.copy_document(source.doctype, source.name, draft.doctype, draft.name, include_header=False, **options)
	draft.reload()
	return draft


@pytest.mark.parametrize("target", RETURNS)
def test_a_copy_without_the_header_names_what_it_takes_back(books, target):
	"""4 at 90: copied twice into returns that are there, and the invoice cancelled: 4 come back, at 90."""
	code = goods(price=100, stock=4)
	bill = posted_invoice(item(code, 4, unit_price=90))
	first, second = added(bill, open_return(target)), added(bill, open_return(target))
	for draft in (first, second):
		assert links(draft)[1:] == [(4, bill.lines[0].name, entry_of(bill))]
		assert (draft.lines[1].unit_price, draft.amount) == (90, 360)
	came_back(first)
	with refused("credited", "returned"):
		came_back(second)
	with refused("credited", "returned"):
		api.cancel_invoice(bill.name)
	third = open_return(target)
	with refused("nothing_to_copy"):
		added(bill, third)
	assert stock(code)[0] == 4


@pytest.mark.parametrize("target", RETURNS)
def test_twice_into_the_same_return(books, target):
	"""The draft names 8 of 4: it is not posted."""
	bill = posted_invoice(item(goods(stock=4), 4))
	draft = added(bill, added(bill, open_return(target)))
	with refused("credited", "returned"):
		came_back(draft)


@pytest.mark.parametrize("target", RETURNS)
def test_what_another_customer_bought_is_not_taken_back(books, target):
	bill = posted_invoice(item(goods(stock=4), 4))
	shipment = frappe.get_doc("Sales Shipment", post(order(item(goods(stock=4), 4)), ship=True).shipment)
	draft = open_return(target, buyer())
	with refused("applies_from", "credited_line"):
		added(bill, draft)
	with refused("applies_from"):
		added(shipment, draft)


@pytest.mark.parametrize("target", RETURNS)
def test_a_shipment_without_the_header(books, target):
	code = goods(price=100, stock=4)
	_order, shipment = shipped(code, 4)
	first, second = added(shipment, open_return(target)), added(shipment, open_return(target))
	assert links(first)[1:] == [(4, None, entry_of(shipment))]
	came_back(first)
	with refused("returned"):
		came_back(second)
	assert stock(code)[0] == 4


@pytest.mark.parametrize("target", RETURNS)
def test_returns_lead_to_what_they_took_back(books, target):
	"""4 of 10 came back by return order, receipt and credit memo. Copied into a return each gives what is left of the 4."""
	code = goods(price=100, stock=10)
	bill = posted_invoice(item(code, 10, unit_price=90))
	back = frappe.get_doc("Sales Return Order", api.make_return_order("Sales Invoice", bill.name))
	back.lines[0].quantity = 4
	back.save()
	posted = post(back, ship=True, invoice=True)
	sources = (
		back,
		frappe.get_doc("Sales Credit Memo", posted.credit_memo),
		frappe.get_doc("Return Receipt", posted.return_receipt),
	)
	for source in sources:
		made = copied(source, target)
		assert links(made) == [(4, bill.lines[0].name, entry_of(bill))]
		assert made.lines[0].unit_price == 90
	# 6 of 10 are left; 3 more come back, so of 4 there are 3.
	made.lines[0].quantity = 3
	made.save()
	came_back(made)
	for source in sources:
		assert links(copied(source, target)) == [(3, bill.lines[0].name, entry_of(bill))]
	came_back(copied(source, target))
	for source in sources:
		with refused("nothing_to_copy"):
			copied(source, target)
	assert stock(code)[0] == 10


def test_a_credit_memo_that_was_cancelled_left_it_all(books):
	code = goods(stock=4)
	bill = posted_invoice(item(code, 4))
	memo = frappe.get_doc("Sales Credit Memo", api.cancel_invoice(bill.name))
	with refused("nothing_to_copy"):
		copied(memo, "Sales Credit Memo")
	api.cancel_credit_memo(memo.name)
	memo.reload()
	assert links(copied(memo, "Sales Credit Memo")) == [(4, bill.lines[0].name, entry_of(bill))]


def test_a_return_that_named_nothing_is_copied_as_it_is(books):
	memo = open_return("Sales Credit Memo", OSLO, item(goods(price=100), 2))
	assert links(copied(memo, "Sales Credit Memo")) == [(2, None, None)]


@pytest.mark.parametrize("target", RETURNS)
def test_an_order_leads_to_what_was_sold_of_it(books, target):
	"""10 ordered, 6 shipped, 4 of them invoiced: 4 come back from the invoice, 2 from the shipment, nothing of the rest."""
	code = goods(price=100, stock=10)
	doc = order(item(code, 10, unit_price=90, qty_to_ship=6, qty_to_invoice=4))
	posted = post(doc, ship=True, invoice=True)
	bill = frappe.get_doc("Sales Invoice", posted.invoice)
	made = copied(doc, target)
	assert [(line.quantity, line.get("invoice_line")) for line in made.lines] == [
		(4, bill.lines[0].name),
		(2, None),
	]
	second = copied(doc, target)
	came_back(made)
	with refused("credited", "returned", "returned"):
		came_back(second)
	with refused("nothing_to_copy"):
		copied(doc, target)
	assert stock(code)[0] == 10


def test_rows_over_rest_carry_no_links(books):
	"""A link is the server's: a row that is sent with one is refused on insert, and keeps none on update."""
	bill = posted_invoice(item(goods(stock=4), 4))
	values = {"invoice_line": bill.lines[0].name, "invoice": bill.name}
	for target in RETURNS:
		with pytest.raises(frappe.ValidationError):
			open_return(target, OSLO, item(bill.lines[0].item, 4, **values))
		draft = open_return(target, OSLO, item(bill.lines[0].item, 4))
		draft.lines[0].update(values)
		draft.save()
		draft.reload()
		assert links(draft) == [(4, None, None)]


@pytest.mark.parametrize("target", RETURNS)
def test_get_posted_lines_leads_to_what_was_sold_too(books, target):
	"""4 sold and come back. By Get Posted Lines to Reverse from the credit memo nothing comes back a second time; before the
	4 are all back, only the rest, whether it is asked for on the credit memo, on the invoice or on both."""
	code = goods(price=100, stock=4)
	bill = posted_invoice(item(code, 4, unit_price=90))
	memo = copied(bill, "Sales Credit Memo")
	memo.lines[0].quantity = 3
	memo.save()
	came_back(memo)
	for chosen in ([memo.lines[0].name], [memo.lines[0].name, bill.lines[0].name]):
		draft = open_return(target)
		api.get_lines_to_reverse(draft.name, chosen, target)
		draft.reload()
		assert links(draft)[1:] == [(1, bill.lines[0].name, entry_of(bill))]
	offered = {row["line"]: row["reversible"] for row in api.lines_to_reverse(OSLO, "Sales Credit Memo")}
	assert offered[memo.lines[0].name] == 1
	came_back(draft)
	empty = open_return(target)
	assert api.get_lines_to_reverse(empty.name, [memo.lines[0].name], target) == []
	assert memo.lines[0].name not in {row["line"] for row in api.lines_to_reverse(OSLO, "Sales Credit Memo")}
	assert stock(code)[0] == 4


@pytest.mark.parametrize("target", RETURNS)
def test_what_is_typed_or_recalculated_is_a_free_return(books, target):
	"""Decided in domain A13 and A37: without a link goods come back at today's price and cost, and count
	against no sale. A recalculated copy offers the rest only. Where that is too free, exact cost reversing is mandatory."""
	code = goods(price=100, stock=4)
	bill = posted_invoice(item(code, 4, unit_price=90))
	memo = copied(bill, "Sales Credit Memo")
	memo.lines[0].quantity = 1
	memo.save()
	came_back(memo)
	again = copied(bill, target, recalculate=True)
	assert [(*row, line.unit_price) for row, line in zip(links(again), again.lines, strict=True)] == [
		(3, None, None, 100)
	]
	typed = open_return(target, OSLO, item(code, 2))
	came_back(again)
	assert frappe.db.get_value("Item Ledger Entry", entry_of(bill), "returned_quantity") == 1
	assert [row[0] for row in links(copied(bill, target))] == [3]
	settings(exact_cost_reversing_mandatory=1)
	with refused("E18"):
		came_back(typed)
