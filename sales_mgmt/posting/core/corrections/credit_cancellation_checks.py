"""What speaks against cancelling a credit memo that cancelled an invoice (domain A12). All of it is reported together."""

from decimal import Decimal
from typing import TYPE_CHECKING

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.corrections.cancellation_checks import check_accounts_open, check_day
from sales_mgmt.posting.core.sale.external_number import check_external_number
from sales_mgmt.posting.core.sale.invoice_policy import check_invoice_policy

if TYPE_CHECKING:
	from sales_mgmt.posting.core.corrections.facts import CreditCancellationFacts

BLOCKS = ("Invoice", "All")


def check_credit_cancellation(facts: "CreditCancellationFacts") -> list[Finding]:
	"""Every finding. A credit memo that is cancelled already, or cancels nothing, tells only that."""
	if facts.cancelled_by:
		message = sentence("Credit memo {0} is already cancelled, by invoice {1}.")
		values = (facts.posted_no, facts.cancelled_by)
		return [Finding("E14", message, values, link=("Sales Invoice", facts.cancelled_by))]
	if not facts.is_cancellation:
		message = sentence(
			"Credit memo {0} was not made by cancelling an invoice, so it can not be cancelled. Post an invoice instead."
		)
		return [Finding("not_a_cancellation", message, (facts.posted_no,))]
	findings = check_day(facts.header.posting_date, bool(facts.goods), facts.policy)
	findings += check_invoice_policy("Sales Invoice", False, True, facts.policy.invoice_posting)
	findings += check_external_number(facts.header, facts.policy, "Sales Invoice")
	findings += _check_application(facts)
	findings += _check_customers(facts)
	findings += check_accounts_open(facts.blocked_accounts)
	findings += facts.series
	findings += _check_goods(facts)
	findings += _check_orders(facts)
	return findings


def _check_application(facts: "CreditCancellationFacts") -> list[Finding]:
	if facts.application and facts.invoice:
		return []
	message = sentence(
		"Credit memo {0} is no longer applied to the invoice that it cancelled. Apply the two to each other first."
	)
	return [Finding("not_applied", message, (facts.posted_no,))]


def _check_customers(facts: "CreditCancellationFacts") -> list[Finding]:
	header = facts.header
	blocks = {header.customer: header.blocked, header.bill_to_customer: header.bill_to_blocked}
	message = sentence("Customer {0} is blocked for invoicing ({1}). Ask who blocked it.")
	return [
		Finding("E09", message, (customer, blocked), link=("Customer", customer))
		for customer, blocked in blocks.items()
		if blocked in BLOCKS
	]


def _check_goods(facts: "CreditCancellationFacts") -> list[Finding]:
	"""The very goods that came back have to be there still, for they leave at the cost they came with."""
	known = {entry.name: entry for entry in facts.costs.entries}
	lines = {line.name: line for line in facts.lines}
	findings = []
	message = sentence(
		"Row {0}: {1} of item {2} came back with this credit memo and {3} of them are left at location {4}. Make a new"
		" invoice instead."
	)
	for goods in facts.goods:
		line = lines[goods.line]
		if line.item.item_type != INVENTORY:
			continue
		have = known[goods.entry].remaining_quantity
		if have < goods.quantity:
			values = (str(line.row), plain(goods.quantity), line.item.name, plain(have), goods.location)
			findings.append(Finding("stock", message, values, line.row))
	return findings


def _check_orders(facts: "CreditCancellationFacts") -> list[Finding]:
	"""The order still has room for what the invoice billed: it was not shipped, closed or changed meanwhile."""
	findings = []
	left: dict[str, Decimal] = {}
	for line in facts.lines:
		if line.name in facts.changed_lines:
			message = sentence(
				"Row {0}: the order has no such line any more. Make a new invoice instead of cancelling the credit memo."
			)
			findings.append(Finding("order_line", message, (str(line.row),), line.row))
			continue
		counted = line.order_line
		if counted is None or not line.quantity:
			continue
		rest = left.setdefault(counted.name, counted.quantity - counted.cancelled - counted.shipped)
		left[counted.name] -= line.quantity
		if line.quantity > rest:
			message = sentence(
				"Row {0}: order {1} has {2} left to ship, and this row needs {3}. It was shipped, closed or changed"
				" meanwhile."
			)
			values = (str(line.row), counted.order, plain(max(rest, Decimal(0))), plain(line.quantity))
			link = ("Sales Order", counted.order)
			findings.append(Finding("order_rest", message, values, line.row, link=link))
	return findings
