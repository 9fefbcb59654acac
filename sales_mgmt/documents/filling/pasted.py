"""Lines as a spreadsheet puts them on the clipboard: rows of cells, separated by tabs.

With a row of headings the headings say what stands in a column; columns with other headings are passed over. Without
one the columns are item, quantity, unit price and discount in percent (in a price list: item, unit price, minimum quantity
and discount); where the second column holds words, they are the
name that the spreadsheet gives to the item, and the other columns follow it. Numbers are read as the reader writes
them; a mark that can not separate groups of three digits is taken for the decimal mark. Pure.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming import numbers as incoming
from sales_mgmt.incoming.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Columns:
	"""What a row may say besides its item: numbers, in the order of columns without headings, and texts under a heading."""

	numbers: tuple[str, ...]
	texts: tuple[str, ...]

	@property
	def fields(self) -> tuple[str, ...]:
		"""What a heading can stand for."""
		return ("item", *self.texts, *self.numbers)


SALES = Columns(("quantity", "unit_price", "line_discount_percent"), ("description", "uom"))
PRICES = Columns(("unit_price", "minimum_quantity", "line_discount_percent"), ("uom",))


@dataclass(frozen=True, slots=True)
class PastedLine:
	row: int
	"""The number of the row in what was pasted, headings counted, as the reader's spreadsheet counts."""
	text: str
	values: dict[str, str | Decimal]


@dataclass(frozen=True, slots=True)
class Problem:
	"""A row that becomes no line. `message` is a translatable template that `values` fills."""

	row: int
	text: str
	message: str
	values: tuple[str, ...]


def read_pasted(
	text: str, headings: Mapping[str, str], marks: incoming.Marks, columns: Columns = SALES
) -> tuple[list[PastedLine], list[Problem]]:
	"""Every row that is not blank is a line or a problem. `headings`: {heading in small letters: field of a line}."""
	rows = [
		(number, [cell.strip() for cell in cells])
		for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter="\t"), start=1)
		if any(cell.strip() for cell in cells)
	]
	if not rows:
		return [], []
	fields = _of_headings(rows[0][1], headings)
	if fields:
		del rows[0]
	else:
		fields = _by_place([cells for _number, cells in rows], marks, columns)
	lines, problems = [], []
	for number, cells in rows:
		found = _read_row(number, cells, fields, marks, columns)
		(lines if isinstance(found, PastedLine) else problems).append(found)
	return lines, problems


def read_number(text: str, marks: incoming.Marks) -> Decimal | None:
	"""A number as a person writes it, or None (`incoming.numbers` reads them for every road)."""
	try:
		return incoming.read_number(text, marks)
	except Unreadable:
		return None


def _of_headings(cells: Iterable[str], headings: Mapping[str, str]) -> list[str | None]:
	fields = [headings.get(cell.casefold()) for cell in cells]
	return fields if "item" in fields else []


def _by_place(rows: list[list[str]], marks: incoming.Marks, columns: Columns) -> tuple[str, ...]:
	second = [cells[1] for cells in rows if len(cells) > 1 and cells[1]]
	words = sum(read_number(cell, marks) is None for cell in second)
	named = ("name",) if words * 2 > len(second) else ()
	return "item", *named, *columns.numbers


def _read_row(
	number: int, cells: list[str], fields: Iterable[str | None], marks: incoming.Marks, columns: Columns
) -> PastedLine | Problem:
	text = "\t".join(cells)
	values: dict[str, str | Decimal] = {}
	for field, cell in zip(fields, cells, strict=False):
		if not cell or field not in columns.fields:
			continue
		value = read_number(cell, marks) if field in columns.numbers else cell
		if value is None:
			return Problem(number, text, sentence("Row {0}: {1} is not a number."), (str(number), cell))
		values[field] = value
	if "item" not in values:
		return Problem(number, text, sentence("Row {0}: the item is missing."), (str(number),))
	return PastedLine(number, text, values)
