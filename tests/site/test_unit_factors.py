"""How many base units a unit holds stands on the line and stays through the whole chain (domain section 3).

BOX holds 10 pieces when it is sold and 5 afterwards. Cost is 60 a piece, the card says 100 a piece.
"""

import frappe
import pytest
from build import draft, edit, entries, goods, item, order, post, posted_invoice, quote

from sales_mgmt import api
from sales_mgmt.patches import keep_unit_factors

SOLD = ("Sales Quote", "Sales Order", "Sales Invoice", "Sales Return Order", "Sales Credit Memo")
CHANGED_TO = 5


def boxes(**values):
	return goods(stock=100, units=[{"uom": "BOX", "qty_per_unit": 10}], **values)


def redefine(code, factor=CHANGED_TO):
	"""Returns what whoever does it is told."""
	frappe.clear_messages()
	doc = frappe.get_doc("Item", code)
	if factor:
		doc.units[0].qty_per_unit = factor
	else:
		doc.units = []
	doc.save()
	return "\n".join(str(message) for message in frappe.get_message_log())


def box(code, quantity=1, **values):
	return item(code, quantity, uom="BOX", **values)


def moved(code):
	return [quantity for (quantity,) in entries("Item Ledger Entry", "quantity", item=code)][1:]


def factor(doc, row=1):
	return doc.lines[row - 1].qty_per_uom


@pytest.mark.parametrize("now", [CHANGED_TO, None])
@pytest.mark.parametrize("doctype", SOLD)
def test_a_line_keeps_the_factor_that_it_was_written_with(doctype, now):
	code = boxes()
	doc = draft(doctype, box(code))
	redefine(code, now)
	edit(doc, description="Twelve bottles")
	assert (factor(doc), doc.lines[0].unit_price) == (10, 1000)


@pytest.mark.parametrize("doctype", SOLD)
def test_it_holds_for_what_comes(doctype):
	code = boxes()
	redefine(code)
	doc = draft(doctype, box(code))
	assert (factor(doc), doc.lines[0].unit_price) == (5, 500)


def test_a_unit_that_is_chosen_anew_is_read_anew():
	code = boxes()
	doc = order(box(code))
	redefine(code)
	edit(doc, uom="PCS")
	assert (factor(doc), doc.lines[0].unit_price) == (1, 100)
	edit(doc, uom="BOX")
	assert (factor(doc), doc.lines[0].unit_price) == (5, 500)


def test_another_item_brings_its_own_unit():
	code, other = boxes(), goods(units=[{"uom": "BOX", "qty_per_unit": 7}])
	doc = order(box(code))
	edit(doc, item=other)
	assert factor(doc) == 1  # its base unit
	edit(doc, uom="BOX")
	assert factor(doc) == 7
	edit(doc, item=code)
	edit(doc, uom="BOX")
	assert factor(doc) == 10


def test_a_unit_is_fixed_once_something_is_shipped(books):
	code = boxes()
	doc = order(box(code, 2, qty_to_ship=1))
	post(doc, ship=True)
	redefine(code)
	with pytest.raises(frappe.ValidationError):
		edit(doc, uom="PCS")
	doc.reload()
	post(doc, ship=True, invoice=True)
	assert moved(code) == [-10, -10]


def test_nobody_sends_a_factor():
	code = boxes()
	doc = order(box(code, qty_per_uom=3))
	assert factor(doc) == 10
	edit(doc, qty_per_uom=4)
	assert factor(doc) == 10


@pytest.mark.parametrize("doctype", ["Sales Return Order", "Sales Credit Memo"])
def test_what_was_sold_comes_back(books, doctype):
	code = boxes()
	bill = posted_invoice(box(code))
	redefine(code)
	back = draft(doctype, customer=bill.customer)
	api.get_lines_to_reverse(back.name, [bill.lines[0].name], doctype)
	back.reload()
	edit(back, description="Came back")
	post(back, **({"ship": True, "invoice": True} if doctype == "Sales Return Order" else {}))
	assert (moved(code), back.amount) == ([-10, 10], 1000)


