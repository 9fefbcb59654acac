"""What speaks against a return: credit memo or return order (domain 4.3, A13, A14, A37). All of it is reported.

Blocked items may come back, and a customer who is blocked for shipping or invoicing may get a credit memo: only one who
is blocked for everything may not (domain A23).
"""

from collections.abc import Iterable
from decimal import Decimal

from sales_mgmt.amounts import MIN_RATE
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.usual import no_exchange_rate
from sales_mgmt.kinds.lines import ACCOUNT, INVENTORY, ITEM
from sales_mgmt.kinds.quantities import carries_quantity, plain
from sales_mgmt.posting.core.charges.charges import check_charges
from sales_mgmt.posting.core.dates import check_posting_date, check_status
from sales_mgmt.posting.core.facts import LineFacts, SaleFacts
from sales_mgmt.posting.core.returns.goods_back import check_reversing
from sales_mgmt.posting.core.sale.account_checks import check_invoice_accounts
from sales_mgmt.posting.core.sale.external_number import check_external_number
from sales_mgmt.posting.core.sale.invoice_policy import check_invoice_policy

ZERO = Decimal(0)


def check_return(facts: SaleFacts) -> list[Finding]:
	"""Every finding, warnings included."""
	header, lines = facts.header, facts.lines
	findings = check_status(header.status)
	findings += check_posting_date(header.posting_date, facts.policy)
	findings += check_invoice_policy(header.doctype, facts.ship, facts.invoice, facts.policy.invoice_posting)
	findings += _check_customers(facts)
	if facts.invoice:
		findings += check_external_number(header, facts.policy)
	if facts.invoice and header.exchange_rate < MIN_RATE:
		findings.append(no_exchange_rate(header.currency, header.posting_date))
	findings += _check_something_to_post(facts)
	findings += [finding for line in lines for finding in _check_line(line)]
	findings += check_reversing(_goods_that_return(facts), facts.policy)
	findings += check_credited_lines(lines)
	findings += _check_fetched_lines(lines)
	if facts.invoice:
		findings += check_invoice_accounts(header, lines, facts.accounts, facts.policy)
		findings += check_charges(facts)
	return findings


def _check_customers(facts: SaleFacts) -> list[Finding]:
	header = facts.header
	blocks = {header.customer: header.blocked, header.bill_to_customer: header.bill_to_blocked}
	message = sentence("Customer {0} is blocked for everything, returns included. Ask who blocked it.")
	return [
		Finding("E09", message, (customer,), link=("Customer", customer))
		for customer, blocked in blocks.items()
		if blocked == "All"
	]


def _check_something_to_post(facts: SaleFacts) -> list[Finding]:
	lines = [line for line in facts.lines if carries_quantity(line.type)]
	if not lines:
		return [Finding("no_lines", sentence("Add at least one line with an item or an account."))]
	receives, credits = any(line.ship_now for line in lines), any(line.invoice_now for line in lines)
	if facts.ship and not receives and not (facts.invoice and credits):
		message = sentence("There is nothing to receive. Enter a quantity to receive on a line.")
		return [Finding("nothing_to_receive", message)]
	if facts.invoice and not credits:
		message = sentence(
			"Nothing is received that is not credited yet. Receive first, or choose Receive and Credit."
		)
		return [Finding("E01", message)]
	return []


def _check_line(line: LineFacts) -> list[Finding]:
	row = str(line.row)
	if line.quantity < 0:
		message = sentence("Row {0}: move lines with a negative quantity to a new order before you post.")
		return [Finding("negative", message, (row,), line.row)]
	if line.type == ITEM and line.item is None and (line.ship_now or line.invoice_now):
		return [Finding("item_missing", sentence("Row {0}: choose an item."), (row,), line.row)]
	findings = []
	if line.ship_now and line.item and line.item.item_type == INVENTORY:
		if not line.location:
			message = sentence("Row {0}: choose the location that the goods come back to.")
			findings.append(Finding("location", message, (row,), line.row))
	if line.type == ACCOUNT and line.account and line.invoice_now:
		findings += _check_account(line)
	return findings


def _goods_that_return(facts: SaleFacts) -> list[tuple[int, str | None]]:
	return [
		(line.row, line.back.applies_from)
		for line in facts.lines
		if line.ship_now > 0 and line.item and line.item.item_type == INVENTORY
	]


def _check_account(line: LineFacts) -> list[Finding]:
	link, values = ("GL Account", line.account), (str(line.row), line.account)
	if not line.account_direct:
		message = sentence(
			"Row {0}: account {1} is kept by postings. Choose an account that allows direct posting."
		)
		return [Finding("account_direct", message, values, line.row, link=link)]
	if line.account_blocked:
		message = sentence("Row {0}: account {1} is blocked.")
		return [Finding("account_blocked", message, values, line.row, link=link)]
	return []


def check_credited_lines(lines: Iterable[LineFacts]) -> list[Finding]:
	"""No line of an invoice is credited for more pieces than it billed."""
	findings = []
	left: dict[str, Decimal] = {}
	for line in lines:
		back = line.back
		# A lower price is capped by amount: `credited`.
		if not back.invoice_line or not line.invoice_now or (back.credited and not back.goods_return):
			continue
		row, credited = str(line.row), back.credited
		if credited is None:
			message = sentence(
				"Row {0}: the invoice line that this row credits does not exist. Delete the row."
			)
			findings.append(Finding("credited", message, (row,), line.row))
			continue
		available = left.setdefault(credited.name, credited.quantity - credited.credited)
		left[credited.name] -= line.invoice_now
		if line.invoice_now > available:
			message = sentence("Row {0}: invoice {1} has {2} left that is not credited. Lower the quantity.")
			values = (row, credited.posted_no, plain(max(available, ZERO)))
			findings.append(Finding("credited", message, values, line.row))
	return findings


def _check_fetched_lines(lines: Iterable[LineFacts]) -> list[Finding]:
	"""Credit memo lines taken from a return order credit what is received and not credited, and no more."""
	findings = []
	left: dict[str, Decimal] = {}
	for line in lines:
		origin = line.order_line
		if origin is None or line.is_of_order:
			continue
		available = left.setdefault(origin.name, origin.shipped - origin.invoiced)
		left[origin.name] -= line.invoice_now
		if line.invoice_now > available:
			message = sentence(
				"Row {0}: return order {1} has {2} received and not credited. Lower the quantity, or receive first."
			)
			values = (str(line.row), origin.order, plain(max(available, ZERO)))
			findings.append(
				Finding(
					"qty_to_invoice", message, values, line.row, link=("Sales Return Order", origin.order)
				)
			)
	return findings
