"""What goods cost when they leave (average of the stock they leave from).

The stock level of an item at a location carries its quantity and what that quantity cost. Goods take their share of that
cost with them; the last ones take the rest, so that empty stock is worth nothing. Where stock may go below zero, what is
missing is valued at the item's unit cost.
"""

from decimal import Decimal

from sales_mgmt.amounts import portion, round_half_away
from sales_mgmt.posting.core.facts import StockLevel


def issue(
	level: StockLevel, quantity: Decimal, unit_cost: Decimal, digits: int
) -> tuple[Decimal, StockLevel]:
	"""Cost of `quantity` (> 0, base units) leaving `level`, in local currency (≥ 0), and the level afterwards."""
	from_stock = min(quantity, max(level.quantity, Decimal(0)))
	cost = (
		portion(level.cost_amount, Decimal(0), from_stock, level.quantity, digits)
		if from_stock
		else Decimal(0)
	)
	cost += round_half_away((quantity - from_stock) * unit_cost, digits)
	return cost, StockLevel(level.quantity - quantity, level.cost_amount - cost)


def receive(
	level: StockLevel, quantity: Decimal, unit_cost: Decimal, digits: int
) -> tuple[Decimal, StockLevel]:
	"""Cost of `quantity` (> 0, base units) coming in at `unit_cost`, in local currency, and the level afterwards."""
	cost = round_half_away(quantity * unit_cost, digits)
	return cost, StockLevel(level.quantity + quantity, level.cost_amount + cost)
