"""A customer pays, or gets money back (domain A22): receivables down or up, and entries closed.

A payment is an entry of its own in the customer ledger, negative; a refund a positive one. What is applied takes the same
amount off both entries (see `application`); what is not applied stays open on the customer. A payment at another exchange
rate than its invoice makes a gain or a loss, one that is in time earns the payment discount, and a small difference may
be tolerated.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sales_mgmt.amounts import MIN_RATE, round_half_away
from sales_mgmt.findings.finding import Finding, PostingRefused, sentence
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.kinds.dimensions import Dimensions
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.dates import check_posting_date
from sales_mgmt.posting.core.entries import NEW, CustomerEntry, LedgerEntry, Plan
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.money.application import apply_open
from sales_mgmt.posting.core.money.application_checks import check_open
from sales_mgmt.posting.core.money.open_entry import ApplicationRules, OpenEntry
from sales_mgmt.posting.core.selfcheck import selfcheck

PAYMENT, REFUND = "Payment", "Refund"


@dataclass(frozen=True, slots=True)
class PaymentFacts:
	"""`amount` in `currency`, positive: money in for a payment, money out for a refund."""

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
	kind: str = PAYMENT
	grace_period: str = ""
	accept_late_discount: bool = False
	late_discount_if_short: bool = False
	accept_tolerance: bool = True

	@property
	def sign(self) -> int:
		"""Of the customer entry."""
		return 1 if self.kind == REFUND else -1

	@property
	def rules(self) -> ApplicationRules:
		return ApplicationRules(
			posting_date=self.posting_date,
			digits=self.digits,
			local_digits=self.policy.local_digits,
			grace_period=self.grace_period,
			accept_late_discount=self.accept_late_discount,
			late_discount_if_short=self.late_discount_if_short,
			accept_tolerance=self.accept_tolerance,
			gains_account=self.realized_gains_account,
			losses_account=self.realized_losses_account,
			dimensions=self.dimensions,
		)


def plan_payment(facts: PaymentFacts) -> Plan:
	"""Plan a payment. Raises PostingRefused with every finding."""
	amount_lcy = round_half_away(facts.amount * facts.exchange_rate, facts.policy.local_digits)
	own = _own_entry(facts, amount_lcy)
	if findings := _check(facts, own):
		raise PostingRefused(findings)
	applied = apply_open(own, facts.entries, facts.rules)
	left = applied.left(own)
	money = LedgerEntry(
		facts.payment_account,
		-facts.sign * amount_lcy,
		facts.currency,
		-facts.sign * facts.amount,
		dimensions=facts.dimensions,
	)
	receivables = replace(
		money,
		account=facts.receivables_account,
		amount=-money.amount,
		amount_currency=-money.amount_currency,
	)
	plan = Plan(
		ledger=merged([money, receivables, *applied.ledger]),
		customer=(
			CustomerEntry(
				document_type=facts.kind,
				customer=facts.customer,
				currency=facts.currency,
				amount=own.remaining_amount,
				amount_lcy=own.remaining_amount_lcy,
				exchange_rate=facts.exchange_rate,
				remaining_amount=left.remaining_amount,
				remaining_amount_lcy=left.remaining_amount_lcy,
				dimensions=facts.dimensions,
			),
		),
		applications=applied.rows,
		applied=tuple(change for change in applied.changes if change.entry != NEW),
	)
	selfcheck(plan)
	return plan


def _own_entry(facts: PaymentFacts, amount_lcy: Decimal) -> OpenEntry:
	return OpenEntry(
		name=NEW,
		row=0,
		customer=facts.customer,
		currency=facts.currency,
		receivables_account=facts.receivables_account,
		remaining_amount=facts.sign * facts.amount,
		remaining_amount_lcy=facts.sign * amount_lcy,
		document_type=facts.kind,
		posting_date=facts.posting_date,
		customer_posting_group=facts.customer_posting_group,
	)


def _check(facts: PaymentFacts, own: OpenEntry) -> list[Finding]:
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
		own = replace(own, remaining_amount=Decimal(facts.sign))
	if facts.exchange_rate < MIN_RATE:
		message = sentence("Fill in the exchange rate: what one {0} is worth in {1}.")
		findings.append(Finding("exchange_rate", message, (facts.currency, facts.policy.local_currency)))
	if not facts.payment_account:
		findings.append(missing_account("Sales Settings", "Sales Settings", "Payment Account"))
	if not facts.receivables_account:
		findings.append(
			missing_account("Customer Posting Group", facts.customer_posting_group, "Receivables Account")
		)
	return findings + check_open(own, facts.entries, facts.rules)
