"""The terms of the invoice discount: which row of a customer's terms a document reaches.

The row with the highest minimum amount that the eligible lines reach, among the rows in document currency, or when
there are none, the local rows at the document's rate. The minimum is tested on the lines that allow an invoice
discount, the same total the percentage is taken from; a document without any has no terms. Among equal minimums the
higher discount, then the lower charge.

The service charge is a line of its own and is never negative: a return gets its discount back mirrored, the charge is
as agreed. `amounts` spreads the discount over the lines. Domain: A30.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts import AmountError, round_half_away
from sales_mgmt.amounts.arithmetic import ZERO, exact
from sales_mgmt.pricing.own_currency import own_currency_first


@dataclass(frozen=True, slots=True)
class InvoiceDiscountTerm:
	"""One row of the terms; amounts in `currency`, local currency when blank."""

	minimum_amount: Decimal
	discount_percent: Decimal
	service_charge: Decimal = ZERO
	currency: str | None = None


@dataclass(frozen=True, slots=True)
class ChosenTerms:
	"""What a document gets, in its own currency; the discount has the sign of the eligible total."""

	term: InvoiceDiscountTerm
	minimum_amount: Decimal
	discount_percent: Decimal
	discount_amount: Decimal
	service_charge: Decimal


@exact
def choose_terms(
	terms: Iterable[InvoiceDiscountTerm],
	eligible_total: Decimal,
	currency: str,
	local_currency: str,
	exchange_rate: Decimal,
	digits: int,
) -> ChosenTerms | None:
	"""The terms a document reaches, or None.

	`eligible_total` is the sum of the lines that allow an invoice discount, in document currency with `digits`
	decimals. `exchange_rate` is local currency per unit of document currency on the posting date. Raises AmountError
	for a rate of zero or less.
	"""
	if exchange_rate <= 0:
		raise AmountError("exchange_rate_not_positive", values=(exchange_rate,))
	if not eligible_total:
		return None

	def in_document(term: InvoiceDiscountTerm) -> ChosenTerms:
		rate = Decimal(1) if (term.currency or local_currency) == currency else exchange_rate
		return ChosenTerms(
			term,
			minimum_amount=round_half_away(term.minimum_amount / rate, digits),
			discount_percent=term.discount_percent,
			discount_amount=round_half_away(eligible_total * term.discount_percent / 100, digits),
			service_charge=round_half_away(term.service_charge / rate, digits),
		)

	rows = [in_document(term) for term in own_currency_first(terms, currency, local_currency)]
	reached = [row for row in rows if row.minimum_amount <= abs(eligible_total)]
	return max(reached, key=_preference, default=None)


def _preference(row: ChosenTerms) -> tuple[Decimal, Decimal, Decimal]:
	return row.minimum_amount, row.discount_percent, -row.service_charge
