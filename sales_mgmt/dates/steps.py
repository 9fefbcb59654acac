"""Steps in the calendar: so many months on, the edges of a period, the next 10th, the next Thursday.

Weeks run from Monday to Sunday, quarters begin in January, April, July and October. A month that lacks a day
stands in with its last one. Steps out of the calendar raise ValueError or OverflowError. Domain: 7.7.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

# unit: months it lasts.
MONTHS = {"M": 1, "Q": 3, "Y": 12}
# unit: days it lasts.
DAYS = {"D": 1, "W": 7}


def add(day: date, number: int, unit: str) -> date:
	"""`number` units after `day`, before it when negative."""
	if unit in DAYS:
		return day + timedelta(days=number * DAYS[unit])
	return add_months(day, number * MONTHS[unit], day.day)


def add_months(day: date, months: int, wanted_day: int) -> date:
	"""Day `wanted_day` of the month that lies `months` away, or the last day of that month."""
	year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
	return date(year, month + 1, min(wanted_day, monthrange(year, month + 1)[1]))


def first_of_period(day: date, unit: str) -> date:
	"""The first day of the week, month, quarter or year `day` lies in."""
	if unit in DAYS:
		return day - timedelta(days=day.weekday() if unit == "W" else 0)
	return date(day.year, day.month - (day.month - 1) % MONTHS[unit], 1)


def last_of_period(day: date, unit: str) -> date:
	"""The last day of the week, month, quarter or year `day` lies in."""
	start = first_of_period(day, unit)
	if unit in DAYS:
		return start + timedelta(days=DAYS[unit] - 1)
	return add_months(start, MONTHS[unit] - 1, 31)


def next_weekday(day: date, weekday: int, direction: int) -> date:
	"""The nearest `weekday` (1 Monday to 7 Sunday) strictly after `day`, or before it with direction −1."""
	distance = direction * (weekday - day.isoweekday()) % 7 or 7
	return day + timedelta(days=direction * distance)


def next_day_of_month(day: date, wanted_day: int, direction: int) -> date:
	"""The nearest `wanted_day` of a month strictly after `day`, or before it with direction −1."""
	candidate = add_months(day, 0, wanted_day)
	is_beyond = candidate > day if direction > 0 else candidate < day
	return candidate if is_beyond else add_months(day, direction, wanted_day)


# unit: the step to the next day with a given number.
NEXT: dict[str, Callable[[date, int, int], date]] = {"D": next_day_of_month, "WD": next_weekday}
