"""A date formula as a value: parse once, apply to any date.

The parts apply from left to right, each to the result of the one before: CM+10D is ten days after the end of
the month. So CM-1M from 15 April is 30 March, because a month keeps the day; -1M+CM is the end of March.

A formula that describes a PERIOD counts its first day in: 1W covers eight days, 6D or 1W-1D exactly seven.
Domain: 7.7.
"""

from dataclasses import dataclass, field
from datetime import date

from sales_mgmt.dates.errors import DateFormulaError
from sales_mgmt.dates.parser import Parser
from sales_mgmt.dates.terms import Term


@dataclass(frozen=True, slots=True)
class DateFormula:
	"""A parsed formula; equal when the parts are equal, however they were typed. `text` is what was entered."""

	terms: tuple[Term, ...]
	text: str = field(compare=False)

	def apply(self, start: date) -> date:
		"""The date the formula leads to from `start`; DateFormulaError when it leaves the calendar."""
		day = date(start.year, start.month, start.day)  # a datetime counts as its day
		for term in self.terms:
			try:
				day = term.apply(day)
			except (ValueError, OverflowError):
				raise DateFormulaError("out_of_calendar", term.position, self.text) from None
		return day

	def __str__(self) -> str:
		"""The formula as it is best stored: capitals, no spaces, no sign it does not need."""
		signed = "".join(f"{'-' if term.sign < 0 else '+'}{term}" for term in self.terms)
		return signed.removeprefix("+")


def parse_formula(text: str) -> DateFormula:
	"""Read `text`; DateFormulaError says which character is wrong."""
	return DateFormula(Parser(text).parse(), text)


def apply_formula(text: str, start: date) -> date:
	"""The date `text` leads to from `start`; DateFormulaError when it is no formula or leaves the calendar."""
	return parse_formula(text).apply(start)


def period_end(formula: str | DateFormula, first_day: date) -> date:
	"""The last day of the period that begins on `first_day`, both days counted.

	A formula that leads back gives a day before `first_day`: the period is empty.
	"""
	parsed = parse_formula(formula) if isinstance(formula, str) else formula
	return parsed.apply(first_day)
