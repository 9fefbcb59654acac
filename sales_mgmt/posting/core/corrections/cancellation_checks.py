"""What speaks against cancelling a posted invoice (preconditions of domain A12). All of it is reported together.

An item that is blocked for sales may come back (domain A14), and shipping plays no part (decision 9.1).
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.kinds.lines import CHARGE, INVENTORY
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.dates import check_posting_date, check_valuation_date
from sales_mgmt.posting.core.entries import ValueEntry
from sales_mgmt.posting.core.facts import Accounts, HeaderFacts, LineFacts
from sales_mgmt.posting.core.sale.external_number import check_external_number
from sales_mgmt.posting.core.sale.invoice_policy import check_invoice_policy

if TYPE_CHECKING:
	from sales_mgmt.posting.core.corrections.facts import CancellationFacts


def check_cancellation(facts: "CancellationFacts") -> list[Finding]:
	"""Every finding. An invoice that is cancelled already tells only that."""
	if facts.cancelled_by:
		message = sentence("Invoice {0} is already cancelled, by credit memo {1}.")
		values = (facts.posted_no, facts.cancelled_by)
		return [Finding("E14", message, values, link=("Sales Credit Memo", facts.cancelled_by))]
	if facts.corrects_credit_memo:
		message = sentence(
			"Invoice {0} cancels credit memo {1}. A corrective document can not be cancelled or corrected. Cancel invoice {2}"
			" instead, which it brought back."
		)
		values = (facts.posted_no, facts.corrects_credit_memo, facts.original or "")
		link = ("Sales Credit Memo", facts.corrects_credit_memo)
		return [Finding("corrective", message, values, link=link)]
	findings = check_day(facts.header.posting_date, bool(facts.goods), facts.policy)
	findings += check_invoice_policy("Sales Credit Memo", False, True, facts.policy.invoice_posting)
	findings += check_external_number(facts.header, facts.policy, "Sales Credit Memo")
	findings += _check_unpaid(facts)
	findings += _check_customers(facts)
	findings += _check_one_shipment(facts)
	findings += check_accounts_open(facts.blocked_accounts)
	findings += facts.series
	for line in facts.lines:
		if line.type == CHARGE:
			message = sentence("Row {0}: an item charge is given back by a credit memo or a return order.")
			findings.append(Finding("item_charge", message, (str(line.row),), line.row))
		credited = line.back.credited
		if credited and credited.credited:
			message = sentence(
				"Row {0}: {1} of this line are credited already. Make a credit memo for the rest instead."
			)
			findings.append(Finding("credited", message, (str(line.row), plain(credited.credited)), line.row))
		elif credited and credited.price_only:
			message = sentence(
				"Row {0}: {1} of this line are credited already, as a lower price. Make a credit memo for the rest instead."
			)
			findings.append(
				Finding("credited", message, (str(line.row), plain(credited.price_only)), line.row)
			)
	return findings


def check_day(on: date | None, moves_goods: bool, policy: Policy) -> list[Finding]:
	"""The day is open for posting, and where goods move so are costs."""
	return [
		*check_posting_date(on, policy),
		*(check_valuation_date(on, policy) if moves_goods else []),
	]


def check_accounts_open(blocked: Iterable[str]) -> list[Finding]:
	"""The entries to be reversed stand on accounts that take entries still."""
	message = sentence("Account {0} is blocked, and the document to be reversed is posted to it.")
	return [
		Finding("account_blocked", message, (account,), link=("GL Account", account)) for account in blocked
	]


def check_cost_accounts(
	header: HeaderFacts,
	differences: Iterable[ValueEntry],
	lines: Iterable[LineFacts],
	accounts: Accounts,
	policy: Policy,
) -> list[Finding]:
	"""E24: goods that cost something else by now need accounts for the difference."""
	by_name = {line.name: line for line in lines}
	missing: dict[tuple[str, str, str], Finding] = {}
	for value in differences:
		line = by_name[value.line]
		if not value.cost_amount or line.item.item_type != INVENTORY or not policy.automatic_cost_posting:
			continue
		groups = (header.business_posting_group, line.product_posting_group)
		general = accounts.general.get(groups)
		inventory = accounts.inventory_setup(line.item.inventory_posting_group, value.location)
		needed = (
			(
				"General Posting Setup",
				"-".join(name or "" for name in groups),
				"Cost of Goods Sold Account",
				general and general.cogs_account,
			),
			(
				"Inventory Posting Setup",
				f"{line.item.inventory_posting_group or ''}-{value.location or ''}",
				"Inventory Account",
				inventory and inventory.inventory_account,
			),
		)
		for doctype, row, label, account in needed:
			if not account:
				missing.setdefault((doctype, row, label), missing_account(doctype, row, label, line.row))
	return list(missing.values())


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
