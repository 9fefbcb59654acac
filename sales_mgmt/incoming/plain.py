"""A plain text that comes with an action and not on a document, so that no field has looked at it."""

from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.texts import read_text
from sales_mgmt.incoming.unreadable import Unreadable
from sales_mgmt.texts.plain import clean_value


def read_plain(value: str | None, label: str, longest: int | None = None) -> str | None:
	"""The text as it is stored, without what acts in it; None for a blank one. Raises IncomingError, which names `label`, for
	what is no text or longer than `longest`. What only its column is too short for is refused when it is written
	(`refusal.py` says so in words)."""
	try:
		return read_text(clean_value((value or "").strip()), longest) or None
	except Unreadable as unreadable:
		refuse_unread([told(unreadable, label)])
