"""Post an inventory adjustment."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.masters.masters import ITEM_FIELDS, by_name
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.core.facts import Accounts
from sales_mgmt.posting.core.stock.adjustment import plan_adjustment
from sales_mgmt.posting.core.stock.adjustment_facts import AdjustmentFacts, AdjustmentLine
from sales_mgmt.posting.reading.accounts import general_setups, inventory_setups
from sales_mgmt.posting.reading.gather import item_facts_of
from sales_mgmt.posting.reading.item_costs import read_costs
from sales_mgmt.posting.reading.stock import read_levels
from sales_mgmt.posting.road.extensions import announce_after_commit
from sales_mgmt.posting.road.planning import planned
from sales_mgmt.posting.writing.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.rates.numbers import take_number
from sales_mgmt.settings import currency_digits, get_settings, posting_policy

QUANTITY, COST = "Quantity", "Cost"
"""Kinds of a line. One of the kind Cost moves nothing and adds to the cost of goods that came in earlier."""


@dataclass(frozen=True, slots=True)
class PreparedAdjustment:
	facts: AdjustmentFacts
	plan: Plan


def gather_adjustment(adjustment: Document, lock: bool = False) -> AdjustmentFacts:
	items = by_name("Item", ITEM_FIELDS, {line.item for line in adjustment.lines})
	moving = [line for line in adjustment.lines if line.kind != COST]
	# What comes in, or changes its cost, may change the cost of goods anywhere: all levels of the item are locked.
	anywhere = {line.item for line in adjustment.lines if line.kind == COST or (line.quantity or 0) > 0}
	keys = {(line.item, line.location) for line in moving if line.item not in anywhere}
	stock = read_levels(keys, lock, everywhere=anywhere)
	costs = read_costs(
		leaving={(line.item, line.location) for line in moving if (line.quantity or 0) < 0},
		coming={(line.item, line.location) for line in moving if (line.quantity or 0) > 0},
		named=[line.item_ledger_entry for line in adjustment.lines if line.kind == COST],
		lock=lock,
	)
	return AdjustmentFacts(
		posting_date=getdate(adjustment.posting_date) if adjustment.posting_date else None,
		description=adjustment.description or adjustment.name,
		lines=tuple(_line(line, items[line.item]) for line in adjustment.lines),
		accounts=Accounts(
			inventory=inventory_setups(
				{row.inventory_posting_group for row in items.values() if row.inventory_posting_group}
			),
			general=general_setups(costs.business_groups()),
		),
		policy=posting_policy(),
		stock=stock,
		costs=costs,
	)


def _line(line: Document, item: "frappe._dict") -> AdjustmentLine:
	return AdjustmentLine(
		name=line.name,
		row=line.idx,
		item=item_facts_of(item),
		location=line.location,
		quantity=quantity(line.quantity),
		unit_cost=to_decimal(line.unit_cost),
		revalues=line.kind == COST,
		entry=line.item_ledger_entry,
		added_cost=to_decimal(line.added_cost, currency_digits(get_settings().local_currency)),
	)


def prepare_adjustment(adjustment: Document) -> PreparedAdjustment:
	"""Plan the adjustment, fill in its cost and number it. Raises PostingError with every finding."""
	facts = gather_adjustment(adjustment, lock=True)
	plan = planned(plan_adjustment, facts)
	costs: dict[str, Decimal] = defaultdict(Decimal)
	for value in plan.values:
		costs[value.line] += value.cost_amount + value.cost_amount_expected
	costs.pop("", None)  # what follows elsewhere is no line of this document
	for line in adjustment.lines:
		line.cost_amount = float(costs[line.name])
	adjustment.cost_amount = float(sum(costs.values()))
	adjustment.posted_no = take_number("adjustment_series", facts.posting_date)
	return PreparedAdjustment(facts, plan)


def write_adjustment(adjustment: Document, prepared: PreparedAdjustment) -> None:
	facts, plan = prepared.facts, prepared.plan
	rows = ledger_rows(plan, {"posting_date": facts.posting_date, "description": facts.description})
	lines = {line.name: line.name for line in adjustment.lines}
	source = Source(adjustment.doctype, adjustment.name, adjustment.posted_no, lines)
	write_goods(plan, rows, source, source)
	write_money(rows, source)
	announce_after_commit(adjustment.doctype, adjustment=adjustment.name)
