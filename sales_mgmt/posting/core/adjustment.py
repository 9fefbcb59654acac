"""Goods come onto a location or leave it without a sale: opening stock, counting differences, scrap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.posting.core.account_checks import missing_account
from sales_mgmt.posting.core.checks import check_posting_date
from sales_mgmt.posting.core.cost import issue, receive
from sales_mgmt.posting.core.entries import ItemEntry, LedgerEntry, Plan, ValueEntry
from sales_mgmt.posting.core.facts import INVENTORY, Accounts, ItemFacts, Policy, StockKey, StockLevel
from sales_mgmt.posting.core.findings import Finding, PostingRefused, sentence
from sales_mgmt.posting.core.ledger import merged
from sales_mgmt.posting.core.quantities import plain
from sales_mgmt.posting.core.selfcheck import selfcheck


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
	"""`quantity` in base units, signed; `unit_cost` in local currency, used for goods that come in."""

	name: str
	row: int
	item: ItemFacts
	location: str
	quantity: Decimal
	unit_cost: Decimal


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
	posting_date: date | None
	description: str
	lines: tuple[AdjustmentLine, ...]
	accounts: Accounts
	policy: Policy
	stock: Mapping[StockKey, StockLevel]


def plan_adjustment(facts: AdjustmentFacts) -> Plan:
	"""Plan an adjustment. Raises PostingRefused with every finding."""
	findings = check_posting_date(facts.posting_date, facts.policy)
	if not facts.lines:
		findings.append(Finding("no_lines", sentence("Add at least one line with an item and a quantity.")))
	stock = dict(facts.stock)
	items, values, ledger, touched = [], [], [], set()
	for line in facts.lines:
		findings += _check_line(line, facts, stock)
		key = (line.item.name, line.location)
		cost, stock[key] = _move(line, stock.get(key, StockLevel()), facts.policy.local_digits)
		touched.add(key)
		common = {
			"item": line.item.name,
			"location": line.location,
			"invoiced_quantity": line.quantity,
			"cost_amount": cost,
		}
		items.append(
			ItemEntry(
				key=line.name,
				entry_type="Adjustment",
				description=facts.description,
				quantity=line.quantity,
				sales_amount=Decimal(0),
				**common,
			)
		)
		values.append(
			ValueEntry(
				line=line.name,
				valued_quantity=line.quantity,
				cost_amount_expected=Decimal(0),
				sales_amount=Decimal(0),
				key=line.name,
				**common,
			)
		)
		ledger += _ledger(line, cost, facts)
	if findings:
		raise PostingRefused(findings)
	plan = Plan(
		ledger=merged(ledger),
		items=tuple(items),
		values=tuple(values),
		stock=tuple((key, stock[key]) for key in sorted(touched)),
	)
	selfcheck(plan)
	return plan


def _move(line: AdjustmentLine, level: StockLevel, digits: int) -> tuple[Decimal, StockLevel]:
	if line.quantity >= 0:
		return receive(level, line.quantity, line.unit_cost, digits)
	cost, level = issue(level, -line.quantity, line.item.unit_cost, digits)
	return -cost, level


def _check_line(
	line: AdjustmentLine, facts: AdjustmentFacts, stock: Mapping[StockKey, StockLevel]
) -> list[Finding]:
	row = str(line.row)
	if line.item.item_type != INVENTORY:
		message = sentence("Row {0}: item {1} has no stock. Choose an item of type Inventory.")
		return [Finding("item_type", message, (row, line.item.name), line.row)]
	if not line.quantity:
		return [Finding("quantity", sentence("Row {0}: enter a quantity other than zero."), (row,), line.row)]
	findings = []
	have = stock.get((line.item.name, line.location), StockLevel()).quantity
	if have + line.quantity < 0 and line.quantity < 0 and not facts.policy.allow_negative_stock:
		message = sentence("Row {0}: there are {1} of item {2} at location {3}. Take away no more than that.")
		findings.append(
			Finding("stock", message, (row, plain(have), line.item.name, line.location), line.row)
		)
	setup = facts.accounts.inventory_setup(line.item.inventory_posting_group, line.location)
	name = f"{line.item.inventory_posting_group or ''}-{line.location}"
	for field, label in (
		("inventory_account", "Inventory Account"),
		("inventory_adjustment_account", "Inventory Adjustment Account"),
	):
		if not (setup and getattr(setup, field)):
			findings.append(missing_account("Inventory Posting Setup", name, label, line.row))
	return findings


def _ledger(line: AdjustmentLine, cost: Decimal, facts: AdjustmentFacts) -> list[LedgerEntry]:
	setup = facts.accounts.inventory_setup(line.item.inventory_posting_group, line.location)
	if setup is None:
		return []
	currency = facts.policy.local_currency
	return [
		LedgerEntry(setup.inventory_account, cost, currency, cost),
		LedgerEntry(setup.inventory_adjustment_account, -cost, currency, -cost),
	]
