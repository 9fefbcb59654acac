"""The invoice discount: one amount for the document, spread over the lines that allow it.

The discount is a percentage of the eligible lines, or an amount, which wins when both are given. It is spread
in proportion to the line amounts with the remainder carried. It cannot exceed the eligible sum or have the
other sign.

Exceptions: lines that carry their own share keep it and count as eligible; the document's percentage and
amount are not used then (posting invoices an order in parts and fixes the shares). Without an eligible sum a
percentage gives nothing and an amount is refused. Domain: 7.5, A30.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO
from sales_mgmt.amounts.errors import AmountError
from sales_mgmt.amounts.lines import LineInput, PricedLine, stated_percent
from sales_mgmt.amounts.rounding import round_half_away
from sales_mgmt.amounts.spreading import spread


@dataclass(frozen=True, slots=True)
class InvoiceDiscount:
	"""The discount of the document and the share of each line; document currency, VAT basis of the prices."""

	amount: Decimal
	percent: Decimal
	shares: tuple[Decimal, ...]


def share_invoice_discount(
	lines: Sequence[LineInput],
	priced: Sequence[PricedLine],
	percent: Decimal | None,
	amount: Decimal | None,
	digits: int,
) -> InvoiceDiscount:
	"""The discount from `percent` or `amount`, shared by the lines; document currency.

	An amount has the sign of the eligible sum. The percentage that comes back is the one entered as long as it
	gives the amount; otherwise it follows from the amount, with 5 decimals. Raises AmountError for a percentage outside 0 to 100, an amount too large or of the wrong sign,
	and an amount that no line allows.
	"""
	pairs = list(zip(lines, priced, strict=True))
	eligible = [before.line_amount if line.allow_invoice_discount else ZERO for line, before in pairs]
	if any(line.invoice_discount_amount is not None or line.part for line in lines):
		shares = [_own_share(line, before, index, digits) for index, (line, before) in enumerate(pairs)]
		eligible = [
			before.line_amount if share else amount
			for before, share, amount in zip(priced, shares, eligible, strict=True)
		]
	else:
		shares = spread(_discount(percent, amount, sum(eligible, ZERO), digits), eligible, digits)
	discount = sum(shares, ZERO)
	shown = stated_percent(percent, discount, sum(eligible, ZERO), digits)
	return InvoiceDiscount(discount, shown, tuple(shares))


def _own_share(line: LineInput, priced: PricedLine, index: int, digits: int) -> Decimal:
	if line.part:
		return line.part.invoice_discount
	share = round_half_away(line.invoice_discount_amount or ZERO, digits)
	if share * priced.line_amount < 0:
		raise AmountError("invoice_discount_wrong_sign", index, (share, priced.line_amount))
	if abs(share) > abs(priced.line_amount):
		raise AmountError("invoice_discount_exceeds_line_amount", index, (share, priced.line_amount))
	return share


def _discount(percent: Decimal | None, amount: Decimal | None, eligible: Decimal, digits: int) -> Decimal:
	if amount is None:
		percent = percent or ZERO
		if not 0 <= percent <= 100:
			raise AmountError("invoice_discount_percent_out_of_range", values=(percent,))
		return round_half_away(eligible * percent / 100, digits)
	discount = round_half_away(amount, digits)
	if discount and not eligible:
		raise AmountError("no_line_allows_discount", values=(discount,))
	if discount * eligible < 0:
		raise AmountError("invoice_discount_wrong_sign", values=(discount, eligible))
	if abs(discount) > abs(eligible):
		raise AmountError("invoice_discount_exceeds_lines", values=(discount, eligible))
	return discount
