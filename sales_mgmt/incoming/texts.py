"""Texts, names, yes and no, as programs send them. Pure."""

from math import isfinite
from typing import Any

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming.numbers import NO_NUMBER
from sales_mgmt.incoming.unreadable import Unreadable, short

NO_TEXT = sentence("{0}: a text is expected, not a list of values.")
BROKEN = sentence("{0}: the text holds characters that can not be stored.")
TOO_LONG = sentence("{0}: the text is longer than {1} characters.")
NO_ANSWER = sentence("{0}: {1} is neither yes nor no.")

YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "none", "null")


def read_text(value: Any, longest: int | None = None) -> str:
	"""Any single value as text, a number as it is written. Raises Unreadable for lists, half characters, what is no number
	and what is too long."""
	if not isinstance(value, str):
		if isinstance(value, list | dict | tuple | set):
			raise Unreadable(NO_TEXT)
		if isinstance(value, float) and not isfinite(value):
			raise Unreadable(NO_NUMBER, short(value))
		return str(int(value) if isinstance(value, bool) else value)
	try:
		value.encode("utf-8")
	except UnicodeEncodeError:
		raise Unreadable(BROKEN) from None
	if longest and len(value) > longest:
		raise Unreadable(TOO_LONG, str(longest))
	return value


def read_answer(value: Any) -> bool:
	"""Yes or no in the words of programs. Raises Unreadable for anything else."""
	if isinstance(value, bool):
		return value
	word = str(value).strip().lower() if isinstance(value, int | float | str) else ""
	if word in (*YES, "1.0"):
		return True
	if word in (*NO, "0.0"):
		return False
	raise Unreadable(NO_ANSWER, short(value))
