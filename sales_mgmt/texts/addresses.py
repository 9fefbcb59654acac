"""An address as lines of text. Pure: imports no frappe.

Frappe's address template makes HTML; our documents keep lines of plain text, as every other text of theirs. Documents that
were stored before that hold the HTML, and what is posted stays as it is: so both are read.
"""

import html
import re
from collections.abc import Collection

LINE_END = re.compile(r"<\s*(?:br|/p|/div|/li)\s*/?\s*>|\n", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
OF_A_TEMPLATE = re.compile(r"<\s*(?:br|p|div|li)\b[^>]*>", re.IGNORECASE)


def lines_of_html(made: str) -> list[str]:
	"""The lines that a template made, as plain text without empty ones."""
	texts = (html.unescape(TAG.sub("", part)).strip() for part in LINE_END.split(made))
	return [text for text in texts if text]


def without_country(lines: list[str], names: Collection[str]) -> list[str]:
	"""The address without the line of the country, for mail within it. `names`: what the country may be called.

	The last such line is that of the country: a town may bear its name.
	"""
	known = {name.casefold() for name in names if name}
	for at in range(len(lines) - 1, 0, -1):
		if lines[at].casefold() in known:
			return [*lines[:at], *lines[at + 1 :]]
	return lines


def address_lines(display: str | None) -> list[str]:
	"""The lines of an address as a document holds it, without empty ones."""
	if OF_A_TEMPLATE.search(display or ""):
		return lines_of_html(display)
	return [text for line in (display or "").splitlines() if (text := line.strip())]
