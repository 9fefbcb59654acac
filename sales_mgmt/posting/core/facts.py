"""Everything a sales posting needs to know, as values.

Quantities are in the unit of the line unless they say base units; money of the document is in the document's currency,
cost is in local currency. Facts are gathered by the shell in a constant number of queries.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sales_mgmt.amounts import NOTHING_EARLIER, Earlier, Money, Whole
from sales_mgmt.amounts.taking import NO_PART
from sales_mgmt.costing import AVERAGE, CostedItem, CostFacts, StockKey, StockLevel
from sales_mgmt.kinds.dimensions import Dimensions
from sales_mgmt.kinds.documents import RETURNS
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.charge_facts import ChargeFacts
from sales_mgmt.posting.core.shares import Share
from sales_mgmt.rates.vat import VatSetup

__all__ = ["StockKey", "StockLevel"]  # these two are costing's own, and known here to all who post


NOTHING_POSTED = Money()


@dataclass(frozen=True, slots=True)
class ItemFacts:
	name: str
	item_type: str
	sales_blocked: bool
	unit_cost: Decimal
	inventory_posting_group: str | None
	costing_method: str = AVERAGE
	net_weight: Decimal = Decimal(0)
	"""Kilograms per base unit."""

	@property
	def costed(self) -> CostedItem:
		return CostedItem(self.name, self.unit_cost, self.costing_method)


@dataclass(frozen=True, slots=True)
class OpenItemEntry:
	"""An item ledger entry of an order line that is shipped and not, or not wholly, invoiced. Base units, signed."""

	name: str
	quantity: Decimal
	invoiced_quantity: Decimal
	cost_amount: Decimal
	sales_amount: Decimal


@dataclass(frozen=True, slots=True)
class OrderLineFacts:
	"""The counters of the order line that a line fulfils: the line itself on an order, its origin on an invoice."""

	name: str
	order: str
	quantity: Decimal
	shipped: Decimal
	invoiced: Decimal
	open_entries: tuple[OpenItemEntry, ...] = ()
	cancelled: Decimal = Decimal(0)
	"""Given up: ordered, and will not be shipped any more."""
	queued_as: str = ""
	"""DocType of the order, while it waits in the posting queue: nobody else may change what it is to post."""
	moved_in_base: Decimal | None = None
	"""What of `shipped` really left or came, in base units, without what was undone or cancelled. None where the unit holds
	a whole number of base units, for then nothing is rounded."""
	whole: Whole | None = None
	"""The line as the whole that invoices take parts of, with what they took."""


@dataclass(frozen=True, slots=True)
class Sold:
	"""Groups and accounts that the sale was posted with which a line takes back. None: those of the document and its setup."""

	business_posting_group: str | None = None
	vat_business_group: str | None = None
	discount_posting: str | None = None
	"""Which discounts were posted to accounts of their own."""
	sales_account: str | None = None
	line_discount_account: str | None = None
	invoice_discount_account: str | None = None
	sales_vat_account: str | None = None


@dataclass(frozen=True, slots=True)
class CreditedLine:
	"""The posted invoice line that a line gives money back for, in the line's unit."""

	name: str
	posted_no: str
	quantity: Decimal
	credited: Decimal
	whole: Whole | None = None
	"""The line as the whole that credit memos take parts of."""
	sold: Sold = Sold()
	amount: Decimal = Decimal(0)
	"""What it was invoiced for, after discounts, on the VAT basis of the document's prices."""
	money: Money = NOTHING_POSTED
	"""What credit memos gave back of it, with goods and without."""
	price_only: Decimal = Decimal(0)
	"""Of that, after discounts, what was given back while the goods stayed."""
	discounts: Money = NOTHING_POSTED
	"""What it was invoiced for, for its discounts; beside them what these came to on their accounts, without VAT."""
	line_discount_excl_vat: Decimal = Decimal(0)
	invoice_discount_excl_vat: Decimal = Decimal(0)
	exchange_rate: Decimal = Decimal(1)
	"""That of the invoice."""


@dataclass(frozen=True, slots=True)
class ReturnFacts:
	"""What only the line of a return says: which goods come back, and what was billed for them."""

	applies_from: str | None = None
	"""The item ledger entry by which the goods left. Its facts are among those of costing."""
	invoice_line: str | None = None
	credited: CreditedLine | None = None
	supplied_on: date | None = None
	"""The day on which goods left that no invoice line is named for."""
	goods_return: bool = True
	"""False where only money is given back."""
	share: Share | None = None
	"""What the invoice line billed of the entry. None where it left no goods, or none is named."""
	sold: Sold = Sold()


