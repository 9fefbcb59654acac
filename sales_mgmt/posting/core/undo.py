"""Take back what was shipped, or received, and not billed yet (domain A20, decision 9.4).

The corrective line stands in the same document with the opposite quantity; the goods come back, or leave again, at the
cost they moved with. Counters of the order fall by what is undone. Nothing of this reaches the general ledger: goods that
are not billed stand there at no cost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.posting.core.checks import check_posting_date
from sales_mgmt.posting.core.entries import (
	ItemEntry,
	OrderLineChange,
	Plan,
	ReturnedChange,
	ValueEntry,
)
from sales_mgmt.posting.core.facts import (
	INVENTORY,
	ItemFacts,
	OrderLineFacts,
	Policy,
	ReturnedEntry,
	StockKey,
	StockLevel,
)
from sales_mgmt.posting.core.findings import Finding, PostingRefused, sentence
from sales_mgmt.posting.core.quantities import plain
from sales_mgmt.posting.core.selfcheck import selfcheck

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class MovedLine:
	"""A line of a posted shipment or return receipt. Base units and cost of the entry carry the ledger's sign."""

	name: str
	row: int
	quantity: Decimal
	"""In the line's unit, > 0."""
	description: str
	location: str
	correction: bool
	order_line: OrderLineFacts | None
	item: ItemFacts | None = None
	item_entry: str | None = None
	entry_quantity: Decimal = ZERO
	entry_invoiced: Decimal = ZERO
	entry_returned: Decimal = ZERO
	entry_cost: Decimal = ZERO
	took_back: ReturnedEntry | None = None
	"""Of a receipt: the entry whose goods it took back."""


@dataclass(frozen=True, slots=True)
class UndoFacts:
	"""`posting_date` is the day the goods moved: the corrective entry stands on the same day."""

	posted_no: str
	is_receipt: bool
	posting_date: date | None
	lines: tuple[MovedLine, ...]
	policy: Policy
	stock: dict[StockKey, StockLevel]
	earliest_valuation_date: date | None = None
	asked: bool = True
	"""Whether somebody named these lines. Otherwise those that can not be undone are passed over."""


def plan_undo(facts: UndoFacts) -> tuple[Plan, tuple[MovedLine, ...]]:
	"""The plan, and the lines it undoes. Raises PostingRefused with every finding."""
	findings = _check_date(facts)
	undone, refused = [], []
	for line in facts.lines:
		found = _check_line(line, facts)
		refused += found
		if not found and line.quantity:
			undone.append(line)
	if facts.asked or not undone:
		findings += refused
	if not undone and not findings:
		message = sentence("There is nothing to undo in {0}.")
		findings.append(Finding("nothing_to_undo", message, (facts.posted_no,)))
	if findings:
		raise PostingRefused(findings)
	plan = _plan(facts, undone)
	selfcheck(plan)
	return plan, tuple(undone)


def _check_date(facts: UndoFacts) -> list[Finding]:
	findings = check_posting_date(facts.posting_date, facts.policy)
	earliest = facts.earliest_valuation_date
	if earliest and facts.posting_date and facts.posting_date < earliest:
		message = sentence("{0} was posted before {1}, the earliest date that goods may be valued on.")
		findings.append(Finding("E20", message, (facts.posted_no, str(earliest))))
	return findings


def _check_line(line: MovedLine, facts: UndoFacts) -> list[Finding]:
	row = str(line.row)
	if line.correction:
		return [Finding("corrected", sentence("Row {0}: this line is undone already."), (row,), line.row)]
	if not line.quantity:
		return []
	counted = line.order_line
	if counted is None:
		message = sentence("Row {0}: this line belongs to an invoice or credit memo. Correct that instead.")
		return [Finding("E19", message, (row,), line.row)]
	free = counted.shipped - counted.invoiced
	if line.entry_invoiced or line.quantity > free:
		message = sentence("Row {0}: this line is billed. Correct the invoice or credit memo instead.")
		return [Finding("E19", message, (row,), line.row)]
	if line.entry_returned:
		message = sentence("Row {0}: goods of this line came back already, so it can not be undone.")
		return [Finding("returned", message, (row,), line.row)]
	if facts.is_receipt and line.item and line.item.item_type == INVENTORY:
		return _check_stock(line, facts)
	return []


def _check_stock(line: MovedLine, facts: UndoFacts) -> list[Finding]:
	have = facts.stock.get((line.item.name, line.location), StockLevel()).quantity
	if have >= line.entry_quantity or facts.policy.allow_negative_stock:
		return []
	message = sentence(
		"Row {0}: {1} of item {2} came in and {3} are left at location {4}, so the receipt can not be undone."
	)
	values = (str(line.row), plain(line.entry_quantity), line.item.name, plain(have), line.location)
	return [Finding("stock", message, values, line.row)]


def _plan(facts: UndoFacts, lines: Iterable[MovedLine]) -> Plan:
	stock, items, values, orders = dict(facts.stock), [], [], []
	shipped: dict[str, Decimal] = {}
	returned: dict[str, Decimal] = {}
	for line in lines:
		counted = line.order_line
		shipped[counted.name] = shipped.get(counted.name, counted.shipped) - line.quantity
		orders.append(
			OrderLineChange(
				counted.name,
				counted.order,
				counted.quantity,
				shipped[counted.name],
				counted.invoiced,
				counted.cancelled,
			)
		)
		if line.item is None or not line.item_entry:
			continue
		if line.item.item_type == INVENTORY:
			key = (line.item.name, line.location)
			level = stock.get(key, StockLevel())
			stock[key] = StockLevel(level.quantity - line.entry_quantity, level.cost_amount - line.entry_cost)
		if origin := line.took_back:
			returned[origin.name] = returned.get(origin.name, origin.returned) - line.entry_quantity
		items.append(_item_entry(line, counted))
		values.append(_value_entry(line))
	return Plan(
		items=tuple(items),
		values=tuple(values),
		returned=tuple(ReturnedChange(name, left) for name, left in returned.items()),
		order_lines=tuple({change.name: change for change in orders}.values()),
		stock=tuple((key, stock[key]) for key in sorted(stock) if stock[key] != facts.stock.get(key)),
	)


def _item_entry(line: MovedLine, counted: OrderLineFacts) -> ItemEntry:
	return ItemEntry(
		key=line.name,
		entry_type="Sale",
		item=line.item.name,
		location=line.location,
		description=line.description,
		quantity=-line.entry_quantity,
		invoiced_quantity=ZERO,
		cost_amount=-line.entry_cost,
		sales_amount=ZERO,
		order_line=counted.name,
		order=counted.order,
		applies_from=line.item_entry,
		correction=True,
	)


def _value_entry(line: MovedLine) -> ValueEntry:
	return ValueEntry(
		line=line.name,
		item=line.item.name,
		location=line.location,
		valued_quantity=-line.entry_quantity,
		invoiced_quantity=ZERO,
		cost_amount=ZERO,
		cost_amount_expected=-line.entry_cost,
		sales_amount=ZERO,
		key=line.name,
	)
