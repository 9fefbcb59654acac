"""What speaks against applying entries to each other (domain A22). All findings come together."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.entries import NONE
from sales_mgmt.posting.core.money.open_entry import ApplicationRules, OpenEntry
from sales_mgmt.posting.core.money.settlement import Side


def check_open(entry: OpenEntry, against: Sequence[OpenEntry], rules: ApplicationRules) -> list[Finding]:
	"""Same customer and currency; open, not listed twice, not younger than the application.

	They may stand on different receivables accounts, where the customer was moved to another posting group meanwhile.
	"""
	if against and not entry.remaining_amount:
		message = sentence("{0} has nothing left to apply.")
		return [Finding("not_open", message, (entry.posted_no,))]
	findings, seen = [], {entry.name}
	fits = any(_opposite(entry, other) for other in against)
	for other in against:
		findings += _check(entry, other, other.name in seen, rules, fits)
		seen.add(other.name)
	return findings


def _opposite(entry: OpenEntry, other: OpenEntry) -> bool:
	return entry.remaining_amount * other.remaining_amount < 0


def _check(
	entry: OpenEntry, other: OpenEntry, twice: bool, rules: ApplicationRules, fits: bool
) -> list[Finding]:
	def refuse(code: str, message: str, *values: str) -> Finding:
		return Finding(code, message, (str(other.row), other.posted_no, *values), other.row)

	if other.customer != entry.customer:
		return [
			refuse(
				"E27",
				sentence("Row {0}: {1} belongs to customer {2}. Choose an entry of this customer."),
				other.customer,
			)
		]
	if twice:
		return [refuse("twice", sentence("Row {0}: {1} is listed twice. Remove one of the rows."))]
	if not other.remaining_amount:
		return [refuse("not_open", sentence("Row {0}: {1} has nothing left to pay."))]
	if other.currency != entry.currency:
		return [
			refuse(
				"currency", sentence("Row {0}: {1} is in {2}. Pay it in the same currency."), other.currency
			)
		]
	findings = []
	if not fits:
		message = sentence(
			"Row {0}: {1} is owed to the customer too. Choose what the customer owes, such as an invoice."
		)
		if other.remaining_amount > 0:
			message = sentence(
				"Row {0}: {1} is owed by the customer too. Choose what is owed to the customer, such as a credit memo or a payment."
			)
		findings.append(refuse("same_side", message))
	if not other.receivables_account:
		group = other.customer_posting_group
		findings.append(missing_account("Customer Posting Group", group, "Receivables Account", other.row))
	if rules.posting_date and other.posting_date and other.posting_date > rules.posting_date:
		findings.append(
			refuse(
				"later",
				sentence(
					"Row {0}: {1} was posted on {2}, which is after {3}. Use a posting date that is not before it, or post"
					" without it and apply it later."
				),
				str(other.posting_date),
				str(rules.posting_date),
			)
		)
	return findings + _check_amount(other, refuse)


def _check_amount(other: OpenEntry, refuse: Callable[..., Finding]) -> list[Finding]:
	left = abs(other.remaining_amount)
	if other.to_apply is None or NONE < other.to_apply <= left:
		return []
	return [
		refuse(
			"to_apply",
			sentence("Row {0}: {1} has {2} left to pay. Apply more than zero and no more than that."),
			plain(left),
		)
	]


def check_wanted(entry: OpenEntry, against: Sequence[OpenEntry], sides: Sequence[Side]) -> list[Finding]:
	"""Every amount that was named could be applied."""
	if not any(side.named for side in sides if side.open and side.entry is not entry):
		return []
	own = [other for other in against if _opposite(entry, other)]
	wanted = sum((other.to_apply for other in own if other.to_apply), Decimal(0))
	return [
		Finding(
			"over_applied",
			sentence("The rows take {0}, but there is only {1} to apply. Lower the amounts to apply."),
			(plain(wanted), plain(abs(entry.remaining_amount))),
		)
	]
