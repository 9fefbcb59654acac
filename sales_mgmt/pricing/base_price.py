"""The price on the item, in the terms of a document.

The item carries one price: local currency, per base unit, without VAT. A document may be in another currency, sell in
a larger unit, and show prices with VAT.
"""

from decimal import Decimal

from sales_mgmt.amounts import round_half_away


def base_price(
	unit_price: Decimal,
	qty_per_uom: Decimal,
	exchange_rate: Decimal,
	vat_percent: Decimal,
	prices_include_vat: bool,
	digits: int,
) -> Decimal:
	"""Price of one unit of the line in the document's currency, rounded to `digits` once.

	`exchange_rate` is local currency per unit of the document's currency and must be positive.
	"""
	price = unit_price * qty_per_uom / exchange_rate
	if prices_include_vat:
		price *= 1 + vat_percent / 100
	return round_half_away(price, digits)
