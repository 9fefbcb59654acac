"""Pre-posting validation of a sale (domain 4.3): every check runs, every finding is reported."""

from decimal import Decimal

from sales_mgmt.amounts import MIN_RATE
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.quantities import check_complete_line
from sales_mgmt.findings.usual import no_exchange_rate
from sales_mgmt.kinds.blocks import INVOICE_BLOCKS, SHIP_BLOCKS
from sales_mgmt.kinds.lines import INVENTORY, ITEM
from sales_mgmt.kinds.quantities import carries_quantity, outstanding, plain
from sales_mgmt.posting.core.charges.charges import check_charges
from sales_mgmt.posting.core.dates import check_posting_date, check_status
from sales_mgmt.posting.core.facts import HeaderFacts, LineFacts, SaleFacts
from sales_mgmt.posting.core.sale.account_checks import check_invoice_accounts
from sales_mgmt.posting.core.sale.external_number import check_external_number
from sales_mgmt.posting.core.sale.invoice_policy import check_invoice_policy


def check_sale(facts: SaleFacts) -> list[Finding]:
	"""Everything that speaks against posting, except what only shows while the plan is made (stock)."""
	header, lines = facts.header, facts.lines
	findings = check_status(header.status)
	findings += check_invoice_policy(header.doctype, facts.ship, facts.invoice, facts.policy.invoice_posting)
	findings += check_posting_date(header.posting_date, facts.policy)
	findings += _check_customer(header, _delivers(facts), facts.invoice)
	if facts.invoice:
		findings += check_external_number(header, facts.policy)
	if facts.invoice and header.exchange_rate < MIN_RATE:
		findings.append(no_exchange_rate(header.currency, header.posting_date))
	findings += _check_something_to_post(facts)
	findings += [finding for line in lines for finding in _check_line(line)]
	findings += _check_fetched_lines(lines)
	if facts.ship and header.shipping_advice == "Complete":
		findings += check_complete(lines)
	if facts.invoice:
		findings += check_invoice_accounts(header, lines, facts.accounts, facts.policy)
		findings += check_charges(facts)
	return findings


def _delivers(facts: SaleFacts) -> bool:
	"""Shipping an order delivers; a direct invoice does where goods leave, not for services or accounts (domain A23)."""
	return facts.ship or any(
		line.ship_now and line.item and line.item.item_type == INVENTORY for line in facts.lines
	)


def _check_customer(header: HeaderFacts, ship: bool, invoice: bool) -> list[Finding]:
	findings = []
	if ship and header.blocked in SHIP_BLOCKS:
		findings.append(
			_blocked(
				header.customer,
				sentence("Customer {0} is blocked for shipping ({1}). Ask who blocked it."),
				header.blocked,
			)
		)
	if invoice:
		blocks = {header.customer: header.blocked, header.bill_to_customer: header.bill_to_blocked}
		findings += [
			_blocked(
				customer,
				sentence("Customer {0} is blocked for invoicing ({1}). Ask who blocked it."),
				blocked,
			)
			for customer, blocked in blocks.items()
			if blocked in INVOICE_BLOCKS
		]
	return findings


def _blocked(customer: str, message: str, blocked: str) -> Finding:
	return Finding("E09", message, (customer, blocked), link=("Customer", customer))


def _check_something_to_post(facts: SaleFacts) -> list[Finding]:
	lines = [line for line in facts.lines if carries_quantity(line.type)]
	if not lines:
		return [Finding("no_lines", sentence("Add at least one line with an item or an account."))]
	ships, invoices = any(line.ship_now for line in lines), any(line.invoice_now for line in lines)
	if facts.ship and not ships and not (facts.invoice and invoices):
		return [
			Finding(
				"nothing_to_ship", sentence("There is nothing to ship. Enter a quantity to ship on a line.")
			)
		]
	if facts.invoice and not invoices:
		return [
			Finding(
				"E01",
				sentence(
					"Nothing is shipped that is not invoiced yet. Ship first, or choose Ship and Invoice."
				),
			)
		]
	return []


def _check_line(line: LineFacts) -> list[Finding]:
	findings = []
	if line.type == ITEM and (line.ship_now or line.invoice_now) and line.item is None:
		return [Finding("item_missing", sentence("Row {0}: choose an item."), (str(line.row),), line.row)]
	if line.item and line.ship_now and line.item.sales_blocked:
		findings.append(
			Finding(
				"E10",
				sentence("Row {0}: item {1} is blocked for sales."),
				(str(line.row), line.item.name),
				line.row,
				link=("Item", line.item.name),
			)
		)
	if line.item and line.item.item_type == INVENTORY and line.ship_now and not line.location:
		findings.append(
			Finding(
				"location",
				sentence("Row {0}: choose the location that the goods leave from."),
				(str(line.row),),
				line.row,
			)
		)
	if line.account and not line.account_direct and line.invoice_now:
		findings.append(
			Finding(
				"account_direct",
				sentence(
					"Row {0}: account {1} is kept by postings. Choose an account that allows direct posting."
				),
				(str(line.row), line.account),
				line.row,
				link=("GL Account", line.account),
			)
		)
	if line.account and line.account_blocked and line.invoice_now:
		findings.append(
			Finding(
				"account_blocked",
				sentence("Row {0}: account {1} is blocked."),
				(str(line.row), line.account),
				line.row,
				link=("GL Account", line.account),
			)
		)
	return findings


def _check_fetched_lines(lines: tuple[LineFacts, ...]) -> list[Finding]:
	"""Invoice lines taken from an order bill what is shipped and not invoiced, and no more."""
	findings = []
	left: dict[str, Decimal] = {}
	for line in lines:
		origin = line.order_line
		if origin is None or line.is_of_order:
			continue
		available = left.setdefault(origin.name, origin.shipped - origin.invoiced)
		left[origin.name] -= line.invoice_now
		if line.invoice_now > available:
			findings.append(
				Finding(
					"E01" if available <= 0 else "qty_to_invoice",
					sentence(
						"Row {0}: order {1} has {2} shipped and not invoiced. Lower the quantity, or ship first."
					),
					(str(line.row), origin.order, plain(max(available, Decimal(0)))),
					line.row,
					link=("Sales Order", origin.order),
				)
			)
	return findings


def check_complete(lines: tuple[LineFacts, ...]) -> list[Finding]:
	"""E03: a customer who takes complete deliveries gets all that is outstanding, or nothing."""
	findings = []
	for line in lines:
		if line.order_line and line.type == ITEM:
			counted = line.order_line
			left = outstanding(counted.quantity, counted.shipped, counted.cancelled)
			findings += check_complete_line(line.row, left, line.ship_now)
	return findings
