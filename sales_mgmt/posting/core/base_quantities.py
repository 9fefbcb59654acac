"""How many base units of a line move and are billed now (domain section 3).

The parts of an order line carry the remainder over what was really moved, undone and cancelled parts taken into account;
what is billed last takes all that waits. Goods that come back are parts of what they left with (`shares.py`).
"""

from dataclasses import dataclass
from decimal import Decimal

from sales_mgmt.amounts.quantities import base_part, in_base
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.kinds.quantities import plain
from sales_mgmt.posting.core.facts import LineFacts
from sales_mgmt.posting.core.shares import Share

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class BaseQuantities:
	"""Base units, ≥ 0."""

	moved: Decimal
	billed_before: Decimal
	"""Billed now of what moved in earlier postings."""
	billed_now: Decimal
	"""Billed now of what moves now."""

	@property
	def billed(self) -> Decimal:
		return self.billed_before + self.billed_now


def base_quantities(
	line: LineFacts,
	billed: Decimal,
	waiting: Decimal,
	billed_units: Decimal = ZERO,
	back: Share | None = None,
) -> BaseQuantities:
	"""`billed`: what is billed now, in the line's unit; `waiting`: base units of earlier postings that are not billed.

	`billed_units`: what other lines of the same posting bill of the same order line. `back`: what the goods come back from.
	"""
	factor, counted = line.qty_per_uom, line.order_line
	shipped = counted.shipped if counted else ZERO
	invoiced = counted.invoiced + billed_units if counted else ZERO
	before = (
		counted.moved_in_base if counted and counted.moved_in_base is not None else in_base(shipped, factor)
	)
	moved = base_part(shipped + line.ship_now, factor, before) if line.ship_now > 0 else ZERO
	if back and line.ship_now > 0:
		moved = back.part(line.ship_now, factor)
	of_before = min(billed, max(shipped - invoiced, ZERO))
	until = invoiced + of_before
	billed_before = ZERO
	if of_before:
		rest = in_base(until, factor) - (before - waiting)
		billed_before = waiting if until >= shipped else min(max(rest, ZERO), waiting)
	of_now = billed - of_before
	if of_now >= line.ship_now:
		billed_now = moved
	else:
		billed_now = min(base_part(shipped + of_now, factor, before), moved) if of_now > 0 else ZERO
	return BaseQuantities(moved, billed_before, billed_now)


def check_base_quantity(line: LineFacts, moved: Decimal) -> list[Finding]:
	"""Stock counts with five decimals: what is less than that moves nothing, so it can not be posted."""
	if moved or line.ship_now <= 0:
		return []
	message = sentence(
		"Row {0}: {1} {2} is less than 0.00001 of the base unit of item {3}. Enter a larger quantity."
	)
	values = (str(line.row), plain(line.ship_now), line.uom or "", line.item.name if line.item else "")
	return [Finding("too_small", message, values, line.row)]
