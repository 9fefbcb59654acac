"""What a change of cost writes: value entries on the entries whose cost changed, and their general ledger entries.

A change is actual as far as the entry is invoiced, the rest is expected. Only actual cost is posted to the general ledger:
inventory against cost of goods sold where goods were sold or came back, against the adjustment account where they were
adjusted or revalued, against the variance account where they came in at another cost than the standard.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sales_mgmt.costing import CostBook, Entry, actual_share
from sales_mgmt.findings.finding import Finding
from sales_mgmt.findings.usual import missing_account
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.entries import (
	COST_ADJUSTMENT,
	REVALUATION,
	VARIANCE,
	EntryCost,
	LedgerEntry,
	ValueEntry,
)
from sales_mgmt.posting.core.facts import Accounts

ZERO = Decimal(0)
ADJUSTMENT = "Adjustment"
"""Entry type of goods that came or left without a sale."""


def entry_costs(book: CostBook) -> tuple[EntryCost, ...]:
	"""The caches of every entry that existed before and is different now."""
	return tuple(
		EntryCost(entry.name, entry.cost_amount, entry.remaining_quantity, entry.returned_quantity)
		for entry in book.changed_entries()
	)


def change_value(
	book: CostBook, before: Entry, change: Decimal, value_type: str = COST_ADJUSTMENT, line: str = ""
) -> ValueEntry:
	"""The value entry of a change of cost. `before` is the entry with the cost it had."""
	actual = actual_share(before, change, book.digits)
	stored = before.name in book.before
	return ValueEntry(
		line=line,
		item=before.item,
		location=before.location,
		valued_quantity=ZERO,
		invoiced_quantity=ZERO,
		cost_amount=actual,
		cost_amount_expected=change - actual,
		sales_amount=ZERO,
		key=None if stored else before.name,
		item_entry=before.name if stored else None,
		dimensions=before.dimensions,
		value_type=value_type,
	)


def change_values(book: CostBook, already: Iterable[ValueEntry] = ()) -> list[ValueEntry]:
	"""Value entries for all that `book` changed of existing and new entries, but for what has one `already`."""
	rest = defaultdict(Decimal, book.changes)
	for value in already:
		rest[value.item_entry or value.key] -= value.cost_amount + value.cost_amount_expected
	values = []
	for name, change in rest.items():
		if change:
			entry = book.entries[name]
			values.append(change_value(book, replace(entry, cost_amount=entry.cost_amount - change), change))
	return values


@dataclass(slots=True)
class CostLedger:
	"""Value entries with what of them is posted to the general ledger, the entries there, and accounts that are missing."""

	values: list[ValueEntry] = field(default_factory=list)
	ledger: list[LedgerEntry] = field(default_factory=list)
	findings: list[Finding] = field(default_factory=list)


def post_values(
	values: Iterable[ValueEntry],
	entries: Mapping[str, Entry],
	inventory_groups: Mapping[str, str | None],
	accounts: Accounts,
	policy: Policy,
) -> CostLedger:
	"""Dr inventory, Cr what the cost comes from, for the actual cost of each value entry.

	`entries` has the entry of each value, by name or key, `inventory_groups` the posting group by item. Cost of goods sold is
	posted only with Automatic Cost Posting.
	"""
	result = CostLedger()
	missing: dict[tuple, Finding] = {}
	for value in values:
		entry = entries[value.item_entry or value.key]
		to_sale = entry.entry_type != ADJUSTMENT and value.value_type not in (REVALUATION, VARIANCE)
		if not value.cost_amount or (to_sale and not policy.automatic_cost_posting):
			result.values.append(value)
			continue
		result.values.append(replace(value, cost_posted_to_gl=value.cost_amount))
		group = inventory_groups.get(entry.item)
		setup = accounts.inventory_setup(group, entry.location)
		row = ("Inventory Posting Setup", f"{group or ''}-{entry.location}")
		contra, contra_row = None, row
		if to_sale:
			groups = entry.business_posting_group, entry.product_posting_group
			general = accounts.general.get(groups)
			contra, label = general and general.cogs_account, "Cost of Goods Sold Account"
			contra_row = ("General Posting Setup", "-".join(name or "" for name in groups))
		elif value.value_type == VARIANCE:
			contra, label = setup and setup.variance_account, "Cost Variance Account"
		else:
			contra, label = setup and setup.inventory_adjustment_account, "Inventory Adjustment Account"
		inventory = setup and setup.inventory_account
		for account, (doctype, name), field_label in (
			(inventory, row, "Inventory Account"),
			(contra, contra_row, label),
		):
			if not account:
				missing.setdefault((doctype, name, field_label), missing_account(doctype, name, field_label))
		if inventory and contra:
			result.ledger += _pair(value, entry if to_sale else None, inventory, contra, policy)
	result.findings = list(missing.values())
	return result


def _pair(
	value: ValueEntry, sale: Entry | None, inventory: str, contra: str, policy: Policy
) -> list[LedgerEntry]:
	groups = {"dimensions": value.dimensions}
	if sale:
		groups["business_posting_group"] = sale.business_posting_group
		groups["product_posting_group"] = sale.product_posting_group
	amount, currency = value.cost_amount, policy.local_currency
	return [
		LedgerEntry(inventory, amount, currency, amount, **groups),
		LedgerEntry(contra, -amount, currency, -amount, **groups),
	]
