"""A customer pays (domain A22): money in, receivables down, and invoices closed.

The payment is an entry of its own in the customer ledger, negative; what is applied takes the same amount off the
invoice and off the payment. What is not applied stays open on the customer. A payment at another exchange rate than its
invoice makes a gain or a loss (see `exchange`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.amounts import portion, round_half_away
from sales_mgmt.posting.core.account_checks import missing_account
from sales_mgmt.posting.core.checks import check_posting_date
from sales_mgmt.posting.core.entries import Application, CustomerEntry, LedgerEntry, Plan
from sales_mgmt.posting.core.exchange import check_exchange_accounts, exchange_entries
from sales_mgmt.posting.core.facts import Dimensions, Policy
from sales_mgmt.posting.core.findings import Finding, PostingRefused, sentence
from sales_mgmt.posting.core.ledger import merged
from sales_mgmt.posting.core.quantities import plain
from sales_mgmt.posting.core.selfcheck import selfcheck


@dataclass(frozen=True, slots=True)
class OpenEntry:
	"""A customer ledger entry that may be paid, with what the user wants to pay of it (None: as much as possible)."""

	name: str
	row: int
	customer: str
	currency: str
	receivables_account: str | None
	remaining_amount: Decimal
	remaining_amount_lcy: Decimal
	posted_no: str
	to_apply: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PaymentFacts:
	"""`amount` in `currency`, positive for money in."""

	customer: str
	blocked: str
	posting_date: date | None
	amount: Decimal
	currency: str
	exchange_rate: Decimal
	digits: int
	payment_account: str | None
	receivables_account: str | None
	customer_posting_group: str
	policy: Policy
	realized_gains_account: str | None = None
	realized_losses_account: str | None = None
	entries: Sequence[OpenEntry] = ()
	dimensions: Dimensions = ()


def plan_payment(facts: PaymentFacts) -> Plan:
	"""Plan a payment. Raises PostingRefused with every finding."""
	if findings := _check(facts):
		raise PostingRefused(findings)
	amount_lcy = round_half_away(facts.amount * facts.exchange_rate, facts.policy.local_digits)
	applications = _applications(facts, amount_lcy)
	gains, losses = facts.realized_gains_account, facts.realized_losses_account
	if findings := check_exchange_accounts(applications, gains, losses):
		raise PostingRefused(findings)
	applied = sum((item.amount for item in applications), Decimal(0))
	applied_lcy = portion(amount_lcy, Decimal(0), applied, facts.amount, facts.policy.local_digits)
	entry = CustomerEntry(
		document_type="Payment",
		customer=facts.customer,
		currency=facts.currency,
		amount=-facts.amount,
		amount_lcy=-amount_lcy,
		exchange_rate=facts.exchange_rate,
		remaining_amount=applied - facts.amount,
		remaining_amount_lcy=applied_lcy - amount_lcy,
		dimensions=facts.dimensions,
	)
	plan = Plan(
		ledger=merged(
			[
				LedgerEntry(
					facts.payment_account,
					amount_lcy,
					facts.currency,
					facts.amount,
					dimensions=facts.dimensions,
				),
				LedgerEntry(
					facts.receivables_account,
					-amount_lcy,
					facts.currency,
					-facts.amount,
					dimensions=facts.dimensions,
				),
				*exchange_entries(
					applications, facts.receivables_account, gains, losses, facts.currency, facts.dimensions
				),
			]
		),
		customer=(entry,),
		applications=tuple(applications),
	)
	selfcheck(plan)
	return plan


def _check(facts: PaymentFacts) -> list[Finding]:
	findings = check_posting_date(facts.posting_date, facts.policy)
	if facts.blocked == "All":
		findings.append(
			Finding(
				"E09",
				sentence("Customer {0} is blocked for everything, payments included. Ask who blocked it."),
				(facts.customer,),
				link=("Customer", facts.customer),
			)
		)
	if facts.amount <= 0:
		findings.append(
			Finding("amount", sentence("Enter the amount that was paid: it must be greater than zero."))
		)
	if facts.exchange_rate <= 0:
		message = sentence("Fill in the exchange rate: what one {0} is worth in {1}.")
		findings.append(Finding("exchange_rate", message, (facts.currency, facts.policy.local_currency)))
	if not facts.payment_account:
		findings.append(missing_account("Sales Settings", "Sales Settings", "Payment Account"))
	if not facts.receivables_account:
		findings.append(
			missing_account("Customer Posting Group", facts.customer_posting_group, "Receivables Account")
		)
	seen: set[str] = set()
	for entry in facts.entries:
		findings += _check_entry(facts, entry, entry.name in seen)
		seen.add(entry.name)
	wanted = sum((entry.to_apply for entry in facts.entries if entry.to_apply), Decimal(0))
	if wanted > facts.amount > 0:
		findings.append(
			Finding(
				"over_applied",
				sentence("The rows take {0}, but only {1} was paid. Lower the amounts to apply."),
				(plain(wanted), plain(facts.amount)),
			)
		)
	return findings


def _check_entry(facts: PaymentFacts, entry: OpenEntry, twice: bool) -> list[Finding]:
	def refuse(code: str, message: str, *values: str) -> Finding:
		return Finding(code, message, (str(entry.row), entry.posted_no, *values), entry.row)

	if entry.customer != facts.customer:
		return [
			refuse(
				"E27",
				sentence("Row {0}: {1} belongs to customer {2}. Choose an entry of this customer."),
				entry.customer,
			)
		]
	if twice:
		return [refuse("twice", sentence("Row {0}: {1} is listed twice. Remove one of the rows."))]
	if entry.remaining_amount <= 0:
		return [refuse("not_open", sentence("Row {0}: {1} has nothing left to pay."))]
	if entry.currency != facts.currency:
		return [
			refuse(
				"currency", sentence("Row {0}: {1} is in {2}. Pay it in the same currency."), entry.currency
			)
		]
	findings = []
	if entry.receivables_account != facts.receivables_account:
		findings.append(
			refuse(
				"receivables",
				sentence(
					"Row {0}: {1} stands on receivables account {2}. Pay entries of one receivables account at a time."
				),
				entry.receivables_account or "",
			)
		)
	if entry.to_apply is not None and not Decimal(0) < entry.to_apply <= entry.remaining_amount:
		findings.append(
			refuse(
				"to_apply",
				sentence("Row {0}: {1} has {2} left to pay. Apply more than zero and no more than that."),
				plain(entry.remaining_amount),
			)
		)
	return findings


def _applications(facts: PaymentFacts, amount_lcy: Decimal) -> list[Application]:
	"""Amounts the user named first, then the rest of the payment over the rows in their order.

	In local currency each takes its share of what the entry has left and of what the payment is worth, by carrying the
	remainder; where the two shares differ, that is a gain or a loss.
	"""
	digits, applied = facts.policy.local_digits, Decimal(0)
	free = facts.amount - sum((entry.to_apply for entry in facts.entries if entry.to_apply), Decimal(0))
	applications = []
	for entry in facts.entries:
		amount = entry.to_apply
		if amount is None:
			amount = min(free, entry.remaining_amount)
			free -= amount
		if not amount:
			continue
		lcy = portion(entry.remaining_amount_lcy, Decimal(0), amount, entry.remaining_amount, digits)
		worth = portion(amount_lcy, applied, applied + amount, facts.amount, digits)
		applied += amount
		applications.append(
			Application(
				entry=entry.name,
				amount=amount,
				amount_lcy=lcy,
				remaining_amount=entry.remaining_amount - amount,
				remaining_amount_lcy=entry.remaining_amount_lcy - lcy,
				exchange_difference_lcy=worth - lcy,
			)
		)
	return applications
