"""What an inventory adjustment needs to know, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sales_mgmt.costing import CostFacts
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.facts import Accounts, ItemFacts, StockKey, StockLevel

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
	"""`quantity` in base units, signed; `unit_cost` in local currency, used for goods that come in.

	With `revalues` True the line adds `added_cost` to the item ledger entry `entry` instead.
	"""

	name: str
	row: int
	item: ItemFacts
	location: str
	quantity: Decimal
	unit_cost: Decimal
	revalues: bool = False
	entry: str | None = None
	added_cost: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
	posting_date: date | None
	description: str
	lines: tuple[AdjustmentLine, ...]
	accounts: Accounts
	policy: Policy
	stock: Mapping[StockKey, StockLevel]
	costs: CostFacts = field(default_factory=CostFacts)
