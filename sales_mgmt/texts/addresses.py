"""An address as lines of text. Pure: imports no frappe.

Frappe's address template makes HTML; our documents keep lines of plain text, as every other text of theirs. Documents that
were stored before that hold the HTML, and what is posted stays as it is: so both are read.
"""

import html
import re

LINE_END = re.compile(r"<\s*(?:br|/p|/div|/li)\s*/?\s*>|\n", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
OF_A_TEMPLATE = re.compile(r"<\s*(?:br|p|div|li)\b[^>]*>", re.IGNORECASE)


def lines_of_html(made: str) -> list[str]:
	"""The lines that a template made, as plain text without empty ones."""
	texts = (html.unescape(TAG.sub("", part)).strip() for part in LINE_END.split(made))
	return [text for text in texts if text]


def address_lines(display: str | None) -> list[str]:
	"""The lines of an address as a document holds it, without empty ones."""
	if OF_A_TEMPLATE.search(display or ""):
		return lines_of_html(display)
	return [text for line in (display or "").splitlines() if (text := line.strip())]
