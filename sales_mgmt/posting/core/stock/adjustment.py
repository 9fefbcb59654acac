"""Goods come onto a location or leave it without a sale: opening stock, counting differences, scrap.

A line of the kind Cost moves nothing: it adds to the cost of goods that came in earlier. Goods of them that were sold, and
those that came back, follow in the same posting (domain A37).
"""

from dataclasses import replace
from decimal import Decimal

from sales_mgmt.amounts import round_half_away
from sales_mgmt.costing import STANDARD, CostBook, Entry
from sales_mgmt.findings.finding import Finding, PostingRefused, sentence
from sales_mgmt.posting.core.dates import check_posting_date, check_valuation_date
from sales_mgmt.posting.core.entries import REVALUATION, VARIANCE, ItemEntry, Plan, ValueEntry
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.selfcheck import selfcheck
from sales_mgmt.posting.core.stock.adjustment_checks import check_line
from sales_mgmt.posting.core.stock.adjustment_facts import AdjustmentFacts, AdjustmentLine
from sales_mgmt.posting.core.stock.cost import (
	ADJUSTMENT,
	change_value,
	change_values,
	entry_costs,
	post_values,
)

ZERO = Decimal(0)


def plan_adjustment(facts: AdjustmentFacts) -> Plan:
	"""Plan an adjustment. Raises PostingRefused with every finding."""
	findings = check_posting_date(facts.posting_date, facts.policy)
	findings += check_valuation_date(facts.posting_date, facts.policy)
	if not facts.lines:
		findings.append(Finding("no_lines", sentence("Add at least one line with an item and a quantity.")))
	book = CostBook(facts.stock, facts.costs, facts.policy.local_digits)
	values: list[ValueEntry] = []
	for line in facts.lines:
		found = check_line(line, book, facts.accounts, facts.policy)
		findings += found
		if not found:
			values += _revalue(line, book) if line.revalues else _move(line, book)
	values += change_values(book, [value for value in values if value.item_entry])
	groups = {line.item.name: line.item.inventory_posting_group for line in facts.lines}
	posted = post_values(values, book.entries, groups, facts.accounts, facts.policy)
	findings += posted.findings
	if findings:
		raise PostingRefused(findings)
	plan = Plan(
		ledger=merged(posted.ledger),
		items=tuple(_item_entry(line, book, facts) for line in facts.lines if not line.revalues),
		values=tuple(posted.values),
		stock=book.changed_levels(),
		item_applications=tuple(book.applications),
		item_costs=entry_costs(book),
	)
	selfcheck(plan)
	return plan


def _move(line: AdjustmentLine, book: CostBook) -> list[ValueEntry]:
	"""Goods come or go. What comes in at another cost than the standard leaves the difference as variance."""
	entry = Entry(
		line.name,
		line.item.name,
		line.location,
		line.quantity,
		ZERO,
		invoiced_quantity=line.quantity,
		entry_type=ADJUSTMENT,
	)
	if line.quantity < 0:
		return [_value(line, -book.issue(line.item.costed, entry), line.quantity)]
	cost = round_half_away(line.quantity * line.unit_cost, book.digits)
	worth = book.receive(line.item.costed, entry, cost)
	values = [_value(line, cost, line.quantity)]
	if worth != cost:
		values.append(replace(_value(line, worth - cost, ZERO), value_type=VARIANCE))
	return values


def _value(line: AdjustmentLine, cost: Decimal, quantity: Decimal) -> ValueEntry:
	return ValueEntry(
		line=line.name,
		item=line.item.name,
		location=line.location,
		valued_quantity=quantity,
		invoiced_quantity=quantity,
		cost_amount=cost,
		cost_amount_expected=ZERO,
		sales_amount=ZERO,
		key=line.name,
	)


def _revalue(line: AdjustmentLine, book: CostBook) -> list[ValueEntry]:
	"""Cost is added to goods that came in. Goods with a standard cost stay at it: what is added is a variance."""
	before = book.entries[line.entry]
	added = change_value(book, before, line.added_cost, REVALUATION, line.name)
	if line.item.costing_method != STANDARD:
		book.revalue(line.item.costed, line.entry, line.added_cost)
		return [added]
	taken_off = {"cost_amount": -added.cost_amount, "cost_amount_expected": -added.cost_amount_expected}
	return [added, replace(added, value_type=VARIANCE, **taken_off)]


def _item_entry(line: AdjustmentLine, book: CostBook, facts: AdjustmentFacts) -> ItemEntry:
	entry = book.entries[line.name]
	return ItemEntry(
		key=line.name,
		entry_type=ADJUSTMENT,
		item=line.item.name,
		location=line.location,
		description=facts.description,
		quantity=line.quantity,
		invoiced_quantity=line.quantity,
		cost_amount=entry.cost_amount,
		sales_amount=ZERO,
		remaining_quantity=entry.remaining_quantity,
		unit_cost=entry.unit_cost,
	)
