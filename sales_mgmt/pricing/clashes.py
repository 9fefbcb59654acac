"""Lines of one price list that contradict each other: the same conditions, and both define a price or a discount.

The conditions are product, unit, minimum quantity and dates; a blank date is open. Two periods that share a day are
the same condition. Equal values clash as well: one of the lines would be changed and the other forgotten. A line for
a price and one for a discount live together. Domain: A30, E30.
"""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from sales_mgmt.pricing.agreement import Agreement


def find_clashes(lines: Iterable[Agreement]) -> list[tuple[Agreement, Agreement]]:
	"""Every pair that clashes, once, the line that comes first in the list first. Pass the lines of one list."""
	alike: dict[tuple, list[Agreement]] = {}
	for line in lines:
		conditions = (line.product_type, line.product, line.uom or None, line.minimum_quantity)
		alike.setdefault(conditions, []).append(line)
	pairs = (pair for group in alike.values() for pair in combinations(group, 2))
	return [(line, other) for line, other in pairs if _define_the_same(line, other) and _overlap(line, other)]


def _define_the_same(line: Agreement, other: Agreement) -> bool:
	return not set(line.things).isdisjoint(other.things)


def _overlap(line: Agreement, other: Agreement) -> bool:
	latest_start = max(line.starting_date or date.min, other.starting_date or date.min)
	return latest_start <= min(line.ending_date or date.max, other.ending_date or date.max)
