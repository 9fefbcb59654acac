"""What a caller sent of a row, and what that leaves as it was.

Frappe fills every column of a row that comes as a mapping, so a field that was not sent looks like one that was emptied:
`{"name": …, "quantity": 5}` would be an empty row with a quantity. Here a row that the document has keeps what was not
sent. A form sends its rows whole, with Frappe's own `modified`, and leaves out what is empty; there nothing is kept.
"""

from collections.abc import Iterable, Mapping
from typing import Any

WHOLE = "modified"
"""Frappe writes it into every stored row, and whoever sends a row as they got it sends it along."""

KIND = "type"
"""A blank type says nothing, like one that was not sent: a line is of the kind that it names."""


def sent_in_part(row: Any) -> frozenset[str] | None:
	"""The fields that a caller sent of a stored row; None where the row came whole, is new, or is no mapping."""
	if not isinstance(row, Mapping) or not row.get("name") or row.get(WHOLE):
		return None
	return frozenset(name for name in row if name != KIND or row[name])


def not_sent(columns: Iterable[str], sent: frozenset[str] | None) -> list[str]:
	"""Columns that are to stay as they are stored."""
	return [name for name in columns if name not in sent] if sent is not None else []
