"""Applications for entries that were posted before there were any: quantities only, no cost changes."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sales_mgmt.amounts import portion
from sales_mgmt.costing.model import ZERO, Application, Entry
from sales_mgmt.costing.shares import given


def match(entries: Iterable[Entry], digits: int) -> tuple[list[Entry], list[tuple[Application, str]]]:
	"""Apply the entries of one item, oldest first, as if it had been done when each was posted.

	Returns the entries with what remains of them, and the applications, each with the name of the entry whose posting would
	have made it. An outbound entry that still waits for supply gets as unit cost what a unit of it is valued at.
	"""
	after: dict[str, Entry] = {}
	waiting: dict[str, deque[str]] = defaultdict(deque)
	applications = []
	for entry in entries:
		after[entry.name] = replace(entry, remaining_quantity=entry.quantity)
		open_names = waiting[entry.location]
		while open_names and after[entry.name].remaining_quantity:
			this, other = after[entry.name], after[open_names[0]]
			if this.quantity * other.quantity > 0:
				break
			part = min(abs(this.remaining_quantity), abs(other.remaining_quantity))
			inbound, outbound = (this, other) if this.quantity > 0 else (other, this)
			applications.append((_application(inbound, outbound, part, digits), entry.name))
			for side in (inbound, outbound):
				sign = 1 if side.quantity > 0 else -1
				after[side.name] = replace(side, remaining_quantity=side.remaining_quantity - sign * part)
			if not after[other.name].remaining_quantity:
				open_names.popleft()
		if after[entry.name].remaining_quantity:
			open_names.append(entry.name)
	return [_valued(entry) for entry in after.values()], applications


def _application(inbound: Entry, outbound: Entry, quantity: Decimal, digits: int) -> Application:
	before = given(outbound)
	cost = portion(-outbound.cost_amount, before, before + quantity, -outbound.quantity, digits)
	return Application(
		inbound.name, outbound.name, inbound.item, inbound.location, quantity, given(inbound), cost
	)


def _valued(entry: Entry) -> Entry:
	if entry.quantity < 0 and entry.remaining_quantity:
		return replace(entry, unit_cost=round(entry.cost_amount / entry.quantity, 9))
	return replace(entry, unit_cost=entry.unit_cost or ZERO)
