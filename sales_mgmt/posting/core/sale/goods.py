"""The goods part of a plan: item entries, their value, and the stock that is left (domain 4.4).

Shipping writes the quantity with its expected cost. Invoicing turns expected cost into actual cost and adds the sales
amount; goods shipped and invoiced at once get their actual cost directly. Goods shipped earlier are invoiced oldest
first. Only items of type Inventory have stock and cost; what they cost is decided by the package `costing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sales_mgmt.amounts import portion
from sales_mgmt.costing import CostBook, Entry, StockKey, StockLevel
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.lines import INVENTORY, ITEM
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.base_quantities import BaseQuantities, base_quantities, check_base_quantity
from sales_mgmt.posting.core.entries import (
	EntryCost,
	InvoicedLine,
	ItemApplication,
	ItemEntry,
	ItemEntryChange,
	ValueEntry,
)
from sales_mgmt.posting.core.facts import LineFacts, OpenItemEntry, SaleFacts
from sales_mgmt.posting.core.stock.cost import entry_costs
from sales_mgmt.posting.core.stock.posted import posted_to_gl

ZERO = Decimal(0)


@dataclass(slots=True)
class Goods:
	"""Collects what the lines do to items, values and stock."""

	book: CostBook
	items: list[ItemEntry] = field(default_factory=list)
	values: list[ValueEntry] = field(default_factory=list)
	findings: list[Finding] = field(default_factory=list)
	billed: dict[str, OpenItemEntry] = field(default_factory=dict)
	"""Entries as they are after the lines so far: two invoice lines may bill the same shipment."""
	billed_units: dict[str, Decimal] = field(default_factory=dict)
	"""What the lines so far bill, by order line and in its unit."""

	def entry_changes(self) -> tuple[ItemEntryChange, ...]:
		return tuple(
			ItemEntryChange(entry.name, entry.invoiced_quantity, entry.sales_amount)
			for entry in self.billed.values()
		)

	def changed_stock(self) -> tuple[tuple[StockKey, StockLevel], ...]:
		return self.book.changed_levels()

	def applications(self) -> tuple[ItemApplication, ...]:
		return tuple(self.book.applications)

	def costs(self) -> tuple[EntryCost, ...]:
		return entry_costs(self.book)


def move_goods(facts: SaleFacts, invoiced: Mapping[str, InvoicedLine]) -> Goods:
	"""Ship and value every item line. `invoiced` holds what is billed now, by line name."""
	goods = Goods(CostBook(facts.stock, facts.costs, facts.policy.local_digits))
	for line in facts.lines:
		if line.type != ITEM or line.item is None:
			continue
		bill = invoiced.get(line.name)
		base = _base_quantities(goods, line, bill.quantity if bill else ZERO)
		goods.findings += check_base_quantity(line, base.moved)
		sales_left = _invoice_earlier_shipments(goods, line, bill, base, facts.policy)
		if base.moved:
			_ship(goods, line, base, sales_left, facts)
	return goods


def _base_quantities(goods: Goods, line: LineFacts, billed: Decimal) -> BaseQuantities:
	counted = line.order_line
	if counted is None:
		return base_quantities(line, billed, ZERO)
	entries = (goods.billed.get(entry.name, entry) for entry in counted.open_entries)
	waiting = sum((abs(entry.quantity) - abs(entry.invoiced_quantity) for entry in entries), ZERO)
	before = goods.billed_units.get(counted.name, ZERO)
	goods.billed_units[counted.name] = before + billed
	return base_quantities(line, billed, waiting, before)


def _invoice_earlier_shipments(
	goods: Goods, line: LineFacts, bill: InvoicedLine | None, base: BaseQuantities, policy: Policy
) -> Decimal:
	"""Bill goods that left before. Returns the sales amount (local currency) still to be billed."""
	if bill is None:
		return ZERO
	whole, left = base.billed, base.billed_before
	done = ZERO
	sales, sales_done = bill.amounts.amount_lcy, ZERO
	for stored in line.order_line.open_entries if line.order_line else ():
		entry = goods.billed.get(stored.name, stored)
		taken = min(left, abs(entry.quantity) - abs(entry.invoiced_quantity))
		if taken <= 0:
			continue
		part = portion(sales, done, done + taken, whole, policy.local_digits)
		done, left = done + taken, left - taken
		sales_done += part
		goods.values.append(_invoice_entry(line, entry, taken, part, policy))
		goods.billed[entry.name] = replace(
			entry, invoiced_quantity=entry.invoiced_quantity - taken, sales_amount=entry.sales_amount + part
		)
	return sales - sales_done


def _invoice_entry(
	line: LineFacts, entry: OpenItemEntry, taken: Decimal, sales: Decimal, policy: Policy
) -> ValueEntry:
	before = abs(entry.invoiced_quantity)
	cost = portion(entry.cost_amount, before, before + taken, abs(entry.quantity), policy.local_digits)
	return ValueEntry(
		line=line.name,
		item=line.item.name,
		location=line.location or "",
		valued_quantity=ZERO,
		invoiced_quantity=-taken,
		cost_amount=cost,
		cost_amount_expected=-cost,
		sales_amount=sales,
		item_entry=entry.name,
		dimensions=line.dimensions,
		cost_posted_to_gl=posted_to_gl(line, cost, policy),
	)


def _ship(goods: Goods, line: LineFacts, base: BaseQuantities, sales: Decimal, facts: SaleFacts) -> None:
	policy = facts.policy
	quantity, billed = base.moved, base.billed_now
	cost = left = ZERO
	if line.item.item_type == INVENTORY:
		cost = _take_from_stock(goods, line, quantity, policy)
		left = goods.book.entries[line.name].remaining_quantity
	actual = portion(cost, ZERO, billed, quantity, policy.local_digits)
	common = {"item": line.item.name, "location": line.location or "", "dimensions": line.dimensions}
	goods.items.append(
		ItemEntry(
			key=line.name,
			entry_type="Sale",
			description=line.description,
			quantity=-quantity,
			invoiced_quantity=-billed,
			cost_amount=-cost,
			sales_amount=sales,
			order_line=line.order_line.name if line.order_line else None,
			order=line.order_line.order if line.order_line else None,
			remaining_quantity=left,
			unit_cost=line.item.unit_cost,
			business_posting_group=facts.header.business_posting_group,
			product_posting_group=line.product_posting_group,
			**common,
		)
	)
	goods.values.append(
		ValueEntry(
			line=line.name,
			valued_quantity=-quantity,
			invoiced_quantity=-billed,
			cost_amount=-actual,
			cost_amount_expected=actual - cost,
			sales_amount=sales,
			key=line.name,
			cost_posted_to_gl=posted_to_gl(line, -actual, policy),
			**common,
		)
	)


def _take_from_stock(goods: Goods, line: LineFacts, quantity: Decimal, policy: Policy) -> Decimal:
	key = (line.item.name, line.location or "")
	level = goods.book.level(*key)
	if line.location and level.quantity < quantity and not policy.allow_negative_stock:
		goods.findings.append(
			Finding(
				"stock",
				sentence(
					"Row {0}: there are {1} of item {2} at location {3}, and {4} are needed. Ship less, or receive stock first."
				),
				(str(line.row), plain(max(level.quantity, ZERO)), line.item.name, key[1], plain(quantity)),
				line.row,
			)
		)
	return goods.book.issue(line.item.costed, Entry(line.name, *key, -quantity, ZERO))
