"""A document line: gross amount, line discount, line amount.

Gross amount = round(quantity × unit price); discount = round(gross × percent / 100); line amount = gross −
discount. The discount amount is what counts: when one is given, the percentage is not used. A percentage that
gives this amount stays as it was entered; otherwise it follows from the amount, with 5 decimals. Whether a line
includes VAT is decided by the document.

A discount lies between nothing and the whole line: never more, never of the other sign. Negative quantities
(returns) mirror everything; a negative unit price is refused. Domain: 7.5, A30.
"""

from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO
from sales_mgmt.amounts.errors import AmountError
from sales_mgmt.amounts.parts import PartAmounts
from sales_mgmt.amounts.rounding import round_half_away

PERCENT_DIGITS = 5


@dataclass(frozen=True, slots=True)
class LineInput:
	"""What was entered on a line. Amounts in document currency, on the VAT basis of the document's prices.

	Discount amounts have the sign of the quantity. `invoice_discount_amount` is given by posting only: the
	line's fixed share of the order's invoice discount. `vat_group` is the VAT product group.
	"""

	quantity: Decimal
	unit_price: Decimal
	line_discount_percent: Decimal | None = None
	line_discount_amount: Decimal | None = None
	allow_invoice_discount: bool = True
	invoice_discount_amount: Decimal | None = None
	vat_group: str = ""
	vat_percent: Decimal = ZERO
	vat_business_group: str = ""
	"""That of the sale: of the document, or of what the line takes back."""
	part: PartAmounts | None = None
	"""What the line amounts to as a part of a line that is billed in steps. It leads where it is given."""


@dataclass(frozen=True, slots=True)
class LineAmounts:
	"""What a line amounts to; document currency, `_lcy` local. All amounts have the sign of the quantity.

	`gross_amount`, `line_discount_amount`, `line_amount` and `invoice_discount_amount` are on the VAT basis
	of the document's prices. `amount` is after all discounts, without VAT:

	amount + vat_amount = amount_including_vat (in both currencies),
	amount + line_discount_excl_vat + invoice_discount_excl_vat = gross_excl_vat.
	"""

	gross_amount: Decimal
	line_discount_amount: Decimal
	line_discount_percent: Decimal
	line_amount: Decimal
	invoice_discount_amount: Decimal
	amount: Decimal
	vat_amount: Decimal
	amount_including_vat: Decimal
	amount_lcy: Decimal
	vat_amount_lcy: Decimal
	amount_including_vat_lcy: Decimal
	line_discount_excl_vat: Decimal
	invoice_discount_excl_vat: Decimal
	gross_excl_vat: Decimal


@dataclass(frozen=True, slots=True)
class PricedLine:
	"""A line after its own discount, before the invoice discount; document currency."""

	gross_amount: Decimal
	line_discount_amount: Decimal
	line_discount_percent: Decimal
	line_amount: Decimal


def price_line(line: LineInput, index: int, digits: int) -> PricedLine:
	"""Gross, discount and line amount of one line, in document currency with `digits` decimals.

	Raises AmountError, with `index` as its line, for a negative unit price or VAT percent and for a discount
	that is out of range.
	"""
	if line.unit_price < 0:
		raise AmountError("negative_unit_price", index, (line.unit_price,))
	if line.vat_percent < 0:
		raise AmountError("negative_vat_percent", index, (line.vat_percent,))
	gross = line.part.gross if line.part else round_half_away(line.quantity * line.unit_price, digits)
	discount = _line_discount(line, gross, index, digits)
	percent = stated_percent(line.line_discount_percent, discount, gross, digits)
	return PricedLine(gross, discount, percent, gross - discount)


def stated_percent(entered: Decimal | None, discount: Decimal, amount: Decimal, digits: int) -> Decimal:
	"""The percentage to show for `discount`: the one entered as long as it gives that discount, else what follows.

	12.5 % of 33.30 is 4.16, which is 12.49249 % of it: whoever agreed on 12.5 % reads 12.5 %.
	"""
	shown = round_half_away(entered or ZERO, PERCENT_DIGITS)
	if 0 <= shown <= 100 and round_half_away(amount * shown / 100, digits) == discount:
		return shown
	return percent_of(discount, amount)


def percent_of(discount: Decimal, amount: Decimal) -> Decimal:
	"""The percentage that `discount` is of `amount`, 5 decimals; 0 when the amount is 0."""
	return round_half_away(discount * 100 / amount if amount else ZERO, PERCENT_DIGITS)


def at_most(discount: Decimal, amount: Decimal) -> Decimal:
	"""`discount`, limited to `amount`; both in the same currency and of the same sign.

	For partial invoices: the portion of a 100 % discount can exceed the gross amount of the quantity invoiced
	by a rounding unit when the unit price has more decimals than the currency.
	"""
	return amount if abs(discount) > abs(amount) else discount


def _line_discount(line: LineInput, gross: Decimal, index: int, digits: int) -> Decimal:
	if line.part:
		return line.part.line_discount
	if line.line_discount_amount is None:
		percent = line.line_discount_percent or ZERO
		if not 0 <= percent <= 100:
			raise AmountError("line_discount_percent_out_of_range", index, (percent,))
		return round_half_away(gross * percent / 100, digits)
	discount = round_half_away(line.line_discount_amount, digits)
	if discount * gross < 0:
		raise AmountError("line_discount_wrong_sign", index, (discount, gross))
	if abs(discount) > abs(gross):
		raise AmountError("line_discount_exceeds_gross", index, (discount, gross))
	return discount
