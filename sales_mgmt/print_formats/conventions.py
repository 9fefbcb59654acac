"""How a language writes figures and dates on paper. Pure: imports no frappe.

A document is read by the customer, so its figures follow its language: 1 234,50 and 18.03.2026 in Norwegian, 1,234.50
and 18 Mar 2026 in English. English has no order of day and month that all of its readers share, so the month is a word.
Nothing is switched for the session: the texts are made here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from sales_mgmt.amounts import to_decimal

ENGLISH_DATE = "d MMM y"


@dataclass(frozen=True, slots=True)
class Conventions:
	"""`group` parts thousands; `lakh` parts by two figures after the first three, as Indian currencies do."""

	decimal: str
	group: str
	locale: str
	date_pattern: str

	def figure(self, value: Any, digits: int, lakh: bool = False) -> str:
		"""A number with exactly `digits` decimals, halves rounded away from zero."""
		number = to_decimal(value, digits)
		whole, _point, decimals = f"{abs(number):f}".partition(".")
		sign = "-" if number < 0 else ""
		return (
			sign + self.group.join(_parts(whole, 2 if lakh else 3)) + (self.decimal + decimals) * bool(digits)
		)

	def day(self, value: date) -> str:
		return format_date(value, self.date_pattern, locale=self.locale)


def _parts(whole: str, size: int) -> list[str]:
	"""1234567 in threes: 1, 234, 567."""
	parts, rest = [whole[-3:]], whole[:-3]
	while rest:
		parts.insert(0, rest[-size:])
		rest = rest[:-size]
	return parts


@cache
def conventions(language: str | None) -> Conventions:
	"""Those of a language code of Frappe's, such as no, pt-BR or en-US. A language nobody knows is written as English."""
	try:
		locale = Locale.parse((language or "en").replace("-", "_"))
	except (UnknownLocaleError, ValueError):
		locale = Locale.parse("en")
	symbols: Any = locale.number_symbols
	symbols = symbols.get("latn", symbols)  # newer versions of Babel have them per numbering system
	pattern = ENGLISH_DATE if locale.language == "en" else _with_century(locale.date_formats["short"].pattern)
	return Conventions(symbols["decimal"], symbols["group"], str(locale), pattern)


def _with_century(pattern: str) -> str:
	"""The short pattern with the whole year, two figures for day and month."""
	for letter, wanted in (("y", "y"), ("M", "MM"), ("d", "dd")):
		while letter * 2 in pattern:
			pattern = pattern.replace(letter * 2, letter)
		pattern = pattern.replace(letter, wanted)
	return pattern
