"""The invoice part of a plan: what is billed now, for how much.

A line that is billed in steps takes parts of its whole (`parts`), so that the steps add up to it: net, discounts and VAT.
A step at another price or rate is calculated for itself; it takes its share of the line's discount amounts all the same.
"""

from decimal import Decimal

from sales_mgmt.amounts import (
	DocumentInput,
	LineInput,
	PartAmounts,
	RoundingType,
	VatRounding,
	Whole,
	at_most,
	calculate,
	portion,
	round_half_away,
)
from sales_mgmt.amounts.taking import Taking, number_of
from sales_mgmt.kinds.lines import COMMENT
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.entries import InvoicedLine, InvoicePart
from sales_mgmt.posting.core.facts import HeaderFacts, LineFacts
from sales_mgmt.posting.core.groups import vat_business_group


def invoice_part(header: HeaderFacts, lines: tuple[LineFacts, ...], policy: Policy) -> InvoicePart:
	"""Lines and totals of what is invoiced now. Raises AmountError for impossible amounts."""
	billed = billed_lines(lines)
	taking = Taking(header.prices_include_vat, header.digits, header.exchange_rate, policy.local_digits)
	taken = [_part(taking, line) for line in billed]
	totals = calculate(
		DocumentInput(
			lines=tuple(
				_line_input(header, line, part) for line, (_, part) in zip(billed, taken, strict=True)
			),
			prices_include_vat=header.prices_include_vat,
			invoice_discount_percent=header.invoice_discount_percent,
			vat_rounding=VatRounding(policy.vat_rounding),
			digits=header.digits,
			exchange_rate=header.exchange_rate,
			local_digits=policy.local_digits,
			invoice_rounding_precision=policy.invoice_rounding_precision,
			invoice_rounding_type=RoundingType(policy.invoice_rounding_type),
			earlier=header.earlier,
		)
	)
	return InvoicePart(
		tuple(
			InvoicedLine(line, line.invoice_now, amounts, _number(line, whole))
			for line, amounts, (whole, _) in zip(billed, totals.lines, taken, strict=True)
		),
		totals,
	)


def invoice_discount_lcy(header: HeaderFacts, invoice: InvoicePart, policy: Policy) -> Decimal:
	"""The invoice discount of all lines without VAT, in local currency: what statistics count."""
	discount = sum((line.amounts.invoice_discount_excl_vat for line in invoice.lines), Decimal(0))
	return round_half_away(discount * header.exchange_rate, policy.local_digits)


def payment_discount(header: HeaderFacts, part: InvoicePart) -> Decimal:
	"""The payment discount that the terms offer on a document, VAT included, in its currency."""
	share = part.totals.amount_including_vat * header.payment_discount_percent / 100
	return round_half_away(share, header.digits)


def billed_lines(lines: tuple[LineFacts, ...]) -> list[LineFacts]:
	"""The lines that carry an amount on the invoice, in their order."""
	return [line for line in lines if line.type != COMMENT and line.invoice_now]


def _part(taking: Taking, line: LineFacts) -> tuple[Whole | None, PartAmounts | None]:
	wholes = (
		line.back.credited and line.back.credited.whole,
		line.order_line and line.order_line.whole,
	)
	quantity = -line.invoice_now if line.is_fee else line.invoice_now
	return taking.part(wholes, quantity, line.unit_price, line.vat_product_group or "", line.vat_percent)


def _number(line: LineFacts, whole: Whole | None) -> int:
	return number_of(whole, line.order_line and line.order_line.name)


def _line_input(header: HeaderFacts, line: LineFacts, part: PartAmounts | None) -> LineInput:
	digits = header.digits
	quantity = -line.invoice_now if line.is_fee else line.invoice_now
	gross = round_half_away(quantity * line.unit_price, digits)
	# Steps of a price below one cent may gross less than their share of the discount: never give more than the gross.
	line_discount = at_most(_share(line, line.line_discount_amount, digits), gross)
	invoice_discount = at_most(_share(line, line.invoice_discount_amount, digits), gross - line_discount)
	return LineInput(
		quantity=quantity,
		unit_price=line.unit_price,
		line_discount_percent=line.line_discount_percent,
		line_discount_amount=line_discount,
		allow_invoice_discount=line.allow_invoice_discount,
		invoice_discount_amount=invoice_discount,
		vat_group=line.vat_product_group or "",
		vat_percent=line.vat_percent,
		vat_business_group=vat_business_group(header, line) or "",
		part=part,
	)


def _share(line: LineFacts, total: Decimal, digits: int) -> Decimal:
	"""The part of a line's discount that belongs to the quantity invoiced now."""
	if not line.is_of_order:
		if line.invoice_now == line.quantity:
			return total
		before = line.taken_before
		return portion(total, before, before + line.invoice_now, line.quantity, digits)
	before = line.invoiced_before + line.taken_before
	return portion(total, before, before + line.invoice_now, line.whole, digits)
