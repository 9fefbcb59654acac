"""Splitting an amount so that no cent is lost: the remainder is carried from part to part.

Part i is round(running total i) − round(running total i−1), so the parts add up to the rounded whole and none
is more than one rounding unit from its exact share. 1,000 over three equal lines is 333.33, 333.34, 333.33.
Used for discounts, VAT of a group, partial invoices, instalments and currency conversion.

Exception: when parts must meet a local total that was rounded elsewhere, the part with the largest absolute
value owns the cents left over. Domain: 7.5.
"""

from collections.abc import Sequence
from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO, exact
from sales_mgmt.amounts.rounding import round_half_away


@exact
def carry(parts: Sequence[Decimal], multiplier: Decimal, divisor: Decimal, digits: int) -> list[Decimal]:
	"""Each part times `multiplier` / `divisor`, rounded to `digits` with the remainder carried on.

	The sum is round(sum of parts × multiplier / divisor). Multiplies before it divides, so that ties stay
	ties.
	"""
	carried = []
	running = before = ZERO
	for part in parts:
		running += part
		after = round_half_away(running * multiplier / divisor, digits)
		carried.append(after - before)
		before = after
	return carried


@exact
def spread(total: Decimal, weights: Sequence[Decimal], digits: int) -> list[Decimal]:
	"""`total` split in proportion to `weights`; the parts have `digits` decimals and add up to it exactly.

	The total is in one currency, of either sign; weights may be of mixed sign, and a zero weight gets zero.
	Raises ValueError when weights that add up to zero should share an amount, or when `total` has more
	decimals than `digits`.
	"""
	_refuse_finer(total, digits)
	if not total:
		return [round_half_away(ZERO, digits) for _ in weights]
	whole = sum(weights, ZERO)
	if not whole:
		raise ValueError(f"cannot spread {total} over weights that add up to zero")
	return carry(weights, total, whole, digits)


@exact
def portion(total: Decimal, before: Decimal, after: Decimal, whole: Decimal, digits: int) -> Decimal:
	"""The part of `total` that belongs to the step from `before` to `after` of `whole`.

	`total` is an amount (the discount of an order line), the others are quantities: already invoiced,
	invoiced when this step is done, ordered. The steps from 0 to `whole` add up to the rounded total, however
	many there are; a step backwards is negative. Raises ValueError when `whole` is zero and `total` is not.
	"""
	if not total:
		return round_half_away(ZERO, digits)
	if not whole:
		raise ValueError(f"cannot take a portion of {total} from a whole of zero")
	until_after = round_half_away(total * after / whole, digits)
	return until_after - round_half_away(total * before / whole, digits)


@exact
def convert_parts(
	parts: Sequence[Decimal], rate: Decimal, total: Decimal | None, digits: int
) -> list[Decimal]:
	"""Parts in document currency as local currency, `digits` decimals, remainder carried.

	`rate` is local currency per one unit of document currency. The result adds up to `total`, in local
	currency, or without one to round(sum of parts × rate); what is left over to `total` belongs to the part
	with the largest absolute value before conversion, the first among equals. Raises ValueError when there is
	no part to own a total, or when `total` has more decimals than `digits`.
	"""
	converted = carry(parts, rate, Decimal(1), digits)
	if total is None:
		return converted
	_refuse_finer(total, digits)
	left_over = total - sum(converted, ZERO)
	if left_over:
		if not parts:
			raise ValueError(f"no part to own a total of {total}")
		owner = max(range(len(parts)), key=lambda index: abs(parts[index]))
		converted[owner] += left_over
	return converted


def _refuse_finer(total: Decimal, digits: int) -> None:
	if total != round_half_away(total, digits):
		raise ValueError(f"{total} has more than {digits} decimals, parts of it cannot add up")
