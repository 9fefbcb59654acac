"""Values that hold from a date on, until a later one starts: VAT rates, exchange rates, number series lines."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

Value = TypeVar("Value")


def in_force(values: Iterable[tuple[date | None, Value]], on: date) -> Value | None:
	"""The value with the latest starting date on or before `on`; None where nothing has started yet.

	A value without a starting date has always held, and gives way to every one that has started.
	"""
	started = [(start or date.min, value) for start, value in values if start is None or start <= on]
	return max(started, key=lambda entry: entry[0])[1] if started else None
