"""Discounts as they stand on accounts of their own: without VAT, in both currencies (domain 4.5).

An invoice posts what the document calculates. What takes back a posted invoice line gives back parts of what that posted, by the
discount credited so far, with the remainder carried: so both discount accounts, and the revenue beside them, are at nil when
everything is credited. Converted for itself each part would be a cent off, and nobody would find it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts import Money, portion, round_half_away
from sales_mgmt.amounts.taking import money_of
from sales_mgmt.posting.core.entries import InvoicedLine
from sales_mgmt.posting.core.facts import CreditedLine, HeaderFacts

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Discount:
	"""Without VAT: in document currency, and in local currency. The sign is that of the line's amount."""

	amount: Decimal
	amount_lcy: Decimal


@dataclass(frozen=True, slots=True)
class PostedDiscounts:
	line: Discount
	invoice: Discount


def posted_discounts(
	header: HeaderFacts, lines: Iterable[InvoicedLine], local_digits: int
) -> list[PostedDiscounts]:
	"""Of each line. `lines` are all of the document: two of them may take back the same invoice line."""
	given: dict[str, Money] = {}
	result = []
	for part in lines:
		credited, amounts = part.line.back.credited, part.amounts
		own = (amounts.line_discount_excl_vat, amounts.invoice_discount_excl_vat)
		if credited is None:
			result.append(PostedDiscounts(*(_converted(header, amount, local_digits) for amount in own)))
			continue
		before = given.get(credited.name, credited.money)
		after = given[credited.name] = before.plus(money_of(amounts))
		result.append(
			PostedDiscounts(
				*(
					_part(header, credited, amount, whole, posted, steps, local_digits)
					for amount, whole, posted, steps in (
						(
							own[0],
							credited.discounts.line_discount,
							credited.line_discount_excl_vat,
							(before.line_discount, after.line_discount),
						),
						(
							own[1],
							credited.discounts.invoice_discount,
							credited.invoice_discount_excl_vat,
							(before.invoice_discount, after.invoice_discount),
						),
					)
				)
			)
		)
	return result


def _converted(header: HeaderFacts, amount: Decimal, local_digits: int) -> Discount:
	return Discount(amount, round_half_away(amount * header.exchange_rate, local_digits))


def _part(
	header: HeaderFacts,
	credited: CreditedLine,
	own: Decimal,
	whole: Decimal,
	posted: Decimal,
	steps: tuple[Decimal, Decimal],
	local_digits: int,
) -> Discount:
	"""The part of what the invoice posted. A discount that the invoice did not give is the document's own."""
	if not whole:
		return _converted(header, own, local_digits)
	amount = portion(posted, *steps, whole, header.digits)
	if header.exchange_rate != credited.exchange_rate:
		return _converted(header, amount, local_digits)
	posted_lcy = round_half_away(posted * credited.exchange_rate, local_digits)
	return Discount(amount, portion(posted_lcy, *steps, whole, local_digits))


def without_vat(discount: Decimal, vat_percent: Decimal, prices_include_vat: bool, digits: int) -> Decimal:
	"""What a discount comes to without VAT, for a line that does not say what was posted."""
	if not prices_include_vat:
		return discount
	return discount - round_half_away(discount * vat_percent / (100 + vat_percent), digits)
