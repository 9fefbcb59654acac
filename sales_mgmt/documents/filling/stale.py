"""Which fields are no longer true when another one changes.

A stale field is blanked, and whatever is blank is filled again by `defaults` and the calculation. The same table
serves the form, which says what the user touched, and every other road in, where the stored document tells. Pure.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

HEADER = {
	"customer": (
		"customer_name",
		"bill_to_customer",
		"contact",
		"ship_to_address",
		"ship_to_address_display",
		"salesperson",
		"location",
		"shipping_advice",
		"shipment_method",
		"shipping_agent",
		"shipping_agent_service",
		"package_tracking_no",
		"language",
		"vat_business_group",
		"business_posting_group",
	),
	"bill_to_customer": (
		"bill_to_name",
		"bill_to_address",
		"bill_to_address_display",
		"payment_terms",
		"payment_method",
		"currency",
		"exchange_rate",
		"prices_include_vat",
		"customer_posting_group",
		"business_posting_group",
		"vat_business_group",
		"price_group",
		"discount_group",
		"invoice_discount_terms",
	),
	# with the bill-to customer goes everything that follows from it
	"customer_template": (
		"bill_to_customer",
		"salesperson",
		"location",
		"shipping_advice",
		"shipment_method",
		"shipping_agent",
		"shipping_agent_service",
		"language",
	),
	"ship_to_address": ("ship_to_address_display", "salesperson"),
	"bill_to_address": ("bill_to_address_display",),
	"shipping_agent": ("shipping_agent_service",),
	"shipping_agent_service": ("shipping_time",),
	"payment_terms": ("due_date", "payment_discount_percent", "payment_discount_date"),
	"document_date": ("due_date", "payment_discount_date", "valid_until"),
	"currency": ("exchange_rate", "exchange_rate_by_hand"),
	"invoice_discount_percent": ("invoice_discount_amount",),
	"invoice_discount_amount": ("invoice_discount_percent",),
}

LINE = {
	"type": ("item", "account", "item_charge", "description", "uom", "unit_price"),
	"item": (
		"description",
		"uom",
		"qty_per_uom",
		"unit_price",
		"price_origin",
		"line_discount_percent",
		"line_discount_amount",
		"discount_origin",
		"product_posting_group",
		"vat_product_group",
		"location",
	),
	"account": ("description", "product_posting_group", "vat_product_group"),
	"item_charge": ("description", "unit_price", "product_posting_group", "vat_product_group"),
	"uom": ("qty_per_uom", "unit_price", "price_origin"),
	"quantity": ("line_discount_amount", "qty_to_ship", "qty_to_invoice"),
	"unit_price": ("line_discount_amount",),
	"line_discount_percent": ("line_discount_amount",),
	"line_discount_amount": ("line_discount_percent",),
	"qty_to_ship": ("qty_to_invoice",),
}

RE_PRICED_BY = (
	"customer",
	"customer_template",
	"bill_to_customer",
	"currency",
	"price_group",
	"discount_group",
)
"""Header fields after which no price holds, not even an agreed one: it was for another buyer, or in other money."""

LOOKED_UP_BY = ("exchange_rate", "prices_include_vat")
"""Header fields after which a price that was found is looked for again, like the date that prices follow. What was typed, or
agreed in another document, stays: it is in the document's currency, whatever a unit of that is worth, and gets its VAT on top
or taken out (`vat_basis.py`)."""

DISCOUNTED_BY = ("customer", "customer_template", "bill_to_customer", "price_group", "discount_group")
"""Those that change the discount too. A typed percentage holds in any currency; it does not hold for another buyer."""

SEARCHED_BY = ("item", "uom", "quantity")
"""Line fields that decide which price and discount a line gets, unless those were typed by hand."""

PRICE = ("unit_price", "line_discount_amount")
DISCOUNT = ("line_discount_percent", "line_discount_amount")


def searched_again(changed: Collection[str], price_searched: bool, discount_searched: bool) -> set[str]:
	"""Price and discount fields that are looked for again: those that a search gave, and nobody typed just now."""
	again: set[str] = set()
	if price_searched and not set(PRICE[:1]).intersection(changed):
		again.update(PRICE)
	if discount_searched and not set(DISCOUNT).intersection(changed):
		again.update(DISCOUNT)
	return again


def stale_fields(table: Mapping[str, tuple[str, ...]], changed: Iterable[str]) -> set[str]:
	"""All fields that depend on the changed ones, through any number of steps, except the changed ones themselves.

	Percentage and amount of a discount depend on each other. Whichever is blanked is computed from the other one again,
	so a blanked field never outdates what it is computed from: a new quantity keeps the agreed percentage.
	"""
	changed = set(changed)
	stale: set[str] = set()
	queue = list(changed)
	while queue:
		field = queue.pop()
		for dependent in table.get(field, ()):
			computed_from = field in stale and field in table.get(dependent, ())
			if dependent not in stale and dependent not in changed and not computed_from:
				stale.add(dependent)
				queue.append(dependent)
	return stale


def changed_fields(
	fields: Iterable[str], before: Callable[[str], Any], after: Callable[[str], Any]
) -> set[str]:
	"""Names whose value differs; blanks of any kind are alike, and so are a value and the text that REST sends for it."""
	return {name for name in fields if not _alike(before(name) or None, after(name) or None)}


def _alike(stored: Any, sent: Any) -> bool:
	if stored == sent:
		return True
	if isinstance(stored, date):
		return stored.isoformat() == str(sent)[:10]
	if isinstance(stored, int | float) and isinstance(sent, str):
		try:
			return float(sent) == stored
		except ValueError:
			return False
	return False
