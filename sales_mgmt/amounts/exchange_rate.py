"""What one unit of a currency is worth, from a quotation such as "100 units cost 5.1234"."""

from decimal import Decimal

from sales_mgmt.amounts.rounding import round_half_away

RATE_DIGITS = 9
MIN_RATE = Decimal("0.000001")
"""The smallest rate that still says something with nine decimals. No pair of currencies in use is below it."""


def unit_rate(local_amount: Decimal, units: Decimal) -> Decimal:
	"""Local currency for one unit, with nine decimals: as many as documents keep. Both amounts greater than zero."""
	return round_half_away(local_amount / units, RATE_DIGITS)
