"""Post an inventory adjustment."""

from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from sales_mgmt.amounts import to_decimal
from sales_mgmt.documents.masters import ITEM_FIELDS, by_name
from sales_mgmt.documents.quantities import quantity
from sales_mgmt.posting.accounts import inventory_setups
from sales_mgmt.posting.core.adjustment import AdjustmentFacts, AdjustmentLine, plan_adjustment
from sales_mgmt.posting.core.entries import Plan
from sales_mgmt.posting.core.facts import Accounts, ItemFacts
from sales_mgmt.posting.extensions import announce_after_commit
from sales_mgmt.posting.ledgers import Source, ledger_rows, write_goods, write_money
from sales_mgmt.posting.numbers import take_number
from sales_mgmt.posting.planning import planned
from sales_mgmt.posting.stock import read_levels
from sales_mgmt.settings import posting_policy


@dataclass(frozen=True, slots=True)
class PreparedAdjustment:
	facts: AdjustmentFacts
	plan: Plan


def gather_adjustment(adjustment: Document, lock: bool = False) -> AdjustmentFacts:
	items = by_name("Item", ITEM_FIELDS, {line.item for line in adjustment.lines})
	return AdjustmentFacts(
		posting_date=getdate(adjustment.posting_date) if adjustment.posting_date else None,
		description=adjustment.description or adjustment.name,
		lines=tuple(_line(line, items[line.item]) for line in adjustment.lines),
		accounts=Accounts(
			inventory=inventory_setups(
				{row.inventory_posting_group for row in items.values() if row.inventory_posting_group}
			)
		),
		policy=posting_policy(),
		stock=read_levels({(line.item, line.location) for line in adjustment.lines}, lock),
	)


def _line(line: Document, item: "frappe._dict") -> AdjustmentLine:
	return AdjustmentLine(
		name=line.name,
		row=line.idx,
		item=ItemFacts(
			item.name, item.item_type, False, to_decimal(item.unit_cost), item.inventory_posting_group
		),
		location=line.location,
		quantity=quantity(line.quantity),
		unit_cost=to_decimal(line.unit_cost),
	)


def prepare_adjustment(adjustment: Document) -> PreparedAdjustment:
	"""Plan the adjustment, fill in its cost and number it. Raises PostingError with every finding."""
	facts = gather_adjustment(adjustment, lock=True)
	plan = planned(plan_adjustment, facts)
	costs = {entry.key: entry.cost_amount for entry in plan.items}
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
