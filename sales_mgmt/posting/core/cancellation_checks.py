"""What speaks against cancelling a posted invoice (preconditions of domain A12). All of it is reported together."""

from typing import TYPE_CHECKING

from sales_mgmt.posting.core.checks import check_posting_date
from sales_mgmt.posting.core.facts import CHARGE
from sales_mgmt.posting.core.findings import Finding, sentence
from sales_mgmt.posting.core.invoice_policy import check_invoice_policy
from sales_mgmt.posting.core.quantities import plain

if TYPE_CHECKING:
	from sales_mgmt.posting.core.cancellation import CancellationFacts


def check_cancellation(facts: "CancellationFacts") -> list[Finding]:
	"""Every finding. An invoice that is cancelled already tells only that."""
	if facts.cancelled_by:
		message = sentence("Invoice {0} is already cancelled, by credit memo {1}.")
		values = (facts.posted_no, facts.cancelled_by)
		return [Finding("E14", message, values, link=("Sales Credit Memo", facts.cancelled_by))]
	findings = check_posting_date(facts.header.posting_date, facts.policy)
	findings += check_invoice_policy("Sales Credit Memo", False, True, facts.policy.invoice_posting)
	findings += _check_unpaid(facts)
	findings += _check_customers(facts)
	findings += _check_one_shipment(facts)
	for line in facts.lines:
		credited = line.back.credited
		if credited and credited.credited:
			message = sentence(
				"Row {0}: {1} of this line are credited already. Make a credit memo for the rest instead."
			)
			findings.append(Finding("credited", message, (str(line.row), plain(credited.credited)), line.row))
		if line.type == CHARGE:
			message = sentence(
				"Row {0}: an invoice with item charges is not cancelled. Make a credit memo instead."
			)
			findings.append(Finding("charge", message, (str(line.row),), line.row))
		if line.account and line.account_blocked:
			message = sentence("Row {0}: account {1} is blocked.")
			link = ("GL Account", line.account)
			findings.append(
				Finding("account_blocked", message, (str(line.row), line.account), line.row, link=link)
			)
	return findings


def _check_unpaid(facts: "CancellationFacts") -> list[Finding]:
	if facts.paid_at_once:
		message = sentence("Invoice {0} was paid when it was posted. Make a credit memo or a return order.")
		return [Finding("E13", message, (facts.posted_no,))]
	if facts.owed.remaining_amount == facts.owed.amount:
		return []
	message = sentence(
		"Invoice {0} is paid or applied, wholly or in part. Make a credit memo or a return order, or unapply it first."
	)
	return [Finding("E13", message, (facts.posted_no,))]


def _check_customers(facts: "CancellationFacts") -> list[Finding]:
	header = facts.header
	blocks = {header.customer: header.blocked, header.bill_to_customer: header.bill_to_blocked}
	message = sentence("Customer {0} is blocked for everything, credit memos included. Ask who blocked it.")
	return [
		Finding("E09", message, (customer,), link=("Customer", customer))
		for customer, blocked in blocks.items()
		if blocked == "All"
	]


def _check_one_shipment(facts: "CancellationFacts") -> list[Finding]:
	"""An invoice that combines shipments of several orders is corrected line by line."""
	orders = {line.order_line.order for line in facts.lines if line.order_line}
	if len(orders) < 2:
		return []
	message = sentence(
		"Invoice {0} combines shipments of {1} orders. Make a credit memo or a return order instead."
	)
	return [Finding("combined", message, (facts.posted_no, str(len(orders))))]
