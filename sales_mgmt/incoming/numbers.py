"""Numbers as people and programs write them. Pure.

A number of JSON is that number. A text is read by the number format of whoever sends it: "1.234" is 1234 where the point
separates groups of three digits. Blanks and apostrophes group in every format. A single mark that can not separate groups
is the decimal mark ("12.5" can mean nothing else); any other grouping that is none is refused. In a request that knows
nothing but texts a program wrote them (`Marks.by_program`), with a point, and an exponent perhaps. A file may have been written
by either (`Marks.by_either`): what the two read differently is refused.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming.unreadable import Unreadable, short

LARGEST = Decimal(10) ** 12
"""Numbers stay below it: a column holds twelve digits before the decimal mark, and nine behind."""
SMALLEST = Decimal("0.0000000005")
"""What is nearer to zero than that would be stored as zero."""
LARGEST_WHOLE = 2**31 - 1
LONGEST = 100

NO_NUMBER = sentence("{0}: {1} is not a number.")
GROUPING = sentence("{0}: the digits of {1} are not grouped in threes. Write the number without separators.")
TOO_LARGE = sentence("{0}: {1} is too large. Numbers have twelve digits at most before the decimal mark.")
TOO_SMALL = sentence("{0}: {1} is too close to zero to be stored. Nine decimals are the most.")
AMBIGUOUS = sentence(
	"{0}: {1} can mean two numbers. Write it without separators of thousands, and its decimals behind your decimal mark."
)
NOT_WHOLE = sentence("{0}: {1} is not a whole number.")
WHOLE_TOO_LARGE = sentence("{0}: {1} is too large for a whole number here.")

PROGRAM = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
BLANK = re.compile(r"\s")
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
MINUS = "\N{MINUS SIGN}"
TIDY = re.compile(r"[\d\s.,]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Marks:
	"""How somebody writes numbers. `pairs`: groups of two digits before the last three, as in India."""

	decimal: str = "."
	group: str = ","
	pairs: bool = False
	by_program: bool = False
	by_either: bool = False


def read_number(value: Any, marks: Marks) -> Decimal:
	"""Any value as a number within the bounds of a column. Raises Unreadable."""
	number = _number(value, marks)
	if not number.is_finite():
		raise Unreadable(NO_NUMBER, short(value))
	if abs(number) >= LARGEST:
		raise Unreadable(TOO_LARGE, short(value))
	if number and abs(number) < SMALLEST:
		raise Unreadable(TOO_SMALL, short(value))
	return number


def read_whole(value: Any, marks: Marks) -> int:
	"""Any value as a whole number. Raises Unreadable."""
	number = read_number(value, marks)
	if number != number.to_integral_value():
		raise Unreadable(NOT_WHOLE, short(value))
	if abs(number) > LARGEST_WHOLE:
		raise Unreadable(WHOLE_TOO_LARGE, short(value))
	return int(number)


def _number(value: Any, marks: Marks) -> Decimal:
	if isinstance(value, Decimal):
		return value
	if isinstance(value, bool | int):
		return Decimal(int(value)) if abs(value) < LARGEST else LARGEST
	if isinstance(value, float):
		return Decimal(repr(value))
	if not isinstance(value, str) or len(value) > LONGEST:
		raise Unreadable(NO_NUMBER, short(value))
	return _read(value, marks)


def _read(value: str, marks: Marks) -> Decimal:
	text = value.replace(MINUS, "-").strip().removesuffix("%").strip()
	if marks.by_program and PROGRAM.fullmatch(text):
		return Decimal(text)
	sign, digits = (text[0], text[1:].strip()) if text[:1] in ("+", "-") else ("", text)
	plain = _ungrouped(digits, marks)
	if plain is None:
		grouped = TIDY.fullmatch(_blanks_for(digits)) and any(map(str.isdigit, digits))
		raise Unreadable(GROUPING if grouped else NO_NUMBER, short(value))
	number = Decimal(sign + plain)
	if marks.by_either and PROGRAM.fullmatch(text) and Decimal(text) != number:
		raise Unreadable(AMBIGUOUS, short(value))
	return number


def _blanks_for(digits: str) -> str:
	"""Apostrophes and every kind of blank group alike."""
	return BLANK.sub(" ", re.sub(f"[{APOSTROPHES}]", " ", digits))


def _ungrouped(digits: str, marks: Marks) -> str | None:
	"""The digits with a point for the decimal mark, or None where they are no number."""
	digits = _blanks_for(digits)
	group = _blanks_for(marks.group)
	mark = marks.decimal or ("," if group == "." else ".")
	tail = rf"({re.escape(mark)}\d*)?"
	if re.fullmatch(rf"\d+{tail}|{re.escape(mark)}\d+", digits, re.ASCII):
		return digits.replace(mark, ".")
	for separator in {group, " "} - {""}:
		between = re.escape(separator)
		inner = rf"\d{{1,2}}({between}\d{{2}})*{between}\d{{3}}" if marks.pairs else r"(?!)"
		if re.fullmatch(rf"(\d{{1,3}}({between}\d{{3}})+|{inner}){tail}", digits, re.ASCII):
			return digits.replace(separator, "").replace(mark, ".")
	if (
		group in (".", ",")
		and re.fullmatch(rf"\d*{re.escape(group)}\d*", digits, re.ASCII)
		and len(digits) > 1
	):
		return digits.replace(group, ".")
	return None
