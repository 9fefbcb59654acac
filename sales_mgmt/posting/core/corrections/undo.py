"""Take back what was shipped, or received, and not billed yet (domain A20, decision 9.4).

What a cancelled invoice billed went back with it: then the rest that is still out is undone (S37, decision 9.16).

The corrective line stands in the same document with the opposite quantity; the goods come back, or leave again, at the
cost they moved with. Counters of the order fall by what is undone. Nothing of this reaches the general ledger: goods that
are not billed stand there at no cost.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sales_mgmt.amounts.quantities import in_base, in_units, or_what_is_left
from sales_mgmt.costing import CostBook, CostFacts, Entry, StockKey, StockLevel
from sales_mgmt.findings.finding import Finding, PostingRefused, sentence
from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.dates import check_posting_date, check_valuation_date
from sales_mgmt.posting.core.entries import ItemEntry, OrderLineChange, Plan, ValueEntry
from sales_mgmt.posting.core.facts import Accounts, ItemFacts, OrderLineFacts
from sales_mgmt.posting.core.merging import merged
from sales_mgmt.posting.core.selfcheck import selfcheck
from sales_mgmt.posting.core.stock.cost import change_values, entry_costs, post_values

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
	entry_standing: Decimal | None = None
	"""Of what is billed: by invoices that are not cancelled. Base units, ≥ 0; None: all of it."""
	entry_undone: Decimal = ZERO
	"""Undone already, beside what is billed. Base units, ≥ 0."""
	entry_returned: Decimal = ZERO
	entry_charged: Decimal = ZERO
	"""Sales amount that item charges brought in."""
	product_posting_group: str | None = None
	qty_per_uom: Decimal = Decimal(1)
	is_rest: bool = False
	"""What is left of a line, of which an invoice that is cancelled took the rest."""


@dataclass(frozen=True, slots=True)
class UndoFacts:
	"""`posting_date` is the day the goods moved: the corrective entry stands on the same day."""

	posted_no: str
	is_receipt: bool
	posting_date: date | None
	lines: tuple[MovedLine, ...]
	policy: Policy
	stock: Mapping[StockKey, StockLevel]
	costs: CostFacts = field(default_factory=CostFacts)
	accounts: Accounts = field(default_factory=Accounts)
	asked: bool = True
	"""Whether somebody named these lines. Otherwise those that can not be undone are passed over."""


def plan_undo(facts: UndoFacts) -> tuple[Plan, tuple[MovedLine, ...]]:
	"""The plan, and the lines it undoes. Raises PostingRefused with every finding."""
	findings = _check_date(facts)
	undone, refused = [], []
	known = {entry.name: entry for entry in facts.costs.entries}
	for line in facts.lines:
		line = still_out(line)
		found = _check_line(line, facts, known)
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
	book = CostBook(facts.stock, facts.costs, facts.policy.local_digits)
	plan = _plan(facts, undone, book)
	selfcheck(plan)
	return plan, tuple(undone)


def is_wholly_undone(moved: Iterable[str], before: Collection[str], now: Iterable[MovedLine]) -> bool:
	"""Whether nothing of a shipment or receipt stands any more. `moved`: its lines with a quantity; `before`: those that were
	undone earlier. A rest beside what is billed leaves its line standing."""
	whole = {line.name for line in now if not line.is_rest}
	return all(name in before or name in whole for name in moved)


def still_out(line: MovedLine) -> MovedLine:
	"""The line with what of it nobody billed, where all that was billed came back with its invoice; else as it is."""
	counted = line.order_line
	if counted is None or line.correction or line.quantity <= 0:
		return line
	free = counted.shipped - counted.invoiced
	if not line.item_entry:
		# Nothing is known of single shipments of accounts and charges; no invoice stands, so all that was billed went back.
		rest = line.quantity if counted.invoiced else min(line.quantity, free)
		return replace(line, quantity=rest, is_rest=True) if ZERO < rest < line.quantity else line
	# What is not known to be taken back stands.
	if not line.entry_invoiced or line.entry_standing != 0 or line.entry_undone:
		return line
	base = abs(line.entry_quantity) - abs(line.entry_invoiced)
	if base <= 0:
		return line
	# The last that is out is all that the order counts as out, whatever its unit makes of it.
	last = or_what_is_left(in_base(free, line.qty_per_uom), base, line.qty_per_uom) == base
	rest = free if last else in_units(base, line.qty_per_uom)
	sign = -1 if line.entry_quantity < 0 else 1
	return replace(line, quantity=rest, entry_quantity=sign * base, is_rest=True)


def _check_date(facts: UndoFacts) -> list[Finding]:
	return [
		*check_posting_date(facts.posting_date, facts.policy),
		*check_valuation_date(facts.posting_date, facts.policy),
	]


def _check_line(line: MovedLine, facts: UndoFacts, known: Mapping[str, Entry]) -> list[Finding]:
	row = str(line.row)
	if line.correction or line.entry_undone:
		return [Finding("corrected", sentence("Row {0}: this line is undone already."), (row,), line.row)]
	if not line.quantity:
		return []
	counted = line.order_line
	if counted is None:
		message = sentence("Row {0}: this line belongs to an invoice or credit memo. Correct that instead.")
		return [Finding("E19", message, (row,), line.row)]
	free = counted.shipped - counted.invoiced
	if (line.entry_invoiced and not line.is_rest) or line.quantity > free:
		message = sentence("Row {0}: this line is billed. Correct the invoice or credit memo instead.")
		return [Finding("E19", message, (row,), line.row)]
	if line.entry_charged:
		message = sentence(
			"Row {0}: an item charge belongs to these goods. Credit the charge before you undo the row."
		)
		return [Finding("charge", message, (row,), line.row)]
	if line.entry_returned > (abs(line.entry_invoiced) if line.is_rest else ZERO):
		message = sentence("Row {0}: goods of this line came back already, so it can not be undone.")
		return [Finding("returned", message, (row,), line.row)]
	if facts.is_receipt and line.item and line.item.item_type == INVENTORY:
		return _check_stock(line, known[line.item_entry].remaining_quantity)
	return []


def _check_stock(line: MovedLine, have: Decimal) -> list[Finding]:
	"""The very goods that came in have to be there still, for they leave at the cost they came with."""
	if have >= line.entry_quantity:
		return []
	message = sentence(
		"Row {0}: {1} of item {2} came in and {3} of them are left at location {4}, so the receipt can not be undone."
	)
	values = (str(line.row), plain(line.entry_quantity), line.item.name, plain(have), line.location)
	return [Finding("stock", message, values, line.row)]


def _plan(facts: UndoFacts, lines: Iterable[MovedLine], book: CostBook) -> Plan:
	items, values, orders = [], [], []
	shipped: dict[str, Decimal] = {}
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
		if line.item is not None and line.item_entry:
			cost = _move(line, book)
			items.append(_item_entry(line, counted, book, cost))
			values.append(_value_entry(line, cost))
	groups = {line.item.name: line.item.inventory_posting_group for line in facts.lines if line.item}
	followed = post_values(change_values(book), book.entries, groups, facts.accounts, facts.policy)
	if followed.findings:
		raise PostingRefused(followed.findings)
	return Plan(
		ledger=merged(followed.ledger),
		items=tuple(items),
		values=(*values, *followed.values),
		item_applications=tuple(book.applications),
		item_costs=entry_costs(book),
		order_lines=tuple({change.name: change for change in orders}.values()),
		stock=book.changed_levels(),
	)


def _move(line: MovedLine, book: CostBook) -> Decimal:
	"""The goods come back, or leave again. Returns what that adds to the value of stock, local currency."""
	if line.item.item_type != INVENTORY:
		return ZERO
	quantity = -line.entry_quantity
	entry = Entry(
		line.name,
		line.item.name,
		line.location,
		quantity,
		ZERO,
		unit_cost=line.item.unit_cost,
		product_posting_group=line.product_posting_group,
	)
	if quantity > 0:
		return book.receive_back(entry, line.item_entry)
	return -book.send_back(line.item.costed, entry, line.item_entry)


def _item_entry(line: MovedLine, counted: OrderLineFacts, book: CostBook, cost: Decimal) -> ItemEntry:
	moved = book.entries.get(line.name)
	back = line.entry_quantity < 0
	return ItemEntry(
		key=line.name,
		entry_type="Sale",
		item=line.item.name,
		location=line.location,
		description=line.description,
		quantity=-line.entry_quantity,
		invoiced_quantity=ZERO,
		cost_amount=cost,
		sales_amount=ZERO,
		order_line=counted.name,
		order=counted.order,
		correction=True,
		remaining_quantity=moved.remaining_quantity if moved else ZERO,
		unit_cost=line.item.unit_cost,
		applies_from_entry=line.item_entry if moved and back else None,
		product_posting_group=line.product_posting_group,
	)


def _value_entry(line: MovedLine, cost: Decimal) -> ValueEntry:
	return ValueEntry(
		line=line.name,
		item=line.item.name,
		location=line.location,
		valued_quantity=-line.entry_quantity,
		invoiced_quantity=ZERO,
		cost_amount=ZERO,
		cost_amount_expected=cost,
		sales_amount=ZERO,
		key=line.name,
	)
