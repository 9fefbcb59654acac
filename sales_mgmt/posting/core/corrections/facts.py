"""What taking a posted document back needs to know, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sales_mgmt.costing import CostFacts
from sales_mgmt.findings.finding import Finding
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.corrections.taken_back import BilledGoods, InvoiceEntry
from sales_mgmt.posting.core.entries import LedgerEntry, VatLedgerEntry
from sales_mgmt.posting.core.facts import Accounts, HeaderFacts, LineFacts, StockKey, StockLevel
from sales_mgmt.posting.core.shares import Share, ShareKey


@dataclass(frozen=True, slots=True)
class CancellationFacts:
	"""A posted invoice and everything it wrote. `header.posting_date` is the day of the cancellation."""

	header: HeaderFacts
	posted_no: str
	cancelled_by: str | None
	lines: tuple[LineFacts, ...]
	"""`back.credited` tells what other credit memos took back; `order_line` the order line that a line billed."""
	owed: InvoiceEntry
	ledger: tuple[LedgerEntry, ...]
	vat: tuple[VatLedgerEntry, ...]
	goods: tuple[BilledGoods, ...]
	accounts: Accounts
	policy: Policy
	stock: Mapping[StockKey, StockLevel]
	costs: CostFacts = field(default_factory=CostFacts)
	shares: Mapping[ShareKey, Share] = field(default_factory=dict)
	"""What came back of the goods, by line and entry: received on a return order and not credited yet, too."""
	paid_at_once: bool = False
	"""The invoice brought its payment along (domain 4.7), so its entries hold money that came in as well."""
	corrects_credit_memo: str | None = None
	"""The invoice cancels this credit memo, so it is a corrective document itself; `original` is what it brought back."""
	original: str | None = None
	blocked_accounts: tuple[str, ...] = ()
	"""Accounts that the invoice is posted to and that take no entries any more."""
	series: tuple[Finding, ...] = ()
	"""Why there is no number for the credit memo."""


@dataclass(frozen=True, slots=True)
class CreditCancellationFacts:
	"""A posted credit memo and everything it wrote. `header.posting_date` is the day of the cancellation."""

	header: HeaderFacts
	posted_no: str
	is_cancellation: bool
	cancelled_by: str | None
	invoice: InvoiceEntry | None
	"""The entry of the invoice that it cancelled."""
	application: str | None
	"""The application by which the two close each other."""
	lines: tuple[LineFacts, ...]
	"""`order_line` is what the invoice billed, `back.credited` the invoice line itself."""
	given: InvoiceEntry
	"""The customer ledger entry of the credit memo."""
	ledger: tuple[LedgerEntry, ...]
	vat: tuple[VatLedgerEntry, ...]
	goods: tuple[BilledGoods, ...]
	"""Goods that came back; `entry` is the item ledger entry they came by."""
	accounts: Accounts
	policy: Policy
	stock: Mapping[StockKey, StockLevel]
	costs: CostFacts = field(default_factory=CostFacts)
	changed_lines: frozenset[str] = frozenset()
	"""Lines whose order line is gone, or orders something else by now."""
	blocked_accounts: tuple[str, ...] = ()
	series: tuple[Finding, ...] = ()
	"""Why there is no number for the corrective invoice."""
