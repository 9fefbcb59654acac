"""Two people correct the same thing at the same moment, or one sells what the other takes back: one wins, the other is told.

That the same payment is applied once is shown in test_races_receivables.
"""

import frappe
import pytest
from build import DAY, draft, goods, item
from processes import meeting, together
from racing import customer, last_number, numbers_after

from sales_mgmt import api
from sales_mgmt.posting.verify.books import verify

SERIES = {
	"posted_invoice_series": "Sales Invoice",
	"posted_credit_memo_series": "Sales Credit Memo",
	"posted_shipment_series": "Sales Shipment",
	"posted_return_receipt_series": "Return Receipt",
}
MEET = {
	"post": "sales_mgmt.api._post",
	"register_payment": "sales_mgmt.api.receivables.with_retries",
}
"""By then a request has checked permissions and holds no lock. Corrections meet at their own."""


pytestmark = pytest.mark.usefixtures("swept_up")


@pytest.fixture(autouse=True)
def sound_and_without_a_gap(swept_up):
	"""Verify finds nothing, and every number that was taken is on a document."""
	before = {series: last_number(series) for series in SERIES}
	known = {doctype: _count(doctype) for doctype in SERIES.values()}
	yield
	frappe.db.rollback()
	assert verify() == []
	for series, doctype in SERIES.items():
		made = _count(doctype) - known[doctype]
		expected = numbers_after(before[series], made)[-1] if made else before[series][1]
		assert last_number(series)[1] == expected


def _count(doctype):
	return frappe.db.count(doctype, {"docstatus": 1})


def act(action, *arguments, **named):
	with meeting(MEET.get(action, "sales_mgmt.api.corrections.with_retries")):
		return getattr(api, action)(*arguments, **named)


def post(doctype, name, **what):
	with meeting(MEET["post"]):
		return api.post(doctype, name, **what)


def race(*jobs):
	frappe.db.commit()
	outcomes = together(*jobs)
	frappe.db.rollback()
	return outcomes


def one_winner(outcomes):
	winners = [outcome for outcome in outcomes if not outcome.error]
	assert len(winners) == 1, outcomes
	(loser,) = (outcome for outcome in outcomes if outcome.error)
	assert loser.error == "PostingError" and loser.message.strip().endswith(".")
	return winners[0], loser


def sale(quantity=10, **what):
	"""An order that is shipped, or invoiced too. Returns item, order and what was posted."""
	code = goods(stock=2 * quantity)
	order = draft("Sales Order", item(code, quantity), customer=customer(), location="MAIN")
	return code, order, api.post("Sales Order", order.name, ship=True, **what)


def direct(quantity=10):
	doc = draft("Sales Invoice", item(goods(stock=quantity), quantity), customer=customer(), location="MAIN")
	api.post("Sales Invoice", doc.name)
	return doc


def shown(invoice):
	return frappe.db.get_value("Sales Invoice", invoice, ["status", "remaining_amount"])


def test_an_invoice_is_cancelled_once():
	bill = direct()
	_won, lost = one_winner(race((act, "cancel_invoice", bill.name), (act, "cancel_invoice", bill.name)))
	assert lost.codes == ("E14",)
	assert shown(bill.name) == ("Cancelled", 0)


def test_a_credit_memo_is_cancelled_once():
	bill = direct()
	memo = api.cancel_invoice(bill.name)
	_won, lost = one_winner(race((act, "cancel_credit_memo", memo), (act, "cancel_credit_memo", memo)))
	assert lost.codes == ("E14",)
	assert shown(bill.name) == ("Unpaid", 1250)


def test_an_invoice_is_corrected_once():
	bill = direct()
	_won, lost = one_winner(race((act, "correct_invoice", bill.name), (act, "correct_invoice", bill.name)))
	assert lost.codes == ("E14",)
	assert frappe.db.count("Sales Invoice", {"corrects_invoice": bill.name}) == 1


def test_an_invoice_is_paid_while_it_is_cancelled():
	bill = direct()
	paid, cancelled = outcomes = race(
		(act, "register_payment", bill.customer, 1250, DAY, bill.name), (act, "cancel_invoice", bill.name)
	)
	_won, lost = one_winner(outcomes)
	if paid.error:
		assert lost.codes == ("not_open",)
		assert shown(bill.name) == ("Cancelled", 0)
	else:
		assert cancelled.codes == ("E13",)
		assert shown(bill.name) == ("Paid", 0)


def test_the_same_line_is_credited_once():
	bill = direct()
	memos = [api.make_corrective_credit_memo(bill.name) for _ in range(2)]
	_won, lost = one_winner(race(*[(post, "Sales Credit Memo", memo) for memo in memos]))
	assert set(lost.codes) <= {"credited", "returned", "not_open"} and "credited" in lost.codes
	assert shown(bill.name) == ("Paid", 0)


