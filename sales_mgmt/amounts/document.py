"""What a whole document amounts to: the one computation of totals.

Lines and their discounts → invoice discount → VAT → invoice rounding → local currency. On every level, line,
VAT group and document, and in both currencies: net + VAT (+ invoice rounding) = amount including VAT.

Invoice rounding brings the payable amount to a multiple of a precision; the difference is an amount of its
own, without VAT, on the document and on none of its lines. Domain: 7.5, 4.6.
"""

from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO, exact
from sales_mgmt.amounts.earlier import NOTHING_EARLIER, Earlier, invoice_rounding
from sales_mgmt.amounts.errors import AmountError
from sales_mgmt.amounts.invoice_discount import InvoiceDiscount, share_invoice_discount
from sales_mgmt.amounts.lines import LineAmounts, LineInput, PricedLine, price_line
from sales_mgmt.amounts.local_currency import LocalAmounts, convert_document
from sales_mgmt.amounts.rounding import RoundingType, round_half_away
from sales_mgmt.amounts.vat import VatAmount, VatGroup, VatMethod, VatRounding, split_vat, vat_groups


@dataclass(frozen=True, slots=True)
class DocumentInput:
	"""What was entered; amounts in document currency.

	A discount amount has the sign of what it is taken from. `invoice_discount_percent` counts only when no
	amount is given. `exchange_rate` is local currency per one unit of document currency.
	`invoice_rounding_precision` is 1 for whole units, 0.05 for small change, None or 0 for none;
	`invoice_rounding_type` says to which multiple of it. `digits` and
	`local_digits` are the decimals of the two currencies.
	"""

	lines: tuple[LineInput, ...]
	prices_include_vat: bool = False
	invoice_discount_percent: Decimal | None = None
	invoice_discount_amount: Decimal | None = None
	vat_rounding: VatRounding = VatRounding.DOCUMENT
	digits: int = 2
	exchange_rate: Decimal = Decimal(1)
	local_digits: int = 2
	invoice_rounding_precision: Decimal | None = None
	invoice_rounding_type: RoundingType = RoundingType.NEAREST
	earlier: Earlier = NOTHING_EARLIER
	"""What of the same order was billed before, or of the same invoice credited."""


@dataclass(frozen=True, slots=True)
class DocumentAmounts:
	"""What the document amounts to; document currency, `_lcy` local currency, positive for a sale.

	`line_amount` and `invoice_discount_amount` are on the VAT basis of the prices. `vat` is the VAT
	specification. amount + vat_amount + rounding_amount = amount_including_vat, what the customer pays, in
	both currencies.
	"""

	lines: tuple[LineAmounts, ...]
	vat: tuple[VatAmount, ...]
	line_amount: Decimal
	invoice_discount_amount: Decimal
	invoice_discount_percent: Decimal
	amount: Decimal
	vat_amount: Decimal
	rounding_amount: Decimal
	amount_including_vat: Decimal
	amount_lcy: Decimal
	vat_amount_lcy: Decimal
	rounding_amount_lcy: Decimal
	amount_including_vat_lcy: Decimal


@exact
def calculate(document: DocumentInput) -> DocumentAmounts:
	"""Amounts of every line, every VAT group and the document, in both currencies.

	Negating all quantities and given discount amounts negates every amount. Raises AmountError for anything a
	document cannot amount to (see `AMOUNT_ERRORS`).
	"""
	_refuse_impossible_settings(document)
	digits = document.digits
	priced = [price_line(line, index, digits) for index, line in enumerate(document.lines)]
	discount = share_invoice_discount(
		document.lines,
		priced,
		document.invoice_discount_percent,
		document.invoice_discount_amount,
		digits,
	)
	method = VatMethod(document.prices_include_vat, VatRounding(document.vat_rounding), digits)
	groups = vat_groups(document.lines)
	after_discounts = [line.line_amount - share for line, share in zip(priced, discount.shares, strict=True)]
	net, vat = split_vat(
		method, groups, after_discounts, [line.part and line.part.vat for line in document.lines]
	)
	line_discounts, _ = split_vat(method, groups, [line.line_discount_amount for line in priced])
	invoice_discounts, _ = split_vat(method, groups, discount.shares)
	before_rounding = sum(net, ZERO) + sum(vat, ZERO)
	rounding = invoice_rounding(
		before_rounding,
		document.invoice_rounding_precision,
		RoundingType(document.invoice_rounding_type),
		digits,
		document.earlier,
	)
	known = [line.part and line.part.local for line in document.lines]
	local = convert_document(
		groups, net, vat, rounding, document.exchange_rate, document.local_digits, known, document.earlier
	)
	return DocumentAmounts(
		lines=_lines(priced, discount, net, vat, line_discounts, invoice_discounts, local),
		vat=_specification(groups, net, vat, local),
		line_amount=sum((line.line_amount for line in priced), ZERO),
		invoice_discount_amount=discount.amount,
		invoice_discount_percent=discount.percent,
		amount=sum(net, ZERO),
		vat_amount=sum(vat, ZERO),
		rounding_amount=rounding,
		amount_including_vat=before_rounding + rounding,
		amount_lcy=local.amount,
		vat_amount_lcy=local.vat_amount,
		rounding_amount_lcy=local.rounding_amount,
		amount_including_vat_lcy=local.amount_including_vat,
	)


def _refuse_impossible_settings(document: DocumentInput) -> None:
	if document.exchange_rate <= 0:
		raise AmountError("exchange_rate_not_positive", values=(document.exchange_rate,))
	precision = document.invoice_rounding_precision
	if precision and (precision < 0 or precision != round_half_away(precision, document.digits)):
		raise AmountError("invalid_rounding_precision", values=(precision, document.digits))


def _lines(
	priced: list[PricedLine],
	discount: InvoiceDiscount,
	net: list[Decimal],
	vat: list[Decimal],
	line_discounts: list[Decimal],
	invoice_discounts: list[Decimal],
	local: LocalAmounts,
) -> tuple[LineAmounts, ...]:
	return tuple(
		LineAmounts(
			gross_amount=line.gross_amount,
			line_discount_amount=line.line_discount_amount,
			line_discount_percent=line.line_discount_percent,
			line_amount=line.line_amount,
			invoice_discount_amount=discount.shares[index],
			amount=net[index],
			vat_amount=vat[index],
			amount_including_vat=net[index] + vat[index],
			amount_lcy=local.line_amounts[index],
			vat_amount_lcy=local.line_vat[index],
			amount_including_vat_lcy=local.line_amounts[index] + local.line_vat[index],
			line_discount_excl_vat=line_discounts[index],
			invoice_discount_excl_vat=invoice_discounts[index],
			gross_excl_vat=net[index] + line_discounts[index] + invoice_discounts[index],
		)
		for index, line in enumerate(priced)
	)


def _specification(
	groups: list[VatGroup], net: list[Decimal], vat: list[Decimal], local: LocalAmounts
) -> tuple[VatAmount, ...]:
	return tuple(
		VatAmount(
			vat_group=group.vat_group,
			vat_percent=group.vat_percent,
			base=group.total(net),
			vat_amount=group.total(vat),
			amount_including_vat=group.total(net) + group.total(vat),
			base_lcy=local.group_bases[position],
			vat_amount_lcy=local.group_vat[position],
			vat_business_group=group.vat_business_group,
		)
		for position, group in enumerate(groups)
	)
