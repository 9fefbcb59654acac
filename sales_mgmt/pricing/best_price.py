"""The best price of a line: lowest unit price and highest line discount, each on its own, with the reasons.

Agreements in the document's currency stand alone, even when a local one is better; otherwise the best local one is
converted. Without a price agreement the price of the item counts, and only then: an agreed price applies even when it
is higher. Drafts are ignored.

A price list can forbid line discounts: when it gives the price, there are none, whoever agreed them. It can also keep
the line out of the invoice discount. The price of the item allows both. Domain: A30.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO, exact
from sales_mgmt.pricing.agreement import Agreement
from sales_mgmt.pricing.base_price import base_price
from sales_mgmt.pricing.competition import Candidate, compete
from sales_mgmt.pricing.context import PriceContext
from sales_mgmt.pricing.reasons import Reason

__all__ = ["Agreement", "Candidate", "Choice", "PriceContext", "choose"]


@dataclass(frozen=True, slots=True)
class Choice:
	"""What a line gets before anyone types a price.

	`unit_price` is per unit of the line, in document currency and on its VAT basis. `price_from` and `discount_from`
	name price lists; None is the item's card and no discount. `trace` tells what became of every agreement: prices,
	the item's card, discounts, each with the chosen one first.
	"""

	unit_price: Decimal
	line_discount_percent: Decimal
	allow_invoice_discount: bool
	price_from: str | None
	discount_from: str | None
	trace: tuple[Candidate, ...]


@exact
def choose(context: PriceContext, agreements: Iterable[Agreement]) -> Choice:
	"""The price and line discount that `agreements` give the line of `context`.

	Any agreements may be passed, in any order; those that do not concern the line end in the trace.
	"""
	agreements = tuple(agreements)
	prices = compete(context, agreements, "Price")
	price = next((candidate.agreement for candidate in prices if candidate.chosen), None)
	prices.append(_card(context, price))
	discounts = compete(context, agreements, "Discount")
	if price and not price.allow_line_discount:
		discounts = [_suppressed(candidate, price) for candidate in discounts]
	discount = next((candidate for candidate in discounts if candidate.chosen), None)
	return Choice(
		unit_price=next(candidate.value for candidate in prices if candidate.chosen),
		line_discount_percent=discount.value if discount else ZERO,
		allow_invoice_discount=price.allow_invoice_discount if price else True,
		price_from=price.list if price else None,
		discount_from=discount.agreement.list if discount else None,
		trace=(*prices, *discounts),
	)


def _card(context: PriceContext, price: Agreement | None) -> Candidate:
	value = base_price(
		context.card_price,
		context.qty_per_uom,
		context.local_rate,
		context.vat_percent,
		context.prices_include_vat,
		context.unit_price_digits,
	)
	reason = Reason("agreement_applies", (price.list,)) if price else Reason("card_price")
	return Candidate(None, "Price", value, price is None, reason)


def _suppressed(candidate: Candidate, price: Agreement) -> Candidate:
	if not candidate.accepted:
		return candidate
	return replace(candidate, accepted=False, reason=Reason("line_discount_not_allowed", (price.list,)))
