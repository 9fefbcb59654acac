"""An agreed price or discount in the terms of a document: its unit, currency and VAT basis.

A price per base unit (blank unit) is multiplied to the line's unit, a local price divided by the exchange rate, VAT
added or taken out where list and document differ. It is rounded once, at the end, to the decimals of a unit price. A
discount is a percentage and stays as it is. `choose` sets the arithmetic. Domain: A30.
"""

from decimal import Decimal

from sales_mgmt.amounts import round_half_away
from sales_mgmt.pricing.agreement import Agreement, Thing
from sales_mgmt.pricing.context import PriceContext


def value_in_document(context: PriceContext, agreement: Agreement, thing: Thing) -> Decimal | None:
	"""The price of one unit of the line in document currency, or the discount in percent.

	None when nothing was entered or the price cannot be compared: another unit, a third currency.
	"""
	if thing == "Discount":
		return agreement.line_discount_percent
	if agreement.unit_price is None or not _comparable(context, agreement):
		return None
	return _converted(context, agreement, agreement.unit_price)


def _comparable(context: PriceContext, agreement: Agreement) -> bool:
	known_currency = agreement.currency in (None, "", context.currency, context.local_currency)
	return known_currency and (not agreement.uom or agreement.uom == context.uom)


def _converted(context: PriceContext, agreement: Agreement, price: Decimal) -> Decimal:
	"""Multiplies before it divides, so that ties stay ties."""
	with_vat, without_vat = 100 + context.vat_percent, Decimal(100)
	multiplier = divisor = Decimal(1)
	if not agreement.uom:
		multiplier *= context.qty_per_uom
	if agreement.currency != context.currency:
		divisor *= context.local_rate
	if context.prices_include_vat != agreement.prices_include_vat:
		multiplier *= with_vat if context.prices_include_vat else without_vat
		divisor *= without_vat if context.prices_include_vat else with_vat
	return round_half_away(price * multiplier / divisor, context.unit_price_digits)
