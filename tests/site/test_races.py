"""Two people do the same thing at the same moment: one wins, the other is told why, and the books are sound.

Real processes with real connections; what they need is committed before, and swept away when the module ends.
"""

import frappe
import pytest
from build import DAY, draft, goods, item, statuses, stock
from processes import meeting, together
from racing import customer, last_number, numbers_after

from sales_mgmt import api

BEFORE_POSTING = "sales_mgmt.api._post"
"""By then a request has read the document and checked the permission, and holds no lock."""


pytestmark = pytest.mark.usefixtures("swept_up", "ends_sound")


def post(doctype, name, ship=False, invoice=False, meet_at=BEFORE_POSTING, **when):
	with meeting(meet_at, **when):
		return api.post(doctype, name, ship=ship, invoice=invoice)


def committed(doctype, *lines, **values):
	doc = draft(
		doctype, *lines, customer=values.pop("customer", None) or customer(), location="MAIN", **values
	)
	frappe.db.commit()
	return doc


def race(*jobs):
	frappe.db.commit()
	outcomes = together(*jobs)
	frappe.db.rollback()
	return outcomes


def one_winner(outcomes):
	"""(the value of the winner, the outcome of the loser)"""
	winners = [outcome for outcome in outcomes if not outcome.error]
	assert len(winners) == 1, outcomes
	(loser,) = (outcome for outcome in outcomes if outcome.error)
	return winners[0].value, loser


@pytest.mark.parametrize(
	("ordered", "codes"), [(10, ("status", "nothing_to_ship")), (25, ("changed",))], ids=["all", "part"]
)
def test_the_same_order_is_posted_once(ordered, codes):
	"""10 of 10, or 10 of 25: the second request was made before the first one shipped, so it ships nothing more."""
	order = committed("Sales Order", item(goods(stock=100), ordered, qty_to_ship=10))
	job = (post, "Sales Order", order.name, True, True)
	won, lost = one_winner(race(job, job))
	assert (lost.error, lost.codes) == ("PostingError", codes)
	assert frappe.get_all("Sales Shipment", {"sales_order": order.name}, pluck="name") == [won["shipment"]]
	assert frappe.get_all("Sales Invoice", {"sales_order": order.name}, pluck="name") == [won["invoice"]]
	order.reload()
	assert (order.lines[0].quantity_shipped, order.lines[0].quantity_invoiced) == (10, 10)


def test_a_refused_posting_takes_no_number():
	order = committed("Sales Order", item(goods(stock=100), 10))
	before = last_number("posted_shipment_series")
	job = (post, "Sales Order", order.name, True)
	won, _lost = one_winner(race(job, job))
	assert won["shipment"] == last_number("posted_shipment_series")[1] == numbers_after(before, 1)[0]


def test_the_last_pieces_go_to_one_of_two_orders():
	pieces = goods(stock=10)
	orders = [committed("Sales Order", item(pieces, 10)) for _ in range(2)]
	won, lost = one_winner(race(*((post, "Sales Order", order.name, True) for order in orders)))
	assert (lost.error, lost.codes) == ("PostingError", ("stock",))
	assert won["shipment"]
	assert stock(pieces) == (0, 0)


def post_all(names):
	return [posted for name in names if (posted := post_and_commit(name))]


def post_and_commit(name):
	posted = api.post("Sales Order", name, ship=True, invoice=True)
	frappe.db.commit()
	return posted


def test_orders_with_the_same_items_in_opposite_order_never_block_each_other():
	"""Two people post ten orders each, as fast as they can. No deadlock reaches them, no number is skipped."""
	first, second = goods(stock=200), goods(stock=200)
	lines = [item(first, 3), item(second, 2)]
	there = [committed("Sales Order", *lines).name for _ in range(10)]
	back = [committed("Sales Order", *lines[::-1]).name for _ in range(10)]
	before = last_number("posted_shipment_series"), last_number("posted_invoice_series")
	outcomes = race((post_all, there), (post_all, back))
	assert [outcome.error for outcome in outcomes] == ["", ""]
	posted = [result for outcome in outcomes for result in outcome.value]
	assert sorted(result["shipment"] for result in posted) == numbers_after(before[0], 20)
	invoices = frappe.get_all("Sales Invoice", {"sales_order": ("in", there + back)}, pluck="posted_no")
	assert sorted(invoices) == numbers_after(before[1], 20)
	assert (stock(first)[0], stock(second)[0]) == (140, 160)


def post_and_give_up(name):
	post("Sales Order", name, True, True)
	raise frappe.ValidationError("changed my mind")


def test_a_posting_that_is_rolled_back_leaves_no_hole_in_the_numbers():
	orders = [committed("Sales Order", item(goods(stock=10), 10)).name for _ in range(5)]
	before = last_number("posted_invoice_series")
	jobs = [(post, "Sales Order", name, True, True) for name in orders]
	outcomes = race(*jobs[:2], (post_and_give_up, orders[2]), *jobs[3:])
	assert [outcome.error for outcome in outcomes] == ["", "", "ValidationError", "", ""]
	numbers = frappe.get_all("Sales Invoice", {"sales_order": ("in", orders)}, pluck="posted_no")
	assert sorted(numbers) == numbers_after(before, 4)


