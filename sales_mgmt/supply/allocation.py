"""Stock handed out to the orders that wait for it, the earliest first (domain 7.3): who finds too little. Pure.

Every demand takes its place whether stock is left for it or not, so goods that come in go to those who waited longest.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
Place = tuple[str, str]
"""(item, location)"""


@dataclass(frozen=True, slots=True)
class Demand:
	"""What an order line still waits for. `quantity` in base units, > 0; `key` tells lines apart."""

	key: str
	place: Place
	quantity: Decimal


def available_for(
	demands: Iterable[Demand], stock: Mapping[Place, Decimal]
) -> Iterator[tuple[Demand, Decimal]]:
	"""Every demand with what earlier ones leave for it, never below zero. `demands` in the order they are served.

	A place that is missing has no stock. A demand above what is available is a back order, in part or as a whole.
	"""
	left = dict(stock)
	for demand in demands:
		there = left.get(demand.place, ZERO)
		left[demand.place] = there - demand.quantity
		yield demand, max(there, ZERO)
