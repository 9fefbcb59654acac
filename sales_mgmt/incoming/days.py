"""Dates as people and programs write them. Pure.

ISO (2026-03-31, with or without a time behind it) or the date format of whoever sends it. A day that no calendar has is
named, never moved to another one.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming.unreadable import Unreadable, short

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)

NO_DATE = sentence("{0}: {1} is not a date. Write it like {2}.")
NO_DAY = sentence("{0}: there is no day {1} in the calendar.")
OUT_OF_REACH = sentence("{0}: {1} is not between the years 1900 and 2999.")
NO_TIME = sentence("{0}: {1} is not a time. Write it like 14:30.")

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?", re.ASCII)
BEHIND = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
PARTS = {"dd": "day", "mm": "month", "yyyy": "year"}
ISO_FORMAT = "yyyy-mm-dd"


def read_day(value: Any, written: str = ISO_FORMAT) -> date:
	"""Any value as a day. `written`: the sender's format, such as dd.mm.yyyy. Raises Unreadable."""
	day = _day(value, written)
	if not EARLIEST <= day <= LATEST:
		raise Unreadable(OUT_OF_REACH, short(str(value)))
	return day


def read_moment(value: Any, written: str = ISO_FORMAT) -> Any:
	"""A day with a time of day, given back as it came. Raises Unreadable."""
	if isinstance(value, str):
		behind = value.strip().partition(" " if " " in value.strip() else "T")[2]
		if behind:
			read_time(re.sub(r"(Z|[+-]\d{2}:?\d{2})$", "", behind))
	read_day(value, written)
	return value


def read_time(value: Any) -> Any:
	"""A time of day, given back as it came. Raises Unreadable."""
	if isinstance(value, time | timedelta):
		return value
	found = TIME.fullmatch(value.strip()) if isinstance(value, str) else None
	if not found or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
		raise Unreadable(NO_TIME, short(value))
	return value


def _day(value: Any, written: str) -> date:
	if isinstance(value, datetime):
		return value.date()
	if isinstance(value, date):
		return value
	text = value.strip() if isinstance(value, str) else ""
	if found := ISO.match(text):
		rest = text[found.end() :]
		if not rest or BEHIND.fullmatch(rest):
			return _of(int(found[1]), int(found[2]), int(found[3]), text)
	elif found := _by_format(written).fullmatch(text):
		return _of(int(found["year"]), int(found["month"]), int(found["day"]), text)
	raise Unreadable(NO_DATE, short(value), written)


def _of(year: int, month: int, day: int, text: str) -> date:
	try:
		return date(year, month, day)
	except ValueError:
		raise Unreadable(NO_DAY, short(text)) from None


def _by_format(written: str) -> re.Pattern:
	pattern = re.escape(written)
	for part, name in PARTS.items():
		digits = r"\d{4}" if part == "yyyy" else r"\d{1,2}"
		pattern = pattern.replace(part, f"(?P<{name}>{digits})", 1)
	complete = all(f"?P<{name}>" in pattern for name in PARTS.values())
	return re.compile(pattern if complete else r"(?!)", re.ASCII)
