"""A line, a list and their values, as short as the tests need them."""

from datetime import date
from decimal import Decimal as D

from sales_mgmt.pricing import Agreement, PriceContext

NAMES = {
	"Customer": "C10",
	"Customer Price Group": "RETAIL",
	"Customer Discount Group": "LARGE",
	"All Customers": None,
}
NUMBERS = (
	"quantity",
	"card_price",
	"exchange_rate",
	"qty_per_uom",
	"vat_percent",
	"unit_price",
	"line_discount_percent",
	"minimum_quantity",
)


def _numbers(values: dict) -> dict:
	return {
		name: D(value) if name in NUMBERS and value is not None else value for name, value in values.items()
	}


def a_line(**values) -> PriceContext:
	"""10 pieces of ITEM for C10 on 1 April 2026 in local currency DKK; the card says 100."""
	usual = {
		"item": "ITEM",
		"item_discount_group": "TOOLS",
		"customer": "C10",
		"price_group": "RETAIL",
		"discount_group": "LARGE",
		"date": date(2026, 4, 1),
		"currency": "DKK",
		"local_currency": "DKK",
		"uom": "PCS",
		"quantity": "10",
		"qty_per_uom": "1",
		"card_price": "100",
		"exchange_rate": "1",
		"prices_include_vat": False,
		"vat_percent": "25",
	}
	return PriceContext(**_numbers(usual | values))


def agreed(name: str, **values) -> Agreement:
	"""Line 1 of the active list `name` for ITEM and everybody; it defines whatever has a value."""
	price, discount = values.get("unit_price") is not None, values.get("line_discount_percent") is not None
	usual = {
		"list": name,
		"line": "1",
		"status": "Active",
		"line_status": "Active",
		"applies_to": "All Customers",
		"product_type": "Item",
		"product": "ITEM",
		"defines": {(True, True): "Price & Discount", (False, True): "Discount"}.get(
			(price, discount), "Price"
		),
		"prices_include_vat": False,
		"allow_line_discount": True,
		"allow_invoice_discount": True,
		"applies_to_name": NAMES[values.get("applies_to", "All Customers")],
	}
	return Agreement(**_numbers(usual | values))


def codes(choice) -> dict[tuple[str | None, str], str]:
	"""What became of each agreement, by list and thing; the card's list is None."""
	return {
		(candidate.agreement and candidate.agreement.list, candidate.thing): candidate.reason.code
		for candidate in choice.trace
	}
