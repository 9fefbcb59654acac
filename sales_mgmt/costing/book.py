"""Goods movements of one posting, one after the other, and what they do to applications, entries and stock."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from sales_mgmt.amounts import portion, round_half_away, spread
from sales_mgmt.costing.flow import follow
from sales_mgmt.costing.model import (
	AVERAGE,
	STANDARD,
	ZERO,
	Application,
	CostedItem,
	CostFacts,
	Entry,
	History,
	StockKey,
	StockLevel,
)
from sales_mgmt.costing.shares import came_back, estimate, given, left_value, share

Taken = list[tuple[Entry, Decimal]]


class CostBook:
	"""Starts from facts and collects changes. Pure: it changes nothing but itself.

	`entries` and `levels` are as they stand after the movements so far, `applications` what was tied together, `changes` by
	how much the cost of entries changed after they were made. New entries are named by the line they come from.
	"""

	def __init__(
		self, levels: Mapping[StockKey, StockLevel], facts: CostFacts | None = None, digits: int = 2
	):
		facts = facts or CostFacts()
		self.digits = digits
		self.levels: dict[StockKey, StockLevel] = dict(levels)
		self.touched: set[StockKey] = set()
		self.applications: list[Application] = []
		self.changes: dict[str, Decimal] = defaultdict(Decimal)
		self.before: dict[str, Entry] = {}
		"""Entries that existed, as they were."""
		self.entries: dict[str, Entry] = {}
		self._open: dict[StockKey, list[str]] = defaultdict(list)
		self._order: dict[str, list[str]] = {}
		self._tied: dict[str, list[Application]] = {}
		for item, history in facts.histories.items():
			self._order[item] = [entry.name for entry in history.entries]
			self._tied[item] = list(history.applications)
			self._know(history.entries)
		self._know(facts.entries)
		for entry in facts.entries:
			if entry.remaining_quantity:
				self._open[entry.key].append(entry.name)

	def level(self, item: str, location: str) -> StockLevel:
		return self.levels.get((item, location), StockLevel())

	def pool(self, item: str, location: str) -> StockLevel:
		"""What is there to be taken: the stock level without what left before it was supplied, and its estimated cost.

		The level itself, unless goods came back of a sale that still waits for supply: then both are there side by side.
		"""
		level = self.level(item, location)
		waiting = [self.entries[name] for name in self._open[item, location]]
		waiting = [entry for entry in waiting if entry.remaining_quantity < 0]
		return StockLevel(
			level.quantity - sum((entry.remaining_quantity for entry in waiting), ZERO),
			level.cost_amount - sum((left_value(entry, self.digits) for entry in waiting), ZERO),
		)

	def changed_entries(self) -> list[Entry]:
		"""Entries that existed and are different now, by name."""
		return [self.entries[name] for name in sorted(self.before) if self.entries[name] != self.before[name]]

	def changed_levels(self) -> tuple[tuple[StockKey, StockLevel], ...]:
		return tuple((key, self.levels[key]) for key in sorted(self.touched))

	def issue(self, item: CostedItem, entry: Entry) -> Decimal:
		"""Goods leave. `entry` has the quantity (negative) and no cost yet. Returns the cost, ≥ 0.

		They are applied to what came in first. What is not in stock is valued at the item's unit cost and waits for supply.
		"""
		quantity = -entry.quantity
		taken = self._take(entry.key, quantity)
		applied = sum((part for _, part in taken), ZERO)
		own = [share(supply, given(supply), part, self.digits) for supply, part in taken]
		if item.method == AVERAGE:
			cost, costs = self._average(item, entry, taken)
		else:
			costs = own
			cost = sum(own, ZERO) + estimate(item.unit_cost, quantity - applied, self.digits)
		self._enter(
			replace(entry, cost_amount=-cost, remaining_quantity=entry.quantity, unit_cost=item.unit_cost)
		)
		for (supply, part), amount in zip(taken, costs, strict=True):
			self._apply(supply.name, entry.name, part, given(supply), amount)
		return cost

	def receive(self, item: CostedItem, entry: Entry, cost: Decimal) -> Decimal:
		"""Goods come in that cost `cost`. Returns what they are worth: at standard cost, that.

		Goods that left before are supplied by them, oldest first, and take their cost in place of the estimate.
		"""
		value = (
			round_half_away(entry.quantity * item.unit_cost, self.digits) if item.method == STANDARD else cost
		)
		self._enter(
			replace(entry, cost_amount=value, remaining_quantity=entry.quantity, unit_cost=item.unit_cost)
		)
		seeds: dict[str, Decimal] = {}
		for waiting, part in self._take(entry.key, -entry.quantity):
			supply = self.entries[entry.name]
			amount = share(supply, given(supply), part, self.digits)
			open_before = -waiting.remaining_quantity
			expected = estimate(waiting.unit_cost, open_before, self.digits) - estimate(
				waiting.unit_cost, open_before - part, self.digits
			)
			self._apply(entry.name, waiting.name, part, given(supply), amount)
			if expected != amount:
				seeds[waiting.name] = expected - amount
		self._spread(item, seeds)
		return value

	def receive_back(self, entry: Entry, origin: str) -> Decimal:
		"""Goods of the outbound entry `origin` come back at the cost they left with. Returns it, ≥ 0.

		Only cost is applied: the origin stays open for real supply if it waits for some, and what came back supplies what
		leaves later, never what waited before. So cost can not go in circles.
		"""
		sold = self.entries[origin]
		cost = came_back(sold, entry.quantity, self.digits)
		self._enter(replace(entry, cost_amount=cost, remaining_quantity=entry.quantity, applies_from=origin))
		self._tie(
			Application(
				inbound=entry.name,
				outbound=origin,
				item=entry.item,
				location=entry.location,
				quantity=entry.quantity,
				position=sold.returned_quantity,
				cost_amount=cost,
				cost_application=True,
			)
		)
		self.entries[origin] = replace(sold, returned_quantity=sold.returned_quantity + entry.quantity)
		return cost

	def send_back(self, entry: Entry, origin: str) -> Decimal:
		"""Goods that came in as `origin` leave again, at the cost they came with. Returns it, ≥ 0.

		`entry` has the quantity (negative); so much of the origin is left. If they had come back from a sale, less came back.
		"""
		came, quantity = self.entries[origin], -entry.quantity
		cost = share(came, given(came), quantity, self.digits)
		self._enter(replace(entry, cost_amount=-cost, remaining_quantity=entry.quantity))
		self._apply(origin, entry.name, quantity, given(came), cost)
		if came.applies_from:
			sold = self.entries[came.applies_from]
			self.entries[sold.name] = replace(sold, returned_quantity=sold.returned_quantity - quantity)
		return cost

	def revalue(self, item: CostedItem, name: str, amount: Decimal) -> None:
		"""The supply `name` cost `amount` more (or less). What left of it, and came back, and left again, follows."""
		self._spread(item, {name: amount})

	def _average(self, item: CostedItem, entry: Entry, taken: Taken) -> tuple[Decimal, list[Decimal]]:
		"""The share of what is there; what is missing is valued at the unit cost."""
		pool, quantity = self.pool(*entry.key), -entry.quantity
		there = min(quantity, max(pool.quantity, ZERO))
		cost = portion(pool.cost_amount, ZERO, there, pool.quantity, self.digits) if there else ZERO
		costs = spread(cost, [part for _, part in taken], self.digits) if taken else []
		return cost + estimate(item.unit_cost, quantity - there, self.digits), costs

	def _take(self, key: StockKey, quantity: Decimal) -> Taken:
		"""Open entries that stand against `quantity` > 0 leaving (inbound ones) or < 0 arriving (outbound ones)."""
		taken, left = [], abs(quantity)
		for name in self._open[key]:
			entry = self.entries[name]
			if not left:
				break
			if entry.remaining_quantity * quantity > 0:
				part = min(left, abs(entry.remaining_quantity))
				taken.append((entry, part))
				left -= part
		return taken

	def _apply(
		self, inbound: str, outbound: str, quantity: Decimal, position: Decimal, cost: Decimal
	) -> None:
		supply, taker = self.entries[inbound], self.entries[outbound]
		self._tie(Application(inbound, outbound, supply.item, supply.location, quantity, position, cost))
		self.entries[inbound] = replace(supply, remaining_quantity=supply.remaining_quantity - quantity)
		self.entries[outbound] = replace(taker, remaining_quantity=taker.remaining_quantity + quantity)

	def _enter(self, entry: Entry) -> None:
		"""A new entry: it changes the stock level and is the youngest of its place."""
		self.entries[entry.name] = entry
		self._open[entry.key].append(entry.name)
		if entry.item in self._order:
			self._order[entry.item].append(entry.name)
		level = self.level(*entry.key)
		self._set_level(
			entry.key, StockLevel(level.quantity + entry.quantity, level.cost_amount + entry.cost_amount)
		)

	def _spread(self, item: CostedItem, seeds: Mapping[str, Decimal]) -> None:
		"""Change the cost of entries, and of all that follow them."""
		if not seeds:
			return
		if item.name not in self._order:
			if any(self.entries[name].is_supply or self.entries[name].returned_quantity for name in seeds):
				raise ValueError(f"the history of item {item.name} is needed to change its cost")
			changes = seeds
		else:
			history = History(
				tuple(self.entries[name] for name in self._order[item.name]), tuple(self._tied[item.name])
			)
			there = {
				location: self.pool(name, location).quantity
				for name, location in list(self.levels)
				if name == item.name
			}
			changes = follow(item.method, history, seeds, there, self.digits)
		for name, change in changes.items():
			entry = self.entries[name]
			self.entries[name] = replace(entry, cost_amount=entry.cost_amount + change)
			self.changes[name] += change
			level = self.level(*entry.key)
			self._set_level(entry.key, replace(level, cost_amount=level.cost_amount + change))

	def _set_level(self, key: StockKey, level: StockLevel) -> None:
		self.levels[key] = level
		self.touched.add(key)

	def _tie(self, application: Application) -> None:
		self.applications.append(application)
		if application.item in self._tied:
			self._tied[application.item].append(application)

	def _know(self, entries: Iterable[Entry]) -> None:
		for entry in entries:
			self.before[entry.name] = self.entries[entry.name] = entry
