"""Apply posted entries to each other, and take an application back (domain A22).

Taking back writes the opposite of every row and of every general ledger entry that the application made, so the entries
are open again as they were. Only the newest application of an entry may be taken back (E29), and none twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sales_mgmt.findings.finding import Finding, PostingRefused, sentence
from sales_mgmt.kinds.dimensions import Dimensions
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.dates import check_posting_date
from sales_mgmt.posting.core.entries import Application, EntryChange, Plan
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.money.application import apply_open, difference_entries
from sales_mgmt.posting.core.money.open_entry import ApplicationRules, OpenEntry
from sales_mgmt.posting.core.selfcheck import selfcheck


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
	entry: OpenEntry
	against: Sequence[OpenEntry]
	rules: ApplicationRules
	policy: Policy


@dataclass(frozen=True, slots=True)
class UnapplyFacts:
	"""An application that was posted, the entries it touched as they are now, and `newer`: number and date of the
	latest application that touched one of them after it."""

	rows: Sequence[Application]
	entries: Sequence[EntryChange]
	accounts: Mapping[str, str | None]
	"""The receivables account of every entry, by its name."""
	currency: str
	status: str
	applied_on: date
	posting_date: date | None
	policy: Policy
	newer: tuple[str, str] | None = None
	cancels: tuple[str, str] | None = None
	"""Numbers of two documents, where the application closes the first because it cancels the second."""
	dimensions: Dimensions = ()


def plan_application(facts: ApplicationFacts) -> Plan:
	"""Apply a posted entry to posted entries. Raises PostingRefused with every finding."""
	findings = check_posting_date(facts.rules.posting_date, facts.policy)
	if not facts.against:
		findings.append(Finding("nothing", sentence("Choose at least one entry to apply it to.")))
	on = facts.rules.posting_date
	if on and facts.entry.posting_date and facts.entry.posting_date > on:
		findings.append(
			Finding(
				"later",
				sentence("{0} was posted on {1}. Apply it on that day or later."),
				(facts.entry.posted_no, str(facts.entry.posting_date)),
			)
		)
	if findings:
		raise PostingRefused(findings)
	applied = apply_open(facts.entry, facts.against, facts.rules)
	plan = Plan(ledger=merged(applied.ledger), applications=applied.rows, applied=applied.changes)
	selfcheck(plan)
	return plan


def plan_unapply(facts: UnapplyFacts) -> Plan:
	"""Take an application back. Raises PostingRefused with every finding."""
	if findings := _check_unapply(facts):
		raise PostingRefused(findings)
	rows = tuple(map(_opposite, facts.rows))
	plan = Plan(
		ledger=merged(difference_entries(rows, facts.accounts, facts.currency, facts.dimensions)),
		applications=rows,
		applied=tuple(_given_back(entry, facts.rows) for entry in facts.entries),
	)
	selfcheck(plan)
	return plan


def _check_unapply(facts: UnapplyFacts) -> list[Finding]:
	if facts.status == "Reversal":
		return [
			Finding(
				"reversal", sentence("This takes another application back. Apply the entries again instead.")
			)
		]
	if facts.status == "Unapplied":
		return [Finding("unapplied", sentence("This application has already been taken back."))]
	if facts.cancels:
		message = sentence(
			"{0} cancels {1}, so the two stay applied. To bring a cancelled invoice back, cancel its credit memo."
		)
		return [Finding("cancellation", message, facts.cancels)]
	findings = check_posting_date(facts.posting_date, facts.policy)
	if facts.posting_date and facts.posting_date < facts.applied_on:
		findings.append(
			Finding(
				"earlier",
				sentence("The entries were applied on {0}. Take that back on the same day or later."),
				(str(facts.applied_on),),
			)
		)
	if facts.newer:
		message = sentence("Unapply the latest application first: {0} of {1}.")
		findings.append(Finding("E29", message, facts.newer))
	return findings


def _opposite(row: Application) -> Application:
	return replace(
		row,
		amount=-row.amount,
		amount_lcy=-row.amount_lcy,
		exchange_difference_lcy=-row.exchange_difference_lcy,
		discount_lost=-row.discount_lost,
	)


def _given_back(entry: EntryChange, rows: Sequence[Application]) -> EntryChange:
	amount = lcy = lost = Decimal(0)
	for row in rows:
		if row.debit == entry.entry:
			amount, lcy, lost = amount + row.amount, lcy + row.amount_lcy, lost + row.discount_lost
		elif row.credit == entry.entry:
			amount -= row.amount
			lcy -= row.amount_lcy + row.exchange_difference_lcy
			lost += row.discount_lost
	return EntryChange(
		entry.entry,
		entry.remaining_amount + amount,
		entry.remaining_amount_lcy + lcy,
		entry.discount_lost - lost,
	)
