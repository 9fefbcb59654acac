"""What speaks against a line of an inventory adjustment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sales_mgmt.costing import STANDARD, CostBook
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.facts import Accounts

if TYPE_CHECKING:
	from sales_mgmt.posting.core.stock.adjustment_facts import AdjustmentLine


def check_line(line: AdjustmentLine, book: CostBook, accounts: Accounts, policy: Policy) -> list[Finding]:
	"""Findings of a line, given what the lines before it did to `book`. The first one says what matters most."""
	if line.item.item_type != INVENTORY:
		message = sentence("Row {0}: item {1} has no stock. Choose an item of type Inventory.")
		return [_finding("item_type", message, line, line.item.name)]
	if line.revalues:
		findings = _check_cost(line, book)
	elif not line.quantity:
		return [_finding("quantity", sentence("Row {0}: enter a quantity other than zero."), line)]
	else:
		findings = _check_stock(line, book, policy)
	return findings + _check_accounts(line, accounts)


def _check_stock(line: AdjustmentLine, book: CostBook, policy: Policy) -> list[Finding]:
	have = book.level(line.item.name, line.location).quantity
	if have + line.quantity < 0 and line.quantity < 0 and not policy.allow_negative_stock:
		message = sentence("Row {0}: there are {1} of item {2} at location {3}. Take away no more than that.")
		return [_finding("stock", message, line, plain(have), line.item.name, line.location)]
	return []


def _check_cost(line: AdjustmentLine, book: CostBook) -> list[Finding]:
	if not line.entry:
		message = sentence("Row {0}: choose the item ledger entry with which the goods came in.")
		return [_finding("entry_missing", message, line)]
	if not line.added_cost:
		message = sentence("Row {0}: enter the cost to add. A negative amount takes cost off.")
		return [_finding("added_cost", message, line)]
	entry = book.entries[line.entry]
	if entry.item != line.item.name:
		message = sentence("Row {0}: entry {1} is one of item {2}. Choose an entry of item {3}.")
		return [_finding("entry_item", message, line, entry.title, entry.item, line.item.name)]
	if entry.quantity <= 0:
		message = sentence(
			"Row {0}: entry {1} is about goods that left. Choose one with which goods came in."
		)
		return [_finding("entry_outbound", message, line, entry.title)]
	if entry.applies_from:
		message = sentence(
			"Row {0}: the goods of entry {1} came back at the cost they had left with. Change the cost of the entry"
			" with which they first came in; this one follows."
		)
		return [_finding("entry_returned", message, line, entry.title)]
	if line.item.costing_method != STANDARD and entry.cost_amount + line.added_cost < 0:
		message = sentence("Row {0}: entry {1} is worth {2}. Take off no more than that.")
		return [_finding("below_zero", message, line, entry.title, f"{entry.cost_amount:.{book.digits}f}")]
	return []


def _check_accounts(line: AdjustmentLine, accounts: Accounts) -> list[Finding]:
	setup = accounts.inventory_setup(line.item.inventory_posting_group, line.location)
	name = f"{line.item.inventory_posting_group or ''}-{line.location}"
	return [
		missing_account("Inventory Posting Setup", name, label, line.row)
		for field, label in (
			("inventory_account", "Inventory Account"),
			("inventory_adjustment_account", "Inventory Adjustment Account"),
		)
		if not (setup and getattr(setup, field))
	]


def _finding(code: str, message: str, line: AdjustmentLine, *values: str) -> Finding:
	return Finding(code, message, (str(line.row), *values), line.row)
