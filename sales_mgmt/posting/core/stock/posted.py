"""Which cost is posted to the general ledger."""

from decimal import Decimal

from sales_mgmt.kinds.lines import INVENTORY
from sales_mgmt.kinds.policy import Policy
from sales_mgmt.posting.core.facts import LineFacts

ZERO = Decimal(0)


def posted_to_gl(line: LineFacts, cost: Decimal, policy: Policy) -> Decimal:
	"""How much of an actual cost the general ledger gets."""
	return cost if policy.automatic_cost_posting and line.item.item_type == INVENTORY else ZERO
