"""Which lines of a document are copied, and how much of each (domain A05). Pure.

What the customer has sent back is not copied: a line of 10 of which 4 were returned gives 6, one that came back
altogether gives none. Items that are blocked for sales are left out and named.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.kinds.lines import COMMENT


@dataclass(frozen=True, slots=True)
class SourceLine:
	"""`returned`: how much of what was posted with this line came back."""

	key: str
	type: str
	quantity: Decimal
	returned: Decimal = Decimal(0)
	item: str | None = None
	blocked: bool = False


@dataclass(frozen=True, slots=True)
class CopyPlan:
	quantities: dict[str, Decimal]
	"""The lines to copy by key, in their order, with the quantity of each."""
	blocked: tuple[str, ...]
	"""Items that are left out because they are blocked."""

	@property
	def has_goods(self) -> bool:
		return any(self.quantities.values())


def plan_copy(lines: Iterable[SourceLine]) -> CopyPlan:
	quantities: dict[str, Decimal] = {}
	blocked: dict[str, None] = {}
	for line in lines:
		remaining = line.quantity - line.returned
		if line.blocked:
			blocked[line.item or ""] = None
		elif line.type == COMMENT:
			quantities[line.key] = Decimal(0)
		elif remaining > 0:
			quantities[line.key] = remaining
	return CopyPlan(quantities, tuple(blocked))
