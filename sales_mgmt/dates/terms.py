"""The parts of a date formula: 10D, CM, D10. Each takes a day and gives another.

`sign` is 1 or −1: minus goes back, and with C it means the first day of the current period, not the last.
`position` is the one-based place of the part in the entered text, its sign included; it does not count for
equality. Domain: 7.7.
"""

from dataclasses import dataclass, field
from datetime import date

from sales_mgmt.dates import steps


@dataclass(frozen=True, slots=True)
class Offset:
	"""10D: so many days, weeks, months, quarters or years on. Months keep the day, clipped to their end."""

	sign: int
	number: int
	unit: str
	position: int = field(default=1, compare=False)

	def apply(self, day: date) -> date:
		return steps.add(day, self.sign * self.number, self.unit)

	def __str__(self) -> str:
		return f"{self.number}{self.unit}"


@dataclass(frozen=True, slots=True)
class CurrentPeriod:
	"""CM: the last day of the current period; -CM: its first day. CD and -CD are the day itself."""

	sign: int
	unit: str
	position: int = field(default=1, compare=False)

	def apply(self, day: date) -> date:
		edge = steps.last_of_period if self.sign > 0 else steps.first_of_period
		return edge(day, self.unit)

	def __str__(self) -> str:
		return f"C{self.unit}"


@dataclass(frozen=True, slots=True)
class NextDay:
	"""D10: the next 10th of a month; WD4: the next Thursday; with minus the one before. Never the day."""

	sign: int
	unit: str
	number: int
	position: int = field(default=1, compare=False)

	def apply(self, day: date) -> date:
		return steps.NEXT[self.unit](day, self.number, self.sign)

	def __str__(self) -> str:
		return f"{self.unit}{self.number}"


Term = Offset | CurrentPeriod | NextDay
