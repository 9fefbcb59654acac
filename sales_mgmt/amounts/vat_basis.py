"""A typed amount when prices begin, or cease, to include VAT (domain A30). Pure.

What the customer agreed to stays the same money: with VAT it is × (1 + VAT %), without it ÷ (1 + VAT %). A unit price keeps
five decimals, or as many as it was typed with; an amount has those of its currency. Without VAT, and where the buyer accounts
for it (0 %), nothing changes.
"""

from decimal import Decimal

from sales_mgmt.amounts.rounding import round_half_away

UNIT_PRICE_DIGITS = 5
STORED_DIGITS = 9


def on_basis(amount: Decimal, vat_percent: Decimal, including: bool, digits: int) -> Decimal:
	"""`amount`, which is without VAT where `including` and with VAT otherwise, on the other basis."""
	return round_half_away(unrounded_on_basis(amount, vat_percent, including), digits)


def unrounded_on_basis(amount: Decimal, vat_percent: Decimal, including: bool) -> Decimal:
	"""The same, for whoever adds up before rounding. Multiplies before it divides, so that ties stay ties."""
	with_vat, without_vat = 100 + vat_percent, Decimal(100)
	return amount * with_vat / without_vat if including else amount * without_vat / with_vat


def price_on_basis(price: Decimal, vat_percent: Decimal, including: bool) -> Decimal:
	"""A unit price on the other basis."""
	written = -price.normalize().as_tuple().exponent
	return on_basis(price, vat_percent, including, min(max(UNIT_PRICE_DIGITS, written), STORED_DIGITS))
