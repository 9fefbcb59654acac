"""For what a price is asked: one line of one document."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.amounts import AmountError

UNIT_PRICE_DIGITS = 5


@dataclass(frozen=True, slots=True)
class PriceContext:
	"""The line and the parts of its document that decide the price.

	`customer` is the bill-to customer, the groups are the customer's. `date` is the posting date of an invoice or
	credit memo and the order date of every other document. `exchange_rate` is local currency per unit of document
	currency. `quantity` is in `uom`, of either sign; a unit holds `qty_per_uom` base units. `card_price` is the
	item's: local currency, base unit, without VAT.

	A unit price may have more decimals than its currency, so that 0.0125 per screw and a price without its VAT stay
	what they are; amounts are rounded to the currency later. Raises AmountError for an exchange rate and ValueError
	for a quantity per unit that is zero or less.
	"""

	item: str
	customer: str
	date: date
	currency: str
	local_currency: str
	exchange_rate: Decimal
	uom: str
	qty_per_uom: Decimal
	quantity: Decimal
	prices_include_vat: bool
	vat_percent: Decimal
	card_price: Decimal
	item_discount_group: str | None = None
	price_group: str | None = None
	discount_group: str | None = None
	unit_price_digits: int = UNIT_PRICE_DIGITS

	def __post_init__(self) -> None:
		if self.exchange_rate <= 0:
			raise AmountError("exchange_rate_not_positive", values=(self.exchange_rate,))
		if self.qty_per_uom <= 0:
			raise ValueError(f"a unit must hold something, not {self.qty_per_uom} base units")

	@property
	def local_rate(self) -> Decimal:
		"""Local currency per unit of document currency; 1 when both are the same."""
		return Decimal(1) if self.currency == self.local_currency else self.exchange_rate
