"""Where a change of cost goes: from goods that came in to those that left, to those that came back, and on.

Nothing here recurses: entries are looked at once each, oldest first. That is enough because cost only flows forward in
time, from outbound entries to their returns and from returns to what left later; the exception, supply that came after
the goods it supplies had left, takes no cost from anybody and is looked at first. (Goods that came back never supply
entries that were open before; see `CostBook.receive_back`.)
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from sales_mgmt.amounts import portion
from sales_mgmt.costing.model import AVERAGE, ZERO, Application, Entry, History
from sales_mgmt.costing.shares import change_of_share

Changes = dict[str, Decimal]
"""Change of cost by entry, signed as the entry's cost is: dearer goods that left become more negative."""


def follow(
	method: str, history: History, seeds: Mapping[str, Decimal], there: Mapping[str, Decimal], digits: int
) -> Changes:
	"""All changes that follow from `seeds`, those included.

	`history` holds the costs before the change, `there` the quantity by location that is there to be taken now, after the last
	entry of the history (`CostBook.pool`).
	"""
	if method == AVERAGE:
		return _through_the_pool(history, seeds, there, digits)
	return _along_applications(history, seeds, digits)


def _along_applications(history: History, seeds: Mapping[str, Decimal], digits: int) -> Changes:
	"""FIFO and Standard: cost goes where the goods went."""
	changes = defaultdict(Decimal, seeds)
	takers = _takers(history.applications)

	def pass_on(entry: Entry) -> None:
		if change := changes.get(entry.name):
			for application in takers.get(entry.name, ()):
				changes[application.taker] -= change_of_share(entry, change, application, digits)

	for entry in history.entries:
		if entry.is_supply:
			pass_on(entry)
	for entry in history.entries:
		if not entry.is_supply:
			pass_on(entry)
	return _not_zero(changes)


def _through_the_pool(
	history: History, seeds: Mapping[str, Decimal], there: Mapping[str, Decimal], digits: int
) -> Changes:
	"""Average: added cost raises the average of the place from when the goods came in, and leaves with what leaves.

	Only what had left before its supply came took that supply's own cost, and goods that come back bring their share along.
	"""
	changes = defaultdict(Decimal, seeds)
	takers = _takers(history.applications)
	steps, late = _steps(history)
	rest = {}
	for entry in history.entries:
		if entry.is_supply and (change := changes.get(entry.name)):
			rest[entry.name] = change
			for application in late.get(entry.name, ()):
				part = change_of_share(entry, change, application, digits)
				changes[application.taker] -= part
				rest[entry.name] -= part
	pool, level = defaultdict(Decimal), defaultdict(Decimal, there)
	for entry in history.entries:
		level[entry.location] -= steps[entry.name]
	for entry in history.entries:
		at = entry.location
		if entry.quantity > 0:
			pool[at] += rest.get(entry.name, ZERO) if entry.is_supply else changes.get(entry.name, ZERO)
		else:
			if steps[entry.name] and pool[at]:
				part = portion(pool[at], ZERO, -steps[entry.name], level[at], digits)
				pool[at] -= part
				changes[entry.name] -= part
			if change := changes.get(entry.name):
				for application in takers.get(entry.name, ()):
					changes[application.taker] -= change_of_share(entry, change, application, digits)
		level[at] += steps[entry.name]
	return _not_zero(changes)


def _steps(history: History) -> tuple[dict[str, Decimal], dict[str, list[Application]]]:
	"""By how much each entry changed what was there to be taken, and the applications to what had left before its supply.

	Outbound entries take what was applied to them at once; inbound ones bring what did not go to entries that waited.
	"""
	place = {entry.name: number for number, entry in enumerate(history.entries)}
	steps = {entry.name: max(entry.quantity, ZERO) for entry in history.entries}
	late: dict[str, list[Application]] = defaultdict(list)
	for application in history.applications:
		if application.cost_application:
			continue
		came, left = place.get(application.inbound, -1), place.get(application.outbound, -1)
		if came > left:
			late[application.inbound].append(application)
			steps[application.inbound] -= application.quantity
		elif left >= 0:
			steps[application.outbound] -= application.quantity
	return steps, late


def _takers(applications: tuple[Application, ...]) -> dict[str, list[Application]]:
	takers: dict[str, list[Application]] = defaultdict(list)
	for application in applications:
		takers[application.giver].append(application)
	return takers


def _not_zero(changes: Mapping[str, Decimal]) -> Changes:
	return {name: change for name, change in changes.items() if change}
