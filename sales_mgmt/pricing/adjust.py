"""The adjustment factor of copied and suggested prices: 1.15 is 15 % more, 0.9 is 10 % less. Domain: A30."""

from decimal import Decimal

from sales_mgmt.amounts import round_half_away
from sales_mgmt.amounts.arithmetic import exact


@exact
def adjusted(price: Decimal, factor: Decimal, digits: int) -> Decimal:
	"""`price` times `factor`, same currency and VAT basis, rounded to `digits` with ties away from zero.

	Raises ValueError for a factor of zero or less, which would give the goods away.
	"""
	if factor <= 0:
		raise ValueError(f"the adjustment factor must be positive, not {factor}")
	return round_half_away(price * factor, digits)
