"""Customer ledger entries that may be applied to each other, and what an application obeys (domain A22).

Amounts are signed as in the ledger: positive when the customer owes it (invoice, refund), negative when we owe it
(payment, credit memo). Discounts and tolerances have no sign.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.amounts import round_half_away
from sales_mgmt.dates.formula import apply_formula
from sales_mgmt.kinds.dimensions import Dimensions
from sales_mgmt.posting.core.entries import NONE

MONEY = ("Payment", "Refund")
"""Document types that move money. Only money earns a payment discount or a tolerance."""


@dataclass(frozen=True, slots=True)
class OpenEntry:
	"""An entry with what the user wants to apply of it (`to_apply`, greater than zero; None: as much as possible)."""

	name: str
	row: int
	customer: str
	currency: str
	receivables_account: str | None
	remaining_amount: Decimal
	remaining_amount_lcy: Decimal
	posted_no: str = ""
	to_apply: Decimal | None = None
	document_type: str = "Invoice"
	posting_date: date | None = None
	payment_discount_date: date | None = None
	payment_discount: Decimal = NONE
	"""What is still offered of it: without what credit memos took."""
	discount_lost: Decimal = NONE
	"""What credit memos took of it before."""
	tolerance: Decimal = NONE
	"""How far a payment may be off and still close the entry."""
	customer_posting_group: str = ""
	discount_account: str | None = None
	tolerance_account: str | None = None
	exchange_rate: Decimal = NONE
	"""At which it was posted; 0 where that is not known."""

	def is_at_the_rate_of(self, other: "OpenEntry") -> bool:
		return bool(self.exchange_rate) and self.exchange_rate == other.exchange_rate


@dataclass(frozen=True, slots=True)
class ApplicationRules:
	"""How entries are applied. `digits` are those of the entries' currency."""

	posting_date: date | None
	digits: int = 2
	local_digits: int = 2
	grace_period: str = ""
	"""Date formula: how long after the discount date a late payment discount may be accepted."""
	accept_late_discount: bool = False
	late_discount_if_short: bool = False
	"""Nobody was asked: a late discount is given only to entries that the money does not cover within their tolerance."""
	accept_tolerance: bool = True
	gains_account: str | None = None
	losses_account: str | None = None
	dimensions: Dimensions = ()


def largest_tolerance(
	amount: Decimal, amount_lcy: Decimal, percent: Decimal, most_lcy: Decimal, digits: int
) -> Decimal:
	"""How far off a payment of an entry over `amount` may be: `percent` of it, and no more than `most_lcy` in local
	currency. Without a percentage the amount holds, without an amount the percentage."""
	share = round_half_away(abs(amount) * percent / 100, digits)
	if not most_lcy or not amount_lcy:
		return share
	most = round_half_away(most_lcy * abs(amount) / abs(amount_lcy), digits)
	return min(share, most) if percent else most


def grace_ends(entry: OpenEntry, rules: ApplicationRules) -> date | None:
	"""The last day on which a late payment discount of the entry may be accepted."""
	if not entry.payment_discount_date or not rules.grace_period:
		return entry.payment_discount_date
	return apply_formula(rules.grace_period, entry.payment_discount_date)
