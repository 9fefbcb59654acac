"""The best price and discount for the lines that have none yet (domain A30).

The rules are pure and stand in `pricing`. Here the agreements that may concern a document are read, in one query for
all its lines, and the choice is put on the lines. What somebody typed by hand is never replaced by a search.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import getdate
from pypika import Criterion, Table
from pypika.queries import QueryBuilder

from sales_mgmt.amounts import round_half_away, to_decimal
from sales_mgmt.kinds.lines import ITEM
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.masters.masters import Masters
from sales_mgmt.pricing import UNIT_PRICE_DIGITS, Agreement, Choice, PriceContext, choose
from sales_mgmt.settings import currency_digits, get_settings

PRICE_DATE = {
	"Sales Order": "order_date",
	"Sales Invoice": "posting_date",
	"Sales Credit Memo": "posting_date",
}
"""Invoices and credit memos are priced by their posting date, orders by the order date, quotes by the document date."""

STORED_DIGITS = 9
"""The database keeps no more decimals of a price."""
SEARCH, TYPED = "Search", "Typed"
OF_HERE = (SEARCH, TYPED)
"""Where a price or discount can come from on the document itself. Any other origin is the DocType of the document that it is
taken from, whose name stands in `price_from` and `discount_from`."""

ByProduct = dict[tuple[str, str], list[Agreement]]
"""By product type and product."""


def needs_price(line: Document) -> bool:
	"""Whether a search has something to say: a blank to fill, or a value of which nobody knows yet who gave it."""
	return line.get("unit_price") is None or not line.get("price_origin") or needs_discount(line)


def needs_discount(line: Document) -> bool:
	return not line.get("discount_origin") or not _has_discount(line)


def _has_discount(line: Document) -> bool:
	return line.get("line_discount_percent") is not None or line.get("line_discount_amount") is not None


def fill_prices(doc: DocumentShape, masters: "Masters") -> None:
	"""Price every line that has no price or no discount. One query, whatever the number of lines."""
	lines = [
		line for line in doc.lines if line.type == ITEM and line.item in masters.items and needs_price(line)
	]
	if not lines:
		return
	agreements = by_product(
		read_agreements(doc, [masters.items[line.item] for line in lines], active_only=True)
	)
	digits, terms = currency_digits(doc.currency), _terms(doc)
	for line in lines:
		choice = _choice(terms, line, masters.items[line.item], agreements)
		_apply(line, choice, digits)


def price_of(
	doc: DocumentShape, line: Document, item: "frappe._dict", agreements: Iterable[Agreement]
) -> Choice:
	"""The choice for one line, with its trace."""
	return _choice(_terms(doc), line, item, by_product(agreements))


def by_product(agreements: Iterable[Agreement]) -> ByProduct:
	"""Agreements by what they are about, so that a line looks at its own only."""
	found: ByProduct = defaultdict(list)
	for each in agreements:
		found[each.product_type, each.product].append(each)
	return found


def _choice(terms: "_Terms", line: Document, item: "frappe._dict", agreements: ByProduct) -> Choice:
	concerning = [
		*agreements.get(("Item", item.name), ()),
		*agreements.get(("Item Discount Group", item.item_discount_group or ""), ()),
	]
	return choose(_context(terms, line, item, concerning), concerning)


def _apply(line: Document, choice: Choice, digits: int) -> None:
	"""Fill what is blank. A value that came along was typed by hand if the search would not have given it.

	Where price and discount came along together and nobody says where from, as those of a duplicate, they belong
	together: what one of them is, the other one is too, so no new price ever meets an old discount.
	"""
	together = _came_together(line)
	if line.get("unit_price") is None:
		line.unit_price = float(choice.unit_price)
		line.price_origin = SEARCH
		line.allow_invoice_discount = int(choice.allow_invoice_discount)
	elif not line.get("price_origin"):
		line.price_origin = SEARCH if to_decimal(line.unit_price) == choice.unit_price else TYPED
	if not _has_discount(line):
		line.line_discount_percent = float(choice.line_discount_percent)
		line.discount_origin = SEARCH
	elif not line.get("discount_origin"):
		found = _is_discount(line, choice.line_discount_percent, digits)
		line.discount_origin = SEARCH if found else TYPED
	if together and TYPED in (line.price_origin, line.discount_origin):
		line.price_origin = line.discount_origin = TYPED
	if line.price_origin in OF_HERE:
		line.price_from = choice.price_from if line.price_origin == SEARCH else None
	if line.discount_origin in OF_HERE:
		line.discount_from = choice.discount_from if line.discount_origin == SEARCH else None


def _came_together(line: Document) -> bool:
	"""A form knows the origins of what it sends with a new line; the door drops them and remembers that it did."""
	known = (
		line.get("price_origin")
		or line.get("discount_origin")
		or "price_origin" in (line.flags.dropped or ())
	)
	return not known and line.get("unit_price") is not None and _has_discount(line)


def _is_discount(line: Document, percent: Decimal, digits: int) -> bool:
	"""Whether the line's discount is what `percent` gives. The amount tells, where there is one: it is what counts."""
	amount = line.get("line_discount_amount")
	if amount is None:
		return to_decimal(line.get("line_discount_percent")) == percent
	gross = round_half_away(quantity(line.quantity) * to_decimal(line.unit_price), digits)
	return to_decimal(amount, digits) == round_half_away(gross * percent / 100, digits)


class _Terms(NamedTuple):
	"""What the document says about the price of each of its lines."""

	customer: str
	date: date
	currency: str
	local_currency: str
	price_group: str | None
	discount_group: str | None
	exchange_rate: Decimal
	prices_include_vat: bool
	digits: int


