"""Lines of price lists that contradict each other: the same conditions, and both define a price or a discount.

The conditions are product, unit, minimum quantity and dates; a blank date is open. Two periods that share a day are
the same condition. Equal values clash as well: one of the lines would be changed and the other forgotten. A line for
a price and one for a discount live together. Within a list that is refused; between lists for the same customers both hold,
and the better one is used, which whoever agrees the other wants to know. Domain: A30, E30.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from sales_mgmt.pricing.agreement import Agreement, Thing


def find_clashes(lines: Iterable[Agreement]) -> list[tuple[Agreement, Agreement]]:
	"""Every pair that clashes, once, the line that comes first in the list first. Pass the lines of one list."""
	alike: dict[tuple, list[Agreement]] = {}
	for line in lines:
		conditions = (line.product_type, line.product, line.uom or None, line.minimum_quantity)
		alike.setdefault(conditions, []).append(line)
	pairs = (pair for group in alike.values() for pair in combinations(group, 2))
	return [(line, other) for line, other in pairs if _define_the_same(line, other) and _overlap(line, other)]


@dataclass(frozen=True, slots=True)
class Rivals:
	"""A line, one of another list that says something else for the same conditions, and which of them is used."""

	line: Agreement
	other: Agreement
	thing: Thing
	winner: Agreement | None
	"""None where both say the same, or where only the VAT of an item can tell."""

	@property
	def alike(self) -> bool:
		return (
			self.line.prices_include_vat == self.other.prices_include_vat and self.values[0] == self.values[1]
		)

	@property
	def values(self) -> tuple[Decimal | None, Decimal | None]:
		return _value(self.line, self.thing), _value(self.other, self.thing)


def find_rivals(lines: Iterable[Agreement], others: Iterable[Agreement], local_currency: str) -> list[Rivals]:
	"""Every pair of a line and one of the others with the same conditions, a pair for each thing that both define.

	Pass the lines of one list and those of other active lists for the same customers. Lists in different currencies do not
	meet: those in the document's currency come first.
	"""

	def conditions(line: Agreement) -> tuple:
		currency = line.currency or local_currency
		return line.product_type, line.product, line.uom or None, line.minimum_quantity, currency

	alike: dict[tuple, list[Agreement]] = {}
	for other in others:
		alike.setdefault(conditions(other), []).append(other)
	return [
		Rivals(line, other, thing, _winner(line, other, thing))
		for line in lines
		for other in alike.get(conditions(line), ())
		if _overlap(line, other)
		for thing in line.things
		if thing in other.things
	]


def _winner(line: Agreement, other: Agreement, thing: Thing) -> Agreement | None:
	"""The lower price or the higher discount; a price with VAT is not compared with one without."""
	here, there = _value(line, thing), _value(other, thing)
	if here is None or there is None or here == there:
		return None
	if thing == "Price" and line.prices_include_vat != other.prices_include_vat:
		return None
	return line if (here < there) == (thing == "Price") else other


def _value(line: Agreement, thing: Thing) -> Decimal | None:
	return line.unit_price if thing == "Price" else line.line_discount_percent


def _define_the_same(line: Agreement, other: Agreement) -> bool:
	return not set(line.things).isdisjoint(other.things)


def _overlap(line: Agreement, other: Agreement) -> bool:
	latest_start = max(line.starting_date or date.min, other.starting_date or date.min)
	return latest_start <= min(line.ending_date or date.max, other.ending_date or date.max)