def test_a_corrective_credit_memo_and_a_cancellation(books):
	code = boxes()
	first, second = posted_invoice(box(code)), posted_invoice(box(code))
	redefine(code)
	memo = frappe.get_doc("Sales Credit Memo", api.make_corrective_credit_memo(first.name))
	post(memo)
	api.cancel_invoice(second.name)
	assert moved(code) == [-10, -10, 10, 10]


def test_an_invoice_of_what_was_shipped_takes_the_cost_of_what_was_shipped(books):
	code = boxes()
	doc = order(box(code))
	post(doc, ship=True)
	redefine(code)
	bill = frappe.get_doc("Sales Invoice", api.make_invoice("Sales Order", doc.name))
	edit(bill, description="A box")
	post(bill)
	[entry] = entries("Item Ledger Entry", "quantity invoiced_quantity cost_amount sales_amount", item=code)[
		1:
	]
	assert entry == (-10, -10, -600, 1000)


def test_an_order_is_shipped_and_undone_as_it_was_ordered(books):
	code = boxes()
	doc = order(box(code, 2, qty_to_ship=1))
	first = post(doc, ship=True).shipment
	redefine(code)
	post(doc, ship=True)
	api.undo_shipment(first)
	assert moved(code) == [-10, -10, 10]


def test_an_order_keeps_what_was_offered(books):
	code = boxes()
	offer = quote(box(code))
	redefine(code)
	doc = frappe.get_doc("Sales Order", api.make_order(offer.name))
	assert (factor(doc), doc.lines[0].unit_price) == (10, 1000)
	post(doc, ship=True, invoice=True)
	assert moved(code) == [-10]


def test_copies(books):
	"""A copy is true as a whole; what is found anew is found by today's unit, but what was posted keeps its own."""
	code = boxes()
	offer, bill = quote(box(code)), posted_invoice(box(code))
	redefine(code)

	def copied(source, target, **values):
		return frappe.get_doc(target, api.copy_document(source.doctype, source.name, target, **values))

	assert factor(copied(offer, "Sales Order")) == 10
	assert factor(copied(offer, "Sales Order", recalculate=True)) == 5
	assert factor(copied(bill, "Sales Order")) == 10
	assert factor(copied(bill, "Sales Credit Memo")) == 10
	assert factor(copied(bill, "Sales Credit Memo", recalculate=True)) == 10


def test_whoever_redefines_a_unit_is_told_which_open_documents_keep_it(books):
	code, other = boxes(), boxes()
	open_documents = [draft(doctype, box(code)) for doctype in SOLD]
	done = order(box(code))
	post(done, ship=True, invoice=True)
	single, elsewhere = order(item(code)), order(box(other))
	told = redefine(code)
	assert "BOX holds 5 PCS from now on, and held 10." in told
	assert all(doc.name in told for doc in open_documents)
	assert not any(doc.name in told for doc in (done, single, elsewhere))
	assert "no unit of the item any more" in redefine(code, None)


def test_nothing_is_told_where_nothing_changed_or_nothing_is_open():
	code = boxes()
	assert redefine(code) == ""
	order(box(code))
	assert redefine(code, CHANGED_TO) == ""


def test_a_factor_that_is_too_small_to_be_stored_is_none():
	with pytest.raises(frappe.ValidationError, match="too close to zero"):
		goods(units=[{"uom": "BOX", "qty_per_unit": 1e-12}])


def test_the_patch_gives_lines_the_factor_that_they_were_posted_with(books):
	"""Every saving read the factor anew before: a shipped box of 10 says 5, and a line from long ago says nothing."""
	code = boxes()
	shipped = order(box(code, 2, qty_to_ship=1))
	post(shipped, ship=True)
	untouched, blank = order(box(code)), order(box(code), item(code))
	frappe.db.set_value("Sales Line", shipped.lines[0].name, "qty_per_uom", 5)
	for line in blank.lines:
		frappe.db.set_value("Sales Line", line.name, "qty_per_uom", 0)
	for _run in range(2):
		keep_unit_factors.execute()
		for doc in (shipped, untouched, blank):
			doc.reload()
		assert [factor(shipped), factor(untouched), factor(blank), factor(blank, 2)] == [10, 10, 10, 1]
