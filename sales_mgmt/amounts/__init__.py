"""What a sales document amounts to: discounts, VAT, rounding and currency, decided from values alone.

One rule for quote, order, shipment, invoice and credit memo. `calculate` is the only computation of totals;
the form and the posting both ask it. Amounts are `Decimal`; floats enter through `to_decimal` and nowhere
else. The package knows neither database nor framework. Domain: 7.5 (amounts), 4.6 (posting example), A30
(discounts).
"""

from sales_mgmt.amounts.document import DocumentAmounts, DocumentInput, calculate
from sales_mgmt.amounts.earlier import NOTHING_EARLIER, Earlier
from sales_mgmt.amounts.errors import AMOUNT_ERRORS, AmountError
from sales_mgmt.amounts.exchange_rate import MIN_RATE, RATE_DIGITS, unit_rate
from sales_mgmt.amounts.lines import LineAmounts, LineInput, at_most, price_line
from sales_mgmt.amounts.parts import Money, PartAmounts, Parts, Whole
from sales_mgmt.amounts.rounding import RoundingType, round_half_away, round_to, to_decimal
from sales_mgmt.amounts.spreading import convert_parts, portion, spread
from sales_mgmt.amounts.vat import VatAmount, VatRounding
from sales_mgmt.amounts.vat_basis import on_basis, price_on_basis, unrounded_on_basis
from sales_mgmt.amounts.vat_percent import percent_in_force

__all__ = [
	"AMOUNT_ERRORS",
	"MIN_RATE",
	"NOTHING_EARLIER",
	"RATE_DIGITS",
	"AmountError",
	"DocumentAmounts",
	"DocumentInput",
	"Earlier",
	"LineAmounts",
	"LineInput",
	"Money",
	"PartAmounts",
	"Parts",
	"RoundingType",
	"VatAmount",
	"VatRounding",
	"Whole",
	"at_most",
	"calculate",
	"convert_parts",
	"on_basis",
	"percent_in_force",
	"portion",
	"price_line",
	"price_on_basis",
	"round_half_away",
	"round_to",
	"spread",
	"to_decimal",
	"unit_rate",
	"unrounded_on_basis",
]
