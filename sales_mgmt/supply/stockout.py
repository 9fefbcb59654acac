"""Stockout warning: a document asks for more than a location has left (domain 5). Never blocks. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.findings.finding import Finding, Severity, sentence
from sales_mgmt.kinds.quantities import plain

ZERO = Decimal(0)
Place = tuple[str, str]
"""(item, location)"""


@dataclass(frozen=True, slots=True)
class Need:
	"""What one line still has to take from stock, in base units."""

	row: int
	place: Place
	quantity: Decimal
	uom: str


def stockout_warnings(needs: Iterable[Need], available: Mapping[Place, Decimal]) -> list[Finding]:
	"""One warning per line that finds too little, after the lines above it took theirs.

	`available` is the stock less what other orders wait for; a place that is missing has nothing.
	"""
	left = dict(available)
	findings = []
	for need in needs:
		there = max(left.get(need.place, ZERO), ZERO)
		left[need.place] = left.get(need.place, ZERO) - need.quantity
		if need.quantity > there:
			findings.append(_warning(need, there))
	return findings


def _warning(need: Need, there: Decimal) -> Finding:
	item, location = need.place
	message = sentence("Row {0}: {1} {2} of item {3} are needed, {4} are available at {5}.")
	values = (str(need.row), plain(need.quantity), need.uom, item, plain(there), location)
	return Finding("stockout", message, values, need.row, Severity.WARN, link=("Item", item))
