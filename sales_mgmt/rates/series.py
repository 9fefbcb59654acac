"""Numbers without gaps (domain A32).

A number is text that ends in digits, such as INV-00041. The next one raises the digits by the increment and keeps their
width. The line with the latest starting date on or before the posting date is the one in use.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sales_mgmt.dates import in_force

LONGEST = 20


class SeriesError(ValueError):
	"""The series can not give a number. `code` says why: no_line, no_digits, exhausted, too_long."""

	def __init__(self, code: str, number: str = ""):
		self.code = code
		self.number = number
		super().__init__(code)


@dataclass(frozen=True, slots=True)
class SeriesLine:
	name: str
	starting_date: date | None
	starting_no: str
	ending_no: str | None
	last_no_used: str | None
	increment_by: int = 1


def active_line(lines: Sequence[SeriesLine], on: date) -> SeriesLine:
	"""The line in use on a date. Raises SeriesError(no_line)."""
	line = in_force(((line.starting_date, line) for line in lines), on)
	if line is None:
		raise SeriesError("no_line")
	return line


def next_number(line: SeriesLine) -> str:
	"""The number after the last one used, or the starting number. Raises SeriesError."""
	if not line.last_no_used:
		return _checked(line.starting_no, line)
	match = re.search(r"(\d+)(\D*)$", line.last_no_used)
	if not match:
		raise SeriesError("no_digits", line.last_no_used)
	digits, tail = match.groups()
	raised = str(int(digits) + max(line.increment_by, 1)).zfill(len(digits))
	return _checked(line.last_no_used[: match.start()] + raised + tail, line)


def _checked(number: str, line: SeriesLine) -> str:
	if len(number) > LONGEST:
		raise SeriesError("too_long", number)
	if line.ending_no and (len(number), number) > (len(line.ending_no), line.ending_no):
		raise SeriesError("exhausted", line.ending_no)
	return number
