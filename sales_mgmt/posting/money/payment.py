"""Post a customer payment or refund and apply it."""

from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.ledgers.dimensions import dimensions_of
from sales_mgmt.posting.core.entries import APPLIED, NEW, TOLERANCE, Application, Plan
from sales_mgmt.posting.core.money.payment import PaymentFacts, plan_payment
from sales_mgmt.posting.reading.open_entries import (
	application_rules,
	group_accounts,
	read_entries,
	to_open_entry,
)
from sales_mgmt.posting.road.extensions import announce_after_commit
from sales_mgmt.posting.road.planning import planned
from sales_mgmt.posting.writing.applications import write_application
from sales_mgmt.posting.writing.ledgers import Source, ledger_rows, write_money
from sales_mgmt.rates.numbers import take_number
from sales_mgmt.settings import currency_digits, posting_policy
from sales_mgmt.storage.write import new_name

DECISIONS = {"Accept": True, "Refuse": False, "Leave Open": False}
"""What a person said about a late discount or a tolerance. Anything else: as the settings say."""


@dataclass(frozen=True, slots=True)
class PreparedPayment:
	facts: PaymentFacts
	plan: Plan


def gather_payment(payment: Document, lock: bool = False) -> PaymentFacts:
	"""Facts of a payment. With `lock`, the entries to be paid are read FOR UPDATE, sorted by name."""
	customer = frappe.db.get_value(
		"Customer", payment.customer, ["blocked", "customer_posting_group"], as_dict=True
	)
	entries = read_entries([row.entry for row in payment.applications], lock)
	groups = {customer.customer_posting_group, *(row.customer_posting_group for row in entries.values())}
	accounts = group_accounts(groups)
	own = accounts.get(customer.customer_posting_group)
	digits = currency_digits(payment.currency)
	rules = application_rules(
		payment.posting_date,
		payment.currency,
		DECISIONS.get(payment.late_payment_discount),
		False if payment.flags.by_age else DECISIONS.get(payment.payment_tolerance),
	)
	return PaymentFacts(
		customer=payment.customer,
		blocked=customer.blocked or "",
		posting_date=getdate(payment.posting_date) if payment.posting_date else None,
		amount=to_decimal(payment.amount, digits),
		currency=payment.currency,
		exchange_rate=to_decimal(payment.exchange_rate),
		digits=digits,
		payment_account=payment.payment_account,
		receivables_account=own.receivables_account if own else None,
		customer_posting_group=customer.customer_posting_group,
		policy=posting_policy(),
		realized_gains_account=rules.gains_account,
		realized_losses_account=rules.losses_account,
		entries=tuple(
			to_open_entry(
				entries[row.entry],
				accounts,
				row.idx,
				to_decimal(row.amount, digits) if row.amount else None,
			)
			for row in payment.applications
		),
		dimensions=dimensions_of(payment),
		kind=payment.kind or "Payment",
		grace_period=rules.grace_period,
		accept_late_discount=rules.accept_late_discount,
		late_discount_if_short=rules.late_discount_if_short,
		accept_tolerance=rules.accept_tolerance,
	)


def prepare_payment(payment: Document) -> PreparedPayment:
	"""Plan the payment, fill in what it applies, and number it. Raises PostingError with every finding."""
	facts = gather_payment(payment, lock=True)
	plan = planned(plan_payment, facts)
	entry = plan.customer[0]
	_show_applied(payment, plan)
	payment.amount_lcy = float(abs(entry.amount_lcy))
	payment.unapplied_amount = float(abs(entry.remaining_amount))
	payment.customer_ledger_entry = new_name()
	payment.posted_no = take_number("payment_series", facts.posting_date)
	return PreparedPayment(facts, plan)


def _show_applied(payment: Document, plan: Plan) -> None:
	"""Rows of the payment say what they were paid; rows that got nothing go."""
	shown: dict[str, dict[str, float]] = {}
	for row in plan.applications:
		for entry in _named(row):
			values = shown.setdefault(
				entry, {"amount": 0.0, "payment_discount": 0.0, "payment_tolerance": 0.0}
			)
			field = {APPLIED: "amount", TOLERANCE: "payment_tolerance"}.get(row.kind, "payment_discount")
			values[field] += float(row.amount)
	payment.set("applications", [row for row in payment.applications if row.entry in shown])
	for index, row in enumerate(payment.applications, start=1):
		row.idx = index
		row.update(shown[row.entry])


def _named(row: Application) -> list[str]:
	return [entry for entry in (row.debit, row.credit) if entry and entry != NEW]


def write_payment(payment: Document, prepared: PreparedPayment) -> None:
	"""Write the ledgers of a prepared payment and what it leaves of the entries it pays."""
	facts, plan = prepared.facts, prepared.plan
	rows = ledger_rows(
		plan,
		{
			"posting_date": facts.posting_date,
			"document_date": facts.posting_date,
			"due_date": facts.posting_date,
			"customer": facts.customer,
			"external_document_no": payment.external_document_no,
			"customer_posting_group": facts.customer_posting_group,
			"payment_method": payment.payment_method,
			"description": payment.description or payment.name,
		},
	)
	rows["Customer Ledger Entry"][0]["name"] = payment.customer_ledger_entry
	source = Source(payment.doctype, payment.name, payment.posted_no)
	write_money(rows, source)
	write_application(
		plan.applications,
		plan.applied,
		{
			"posting_date": facts.posting_date,
			"customer": facts.customer,
			"currency": facts.currency,
			"entry": payment.customer_ledger_entry,
			"posted_no": payment.posted_no,
			"receivables_account": facts.receivables_account,
		},
		source,
		names={NEW: payment.customer_ledger_entry},
	)
	announce_after_commit(payment.doctype, payment=payment.name)