def pay(of, amount, invoice=None, meet_at="sales_mgmt.api.receivables.with_retries"):
	with meeting(meet_at):
		return api.register_payment(of, amount, DAY, apply_to=invoice)


def posted_invoice(of):
	invoice = committed("Sales Invoice", item(goods(stock=10), 10), customer=of)
	api.post("Sales Invoice", invoice.name)
	return invoice.name


def test_the_same_invoice_is_paid_once():
	payer = customer()
	invoice = posted_invoice(payer)
	won, lost = one_winner(race((pay, payer, 1250, invoice), (pay, payer, 1250, invoice)))
	assert (lost.error, lost.codes) == ("PostingError", ("not_open",))
	assert frappe.get_all("Customer Payment", {"customer": payer}, pluck="name") == [won]
	assert frappe.db.get_value("Sales Invoice", invoice, ["status", "remaining_amount"]) == ("Paid", 0)


def test_payments_for_the_oldest_invoices_share_them():
	"""Nobody named an invoice: what the first payment closes is no obstacle to the second, which stays open."""
	payer = customer(application_method="Apply to Oldest")
	invoice = posted_invoice(payer)
	outcomes = race((pay, payer, 1250), (pay, payer, 1250))
	assert [outcome.error for outcome in outcomes] == ["", ""]
	unapplied = frappe.get_all("Customer Payment", {"customer": payer}, pluck="unapplied_amount")
	assert sorted(unapplied) == [0, 1250]
	assert frappe.db.get_value("Sales Invoice", invoice, "status") == "Paid"


def test_the_same_draft_invoice_is_posted_once():
	invoice = committed("Sales Invoice", item(goods(stock=100), 10))
	before = last_number("posted_invoice_series")
	job = (post, "Sales Invoice", invoice.name)
	won, lost = one_winner(race(job, job))
	assert won["invoice"] == invoice.name
	assert (lost.error, lost.codes) == ("PostingError", ("status",))
	assert frappe.db.get_value("Sales Invoice", invoice.name, "posted_no") == numbers_after(before, 1)[0]
	assert last_number("posted_invoice_series")[1] == numbers_after(before, 1)[0]


def test_two_invoices_bill_the_same_shipment_once():
	order = committed("Sales Order", item(goods(stock=10), 10))
	api.post("Sales Order", order.name, ship=True)
	drafts = [api.make_invoice("Sales Order", order.name) for _ in range(2)]
	won, lost = one_winner(race(*((post, "Sales Invoice", name) for name in drafts)))
	assert won["invoice"] in drafts
	assert (lost.error, lost.codes) == ("PostingError", ("E01",))


def test_an_invoice_and_a_shipment_of_the_same_order_leave_the_right_status():
	"""The invoice was begun before the shipment and waits for it: it must not remember the lines as they were."""
	order = committed("Sales Order", item(goods(stock=10), 10), item(goods(stock=10), 10, qty_to_ship=0))
	api.post("Sales Order", order.name, ship=True)
	invoice = api.make_invoice("Sales Order", order.name)
	jobs = (post, "Sales Invoice", invoice), (post, "Sales Order", order.name, True, False, None)
	assert [outcome.error for outcome in race(*jobs)] == ["", ""]
	assert statuses(order) == ("Released", "Shipped", "Partly Invoiced")


def test_the_first_stock_of_an_item_may_come_in_twice_at_once():
	"""There is no row to lock yet, so the item is locked in its place. Both begin to look at once, and both have to add up."""
	code = goods()
	arrivals = [
		frappe.get_doc(
			{
				"doctype": "Inventory Adjustment",
				"posting_date": DAY,
				"lines": [{"item": code, "location": "MAIN", "quantity": quantity, "unit_cost": 60}],
			}
		).insert()
		for quantity in (10, 5)
	]
	seen = {"meet_at": "sales_mgmt.posting.goods.adjustment.read_levels"}
	outcomes = race(*((post_adjustment, doc.name, seen) for doc in arrivals))
	assert [outcome.error for outcome in outcomes] == ["", ""]
	assert stock(code) == (15, 900)


def post_adjustment(name, seen):
	return post("Inventory Adjustment", name, **seen)


def post_in_strict_isolation(name):
	"""MariaDB from 11.6 on refuses to lock a row that changed since the transaction began to read."""
	frappe.db.sql("SET SESSION innodb_snapshot_isolation = ON")
	return post("Sales Order", name, True)


def test_strict_isolation_of_newer_servers_is_retried_as_well():
	if not frappe.db.sql("SHOW VARIABLES LIKE 'innodb_snapshot_isolation'"):
		pytest.skip("this server has no strict isolation")
	pieces = goods(stock=15)
	orders = [committed("Sales Order", item(pieces, 10)).name for _ in range(2)]
	won, lost = one_winner(race(*((post_in_strict_isolation, name) for name in orders)))
	assert won["shipment"]
	assert (lost.error, lost.codes) == ("PostingError", ("stock",))
