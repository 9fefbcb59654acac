"""The document in local currency: the payable amount is converted once, everything else has to add up to it.

Amount including VAT = round(amount × rate); VAT is converted per group with the remainder carried; the net
amount owns the rest, so that net + VAT (+ invoice rounding) = total in local currency as well. Groups add up
to the document, lines to their group; a leftover cent belongs to the largest. At rate 1 and equal decimals
nothing changes. Domain: 7.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sales_mgmt.amounts.arithmetic import ZERO
from sales_mgmt.amounts.earlier import NOTHING_EARLIER, Earlier
from sales_mgmt.amounts.rounding import round_half_away
from sales_mgmt.amounts.spreading import convert_parts
from sales_mgmt.amounts.vat import VatGroup


@dataclass(frozen=True, slots=True)
class LocalAmounts:
	"""All in local currency: the document, then one entry per VAT group, then one per line."""

	amount: Decimal
	vat_amount: Decimal
	rounding_amount: Decimal
	amount_including_vat: Decimal
	group_bases: tuple[Decimal, ...]
	group_vat: tuple[Decimal, ...]
	line_amounts: tuple[Decimal, ...]
	line_vat: tuple[Decimal, ...]


def convert_document(
	groups: Sequence[VatGroup],
	line_amounts: Sequence[Decimal],
	line_vat: Sequence[Decimal],
	rounding_amount: Decimal,
	rate: Decimal,
	digits: int,
	known: Sequence[tuple[Decimal, Decimal] | None] = (),
	earlier: Earlier = NOTHING_EARLIER,
) -> LocalAmounts:
	"""Net and VAT amounts per line and the invoice rounding, all in document currency, as local currency.

	`rate` is local currency per one unit of document currency, `digits` are those of the local currency.
	`known` holds net and VAT in local currency of lines that are parts of a whole; these lines keep them, and the others are
	converted for themselves.
	`earlier` is what documents before are short of, or have too much: the remainder is carried on, past a document that comes
	to nothing and past VAT that is none.
	"""
	before_rounding = sum(line_amounts, ZERO) + sum(line_vat, ZERO)
	if not before_rounding and not rounding_amount:
		earlier = NOTHING_EARLIER
	if any(line is not None for line in known):
		short = earlier.short - earlier.short_before_rounding
		if earlier.completes(before_rounding):
			short -= earlier.whole_short
		lines = _with_others(groups, line_amounts, line_vat, rate, digits, known)
		return _of_parts(groups, lines, round_half_away(rounding_amount * rate + short, digits))
	payable_local = round_half_away((before_rounding + rounding_amount) * rate + earlier.short, digits)
	before_rounding_local = round_half_away(before_rounding * rate + earlier.short_before_rounding, digits)
	vat = [group.total(line_vat) for group in groups]
	short_vat = earlier.short_vat if any(vat) else ZERO
	vat_local = round_half_away(sum(vat, ZERO) * rate + short_vat, digits)
	group_vat = convert_parts(vat, rate, vat_local, digits)
	net_local = before_rounding_local - vat_local
	group_bases = convert_parts([group.total(line_amounts) for group in groups], rate, net_local, digits)
	return LocalAmounts(
		amount=net_local,
		vat_amount=vat_local,
		rounding_amount=payable_local - before_rounding_local,
		amount_including_vat=payable_local,
		group_bases=tuple(group_bases),
		group_vat=tuple(group_vat),
		line_amounts=_convert_lines(groups, line_amounts, group_bases, rate, digits),
		line_vat=_convert_lines(groups, line_vat, group_vat, rate, digits),
	)


def _with_others(
	groups: Sequence[VatGroup],
	line_amounts: Sequence[Decimal],
	line_vat: Sequence[Decimal],
	rate: Decimal,
	digits: int,
	known: Sequence[tuple[Decimal, Decimal] | None],
) -> list[tuple[Decimal, Decimal]]:
	"""Net and VAT of every line: those that are known, and beside them the others as a document of their own."""
	if None in known:
		own = [
			replace(group, indexes=tuple(index for index in group.indexes if known[index] is None))
			for group in groups
		]
		amounts, vat = (
			[ZERO if line is not None else value for line, value in zip(known, values, strict=True)]
			for values in (line_amounts, line_vat)
		)
		rest = convert_document([group for group in own if group.indexes], amounts, vat, ZERO, rate, digits)
	return [
		(rest.line_amounts[index], rest.line_vat[index]) if line is None else line
		for index, line in enumerate(known)
	]


def _of_parts(
	groups: Sequence[VatGroup], known: Sequence[tuple[Decimal, Decimal]], rounding: Decimal
) -> LocalAmounts:
	"""Parts of what was converted as a whole keep to it: then the local amounts of all parts add up as well."""
	net, vat = tuple(line[0] for line in known), tuple(line[1] for line in known)
	return LocalAmounts(
		amount=sum(net, ZERO),
		vat_amount=sum(vat, ZERO),
		rounding_amount=rounding,
		amount_including_vat=sum(net, ZERO) + sum(vat, ZERO) + rounding,
		group_bases=tuple(group.total(net) for group in groups),
		group_vat=tuple(group.total(vat) for group in groups),
		line_amounts=net,
		line_vat=vat,
	)


def _convert_lines(
	groups: Sequence[VatGroup],
	amounts: Sequence[Decimal],
	group_totals: Sequence[Decimal],
	rate: Decimal,
	digits: int,
) -> tuple[Decimal, ...]:
	converted = list(amounts)
	for group, total in zip(groups, group_totals, strict=True):
		parts = convert_parts(group.of(amounts), rate, total, digits)
		for index, part in zip(group.indexes, parts, strict=True):
			converted[index] = part
	return tuple(converted)
