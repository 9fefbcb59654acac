"""Why an agreement won, lost or never competed: a code and values, and the sentence they make.

The table is the whole list. The shell translates the sentence, formats the values (text, amount or date) for the
user and fills them in. Domain: A30.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.findings.finding import sentence

REASONS = {
	"chosen": sentence("Chosen as the best for the customer."),
	"card_price": sentence("No price agreement applies, so the price of the item is used."),
	"beaten_by": sentence("{0} gives {1}, which is better for the customer."),
	"equal_to": sentence("{0} gives the same and comes first."),
	"agreement_applies": sentence("Not used, because a price is agreed in {0}."),
	"line_discount_not_allowed": sentence("The price comes from {0}, which does not allow line discounts."),
	"local_although_document_currency_exists": sentence(
		"Agreed in {0}; what is agreed in the document's currency {1} comes first."
	),
	"other_currency": sentence("Agreed in {0}; the document is in {1}."),
	"other_item": sentence("Agreed for another item: {0}."),
	"other_item_discount_group": sentence("Agreed for another item discount group: {0}."),
	"other_customer": sentence("Agreed with another customer: {0}."),
	"other_price_group": sentence("Agreed with another customer price group: {0}."),
	"other_discount_group": sentence("Agreed with another customer discount group: {0}."),
	"draft": sentence("Price list {0} is a draft. Activate it to use its prices."),
	"inactive": sentence("Price list {0} is inactive."),
	"line_draft": sentence("The line was changed in price list {0}. Verify the lines of the list to use it."),
	"line_inactive": sentence("The line is inactive in price list {0}."),
	"not_started": sentence("Valid from {0}; the document is dated {1}."),
	"ended": sentence("Valid until {0}; the document is dated {1}."),
	"other_unit": sentence("Agreed per {0}; the line is in {1}."),
	"quantity_below_minimum": sentence("Valid from {0} {1}."),
	"quantity_below_minimum_base": sentence("Valid from {0} base units; the line has {1}."),
	"price_for_group": sentence("Item discount groups have discounts, no prices."),
	"no_value": sentence("Price list {0} leaves the value empty."),
}


@dataclass(frozen=True, slots=True)
class Reason:
	"""A key of `REASONS` and what fills its placeholders, in order."""

	code: str
	values: tuple[str | Decimal | date, ...] = ()

	@property
	def message(self) -> str:
		"""The sentence with numbered placeholders, untranslated."""
		return REASONS[self.code]
