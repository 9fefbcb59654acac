"""Ages of what is not paid: not due yet, then by days. Pure.

Ages are counted from the due date, or from the posting date; then nothing is "not due" and the first bucket begins today.
"""

from dataclasses import dataclass
from datetime import date, timedelta

USUAL = (30, 60, 90)
NOT_DUE = 0
"""The number of the bucket of what is not due, where ages are counted from the due date."""


class BucketError(ValueError):
	"""Days that are no rising numbers."""


@dataclass(frozen=True, slots=True)
class Buckets:
	"""`days` are the last days of all buckets but the last one, such as 30, 60, 90."""

	as_of: date
	days: tuple[int, ...] = USUAL
	by_due_date: bool = True

	@property
	def first_dates(self) -> list[date]:
		"""The earliest date of each bucket but the last, newest first: what has that date or a later one is in it."""
		not_due = [self.as_of] if self.by_due_date else []
		return not_due + [self.as_of - timedelta(days=days) for days in self.days]

	@property
	def count(self) -> int:
		return len(self.first_dates) + 1

	def of(self, day: date) -> int:
		"""The number of the bucket of a date."""
		for number, first in enumerate(self.first_dates):
			if day >= first:
				return number
		return self.count - 1

	@property
	def ranges(self) -> list[tuple[int | None, int | None]]:
		"""(first day, last day) of every bucket: (None, None) is what is not due, (91, None) is 91 days and more."""
		first = 1 if self.by_due_date else 0
		ranges: list[tuple[int | None, int | None]] = [(None, None)] if self.by_due_date else []
		for last in self.days:
			ranges.append((first, last))
			first = last + 1
		return [*ranges, (first, None)]


def parse_days(text: str | None) -> tuple[int, ...]:
	"""Days as somebody types them: "30, 60, 90". Raises BucketError."""
	if not text or not text.strip():
		return USUAL
	try:
		days = tuple(int(part) for part in text.replace(";", ",").split(",") if part.strip())
	except ValueError:
		raise BucketError(text) from None
	if not days or days[0] < 1 or list(days) != sorted(set(days)) or len(days) > 10:
		raise BucketError(text)
	return days
