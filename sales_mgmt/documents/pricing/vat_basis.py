"""What was typed when "Prices Including VAT" changes: the same money on the other basis (domain A30, amounts/vat_basis.py).

| On the line | Then |
|---|---|
| a price that a search found | is looked for again |
| a price that was typed, or agreed in another document | gets its VAT on top, or taken out |
| a discount typed as an amount | the same; one typed as a percentage stays, and its amount follows |

A price that is typed together with the change is on the new basis already, and so is all that a form sends after it asked for a
calculation (`CALCULATED`). The discount of the document, where it is an amount, goes by the shares that its lines have of it. VAT
is taken out at the rate it was in, and added at the rate that holds now.
"""

from decimal import Decimal

from frappe.model.document import Document

from sales_mgmt.amounts import (
	on_basis,
	price_on_basis,
	round_half_away,
	to_decimal,
	unrounded_on_basis,
)
from sales_mgmt.amounts.lines import percent_of
from sales_mgmt.kinds.quantities import quantity
from sales_mgmt.kinds.shape import DocumentShape
from sales_mgmt.settings import currency_digits

BASIS = "prices_include_vat"
CALCULATED = "__prices_include_vat"
"""What the box was when a form's prices were calculated last (calculate.js)."""
SEARCH = "Search"
SHARE, DISCOUNT, FOLLOWING = "invoice_discount_amount", "line_discount_amount", "amount of a percentage"
LED_BY = {"quantity", "unit_price", "line_discount_percent", DISCOUNT}


def vat_included_before(doc: DocumentShape, changed: set[str]) -> bool:
	"""Whether the prices on the lines were typed with VAT, asked before anything is blanked. `changed`: header fields that
	somebody changed."""
	now = bool(doc.get(BASIS))
	if BASIS not in changed:
		return now
	known = doc.get(CALCULATED)
	return not now if known is None else bool(known)


def remember_typed(
	doc: DocumentShape, included: bool, moved: set[str], lines: dict[str, tuple[set[str], set[str]]]
) -> None:
	"""Note what was typed on the basis before (`included`), and keep amounts of typed discounts from being blanked.

	`moved`: header fields that were changed or are no longer true. `lines`: by the name of a row that was there before its
	changed and its stale fields.
	"""
	if BASIS not in moved:
		return
	digits = currency_digits(doc.currency)
	for line in doc.lines:
		if line.name in lines:
			_remember(line, included, _typed_fields(line, *lines[line.name], digits))
	by_amount = doc.get("invoice_discount_calculation") == "Amount"
	doc.flags.converts_discount = by_amount and not moved.intersection(("invoice_discount_percent", SHARE))


def remember_copied(line: Document, source: Document) -> None:
	"""Note that a line has the price that somebody typed on `source`, on its basis."""
	if source.get(BASIS) is not None:
		typed = _typed_fields(line, set(), set(), currency_digits(source.currency))
		_remember(line, bool(source.get(BASIS)), typed)


def _remember(line: Document, included: bool, typed: tuple[str, ...]) -> None:
	line.flags.with_vat, line.flags.typed = included, typed


def _typed_fields(line: Document, changed: set[str], stale: set[str], digits: int) -> tuple[str, ...]:
	"""What to convert. Of a discount that is an amount it is taken out of `stale`; where the percentage leads, its amount is
	to be `FOLLOWING`."""
	price = () if "unit_price" in changed | stale else ("unit_price",)
	if changed & LED_BY or "line_discount_percent" in stale or line.get("discount_origin") == SEARCH:
		return price
	if not _is_amount(line, digits):
		return (*price, FOLLOWING)
	stale.discard(DISCOUNT)
	return (*price, DISCOUNT)


def _is_amount(line: Document, digits: int) -> bool:
	"""Whether the percentage only says what a typed amount comes to."""
	amount = to_decimal(line.get(DISCOUNT), digits)
	gross = round_half_away(quantity(line.quantity) * to_decimal(line.unit_price), digits)
	return bool(amount) and to_decimal(line.get("line_discount_percent")) == percent_of(amount, gross)


def convert_typed(doc: DocumentShape, line: Document, percent_before: float | None) -> None:
	"""Once the rate of a line is known anew: put what was typed on the basis of the document."""
	included = line.flags.pop("with_vat", None)
	fields, including = line.flags.pop("typed", ()), bool(doc.get(BASIS))
	if included is None or included == including:
		return
	percent = to_decimal(line.vat_percent if including else percent_before)
	digits = currency_digits(doc.currency)
	for field in fields:
		if field == FOLLOWING:
			line.set(DISCOUNT, None)
		elif field == DISCOUNT:
			line.set(field, float(on_basis(to_decimal(line.get(field), digits), percent, including, digits)))
		elif line.get(field):
			line.set(field, float(price_on_basis(to_decimal(line.get(field)), percent, including)))
	share = to_decimal(line.get(SHARE), digits)
	line.flags.share = (share, unrounded_on_basis(share, percent, including))


def convert_invoice_discount(doc: DocumentShape) -> None:
	"""The typed discount of the document, by the VAT that its lines have on their shares of it."""
	shares = [share for line in doc.lines if (share := line.flags.pop("share", None))]
	before, after = (sum(column, Decimal(0)) for column in zip(*shares, strict=True)) if shares else (0, 0)
	if doc.flags.pop("converts_discount", False) and before:
		digits = currency_digits(doc.currency)
		amount = to_decimal(doc.get(SHARE), digits)
		doc.set(SHARE, float(round_half_away(amount * after / before, digits)))
