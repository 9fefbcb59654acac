"""Shares of an entry's cost, by carrying the remainder: whatever the steps, they add up to the whole.

A share depends on nothing but the entry's cost and the place of the step in its quantity. So when the cost changes, every
share changes to what it would have been from the start, and zero left is worth zero.
"""

from decimal import Decimal

from sales_mgmt.amounts import portion, round_half_away
from sales_mgmt.costing.model import ZERO, Application, Entry


def share(entry: Entry, position: Decimal, quantity: Decimal, digits: int) -> Decimal:
	"""Cost of `quantity` (> 0) of an entry, the part that follows on `position`. Has the sign of the entry's cost."""
	return portion(entry.cost_amount, position, position + quantity, abs(entry.quantity), digits)


def given(entry: Entry) -> Decimal:
	"""How much of an inbound entry supplied others already, or of an outbound one was supplied. Positive."""
	return abs(entry.quantity) - abs(entry.remaining_quantity)


def change_of_share(entry: Entry, change: Decimal, application: Application, digits: int) -> Decimal:
	"""What the taker's share gains when the giver's cost changes by `change`. Has the sign of the giver's cost."""
	before, after = application.position, application.position + application.quantity
	whole = abs(entry.quantity)
	return portion(entry.cost_amount + change, before, after, whole, digits) - portion(
		entry.cost_amount, before, after, whole, digits
	)


def estimate(unit_cost: Decimal, quantity: Decimal, digits: int) -> Decimal:
	"""What goods cost that left and were not supplied yet (quantity and result ≥ 0)."""
	return round_half_away(unit_cost * quantity, digits)


def left_value(entry: Entry, digits: int) -> Decimal:
	"""Signed cost of what is not applied yet: of FIFO and Standard items these add up to the value of the stock."""
	if not entry.remaining_quantity:
		return ZERO
	if entry.quantity < 0:
		return -estimate(entry.unit_cost, -entry.remaining_quantity, digits)
	return share(entry, given(entry), entry.remaining_quantity, digits)


def came_back(origin: Entry, quantity: Decimal, digits: int) -> Decimal:
	"""What `quantity` of an outbound entry is worth when it comes back now: its share of what it left with (≥ 0)."""
	return -share(origin, origin.returned_quantity, quantity, digits)


def actual_share(entry: Entry, change: Decimal, digits: int) -> Decimal:
	"""The part of a change of cost that is actual, because so much of the entry is invoiced. The rest is expected."""
	invoiced, whole = abs(entry.invoiced_quantity), abs(entry.quantity)
	return portion(entry.cost_amount + change, ZERO, invoiced, whole, digits) - portion(
		entry.cost_amount, ZERO, invoiced, whole, digits
	)
