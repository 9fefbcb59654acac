"""Cells of an export: a text that a spreadsheet would take for a formula is a text; a number stays a number.

Rule: a text that begins with = + - @, the minus sign of typesetters among them (or with a tab or a line break before them) gets an apostrophe, by which spreadsheets
mark a text. Exception: what is a number is one, in the user's notation too: -12.50, +47 22 33 44, 1.234,50.
"""

import re

_FORMULA = re.compile(r"^[\t\r\n ]*[=+\-\u2212@]")
_NUMBER = re.compile(r"^[+\-\u2212]?[\d\s.,'\u00a0\u202f]*\d[\d\s.,'\u00a0\u202f]*%?$")


def is_formula(value: object) -> bool:
	return isinstance(value, str) and bool(_FORMULA.match(value)) and not _NUMBER.match(value)


def as_text_cell(value: object) -> object:
	"""The value as it is written into a CSV cell."""
	return f"'{value}" if is_formula(value) else value


def from_text_cell(value: str) -> str:
	"""The text that `as_text_cell` wrote."""
	return value[1:] if value.startswith("'") and is_formula(value[1:]) else value
