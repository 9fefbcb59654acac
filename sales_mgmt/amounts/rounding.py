"""Rounding: to the nearest multiple, ties half away from zero, whatever the site or the caller has set.

0.005 becomes 0.01 and −0.005 becomes −0.01, so a credit memo is the exact mirror of its invoice.
Zero has no sign. Domain: 7.5.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from enum import Enum

from sales_mgmt.amounts.arithmetic import ZERO, exact


class RoundingType(str, Enum):
	"""To which multiple what the customer pays is rounded (domain 5). Up is away from zero, Down towards it."""

	NEAREST = "Nearest"
	UP = "Up"
	DOWN = "Down"


DIRECTION = {
	RoundingType.NEAREST: ROUND_HALF_UP,
	RoundingType.UP: ROUND_UP,
	RoundingType.DOWN: ROUND_DOWN,
}


@exact
def round_to(value: Decimal, precision: Decimal, to: RoundingType = RoundingType.NEAREST) -> Decimal:
	"""The multiple of `precision` nearest to `value`, ties half away from zero; by `to` the next or the last one.

	Both in the same currency, `value` of either sign; `precision` is positive, such as 0.01, 0.05 or 1.
	Raises ValueError for a precision of zero or less.
	"""
	if precision <= 0:
		raise ValueError(f"precision must be positive, not {precision}")
	return (value / precision).quantize(Decimal(1), rounding=DIRECTION[to]) * precision + ZERO


@exact
def round_half_away(value: Decimal, digits: int) -> Decimal:
	"""`value` with `digits` decimals, ties half away from zero; sign and currency stay those of `value`."""
	return value.quantize(Decimal(1).scaleb(-digits)) + ZERO


def to_decimal(value: int | float | str | Decimal | None, digits: int | None = None) -> Decimal:
	"""The one door from the framework's floats: the number that is written, not its binary neighbour.

	0.1 becomes exactly 0.1. None and a blank text, an empty field, become 0. With `digits` the result is
	rounded half away from zero. Raises ValueError for NaN, infinity and text that is no number.
	"""
	if value is None or (isinstance(value, str) and not value.strip()):
		value = 0
	try:
		number = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
	except InvalidOperation:
		raise ValueError(f"not a number: {value!r}") from None
	if not number.is_finite():
		raise ValueError(f"not a finite number: {value!r}")
	if digits is not None:
		return round_half_away(number, digits)
	return number or ZERO
