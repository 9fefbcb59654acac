"""The conditions an agreement must meet before it competes, in the order in which the trace names them.

The agreement is for the item or its item discount group, and for the bill-to customer, one of its groups or
everybody; list and line are active; the date is within both dates, inclusive; the unit is the line's or blank; the
minimum quantity is reached; the currency is the document's or local. Item discount groups have discounts, no prices.

The minimum is in the agreement's unit, in base units when that is blank. A return counts like the sale it mirrors.
Domain: A30.
"""

from sales_mgmt.amounts.quantities import in_base
from sales_mgmt.pricing.agreement import Agreement, Thing
from sales_mgmt.pricing.context import PriceContext
from sales_mgmt.pricing.reasons import Reason

LIST_STATUS = {"Draft": "draft", "Inactive": "inactive"}
LINE_STATUS = {"Draft": "line_draft", "Inactive": "line_inactive"}


def obstacle(context: PriceContext, agreement: Agreement, thing: Thing) -> Reason | None:
	"""The first condition that keeps the agreement's price or discount from the line; None when it competes."""
	reasons = (condition(context, agreement) for condition in CONDITIONS)
	return next(filter(None, reasons), None) or _missing_value(agreement, thing)


def _other_product(context: PriceContext, agreement: Agreement) -> Reason | None:
	code, product = {
		"Item": ("other_item", context.item),
		"Item Discount Group": ("other_item_discount_group", context.item_discount_group),
	}[agreement.product_type]
	if product and product == agreement.product:
		return None
	return Reason(code, (agreement.product or "",))


def _other_customer(context: PriceContext, agreement: Agreement) -> Reason | None:
	if agreement.applies_to == "All Customers":
		return None
	code, name = {
		"Customer": ("other_customer", context.customer),
		"Customer Price Group": ("other_price_group", context.price_group),
		"Customer Discount Group": ("other_discount_group", context.discount_group),
	}[agreement.applies_to]
	if name and name == agreement.applies_to_name:
		return None
	return Reason(code, (agreement.applies_to_name or "",))


def _not_active(context: PriceContext, agreement: Agreement) -> Reason | None:
	code = LIST_STATUS.get(agreement.status) or LINE_STATUS.get(agreement.line_status)
	return Reason(code, (agreement.list,)) if code else None


def _other_date(context: PriceContext, agreement: Agreement) -> Reason | None:
	start, end = agreement.starting_date, agreement.ending_date
	if start and context.date < start:
		return Reason("not_started", (start, context.date))
	if end and context.date > end:
		return Reason("ended", (end, context.date))
	return None


def _other_unit(context: PriceContext, agreement: Agreement) -> Reason | None:
	if agreement.uom and agreement.uom != context.uom:
		return Reason("other_unit", (agreement.uom, context.uom))
	return None


def _below_minimum(context: PriceContext, agreement: Agreement) -> Reason | None:
	minimum, quantity = agreement.minimum_quantity, abs(context.quantity)
	if agreement.uom:
		return Reason("quantity_below_minimum", (minimum, agreement.uom)) if quantity < minimum else None
	base = in_base(quantity, context.qty_per_uom)
	return Reason("quantity_below_minimum_base", (minimum, base)) if base < minimum else None


def _other_currency(context: PriceContext, agreement: Agreement) -> Reason | None:
	currency = agreement.currency or context.local_currency
	if currency in (context.currency, context.local_currency):
		return None
	return Reason("other_currency", (currency, context.currency))


CONDITIONS = (
	_other_product,
	_other_customer,
	_not_active,
	_other_date,
	_other_unit,
	_below_minimum,
	_other_currency,
)


def _missing_value(agreement: Agreement, thing: Thing) -> Reason | None:
	if thing == "Price" and agreement.product_type == "Item Discount Group":
		return Reason("price_for_group")
	value = agreement.unit_price if thing == "Price" else agreement.line_discount_percent
	return Reason("no_value", (agreement.list,)) if value is None else None
