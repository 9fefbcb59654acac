"""What a posting will write: entries of every ledger and changes to counters.

Entries carry values only; document names and numbers are filled in by the writer, after the locks. Signs are those of
the ledgers: debit positive in G/L, what the customer owes positive, goods that leave negative.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sales_mgmt.amounts import DocumentAmounts, LineAmounts, Money, Whole
from sales_mgmt.amounts.taking import NO_PART
from sales_mgmt.costing import Application as ItemApplication
from sales_mgmt.costing import StockKey, StockLevel
from sales_mgmt.kinds.dimensions import Dimensions
from sales_mgmt.posting.core.facts import NOTHING_POSTED, LineFacts

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
	"""General ledger. `amount` in local currency, `amount_currency` in `currency`."""

	account: str
	amount: Decimal
	currency: str
	amount_currency: Decimal
	business_posting_group: str | None = None
	product_posting_group: str | None = None
	dimensions: Dimensions = ()


@dataclass(frozen=True, slots=True)
class VatLedgerEntry:
	"""Sales are negative, as in the general ledger. `base` and `amount` in local currency."""

	vat_business_group: str | None
	vat_product_group: str | None
	vat_percent: Decimal
	base: Decimal
	amount: Decimal
	currency: str
	base_currency: Decimal
	amount_currency: Decimal


@dataclass(frozen=True, slots=True)
class CustomerEntry:
	"""Customer ledger. `amount` in the document's currency; positive when the customer owes it."""

	document_type: str
	customer: str
	currency: str
	amount: Decimal
	amount_lcy: Decimal
	exchange_rate: Decimal
	remaining_amount: Decimal
	remaining_amount_lcy: Decimal
	dimensions: Dimensions = ()
	due_date: date | None = None
	"""None: the due date of the document."""
	payment_discount_date: date | None = None
	payment_discount_amount: Decimal = NONE
	"""Offered for paying in time; signed as the amount."""
	payment_discount_lost: Decimal = NONE
	"""What the applying document takes of it at once. Without sign."""
	sales_lcy: Decimal = NONE
	"""What the document sold, without VAT, in local currency; negative when it takes back."""
	invoice_discount_lcy: Decimal = NONE
	"""The invoice discount in it, without VAT, signed as the sales."""


NEW, NEW_PAYMENT = "(new)", "(new payment)"
"""Stand for the entry that a posting makes, and for the payment that an invoice brings along, until they have names."""

APPLIED = "Application"
DISCOUNT, LATE_DISCOUNT, TOLERANCE = "Payment Discount", "Payment Discount Tolerance", "Payment Tolerance"


@dataclass(frozen=True, slots=True)
class Application:
	"""What one or two customer ledger entries lose of their remaining amounts; they come nearer to zero by `amount`.

	Kind Application: a debit entry, such as an invoice, and a credit entry, such as a payment, both lose `amount`. In
	local currency the debit entry loses `amount_lcy`, the credit entry that and `exchange_difference_lcy`: positive where
	it was worth more than what it pays, which is a gain. The other kinds concern one entry only, the other one is None.
	`account` is where gain, loss, discount or tolerance went, `discount_lost` what both entries lose of the payment
	discount they still offer (a credit memo that takes part of an invoice takes its part of the discount too).
	"""

	debit: str | None
	credit: str | None
	amount: Decimal
	amount_lcy: Decimal
	exchange_difference_lcy: Decimal = NONE
	kind: str = APPLIED
	account: str | None = None
	discount_lost: Decimal = NONE


@dataclass(frozen=True, slots=True)
class EntryChange:
	"""What an application leaves of an entry. Signed as the entry; `discount_lost` is all that was ever lost."""

	entry: str
	remaining_amount: Decimal
	remaining_amount_lcy: Decimal
	discount_lost: Decimal = NONE


@dataclass(frozen=True, slots=True)
class ItemEntry:
	"""Item ledger, base units. `key` is the line it comes from."""

	key: str
	entry_type: str
	item: str
	location: str
	description: str
	quantity: Decimal
	invoiced_quantity: Decimal
	cost_amount: Decimal
	sales_amount: Decimal
	order_line: str | None = None
	order: str | None = None
	correction: bool = False
	"""Undoes another entry that nobody billed: neither of the two is waiting for an invoice."""
	dimensions: Dimensions = ()
	remaining_quantity: Decimal = NONE
	unit_cost: Decimal = NONE
	applies_from_entry: str | None = None
	business_posting_group: str | None = None
	product_posting_group: str | None = None


