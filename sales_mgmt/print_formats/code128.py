"""Code 128, the bar code that warehouse scanners read: numbers of orders and items on paper. Pure: imports no frappe.

Set B writes the printable characters of ASCII, set C two figures at a time; a text changes to C where four figures or more
follow each other. After the text stand a check value (the start value plus each value times its place, modulo 103) and the
stop. Other characters, such as Ø, have no place in these sets: such a text gets no bar code. ISO/IEC 15417.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

WIDTHS = (
	"212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
	"113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
	"212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 "
	"113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
	"314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
	"241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
	"214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 "
	"211232 2331112"
).split()
"""Bar, gap, bar, … of every value, in modules."""
TO_C, TO_B = 99, 100
START_B, START_C, STOP = 104, 105, 106
QUIET = 10
"""Modules that stay white on both sides."""
FIRST, LAST = " ", "~"
FIGURES = re.compile(r"[0-9]{4,}|[^0-9]|[0-9]")


@dataclass(frozen=True)
class BarCode:
	"""`bars`: [(first module, modules)] of what is black. `modules`: the whole width with its quiet zones."""

	text: str
	bars: tuple[tuple[int, int], ...]
	modules: int


@cache
def bar_code(text: str) -> BarCode | None:
	"""The bars of a text; None for one that is empty or can not be written in them."""
	if not text or not all(FIRST <= letter <= LAST for letter in text):
		return None
	at, bars = QUIET, []
	for value in values(text):
		for place, width in enumerate(map(int, WIDTHS[value])):
			if place % 2 == 0:
				bars.append((at, width))
			at += width
	return BarCode(text, tuple(bars), at + QUIET)


def values(text: str) -> list[int]:
	"""The values that stand for a text, with start, check value and stop."""
	found: list[int] = []
	for in_pairs, group in groupby(_parts(text), key=lambda part: len(part) > 1):
		if found:
			found.append(TO_C if in_pairs else TO_B)
		else:
			found.append(START_C if in_pairs else START_B)
		found += [int(part) if in_pairs else ord(part) - ord(FIRST) for part in group]
	check = (found[0] + sum(place * value for place, value in enumerate(found))) % 103
	return [*found, check, STOP]


def _parts(text: str) -> list[str]:
	"""Single characters, and pairs of figures where they are worth a change of set: 00010 is 0, 00, 10."""
	parts: list[str] = []
	for piece in FIGURES.findall(text):
		odd = len(piece) % 2
		parts += piece[:odd]
		parts += [piece[at : at + 2] for at in range(odd, len(piece), 2)]
	return parts
