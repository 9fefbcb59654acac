"""Invoices, payments, refunds, applications and their undoing in random order, in two currencies: the books stay sound.

After every step `verify()` is empty; at the end receivables agree with the ledger on every date, and everything that can be
taken back, newest first, leaves every entry as it was posted. A seed that fails is a test of its own: add it to the list.
"""

import random
from datetime import date, timedelta

import frappe
import pytest
from build import HAMBURG, account, buyer, exchange_rates, posted_invoice, settings
from test_s24_reports import aged, receivables_on

from sales_mgmt import api
from sales_mgmt.findings.telling import PostingError
from sales_mgmt.posting.verify.books import verify

SEEDS = (1, 2, 3)
STEPS = 25
FIRST = date(2026, 1, 5)
EXPECTED = {"E29", "not_open", "same_side", "over_applied", "later", "unapplied", "earlier", "currency"}
"""What a step that does not fit is refused with. Anything else is a defect."""


class Business:
	def __init__(self, seed):
		self.chance, self.day = random.Random(seed), FIRST
		self.customers = [
			buyer(payment_terms="14D-8D2"),
			buyer(HAMBURG, payment_terms="14D-8D2", application_method="Apply to Oldest"),
		]

	def step(self):
		self.day += timedelta(days=self.chance.randrange(4))
		actions = (
			self.bill,
			self.bill,
			self.pay,
			self.pay,
			self.pay_too_little,
			self.refund,
			self.apply,
			self.undo,
		)
		try:
			self.chance.choice(actions)(self.chance.choice(self.customers))
		except PostingError as error:
			assert {finding.code for finding in error.findings} <= EXPECTED, error

	def amount(self):
		return self.chance.randrange(100, 500_000) / 100

	def entries(self, customer, sign, **filters):
		filters = {"customer": customer, "remaining_amount": (sign, 0), **filters}
		return frappe.get_all(
			"Customer Ledger Entry", filters, ["name", "remaining_amount"], order_by="creation"
		)

	def bill(self, customer):
		line = account("3900", 1, self.amount())
		posted_invoice(line, customer=customer, posting_date=self.day, document_date=self.day)

	def pay(self, customer):
		owed = self.entries(customer, ">")
		named = self.chance.sample(owed, self.chance.randrange(len(owed) + 1))
		rows = [
			{"entry": row.name, "amount": self.chance.choice((None, row.remaining_amount / 3))}
			for row in named
		]
		rows = [{**row, "amount": (row["amount"] and round(row["amount"], 2)) or None} for row in rows]
		api.register_payment(
			customer, self.amount(), self.day, rows, accept_late_discount=self.chance.choice((None, 1, 0))
		)

	def pay_too_little(self, customer):
		owed = self.entries(customer, ">")
		if owed:
			row = self.chance.choice(owed)
			amount = max(row.remaining_amount - self.chance.randrange(-300, 300) / 100, 1)
			api.register_payment(customer, round(amount, 2), self.day, row.name)

	def refund(self, customer):
		ours = self.entries(customer, "<")
		if ours:
			api.register_payment(
				customer, self.amount(), self.day, self.chance.choice(ours).name, kind="Refund"
			)

	def apply(self, customer):
		ours, owed = self.entries(customer, "<"), self.entries(customer, ">")
		if ours and owed:
			against = self.chance.sample(owed, self.chance.randrange(1, len(owed) + 1))
			api.apply_entries(self.chance.choice(ours).name, [row.name for row in against])

	def undo(self, customer):
		units = frappe.get_all(
			"Customer Application", {"customer": customer, "status": "Applied"}, pluck="name"
		)
		if units:
			api.unapply(self.chance.choice(units), self.day)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_books_stay_sound(seed, books):
	settings(
		max_payment_tolerance=20,
		payment_discount_grace_period="5D",
		payment_tolerance_percent=0.5,
		allow_posting_from=None,
	)
	exchange_rates(d20260101=11.5, d20260110=11.83, d20260120=11.1234, d20260205=12.01)
	business = Business(seed)
	for _step in range(STEPS):
		business.step()
		assert verify() == []
	for days in range(0, 60, 7):
		on = str(FIRST + timedelta(days=days))
		assert round(sum(row["total"] for row in aged(on)), 6) == round(receivables_on(on), 6), on
	units = {"customer": ("in", business.customers), "status": "Applied"}
	newest = dict(order_by="creation desc", pluck="name")
	for unit in frappe.get_all("Customer Application", units, **newest):
		api.unapply(unit, business.day)
	assert verify() == []
	left = frappe.get_all(
		"Customer Ledger Entry",
		{"customer": ("in", business.customers)},
		["amount", "remaining_amount", "amount_lcy", "remaining_amount_lcy", "payment_discount_lost"],
	)
	assert all(
		row.amount == row.remaining_amount and row.amount_lcy == row.remaining_amount_lcy for row in left
	)