DIRECT_COST, REVALUATION, COST_ADJUSTMENT, VARIANCE, ITEM_CHARGE = (
	"Direct Cost",
	"Revaluation",
	"Cost Adjustment",
	"Variance",
	"Item Charge",
)


@dataclass(frozen=True, slots=True)
class ValueEntry:
	"""A change of value of an item ledger entry: a new one (by `key`) or one that exists (by `item_entry`)."""

	line: str
	item: str
	location: str
	valued_quantity: Decimal
	invoiced_quantity: Decimal
	cost_amount: Decimal
	cost_amount_expected: Decimal
	sales_amount: Decimal
	key: str | None = None
	item_entry: str | None = None
	dimensions: Dimensions = ()
	value_type: str = DIRECT_COST
	cost_posted_to_gl: Decimal = NONE
	"""How much of the actual cost the same posting writes on the inventory account."""
	item_charge: str | None = None


@dataclass(frozen=True, slots=True)
class ItemEntryChange:
	"""New values of an item ledger entry's caches."""

	name: str
	invoiced_quantity: Decimal
	sales_amount: Decimal


@dataclass(frozen=True, slots=True)
class CreditedChange:
	"""How much of a posted invoice line is credited, after the posting. In the line's unit, and as money: all that was given
	back, and what of it was given back while the goods stayed."""

	name: str
	credited: Decimal
	money: Money = NOTHING_POSTED
	price_only: Decimal = NONE


@dataclass(frozen=True, slots=True)
class AssignedChange:
	"""How much of an assignment of an item charge on an order is posted, after the posting."""

	name: str
	to_assign: Decimal
	assigned: Decimal


@dataclass(frozen=True, slots=True)
class EntryCost:
	"""New cost of an item ledger entry that existed, what is left of it, and how much of it came back."""

	name: str
	cost_amount: Decimal
	remaining_quantity: Decimal
	returned_quantity: Decimal


@dataclass(frozen=True, slots=True)
class OrderLineChange:
	"""Counters of an order line after the posting, in the line's unit."""

	name: str
	order: str
	quantity: Decimal
	shipped: Decimal
	invoiced: Decimal
	cancelled: Decimal = Decimal(0)
	whole: Whole | None = None
	"""What is billed of the present whole; None where nothing of that changes."""


@dataclass(frozen=True, slots=True)
class ShippedLine:
	line: LineFacts
	quantity: Decimal


@dataclass(frozen=True, slots=True)
class InvoicedLine:
	line: LineFacts
	quantity: Decimal
	amounts: LineAmounts
	billing_whole: int = NO_PART
	"""Number of the whole of its order line that it is a part of."""


@dataclass(frozen=True, slots=True)
class InvoicePart:
	lines: tuple[InvoicedLine, ...]
	totals: DocumentAmounts


@dataclass(frozen=True, slots=True)
class Plan:
	"""Everything one posting writes. Checked by `selfcheck` before anyone may write it."""

	shipped: tuple[ShippedLine, ...] = ()
	invoice: InvoicePart | None = None
	ledger: tuple[LedgerEntry, ...] = ()
	vat: tuple[VatLedgerEntry, ...] = ()
	customer: tuple[CustomerEntry, ...] = ()
	applications: tuple[Application, ...] = ()
	applied: tuple[EntryChange, ...] = ()
	items: tuple[ItemEntry, ...] = ()
	values: tuple[ValueEntry, ...] = ()
	item_changes: tuple[ItemEntryChange, ...] = ()
	credited: tuple[CreditedChange, ...] = ()
	item_applications: tuple[ItemApplication, ...] = ()
	item_costs: tuple[EntryCost, ...] = ()
	order_lines: tuple[OrderLineChange, ...] = ()
	charges: tuple[AssignedChange, ...] = ()
	stock: tuple[tuple[StockKey, StockLevel], ...] = ()
	"""New stock levels, sorted by (item, location)."""
