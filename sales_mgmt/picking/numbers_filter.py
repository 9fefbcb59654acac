"""Filters on document numbers (domain A07): `10000..10010` is a range, `10000|10005` a list. Pure: imports no frappe.

A number is compared by its last figures where the rest is the same, so SO-9 comes before SO-10. Figures alone mean every
series: 5 is SO-00005. A range may be open on one side, within its series, and parts may be combined: `..10|20|30..`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(r"^(?P<prefix>.*?)(?P<figures>\d*)$")
RANGE, OR = "..", "|"


class FilterError(ValueError):
	"""A filter that says nothing. `part` is the piece that can not be read."""

	def __init__(self, part: str) -> None:
		super().__init__(part)
		self.part = part


@dataclass(frozen=True)
class Number:
	"""A document number, split into what stands before the last figures and those."""

	prefix: str
	figures: int | None

	@property
	def bare(self) -> bool:
		return not self.prefix and self.figures is not None

	@property
	def key(self) -> tuple[str, int]:
		return self.prefix, -1 if self.figures is None else self.figures


@dataclass(frozen=True)
class Part:
	"""One alternative of a filter; a single number is a range of one."""

	first: Number | None
	last: Number | None

	def holds(self, number: Number) -> bool:
		ends = [end for end in (self.first, self.last) if end]
		if any(end.bare for end in ends):
			number = Number("", number.figures)
		elif len(ends) == 1 and ends[0].prefix != number.prefix:
			return False
		return (not self.first or self.first.key <= number.key) and (
			not self.last or number.key <= self.last.key
		)


LONGEST = 140
"""No document has a longer number."""


def parse(text: str) -> tuple[Part, ...]:
	"""The alternatives of a filter. Raises FilterError."""
	return tuple(_part(piece.strip()) for piece in text.split(OR))


def matches(parts: tuple[Part, ...], name: str) -> bool:
	"""Whether a document number is meant."""
	number = _number(name)
	return any(part.holds(number) for part in parts)


def _part(piece: str) -> Part:
	if RANGE not in piece:
		if not piece:
			raise FilterError(piece)
		return Part(_number(piece), _number(piece))
	first, *rest = (end.strip() for end in piece.split(RANGE))
	if len(rest) != 1 or not (first or rest[0]):
		raise FilterError(piece)
	part = Part(_number(first) if first else None, _number(rest[0]) if rest[0] else None)
	if part.first and part.last and part.first.key > part.last.key:
		raise FilterError(piece)
	return part


def _number(text: str) -> Number:
	if len(text) > LONGEST:
		raise FilterError(text[:LONGEST])
	found = NUMBER.match(text.upper())
	figures = found["figures"]
	return Number(found["prefix"], int(figures) if figures else None)