def _terms(doc: DocumentShape) -> _Terms:
	local_currency = get_settings().local_currency
	return _Terms(
		customer=doc.bill_to_customer,
		date=price_date(doc),
		currency=doc.currency or local_currency,
		local_currency=local_currency,
		price_group=doc.price_group,
		discount_group=doc.discount_group,
		exchange_rate=_rate(doc),
		prices_include_vat=bool(doc.prices_include_vat),
		digits=currency_digits(doc.currency),
	)


def _context(
	terms: _Terms, line: Document, item: "frappe._dict", agreements: Collection[Agreement]
) -> PriceContext:
	return PriceContext(
		item=item.name,
		customer=terms.customer,
		date=terms.date,
		currency=terms.currency,
		local_currency=terms.local_currency,
		uom=line.uom or item.base_uom,
		quantity=quantity(line.quantity),
		card_price=to_decimal(item.unit_price),
		item_discount_group=item.item_discount_group,
		price_group=terms.price_group,
		discount_group=terms.discount_group,
		exchange_rate=terms.exchange_rate,
		qty_per_uom=to_decimal(line.qty_per_uom) or Decimal(1),
		prices_include_vat=terms.prices_include_vat,
		vat_percent=to_decimal(line.vat_percent),
		unit_price_digits=_digits(item, agreements),
	)


def _rate(doc: DocumentShape) -> Decimal:
	"""The rate; a missing or impossible one is told by whoever checks amounts, not by the search for a price."""
	rate = to_decimal(doc.exchange_rate)
	return rate if rate > 0 else Decimal(1)


def _digits(item: "frappe._dict", agreements: Collection[Agreement]) -> int:
	"""A unit price keeps the decimals of the card or list that it comes from, and has five of them after a conversion.

	Whoever sells screws at 0.195 apiece means that; amounts are rounded to the currency, prices are not.
	"""
	sources = [to_decimal(item.unit_price), *(each.unit_price for each in agreements if each.unit_price)]
	written = (-price.normalize().as_tuple().exponent for price in sources)
	return min(max(UNIT_PRICE_DIGITS, *written), STORED_DIGITS)


def price_date(doc: DocumentShape) -> date:
	return getdate(doc.get(PRICE_DATE.get(doc.doctype, "document_date")) or doc.document_date)


def read_agreements(
	doc: DocumentShape, items: Iterable["frappe._dict"], active_only: bool
) -> list[Agreement]:
	"""Price list lines that may concern these items and the document's bill-to customer, in one query.

	With `active_only`, drafts and inactive lists stay where they are; the trace wants to see them.
	"""
	items = list(items)
	query, head, line = agreements_query()
	products = line.item.isin(sorted({item.name for item in items}))
	groups = sorted({item.item_discount_group for item in items if item.item_discount_group})
	if groups:
		products |= line.item_discount_group.isin(groups)
	query = query.where(products & _concerns(head, doc))
	if active_only:
		query = query.where((head.status == "Active") & (line.status == "Active"))
	return [agreement(row) for row in query.run(as_dict=True)]


def agreements_query() -> tuple[QueryBuilder, Table, Table]:
	"""(query, head, line): price list lines with what their list says, by list and row."""
	head, line = frappe.qb.DocType("Price List"), frappe.qb.DocType("Price List Line")
	query = (
		frappe.qb.from_(line)
		.join(head)
		.on((head.name == line.parent) & (line.parenttype == "Price List"))
		.select(
			head.name.as_("list"),
			head.applies_to,
			head.customer,
			head.price_group,
			head.discount_group,
			head.currency,
			head.starting_date,
			head.ending_date,
			head.status,
			head.allow_line_discount,
			head.allow_invoice_discount,
			head.prices_include_vat,
			line.name.as_("line"),
			line.product_type,
			line.item,
			line.item_discount_group,
			line.uom,
			line.minimum_quantity,
			line.defines,
			line.unit_price,
			line.line_discount_percent,
			line.status.as_("line_status"),
		)
		.orderby(head.name)
		.orderby(line.idx)
	)
	return query, head, line


def _concerns(head: Table, doc: DocumentShape) -> Criterion:
	condition = head.applies_to == "All Customers"
	for kind, column, value in (
		("Customer", head.customer, doc.bill_to_customer),
		("Customer Price Group", head.price_group, doc.price_group),
		("Customer Discount Group", head.discount_group, doc.discount_group),
	):
		if value:
			condition |= (head.applies_to == kind) & (column == value)
	return condition


def agreement(row: dict[str, Any]) -> Agreement:
	"""A row of a price list, joined with its head, as the pure package sees it."""
	who = {
		"Customer": row["customer"],
		"Customer Price Group": row["price_group"],
		"Customer Discount Group": row["discount_group"],
	}
	return Agreement(
		list=row["list"],
		line=row["line"],
		product=(row["item"] if row["product_type"] == "Item" else row["item_discount_group"]) or "",
		defines=row["defines"],
		product_type=row["product_type"],
		applies_to=row["applies_to"],
		applies_to_name=who.get(row["applies_to"]),
		uom=row["uom"] or None,
		minimum_quantity=to_decimal(row["minimum_quantity"]),
		unit_price=to_decimal(row["unit_price"]) if row["defines"] != "Discount" else None,
		line_discount_percent=to_decimal(row["line_discount_percent"]) if row["defines"] != "Price" else None,
		currency=row["currency"] or None,
		starting_date=getdate(row["starting_date"]) if row["starting_date"] else None,
		ending_date=getdate(row["ending_date"]) if row["ending_date"] else None,
		status=row["status"],
		line_status=row["line_status"],
		allow_line_discount=bool(row["allow_line_discount"]),
		allow_invoice_discount=bool(row["allow_invoice_discount"]),
		prices_include_vat=bool(row["prices_include_vat"]),
	)
