"""Sales, corrections, returns and payments in any order: whatever people do, the books are sound.

Hypothesis makes the sequences up, always the same ones. An act either goes through or is refused in a sentence; after each
the general ledger balances, and at the end of a run everything of `invariants` holds. Two customers (NOK and EUR), items
costed as FIFO, by average and at standard, one that sells before it comes in, and a service. All in one transaction that is
rolled back.
"""

from collections import Counter

import frappe
import pytest
from build import DAY, HAMBURG, OSLO, adjust, buyer, draft, exchange_rates, goods, item, order, settings
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
	RuleBasedStateMachine,
	invariant,
	precondition,
	rule,
	run_state_machine_as_test,
)
from invariants import check_books, unbalanced

from sales_mgmt import api
from sales_mgmt.jobs import queue
from sales_mgmt.transactions.attempt import attempt_posting

DAYS = (DAY, "2026-03-20")
"""The euro is dearer on the second."""
WHICH = st.integers(0, 7)
PIECES = st.integers(1, 6)
LATER = 4
"""After as many acts a worker takes the next job."""
went_through, refused = Counter(), Counter()


class Company:
	"""What every run begins with: things are sold, shipped and received back, so that there is something to correct."""

	def __init__(self):
		exchange_rates(d20260301=11.5, d20260315=11.8)
		settings(allow_negative_stock=1)
		self.customers = [buyer(OSLO), buyer(HAMBURG)]
		self.items = [
			goods(costing_method="FIFO"),
			goods(costing_method="Average"),
			goods(costing_method="Standard"),
			goods(costing_method="FIFO"),
			goods(item_type="Service", inventory_posting_group=None),
		]
		first, second, third, *_not_there = self.items
		adjust((first, 8, 60), (first, 8, 71), (second, 9, 33.33), (third, 10, 60))
		self.orders, self.invoices, self.memos, self.cancellations = [], [], [], []
		self.returns, self.shipments, self.receipts, self.payments = [], [], [], []
		for customer in self.customers:
			values = {"customer": customer, "location": "MAIN"}
			for pieces in (3, 2):
				lines = [item(first, pieces, unit_price=99.99), item(second, 1)]
				bill = draft("Sales Invoice", *lines, **values)
				api.post("Sales Invoice", bill.name)
				self.invoices.append(bill.name)
			sale = order(item(second, 4), item(third, 3), **values)
			self.orders.append(sale.name)
			self.shipments.append(api.post("Sales Order", sale.name, ship=True)["shipment"])
			back = draft("Sales Return Order", **values)
			api.get_lines_to_reverse(back.name, [bill.lines[0].name])
			self.returns.append(back.name)
			self.receipts.append(api.post("Sales Return Order", back.name, ship=True)["return_receipt"])