@dataclass(frozen=True, slots=True)
class LineFacts:
	"""One line, with what is to be shipped and invoiced of it now."""

	name: str
	row: int
	type: str
	description: str
	quantity: Decimal
	ship_now: Decimal
	invoice_now: Decimal
	qty_per_uom: Decimal = Decimal(1)
	uom: str | None = None
	item: ItemFacts | None = None
	item_charge: str | None = None
	is_fee: bool = False
	"""A charge on a return that is kept from the customer: its amounts are negative."""
	account: str | None = None
	account_blocked: bool = False
	account_direct: bool = True
	location: str | None = None
	unit_price: Decimal = Decimal(0)
	line_discount_amount: Decimal = Decimal(0)
	line_discount_percent: Decimal = Decimal(0)
	"""As entered or computed on the line: shown again where it gives the amount that is invoiced."""
	invoice_discount_amount: Decimal = Decimal(0)
	allow_invoice_discount: bool = True
	product_posting_group: str | None = None
	vat_product_group: str | None = None
	vat_percent: Decimal = Decimal(0)
	order_line: OrderLineFacts | None = None
	back: ReturnFacts = ReturnFacts()
	dimensions: Dimensions = ()
	billing_whole: int = NO_PART
	"""Of a posted line: number of the whole of its order line that it is a part of."""
	posted: Money = NOTHING_POSTED
	"""Of a posted line: what it amounted to."""
	part_of: str | None = None
	"""The line of the document, where this is a part of it that has another VAT rate than the rest."""
	taken_before: Decimal = Decimal(0)
	"""What other parts of the line, before this one, bill in the same posting."""

	@property
	def document_line(self) -> str:
		"""Name of the line of the document."""
		return self.part_of or self.name

	@property
	def is_of_order(self) -> bool:
		"""A line of the order that is posted; not one that was fetched from an order."""
		return self.order_line is not None and self.order_line.name == self.document_line

	@property
	def invoiced_before(self) -> Decimal:
		return self.order_line.invoiced if self.order_line else Decimal(0)

	@property
	def whole(self) -> Decimal:
		"""The quantity that the line's discount amounts belong to."""
		return self.order_line.quantity if self.order_line else self.quantity


@dataclass(frozen=True, slots=True)
class GeneralSetup:
	sales_account: str | None
	line_discount_account: str | None
	invoice_discount_account: str | None
	cogs_account: str | None


@dataclass(frozen=True, slots=True)
class InventorySetup:
	inventory_account: str | None
	inventory_adjustment_account: str | None
	variance_account: str | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
	"""Posting groups and their setup (domain 4.5). A missing key is a missing setup row."""

	receivables_account: str | None = None
	invoice_rounding_account: str | None = None
	general: Mapping[tuple[str | None, str | None], GeneralSetup] = field(default_factory=dict)
	vat: Mapping[tuple[str | None, str | None], VatSetup] = field(default_factory=dict)
	inventory: Mapping[tuple[str | None, str | None], InventorySetup] = field(default_factory=dict)
	"""By (inventory posting group, location); the location None stands for every other location."""

	def inventory_setup(self, group: str | None, location: str | None) -> InventorySetup | None:
		return self.inventory.get((group, location)) or self.inventory.get((group, None))


@dataclass(frozen=True, slots=True)
class HeaderFacts:
	doctype: str
	name: str
	status: str
	customer: str
	bill_to_customer: str
	blocked: str
	bill_to_blocked: str
	posting_date: date | None
	document_date: date | None
	due_date: date | None
	external_document_no: str | None
	currency: str
	exchange_rate: Decimal
	digits: int
	prices_include_vat: bool
	shipping_advice: str
	customer_posting_group: str | None
	business_posting_group: str | None
	vat_business_group: str | None
	salesperson: str | None = None
	payment_method: str | None = None
	balancing_account: str | None = None
	"""The account of the payment method: filled, the invoice is paid to it the moment it is posted (domain 4.7)."""
	invoice_discount_percent: Decimal = Decimal(0)
	payment_discount_percent: Decimal = Decimal(0)
	payment_discount_date: date | None = None
	dimensions: Dimensions = ()
	queued: bool = False
	"""Waiting in the posting queue, which posts it in its turn."""
	vat_date: date | None = None
	"""Decides in which VAT period the document is reported."""
	earlier: Earlier = NOTHING_EARLIER
	"""What of the same order was billed before, or of the same invoice credited."""
	typed_no: str | None = None
	"""The posted number that a person typed: then none is taken from the series."""


@dataclass(frozen=True, slots=True)
class SaleFacts:
	header: HeaderFacts
	lines: tuple[LineFacts, ...]
	ship: bool
	invoice: bool
	accounts: Accounts
	policy: Policy
	stock: Mapping[StockKey, StockLevel] = field(default_factory=dict)
	costs: CostFacts = field(default_factory=CostFacts)
	"""Item ledger entries that the goods are applied to, or come back from."""
	charges: ChargeFacts = field(default_factory=ChargeFacts)

	against: tuple[Any, ...] = ()
	"""Of a credit memo: the open customer ledger entries (`OpenEntry`) that it is applied to when it is posted."""
	rules: Any = None
	"""`ApplicationRules`, where there is something to apply to."""

	@property
	def is_return(self) -> bool:
		return self.header.doctype in RETURNS
