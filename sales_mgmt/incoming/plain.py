"""A plain text that comes with an action and not on a document, so that no field has looked at it."""

from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.texts import read_text
from sales_mgmt.incoming.unreadable import Unreadable
from sales_mgmt.texts.plain import clean_value

LONGEST_REASON = 1000
"""Characters of why something is closed or undone."""


def read_plain(value: str | None, longest: int, label: str) -> str | None:
	"""The text as it is stored; None for a blank one. Raises IncomingError, which names `label`, where no field could hold it."""
	try:
		return read_text(clean_value((value or "").strip()), longest) or None
	except Unreadable as unreadable:
		refuse_unread([told(unreadable, label)])
