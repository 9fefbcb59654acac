"""A value that can not be what it is sent for, as a sentence with places for what it is about. Pure."""

from typing import Any

SHOWN = 40


class Unreadable(ValueError):
	"""`message` is a translatable template: {0} is where the value stands, the others are `values`.

	`place`: the label of the value and the number of its row, where it stands inside of something larger."""

	place: tuple[str, int | None] | None = None

	def __init__(self, message: str, *values: str) -> None:
		super().__init__(message, *values)
		self.message = message
		self.values = values


def short(value: Any) -> str:
	"""A value as it is quoted in a sentence: a million characters are not, nor is half a character."""
	text = value if isinstance(value, str) else repr(value)
	text = text[:SHOWN] + "…" if len(text) > SHOWN else text
	return text.encode("utf-8", "replace").decode("utf-8")
