"""What four people do to the same few customers and goods at the same time, each step chosen at random.

A step is a request of its own: it reads what there is, does one thing by one of our actions or by Frappe's own insert, and
is committed. What it is refused for with a sentence is part of the business; any other error is a failure.
"""

import traceback
from collections import Counter
from random import Random
from time import monotonic

import frappe
from build import DAY

from sales_mgmt import api
from sales_mgmt.jobs import queue
from sales_mgmt.transactions.retry import RETRIED, PostingsMet, is_conflict

REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError)
ORDER, INVOICE, MEMO, RETURN = "Sales Order", "Sales Invoice", "Sales Credit Memo", "Sales Return Order"


class World:
	"""Whom and what a step may choose from, and its dice."""

	def __init__(self, customers, items, seed):
		self.customers, self.items, self.dice = customers, items, Random(seed)

	def any_of(self, doctype, **filters):
		"""A document of our customers, one of the latest more likely; None if there is none."""
		field = "name" if doctype == "Posting Job" else "customer"
		mine = {} if field == "name" else {field: ("in", self.customers)}
		names = frappe.get_all(doctype, {**mine, **filters}, pluck="name", order_by="creation desc", limit=8)
		return self.dice.choice(names) if names else None

	def values(self, doctype, **more):
		lines = [
			{
				"type": "Item",
				"item": code,
				"quantity": self.dice.randint(1, 5),
				"unit_price": self.dice.choice([10, 33.33, 0.07]),
				"location": "MAIN",
			}
			for code in self.dice.sample(self.items, self.dice.randint(1, 3))
		]
		dates = {"posting_date": DAY, "document_date": DAY}
		return {
			"doctype": doctype,
			"customer": self.dice.choice(self.customers),
			**dates,
			"lines": lines,
			**more,
		}


def new_order(world):
	return frappe.get_doc(world.values(ORDER)).insert()


def new_invoice(world):
	return frappe.get_doc(world.values(INVOICE)).insert()


def born_posted_invoice(world):
	return frappe.get_doc(world.values(INVOICE, docstatus=1)).insert()


def born_posted_memo(world):
	return frappe.get_doc(world.values(MEMO, docstatus=1)).insert()


def post_order(world):
	if name := world.any_of(ORDER, status=("!=", "Completed")):
		return api.post(ORDER, name, ship=True, invoice=world.dice.random() < 0.5)


def bill_order(world):
	if name := world.any_of(ORDER, status=("!=", "Completed"), shipping_status=("!=", "Not Shipped")):
		return api.post(ORDER, name, invoice=True)


def edit_order(world):
	if name := world.any_of(ORDER, status="Open"):
		doc = frappe.get_doc(ORDER, name)
		line = world.dice.choice(doc.lines)
		line.quantity += 1
		line.qty_to_ship = world.dice.randint(0, 2)
		return doc.save()


def release_or_reopen(world):
	if name := world.any_of(ORDER, status=("in", ["Open", "Released"])):
		return getattr(api, world.dice.choice(["release", "reopen"]))(ORDER, name)


def close_order(world):
	if name := world.any_of(ORDER, status="Released"):
		return api.close_order(name, "Enough")


def invoice_of_order(world):
	if name := world.any_of(ORDER, shipping_status=("!=", "Not Shipped")):
		invoice = api.make_invoice(ORDER, name)
		frappe.db.commit()  # a request of its own
		return api.post(INVOICE, invoice)


def post_draft(world):
	doctype = world.dice.choice([INVOICE, MEMO])
	if name := world.any_of(doctype, docstatus=0):
		return api.post(doctype, name)


def undo(world):
	if name := world.any_of("Sales Shipment"):
		return api.undo_shipment(name)


def cancel(world):
	if name := world.any_of(INVOICE, docstatus=1):
		return api.cancel_invoice(name)


def correct(world):
	if name := world.any_of(INVOICE, docstatus=1):
		return api.correct_invoice(name)


def cancel_memo(world):
	if name := world.any_of(MEMO, docstatus=1):
		return api.cancel_credit_memo(name)


def corrective_memo(world):
	if name := world.any_of(INVOICE, docstatus=1):
		return api.make_corrective_credit_memo(name)


def return_order(world):
	if name := world.any_of(INVOICE, docstatus=1):
		return api.make_return_order(INVOICE, name)


def post_return(world):
	if name := world.any_of(RETURN, status=("!=", "Completed")):
		return api.post(RETURN, name, ship=True, invoice=world.dice.random() < 0.5)


def pay(world):
	if name := world.any_of(INVOICE, docstatus=1, remaining_amount=(">", 0)):
		doc = frappe.get_doc(INVOICE, name)
		return api.register_payment(
			doc.customer, world.dice.choice([1, doc.remaining_amount]), DAY, apply_to=name
		)


def pay_ahead(world):
	return api.register_payment(world.dice.choice(world.customers), 5, DAY)


def apply(world):
	payment = world.any_of("Customer Payment", docstatus=1, unapplied_amount=(">", 0))
	if payment:
		customer = frappe.db.get_value("Customer Payment", payment, "customer")
		invoices = frappe.get_all(
			INVOICE, {"customer": customer, "remaining_amount": (">", 0), "docstatus": 1}, pluck="name"
		)
		if invoices:
			return api.apply_entries(payment, [world.dice.choice(invoices)])


def unapply(world):
	if name := world.any_of("Customer Application", status="Applied"):
		return api.unapply(name)


def queue_something(world):
	doctype = world.dice.choice([ORDER, RETURN, INVOICE])
	filters = {"docstatus": 0} if doctype == INVOICE else {"status": ("!=", "Completed")}
	if name := world.any_of(doctype, **filters):
		job = api.post_later(doctype, name, ship=doctype != INVOICE)
		frappe.db.after_commit.reset()  # the bench's own worker stays out of it: these four empty the queue
		return job


def run_queue(_world):
	queue.run_queue()
	return True


STEPS = (
	*(new_order, new_order, new_invoice, born_posted_invoice, born_posted_memo),
	*(
		post_order,
		post_order,
		post_order,
		bill_order,
		edit_order,
		release_or_reopen,
		close_order,
		invoice_of_order,
	),
	*(post_draft, undo, cancel, correct, cancel_memo, corrective_memo, return_order, post_return),
	*(pay, pay, pay_ahead, apply, unapply, queue_something, run_queue),
)


def race_for(seconds, customers, items, seed):
	"""Steps until the time is over. Returns what was done, refused, tried again, and what went wrong."""
	world, before = World(customers, items, seed), Counter(RETRIED)
	done, refused, wrong = Counter(), Counter(), []
	until = monotonic() + seconds
	while monotonic() < until:
		step = world.dice.choice(STEPS)
		try:
			if step(world) is not None:
				done[step.__name__] += 1
			frappe.db.commit()
		except Exception as error:
			frappe.db.rollback()
			if isinstance(error, PostingsMet) or is_conflict(error) or not isinstance(error, REFUSALS):
				wrong.append((step.__name__, "".join(traceback.format_exception(error))[-3000:]))
			refused[step.__name__] += 1
	return {"done": done, "refused": refused, "retried": Counter(RETRIED) - before, "wrong": wrong}
