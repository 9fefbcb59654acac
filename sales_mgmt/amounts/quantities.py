"""Quantities in the unit of a document and in base units: five decimals, rounded where they are born.

A line counts in its own unit; stock counts in the item's base unit, of which the line's unit holds `factor`. Whatever
is moved, billed, undone or taken back is rounded to five decimals in both, ties half away from zero. What is moved in
parts carries the remainder: a part is what the running total is in base units, less what was moved already. So the
parts add up to the whole, and the last part takes what is left.

0.45359 KG sold 1.5 twice: 0.68039, then 1.36077 − 0.68039 = 0.68038. Domain: section 3, 7.5.
"""

from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO, exact
from sales_mgmt.amounts.rounding import round_half_away

QUANTITY_DIGITS = 5
STEP = Decimal(1).scaleb(-QUANTITY_DIGITS)


@exact
def in_base(quantity: Decimal, factor: Decimal) -> Decimal:
	"""`quantity` of a unit that holds `factor` base units, as base units; of either sign."""
	return round_half_away(quantity * factor, QUANTITY_DIGITS)


@exact
def base_part(until: Decimal, factor: Decimal, moved: Decimal) -> Decimal:
	"""Base units (≥ 0) of the part with which the total in the line's unit reaches `until`. `moved`: base units before."""
	return max(in_base(until, factor) - moved, ZERO)


@exact
def or_what_is_left(part: Decimal, left: Decimal, factor: Decimal) -> Decimal:
	"""`part`, or `left` where the line's unit can not tell the two apart. Base units, > 0.

	Goods that come back are measured again; what comes back last takes what is left of what went, and no crumb stays.
	Both may be off by their own rounding and that of the line's unit.
	"""
	return left if left > 0 and abs(part - left) <= 2 * STEP + STEP * factor / 2 else part


@exact
def in_units(base: Decimal, factor: Decimal) -> Decimal:
	"""`base` units in a unit that holds `factor` of them: the shortest number that means them.

	0.68038 KG of 0.45359 each are 1.5, not 1.49999: the crumb is the rounding of the part before. Raises ValueError for
	a factor of zero or less.
	"""
	if factor <= 0:
		raise ValueError(f"a unit must hold something, not {factor} base units")
	finest = round_half_away(base / factor, QUANTITY_DIGITS)
	if finest * factor == base:
		return finest
	for digits in range(QUANTITY_DIGITS):
		shorter = round_half_away(base / factor, digits)
		if shorter and abs(shorter * factor - base) <= STEP:
			return shorter
	return finest
