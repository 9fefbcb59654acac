"""VAT: after all discounts, per VAT group on the document's sum, carried to the lines of the group.

A group is a VAT business group and a VAT product group together with a VAT percent. VAT of the group = round(sum × percent / 100).
When prices include VAT the sum stays what was entered: VAT = round(sum × percent / (100 + percent)), the base
is the rest.

The exception is a choice: with `VatRounding.LINE` each line is rounded on its own and the group is the sum of
its lines. Either way lines, groups and document agree. VAT of a line comes from the running sum of the group,
not from a split of the group's VAT, so a return line among sales lines keeps its VAT even when the group's
sum is zero. Domain: 7.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from sales_mgmt.amounts.arithmetic import ZERO
from sales_mgmt.amounts.lines import LineInput
from sales_mgmt.amounts.parts import carried
from sales_mgmt.amounts.rounding import round_half_away
from sales_mgmt.amounts.spreading import carry


class VatRounding(str, Enum):
	"""Where VAT is rounded: once per group of the document, or on every line."""

	DOCUMENT = "Document"
	LINE = "Line"


@dataclass(frozen=True, slots=True)
class VatAmount:
	"""One row of the VAT specification; document currency, `_lcy` local.

	base + vat_amount = amount_including_vat. All have the sign of the sum of the group.
	"""

	vat_group: str
	vat_percent: Decimal
	base: Decimal
	vat_amount: Decimal
	amount_including_vat: Decimal
	base_lcy: Decimal
	vat_amount_lcy: Decimal
	vat_business_group: str = ""


@dataclass(frozen=True, slots=True)
class VatGroup:
	"""The lines, by index, that share VAT groups and VAT percent."""

	vat_group: str
	vat_percent: Decimal
	indexes: tuple[int, ...]
	vat_business_group: str = ""

	def of(self, values: Sequence[Decimal]) -> list[Decimal]:
		"""Those of `values`, one per document line, that belong to this group."""
		return [values[index] for index in self.indexes]

	def total(self, values: Sequence[Decimal]) -> Decimal:
		"""The sum of `values`, one per document line, over this group."""
		return sum(self.of(values), ZERO)


@dataclass(frozen=True, slots=True)
class VatMethod:
	"""How a document computes VAT; `digits` are those of the document currency."""

	prices_include_vat: bool
	rounding: VatRounding
	digits: int

	def vat_of(
		self, amounts: Sequence[Decimal], percent: Decimal, parts: Sequence[Decimal | None] = ()
	) -> list[Decimal]:
		"""The VAT on (or, if prices include VAT, in) the amounts of one group; same currency and sign.

		`parts` holds the exact VAT of lines that are parts of a whole, None for every other line.
		"""
		divisor = 100 + percent if self.prices_include_vat else Decimal(100)
		if any(part is not None for part in parts):
			increments = [
				amount * percent / divisor if part is None else part
				for amount, part in zip(amounts, parts, strict=True)
			]
			if self.rounding == VatRounding.LINE:
				return [round_half_away(increment, self.digits) for increment in increments]
			return carried(increments, self.digits)
		if self.rounding == VatRounding.LINE:
			return [round_half_away(amount * percent / divisor, self.digits) for amount in amounts]
		return carry(amounts, percent, divisor, self.digits)


def vat_groups(lines: Sequence[LineInput]) -> list[VatGroup]:
	"""The groups of the document in the order in which they first appear."""
	members: dict[tuple[str, Decimal, str], list[int]] = {}
	for index, line in enumerate(lines):
		key = (line.vat_group, line.vat_percent, line.vat_business_group)
		members.setdefault(key, []).append(index)
	return [
		VatGroup(group, percent, tuple(indexes), business)
		for (group, percent, business), indexes in members.items()
	]


def split_vat(
	method: VatMethod,
	groups: Sequence[VatGroup],
	amounts: Sequence[Decimal],
	parts: Sequence[Decimal | None] = (),
) -> tuple[list[Decimal], list[Decimal]]:
	"""Amount without VAT and VAT for each line, given `amounts` per line on the VAT basis of the prices."""
	vat = list(amounts)
	for group in groups:
		known = [parts[index] for index in group.indexes] if parts else ()
		for index, part in zip(
			group.indexes, method.vat_of(group.of(amounts), group.vat_percent, known), strict=True
		):
			vat[index] = part
	if not method.prices_include_vat:
		return list(amounts), vat
	return [amount - part for amount, part in zip(amounts, vat, strict=True)], vat
