"""What a printed document works out of its figures. Pure: imports no frappe.

Nothing here decides an amount: the figures are those that the document carries, only added up and laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sales_mgmt.amounts import to_decimal
from sales_mgmt.amounts.lines import PERCENT_DIGITS

FIGURE_MM = 1.8


def by_rate(specification: Iterable[Mapping[str, Any]]) -> list[dict[str, Decimal]]:
	"""A document's VAT specification as its paper shows it: one row per rate, highest first.

	Goods and food sold abroad are two VAT groups of 0 %, and one row on paper.
	"""
	rates: dict[Decimal, dict[str, Decimal]] = {}
	for group in specification:
		rate = to_decimal(group.get("vat_percent"))
		row = rates.setdefault(rate, {"vat_percent": rate, "base": Decimal(0), "vat_amount": Decimal(0)})
		row["base"] += to_decimal(group.get("base"))
		row["vat_amount"] += to_decimal(group.get("vat_amount"))
	return [rates[rate] for rate in sorted(rates, reverse=True)]


def decimals_needed(value: Any, at_least: int = 0, at_most: int = 6) -> int:
	"""How many decimals show `value` as it is: 10 needs none, 2.5 one."""
	digits = round(to_decimal(value), at_most).normalize().as_tuple().exponent
	return max(at_least, -int(digits))


def percent_decimals(value: Any) -> int:
	"""A percentage is printed as somebody typed it: 12.5 or 12.125. One that was computed from an amount has five
	decimals, of which two are enough to read."""
	needed = decimals_needed(value)
	return needed if needed < PERCENT_DIGITS else decimals_needed(value, at_most=2)


def column_width(texts: Iterable[str], at_least: float) -> float:
	"""Millimetres that a column needs for its longest text: 9 pt figures, 1.2 mm of air on both sides."""
	longest = max((len(text) for text in texts), default=0)
	return round(max(at_least, longest * FIGURE_MM + 2.6), 1)


def without_name(name: str, lines: list[str]) -> list[str]:
	"""The address without its first line, when that repeats the name above it."""
	return lines[1:] if lines and lines[0] == name else lines
