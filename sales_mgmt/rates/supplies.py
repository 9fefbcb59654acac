"""When what is billed was supplied, which decides its VAT rate (domain 4.5). Quantities in the unit of the order line, all ≥ 0."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

RateOf = Callable[[date | None], Decimal]


@dataclass(frozen=True, slots=True)
class Supply:
	"""A quantity that moved on a day; without a day it moves with the posting itself."""

	on: date | None
	quantity: Decimal


@dataclass(frozen=True, slots=True)
class RatedPart:
	quantity: Decimal
	vat_percent: Decimal


def newest(moved: Iterable[Supply], waiting: Decimal) -> list[Supply]:
	"""Of all that moved for an order line, oldest first, what waits for its invoice: always the newest `waiting`.

	Invoices take the oldest that waits, and a cancelled invoice takes its goods back with it.
	"""
	found: list[Supply] = []
	for supply in reversed(list(moved)):
		taken = min(supply.quantity, waiting)
		if taken > 0:
			found.append(replace(supply, quantity=taken))
			waiting -= taken
	return found[::-1]


class Supplies:
	"""What waits of order lines; the rows of a document take it one after the other."""

	def __init__(self, waiting: Mapping[str, Sequence[Supply]]) -> None:
		self._waiting = {name: list(supplies) for name, supplies in waiting.items()}

	def take(self, order_line: str, quantity: Decimal) -> list[Supply]:
		"""The next `quantity`. What nothing waits for moves with the posting itself."""
		waiting, taken = self._waiting.get(order_line, []), []
		while quantity > 0 and waiting:
			first = waiting[0]
			part = min(first.quantity, quantity)
			taken.append(replace(first, quantity=part))
			quantity -= part
			if part == first.quantity:
				waiting.pop(0)
			else:
				waiting[0] = replace(first, quantity=first.quantity - part)
		return [*taken, Supply(None, quantity)] if quantity > 0 else taken


def by_rate(supplies: Iterable[Supply], rate_of: RateOf) -> list[RatedPart]:
	"""Neighbours of one rate are one part."""
	parts: list[RatedPart] = []
	for supply in supplies:
		rate = rate_of(supply.on)
		if parts and parts[-1].vat_percent == rate:
			parts[-1] = RatedPart(parts[-1].quantity + supply.quantity, rate)
		else:
			parts.append(RatedPart(supply.quantity, rate))
	return parts