def test_the_same_line_is_returned_once():
	bill = direct()
	(entry,) = frappe.get_all("Item Ledger Entry", {"document_name": bill.name}, ["name", "item"])
	backs = []
	for _ in range(2):
		lines = [item(entry.item, 10, applies_from_entry=entry.name)]
		backs.append(draft("Sales Return Order", *lines, customer=bill.customer, location="MAIN").name)
	_won, lost = one_winner(race(*[(receive, name) for name in backs]))
	assert lost.codes == ("returned",)
	assert frappe.db.get_value("Item Ledger Entry", entry.name, "returned_quantity") == 10


def receive(name):
	return post("Sales Return Order", name, ship=True)


def bill_shipped(name):
	return post("Sales Order", name, invoice=True)


def ship_again(name):
	return post("Sales Order", name, ship=True)


def test_a_shipment_is_undone_while_it_is_invoiced():
	_code, order, posted = sale()
	undone, billed = outcomes = race((act, "undo_shipment", posted["shipment"]), (bill_shipped, order.name))
	one_winner(outcomes)
	assert undone.codes == ("E19",) if undone.error else billed.codes == ("E01",)
	line = frappe.db.get_value(
		"Sales Line", {"parent": order.name}, ["quantity_shipped", "quantity_invoiced"]
	)
	assert line == ((10, 10) if undone.error else (0, 0))


def test_a_shipment_is_undone_once():
	_code, _order, posted = sale()
	job = (act, "undo_shipment", posted["shipment"])
	_won, lost = one_winner(race(job, job))
	assert lost.codes == ("corrected",)


def returned_twice(doctype):
	"""Two linked returns of all 10 of an invoice. Returns the item, the invoice and their names."""
	bill = direct()
	(code,) = frappe.get_all("Sales Invoice Line", {"parent": bill.name}, pluck="item")
	return code, bill, [api.copy_document("Sales Invoice", bill.name, doctype) for _copy in range(2)]


def receive_and_credit(name):
	return post("Sales Return Order", name, ship=True, invoice=True)


def test_two_linked_credit_memos_are_posted_at_once():
	code, bill, (first, second) = returned_twice("Sales Credit Memo")
	outcomes = race((post, "Sales Credit Memo", first), (post, "Sales Credit Memo", second))
	_won, lost = one_winner(outcomes)
	assert set(lost.codes) == {"credited", "returned"}
	assert frappe.db.get_value("Stock Level", {"item": code}, "quantity") == 10
	assert frappe.db.get_value("Sales Invoice Line", {"parent": bill.name}, "credited_gross_amount") == 1000


def test_two_linked_return_orders_are_posted_at_once():
	code, _bill, (first, second) = returned_twice("Sales Return Order")
	_won, lost = one_winner(race((receive_and_credit, first), (receive_and_credit, second)))
	assert set(lost.codes) == {"credited", "returned"}
	assert frappe.db.get_value("Stock Level", {"item": code}, "quantity") == 10


def shared_entry():
	"""10 leave at once, two invoices bill 5 each; two return orders of the first. Returns item, first invoice, return orders."""
	code = goods(stock=10)
	order = draft("Sales Order", item(code, 10, qty_to_invoice=5), customer=customer()).name
	bill = frappe.get_doc("Sales Invoice", api.post("Sales Order", order, ship=True, invoice=True)["invoice"])
	api.post("Sales Order", order, ship=False, invoice=True)
	backs = [api.make_return_order("Sales Invoice", bill.name) for _ in range(2)]
	return code, bill, backs


def test_two_return_orders_of_one_share_are_received_at_once():
	"""The entry holds 10, but 5 of them are another invoice's."""
	code, _bill, (first, second) = shared_entry()
	_won, lost = one_winner(race((receive, first), (receive, second)))
	assert lost.codes == ("returned",)
	assert frappe.db.get_value("Stock Level", {"item": code}, "quantity") == 5


def test_a_share_is_received_while_its_invoice_is_cancelled():
	code, bill, (back, _other) = shared_entry()
	one_winner(race((receive, back), (act, "cancel_invoice", bill.name)))
	assert frappe.db.get_value("Stock Level", {"item": code}, "quantity") == 5


def test_a_linked_memo_is_posted_while_the_invoice_is_cancelled():
	code, bill, (memo, _other) = returned_twice("Sales Credit Memo")
	outcomes = race((post, "Sales Credit Memo", memo), (act, "cancel_invoice", bill.name))
	one_winner(outcomes)
	assert frappe.db.get_value("Stock Level", {"item": code}, "quantity") == 10


def test_two_lower_prices_are_posted_at_once():
	"""600 and 600 off 1,000: one of them."""
	_code, bill, names = returned_twice("Sales Credit Memo")
	for name in names:
		memo = frappe.get_doc("Sales Credit Memo", name)
		memo.lines[0].update({"effect": "Price", "unit_price": 60})
		memo.save()
	_won, lost = one_winner(race(*((post, "Sales Credit Memo", name) for name in names)))
	assert lost.codes == ("credited_amount",)
	assert frappe.db.get_value("Sales Invoice Line", {"parent": bill.name}, "price_credited") == 600


