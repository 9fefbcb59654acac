"""Item entries, applications and stock as far as cost is concerned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

ZERO = Decimal(0)

AVERAGE, FIFO, STANDARD = "Average", "FIFO", "Standard"
METHODS = (AVERAGE, FIFO, STANDARD)
"""Average: goods leave at the average of the stock they leave from. FIFO: at the cost of the entries they are applied
to, oldest first. Standard: as FIFO, and what comes in is worth the item's unit cost; the difference is a variance."""

StockKey = tuple[str, str]
"""(item, location)"""


@dataclass(frozen=True, slots=True)
class StockLevel:
	"""Stock of one item at one location in base units, with what it cost. Expected cost is included."""

	quantity: Decimal = ZERO
	cost_amount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class CostedItem:
	"""`unit_cost`: what a base unit is worth where nothing else says so; the standard cost of the method Standard."""

	name: str
	unit_cost: Decimal
	method: str = AVERAGE


@dataclass(frozen=True, slots=True)
class Entry:
	"""An item ledger entry. New ones of the posting at hand are named by their line."""

	name: str
	item: str
	location: str
	quantity: Decimal
	cost_amount: Decimal
	remaining_quantity: Decimal = ZERO
	"""What is not applied to the other side yet, with the sign of the quantity. An inbound entry supplies so much still; an
	outbound one left before it was supplied, and waits for so much."""
	invoiced_quantity: Decimal = ZERO
	returned_quantity: Decimal = ZERO
	"""How much of an outbound entry came back, linked to it. Positive."""
	unit_cost: Decimal = ZERO
	"""The item's unit cost at the posting: values the part of an outbound entry that waits for supply."""
	applies_from: str | None = None
	"""The outbound entry whose goods came back with this one."""
	entry_type: str = "Sale"
	business_posting_group: str | None = None
	product_posting_group: str | None = None
	dimensions: tuple[tuple[str, str], ...] = ()
	posted_no: str | None = None
	correction: bool = False
	"""Undoes another entry, or is undone by one: nothing comes back from it."""
	sales_amount: Decimal = ZERO
	"""What was billed for it. No matter of cost: known here because it is read here."""

	@property
	def title(self) -> str:
		"""What people know the entry by."""
		return self.posted_no or self.name

	@property
	def key(self) -> StockKey:
		return self.item, self.location

	@property
	def is_supply(self) -> bool:
		"""Came in from outside, with a cost of its own."""
		return self.quantity > 0 and not self.applies_from


@dataclass(frozen=True, slots=True)
class Application:
	"""Ties an inbound entry to an outbound one.

	Ordinary: `quantity` of the inbound entry supplied the outbound one, and cost flows that way. Cost application: goods of
	the outbound entry came back as the inbound one, and cost flows back. `position` is how much of the giving entry went
	elsewhere before; so the giver's cost can be shared without losing a cent, as often as it changes.
	"""

	inbound: str
	outbound: str
	item: str
	location: str
	quantity: Decimal
	position: Decimal
	cost_amount: Decimal
	"""What the quantity cost when it was applied. Positive."""
	cost_application: bool = False

	@property
	def giver(self) -> str:
		return self.outbound if self.cost_application else self.inbound

	@property
	def taker(self) -> str:
		return self.inbound if self.cost_application else self.outbound


@dataclass(frozen=True, slots=True)
class History:
	"""What a change of cost may reach: entries of one item, all locations, oldest first, and their applications."""

	entries: tuple[Entry, ...] = ()
	applications: tuple[Application, ...] = ()


@dataclass(frozen=True, slots=True)
class CostFacts:
	"""What a posting needs to know of the item ledger.

	`entries` are the open ones of the places that goods move at, oldest first, and every entry that is named by the document
	(to be returned or to be revalued). `histories`, by item, are filled where a cost may change that others follow.
	"""

	entries: tuple[Entry, ...] = ()
	histories: Mapping[str, History] = field(default_factory=dict)

	def business_groups(self) -> set[str | None]:
		"""Business posting groups of all entries whose cost may change."""
		reached = (entry for history in self.histories.values() for entry in history.entries)
		return {entry.business_posting_group for entry in (*self.entries, *reached)}
