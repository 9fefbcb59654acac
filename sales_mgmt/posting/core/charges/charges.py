"""Item charges in a posting (domain A29): what is billed is assigned wholly, and changes what the sale of goods brought in.

No goods move. Each target gets a value entry of its own, with a part of the charge's net amount as sales amount; its cost
stays, and so does the value of the stock. A credit memo takes sales amounts back; a fee on it is kept, so it adds to them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sales_mgmt.amounts import spread
from sales_mgmt.charges import amounts_of
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.lines import CHARGE
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.charge_facts import ChargeShare
from sales_mgmt.posting.core.entries import (
	ITEM_CHARGE,
	AssignedChange,
	InvoicedLine,
	ItemEntry,
	ItemEntryChange,
	ValueEntry,
)
from sales_mgmt.posting.core.facts import LineFacts, SaleFacts

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Goods:
	"""Goods that a share belongs to: an entry that this posting makes (`key`), or one that exists (`entry`)."""

	key: str | None
	entry: str | None
	item: str
	location: str
	weight: Decimal


@dataclass(frozen=True, slots=True)
class Charged:
	"""Items, value entries and caches of a posting with its charges, in place of those without."""

	items: tuple[ItemEntry, ...]
	values: tuple[ValueEntry, ...]
	changes: tuple[ItemEntryChange, ...]
	assigned: tuple[AssignedChange, ...] = ()
	findings: tuple[Finding, ...] = ()


def check_charges(facts: SaleFacts) -> list[Finding]:
	"""E21: of every charge that is billed now, all is assigned and no more."""
	shared = _by_charge(facts)
	findings = []
	for line in facts.lines:
		if line.type != CHARGE or not line.invoice_now:
			continue
		rest = line.invoice_now - sum((share.quantity for share in shared[line.name]), ZERO)
		if rest > 0:
			message = sentence(
				"Row {0}: item charge {1} is not fully assigned. Assign the remaining {2} to the goods it belongs to."
			)
			findings.append(_finding(line, message, rest))
		elif rest < 0:
			message = sentence(
				"Row {0}: of item charge {1}, {2} more are assigned than this posting bills. Lower the quantity to handle."
			)
			findings.append(_finding(line, message, -rest))
	return findings


def _finding(line: LineFacts, message: str, number: Decimal) -> Finding:
	return Finding("E21", message, (str(line.row), line.item_charge or "", plain(number)), line.row)


def _by_charge(facts: SaleFacts) -> dict[str, list[ChargeShare]]:
	shared: dict[str, list[ChargeShare]] = defaultdict(list)
	for share in facts.charges.shares:
		if share.quantity:
			shared[share.charge_line].append(share)
	return shared


def add_charges(
	facts: SaleFacts,
	billed: Iterable[InvoicedLine],
	items: Sequence[ItemEntry],
	values: Sequence[ValueEntry],
	changes: Sequence[ItemEntryChange],
) -> Charged:
	"""Value entries of the charges that are billed now. `items`, `values`, `changes` are those of the goods."""
	charges = [line for line in billed if line.line.type == CHARGE]
	if not charges:
		return Charged(tuple(items), tuple(values), tuple(changes))
	lines = {line.name: line for line in facts.lines}
	shared, moved = _by_charge(facts), _moved(values, lines)
	added: list[ValueEntry] = []
	findings: list[Finding] = []
	for charge in charges:
		shares = shared[charge.line.name]
		found = [_goods(share, lines, moved, facts) for share in shares]
		findings += [
			_not_moved(charge.line, lines.get(share.target_line))
			for share, goods in zip(shares, found, strict=True)
			if not goods
		]
		if not all(found):
			continue
		added += _values(charge, shares, found, facts)
	assigned = _assigned(facts, {charge.line.name for charge in charges})
	return _with(facts, added, items, values, changes, assigned, tuple(findings))


def _assigned(facts: SaleFacts, charges: Collection[str]) -> tuple[AssignedChange, ...]:
	"""Assignments on orders, those too of which nothing is handled now: each gets a new suggestion."""
	assigned: dict[str, AssignedChange] = {}
	for share in facts.charges.shares:
		counted = share.counted
		if counted is None or share.charge_line not in charges:
			continue
		before = assigned.get(counted.name)
		done = before.assigned if before else counted.assigned
		assigned[counted.name] = AssignedChange(counted.name, counted.to_assign, done + share.quantity)
	return tuple(assigned.values())


def _moved(values: Iterable[ValueEntry], lines: Mapping[str, LineFacts]) -> dict[str, list[ValueEntry]]:
	"""By line of the document: parts of one line move its goods together."""
	moved: dict[str, list[ValueEntry]] = defaultdict(list)
	for value in values:
		line = lines.get(value.line)
		moved[line.document_line if line else value.line].append(value)
	return moved


def _goods(
	share: ChargeShare,
	lines: Mapping[str, LineFacts],
	moved: Mapping[str, list[ValueEntry]],
	facts: SaleFacts,
) -> list[Goods]:
	"""What is billed now of the target, else what moves now, else what moved before."""
	entries = facts.charges.entries
	if share.entry:
		return [_existing(facts, share.entry)] if share.entry in entries else []
	own = moved.get(share.target_line, [])
	for measure in ("invoiced_quantity", "valued_quantity"):
		if goods := [
			Goods(value.key, value.item_entry, value.item, value.location, abs(getattr(value, measure)))
			for value in own
			if getattr(value, measure)
		]:
			return goods
	target = lines.get(share.target_line)
	origin = target.order_line if target else None
	return [_existing(facts, name) for name in facts.charges.earlier.get(origin.name, ())] if origin else []


def _existing(facts: SaleFacts, name: str) -> Goods:
	entry = facts.charges.entries[name]
	return Goods(None, name, entry.item, entry.location, abs(entry.quantity))


def _not_moved(charge: LineFacts, target: LineFacts | None) -> Finding:
	if target is None:
		message = sentence("Row {0}: goods that item charge {1} is assigned to do not exist. Assign it anew.")
		return Finding("charge_target", message, (str(charge.row), charge.item_charge or ""), charge.row)
	message = sentence(
		"Row {0}: item charge {1} is assigned to row {2}, whose goods have not moved. Post row {2} too, or set the quantity"
		" to handle to 0."
	)
	values = (str(charge.row), charge.item_charge or "", str(target.row))
	return Finding("charge_target", message, values, charge.row)


def _values(
	charge: InvoicedLine, shares: Sequence[ChargeShare], found: Sequence[list[Goods]], facts: SaleFacts
) -> list[ValueEntry]:
	digits = facts.policy.local_digits
	total = -charge.amounts.amount_lcy if facts.is_return else charge.amounts.amount_lcy
	parts = amounts_of(total, [share.quantity for share in shares], charge.quantity, digits)
	return [
		ValueEntry(
			line=charge.line.name,
			item=goods.item,
			location=goods.location,
			valued_quantity=ZERO,
			invoiced_quantity=ZERO,
			cost_amount=ZERO,
			cost_amount_expected=ZERO,
			sales_amount=amount,
			key=goods.key,
			item_entry=goods.entry,
			dimensions=charge.line.dimensions,
			value_type=ITEM_CHARGE,
			item_charge=charge.line.item_charge,
		)
		for part, of_share in zip(parts, found, strict=True)
		for goods, amount in zip(
			of_share, spread(part, [goods.weight for goods in of_share], digits), strict=True
		)
	]


def _with(
	facts: SaleFacts,
	added: list[ValueEntry],
	items: Sequence[ItemEntry],
	values: Sequence[ValueEntry],
	changes: Sequence[ItemEntryChange],
	assigned: tuple[AssignedChange, ...],
	findings: tuple[Finding, ...],
) -> Charged:
	"""New entries are born with the charges' part of their sales amount; existing ones get it added."""
	new: dict[str, Decimal] = defaultdict(Decimal)
	changed = {change.name: change for change in changes}
	for value in added:
		if value.key:
			new[value.key] += value.sales_amount
			continue
		before = changed.get(value.item_entry)
		if before is None:
			entry = facts.charges.entries[value.item_entry]
			before = ItemEntryChange(entry.name, entry.invoiced_quantity, entry.sales_amount)
		changed[value.item_entry] = replace(before, sales_amount=before.sales_amount + value.sales_amount)
	return Charged(
		items=tuple(
			replace(item, sales_amount=item.sales_amount + new[item.key]) if item.key in new else item
			for item in items
		),
		values=(*values, *added),
		changes=tuple(changed.values()),
		assigned=assigned,
		findings=findings,
	)