def test_goods_come_back_while_they_are_made_cheaper():
	"""All 10 for 1,000, or 600 off, or 600 off and then all 10 for the 400 that are left: never more than was billed."""
	_code, bill, (back, cheaper) = returned_twice("Sales Credit Memo")
	memo = frappe.get_doc("Sales Credit Memo", cheaper)
	memo.lines[0].update({"effect": "Price", "unit_price": 60})
	memo.save()
	outcomes = race((post, "Sales Credit Memo", back), (post, "Sales Credit Memo", cheaper))
	credited = frappe.db.get_value("Sales Invoice Line", {"parent": bill.name}, "credited_gross_amount")
	assert credited == (600 if outcomes[0].error else 1000)
	posted = {"parent": ("in", (back, cheaper)), "docstatus": 1}
	amounts = frappe.get_all("Sales Credit Memo Line", posted, pluck="line_amount")
	assert sorted(amounts) in ([600], [1000], [400, 600]) and sum(amounts) == credited


def rest_is_out():
	"""Of 9, 7 are shipped, 5 of them billed and cancelled: 2 are out. Returns item, order, shipment and credit memo."""
	code = goods(stock=9)
	order = draft(
		"Sales Order", item(code, 9, qty_to_ship=7, qty_to_invoice=5), customer=customer(), location="MAIN"
	)
	posted = api.post("Sales Order", order.name, ship=True, invoice=True)
	return code, order, posted["shipment"], api.cancel_invoice(posted["invoice"])


def test_the_rest_of_a_shipment_is_undone_once():
	code, _order, shipment, _memo = rest_is_out()
	job = (act, "undo_shipment", shipment)
	_won, lost = one_winner(race(job, job))
	assert lost.codes == ("corrected",)
	assert frappe.db.get_value("Stock Level", {"item": code}, "quantity") == 9


def test_the_rest_is_undone_while_it_is_billed():
	code, order, shipment, _memo = rest_is_out()
	undone, billed = outcomes = race((act, "undo_shipment", shipment), (bill_shipped, order.name))
	one_winner(outcomes)
	assert undone.codes == ("E19",) if undone.error else billed.codes == ("E01",)
	assert frappe.db.get_value("Stock Level", {"item": code}, "quantity") == (7 if undone.error else 9)


def test_the_rest_is_undone_while_the_cancellation_is_cancelled():
	"""Either goes first. An invoice that stands again keeps its shipment; what was undone before stays undone."""
	code, _order, shipment, memo = rest_is_out()
	undone, cancelled = race((act, "undo_shipment", shipment), (act, "cancel_credit_memo", memo))
	assert cancelled.error == ""
	assert undone.codes == (("E19",) if undone.error else ())
	assert frappe.db.get_value("Stock Level", {"item": code}, "quantity") == (2 if undone.error else 4)


def test_an_invoice_is_cancelled_while_the_rest_is_shipped():
	"""Neither is in the other's way: 6 of 10 come back, 4 leave, and the order counts 4."""
	code = goods(stock=10)
	order = draft("Sales Order", item(code, 10, qty_to_ship=6), customer=customer(), location="MAIN")
	posted = api.post("Sales Order", order.name, ship=True, invoice=True)
	cancelled, shipped = race((act, "cancel_invoice", posted["invoice"]), (ship_again, order.name))
	assert cancelled.error == ""
	assert shipped.error in ("", "TimestampMismatchError") or "changed" in shipped.message
	counted = frappe.db.get_value(
		"Sales Line", {"parent": order.name}, ["quantity_shipped", "quantity_invoiced"]
	)
	# Whoever ships after the cancellation ships all that is left then.
	assert counted in ((4, 0), (10, 0), (0, 0))


def test_a_credit_memo_is_cancelled_while_the_order_is_shipped_again():
	_code, order, posted = sale(invoice=True)
	memo = api.cancel_invoice(posted["invoice"])
	cancelled, shipped = outcomes = race((act, "cancel_credit_memo", memo), (ship_again, order.name))
	winner = [outcome for outcome in outcomes if not outcome.error]
	assert len(winner) == 1, outcomes
	if cancelled.error:
		assert cancelled.codes == ("order_rest",)
	else:
		assert set(shipped.codes) <= {"status", "nothing_to_ship"} or "changed" in shipped.message
	counted = frappe.db.get_value(
		"Sales Line", {"parent": order.name}, ["quantity_shipped", "quantity_invoiced"]
	)
	assert counted == ((10, 0) if cancelled.error else (10, 10))


def test_the_goods_are_sold_while_their_credit_memo_is_cancelled():
	bill = direct()
	memo = api.cancel_invoice(bill.name)
	(code,) = frappe.get_all("Sales Invoice Line", {"parent": bill.name}, pluck="item")
	other = draft("Sales Invoice", item(code, 10), customer=customer(), location="MAIN")
	outcomes = race((act, "cancel_credit_memo", memo), (post, "Sales Invoice", other.name))
	_won, lost = one_winner(outcomes)
	assert lost.codes == ("stock",)
