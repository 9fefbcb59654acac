"""Whether a document may be posted on a day, and in its status."""

from datetime import date

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.policy import Policy

CLOSED_STATUSES = {
	"Completed": sentence("The order is completed. There is nothing left to post."),
	"Pending Approval": sentence("The document is waiting for approval. Post it when it is approved."),
	"Pending Prepayment": sentence("The document is waiting for a prepayment. Post it when that is paid."),
	"Unpaid": sentence("The invoice is already posted."),
	"Partly Paid": sentence("The invoice is already posted."),
	"Paid": sentence("The invoice is already posted."),
	"Cancelled": sentence("The invoice is already posted."),
}


def check_status(status: str) -> list[Finding]:
	if message := CLOSED_STATUSES.get(status):
		return [Finding("E05" if status == "Pending Approval" else "status", message)]
	return []


def check_posting_date(posting_date: date | None, policy: Policy) -> list[Finding]:
	if not posting_date:
		return [Finding("posting_date", sentence("Fill in the posting date."))]
	if policy.allow_posting_from and posting_date < policy.allow_posting_from:
		return [
			Finding(
				"posting_date",
				sentence("The posting date {0} is before {1}, the first date that is open for posting."),
				(str(posting_date), str(policy.allow_posting_from)),
			)
		]
	if policy.allow_posting_to and posting_date > policy.allow_posting_to:
		return [
			Finding(
				"posting_date",
				sentence("The posting date {0} is after {1}, the last date that is open for posting."),
				(str(posting_date), str(policy.allow_posting_to)),
			)
		]
	return []


def check_valuation_date(on: date | None, policy: Policy, row: int | None = None) -> list[Finding]:
	"""E20: costs before the earliest allowed valuation date are final."""
	earliest = policy.earliest_allowed_valuation_date
	if not (on and earliest and on < earliest):
		return []
	if row is None:
		message = sentence(
			"The date {0} is before {1}, the earliest allowed valuation date. Costs before it are final."
		)
		return [Finding("E20", message, (str(on), str(earliest)))]
	message = sentence(
		"Row {0}: the date {1} is before {2}, the earliest allowed valuation date. Costs before it are final."
	)
	return [Finding("E20", message, (str(row), str(on), str(earliest)), row)]