class BooksMachine(RuleBasedStateMachine):
	"""Holds the names of what was made; every rule takes one of them by a number."""

	company: "Company"

	def __init__(self):
		super().__init__()
		frappe.db.savepoint("run")
		for name, made in vars(self.company).items():
			setattr(self, name, list(made))
		self.jobs, self.acts = [], 0

	def attempt(self, act):
		"""Do it, or be refused in a sentence: anything else is a defect. A refusal leaves nothing, as in a request."""
		name = act.__qualname__.split(".")[1]
		frappe.db.savepoint("act")
		try:
			result = act()
		except frappe.ValidationError as refusal:
			assert str(refusal).strip()
			frappe.db.rollback(save_point="act")
			frappe.local.document_cache = {}
			frappe.local.message_log = []
			refused[name] += 1
			return None
		went_through[name] += 1
		return result

	def post(self, doctype, name, ship, invoice, later):
		"""At once, or by the queue."""
		options = {"ship": ship or not invoice, "invoice": invoice}
		if not later:
			return api.post(doctype, name, **options)
		self.jobs.append(api.post_later(doctype, name, **options))
		return {}

	def work_off_the_queue(self):
		"""What a worker does with the oldest job: it is posted once, or says why not."""

		def act():
			job = next((job for job in queue._waiting(limit=100) if job.name in self.jobs), None)
			if not job:
				frappe.throw("Nothing waits.")
			outcome = attempt_posting(lambda: queue._post(job), ours=False)
			if not outcome.posted:
				assert all(outcome.messages)
				queue._fail(job, outcome.messages)
			return outcome.posted

		self.keep(self.attempt(act))

	def keep(self, posted):
		for key, names in (
			("invoice", self.invoices),
			("credit_memo", self.memos),
			("shipment", self.shipments),
			("return_receipt", self.receipts),
		):
			if posted and posted.get(key):
				names.append(posted[key])

	@rule(what=WHICH, pieces=PIECES, who=WHICH, day=WHICH, twice=st.booleans())
	def sell(self, what, pieces, who, day, twice):
		def act():
			lines = [item(pick(self.items, what), pieces, unit_price=99.99)]
			if twice:
				lines.append(item(pick(self.items, what + 1), pieces, line_discount_percent=7))
			doc = draft("Sales Invoice", *lines, **self.dated(who, day))
			return api.post("Sales Invoice", doc.name)

		self.keep(self.attempt(act))

	def dated(self, who, day):
		return {"customer": pick(self.customers, who), "posting_date": pick(DAYS, day), "location": "MAIN"}

	@rule(what=WHICH, pieces=PIECES, who=WHICH, day=WHICH)
	def take_an_order(self, what, pieces, who, day):
		lines = [item(pick(self.items, what), pieces, unit_price=50), item(pick(self.items, what + 1), 2)]
		self.orders.append(order(*lines, **self.dated(who, day)).name)

	@precondition(lambda self: self.orders)
	@rule(which=WHICH, ship=st.booleans(), invoice=st.booleans(), part=PIECES)
	def fulfil(self, which, ship, invoice, part):
		def act():
			doc = frappe.get_doc("Sales Order", pick(self.orders, which))
			line = doc.lines[0]
			if ship and part < line.outstanding_quantity:
				line.qty_to_ship = part
				doc.save()
			return self.post("Sales Order", doc.name, ship, invoice, later=part in (2, 5))

		self.keep(self.attempt(act))

	@precondition(lambda self: self.orders)
	@rule(which=WHICH)
	def invoice_what_was_shipped(self, which):
		def act():
			return api.post("Sales Invoice", api.make_invoice("Sales Order", pick(self.orders, which)))

		self.keep(self.attempt(act))

	@precondition(lambda self: self.invoices)
	@rule(which=WHICH)
	def cancel(self, which):
		def act():
			return {"credit_memo": api.cancel_invoice(pick(self.invoices, which))}

		if posted := self.attempt(act):
			self.keep(posted)
			self.cancellations += posted.values()

	@precondition(lambda self: self.memos)
	@rule(which=WHICH, any_memo=st.booleans())
	def cancel_the_cancellation(self, which, any_memo):
		def act():
			found = self.memos if any_memo else self.cancellations or self.memos
			return {"invoice": api.cancel_credit_memo(pick(found, which))}

		self.keep(self.attempt(act))

	@precondition(lambda self: self.invoices)
	@rule(which=WHICH, part=PIECES, applied=st.booleans(), money_only=st.booleans())
	def correct_a_part(self, which, part, applied, money_only):
		def act():
			name = api.make_corrective_credit_memo(pick(self.invoices, which))
			memo = frappe.get_doc("Sales Credit Memo", name)
			memo.lines[0].quantity = min(part, memo.lines[0].quantity)
			if money_only:
				memo.lines[0].effect = "Price"
			if not applied:
				memo.applications = []
			memo.save()
			return api.post("Sales Credit Memo", name)

		self.keep(self.attempt(act))

	@rule(what=WHICH, pieces=PIECES, who=WHICH, day=WHICH)
	def credit_by_hand(self, what, pieces, who, day):
		def act():
			doc = draft("Sales Credit Memo", item(pick(self.items, what), pieces), **self.dated(who, day))
			return api.post("Sales Credit Memo", doc.name)

		self.keep(self.attempt(act))

	@rule(who=WHICH, which=WHICH, part=PIECES, day=WHICH)
	def ask_for_a_return(self, who, which, part, day):
		def act():
			offered = api.lines_to_reverse(pick(self.customers, who))
			if not offered:
				frappe.throw("Nothing was sold.")
			line = pick(offered, which)
			doc = frappe.new_doc("Sales Return Order")
			doc.update(self.dated(who, day))
			doc.insert()
			chosen = {"line": line["line"], "quantity": min(part, line["reversible"])}
			api.get_lines_to_reverse(doc.name, [chosen])
			return doc.name

		if name := self.attempt(act):
			self.returns.append(name)

	@precondition(lambda self: self.returns)
	@rule(which=WHICH, receive=st.booleans(), credit=st.booleans())
	def take_back(self, which, receive, credit):
		def act():
			name = pick(self.returns, which)
			return self.post("Sales Return Order", name, receive, credit, later=which in (3, 6))

		self.keep(self.attempt(act))

	@precondition(lambda self: self.shipments)
	@rule(which=WHICH)
	def undo_a_shipment(self, which):
		def act():
			return api.undo_shipment(pick(self.shipments, which))

		self.attempt(act)

	@precondition(lambda self: self.receipts)
	@rule(which=WHICH)
	def undo_a_receipt(self, which):
		def act():
			return api.undo_return_receipt(pick(self.receipts, which))

		self.attempt(act)

	@rule(
		who=WHICH,
		amount=st.sampled_from([1, 100, 333.33, 5000]),
		which=WHICH,
		day=WHICH,
		at_once=st.booleans(),
	)
	def pay(self, who, amount, which, day, at_once):
		def act():
			invoice = pick(self.invoices, which) if at_once and self.invoices else None
			customer = pick(self.customers, who)
			if invoice:
				customer = frappe.db.get_value("Sales Invoice", invoice, "customer")
			return api.register_payment(customer, amount, pick(DAYS, day), invoice)

		if name := self.attempt(act):
			self.payments.append(name)

	@precondition(lambda self: self.payments)
	@rule(which=WHICH, payment=WHICH)
	def apply(self, which, payment):
		def act():
			name = pick(self.payments, payment)
			customer = frappe.db.get_value("Customer Payment", name, "customer")
			theirs = frappe.get_all(
				"Sales Invoice", {"customer": customer, "docstatus": 1}, pluck="name", order_by="name"
			)
			return api.apply_entries(name, pick(theirs, which))

		self.attempt(act)

	@precondition(lambda self: self.invoices)
	@rule(which=WHICH)
	def unapply(self, which):
		def act():
			found = frappe.get_all(
				"Customer Application",
				{"customer": ("in", self.customers), "status": "Applied"},
				pluck="name",
				order_by="creation desc",
			)
			return api.unapply(pick(found, which)) if found else frappe.throw("Nothing is applied.")

		self.attempt(act)

	@rule(what=st.integers(0, 3), pieces=PIECES, cost=st.sampled_from([10, 60, 77.77]))
	def supply(self, what, pieces, cost):
		adjust((pick(self.items, what), pieces, cost))

	@rule(which=WHICH, added=st.sampled_from([-5, 10, 33.33]))
	def a_supply_costs_more(self, which, added):
		def act():
			entries = frappe.get_all(
				"Item Ledger Entry",
				{"item": ("in", self.items[:2]), "entry_type": "Adjustment"},
				pluck="name",
				order_by="creation, idx",
			)
			line = {"kind": "Cost", "item_ledger_entry": pick(entries, which), "added_cost": added}
			doc = {"doctype": "Inventory Adjustment", "posting_date": DAY, "lines": [line]}
			frappe.get_doc(doc).insert().submit()

		self.attempt(act)

	@invariant()
	def the_general_ledger_balances(self):
		self.acts += 1
		if self.acts % LATER == 0 and self.jobs:
			self.work_off_the_queue()
		assert unbalanced() == {}

	def teardown(self):
		try:
			check_books()
		finally:
			frappe.db.rollback(save_point="run")
			frappe.cache.delete_keys("document_cache")
			frappe.local.document_cache = {}
			frappe.local.message_log = []


def pick(names, number):
	return names[number % len(names)]


@pytest.mark.soak(reduced=12, full=100)
def test_whatever_people_do_the_books_are_sound(size):
	went_through.clear()
	refused.clear()
	BooksMachine.company = Company()
	run_state_machine_as_test(
		BooksMachine,
		settings=hypothesis_settings(
			derandomize=True,
			database=None,
			deadline=None,
			phases=[Phase.generate],
			max_examples=size,
			stateful_step_count=30,
			suppress_health_check=list(HealthCheck),
		),
	)
	assert {name for name in ACTS if not went_through[name]} == set(), (went_through, refused)


ACTS = (
	"sell",
	"fulfil",
	"invoice_what_was_shipped",
	"cancel",
	"cancel_the_cancellation",
	"correct_a_part",
	"credit_by_hand",
	"ask_for_a_return",
	"take_back",
	"work_off_the_queue",
	"undo_a_shipment",
	"undo_a_receipt",
	"pay",
	"apply",
	"unapply",
	"a_supply_costs_more",
)
"""Every one of them has to go through in some run, or the machine shows nothing about it."""
