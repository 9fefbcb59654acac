"""Profit as statistics count it: sales less the actual cost of what was sold. Pure; local currency, two decimals for percent."""

from decimal import Decimal

from sales_mgmt.amounts import round_half_away

ZERO, HUNDRED = Decimal(0), Decimal(100)


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
	"""How many percent of the whole a part is; nothing of nothing. A loss on returned goods keeps its sign."""
	return round_half_away(part * HUNDRED / abs(whole), 2) if whole else ZERO


def commission(base: Decimal, percent: Decimal, digits: int) -> Decimal:
	"""What a salesperson gets of sales or profit. A loss brings none, and takes none away."""
	return round_half_away(max(base, ZERO) * percent / HUNDRED, digits)
