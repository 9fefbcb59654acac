"""What becomes of the values of owned fields that came from outside. Pure: documents and rows are mappings."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sales_mgmt.kinds.declared import OwnedField

Setter = Callable[[str, Any], None]


def is_blank(value: Any, default: Any = None) -> bool:
	"""Whether a value says nothing: empty, zero, or what an empty document has there."""
	if value is None or value == "" or value == [] or value is False:
		return True
	if isinstance(value, int | float):
		return value == 0 or _same_number(value, default)
	text = str(value).strip()
	return text == "" or _same_number(text, 0) or (default is not None and text == str(default))


def _same_number(value: Any, other: Any) -> bool:
	try:
		return float(value) == float(other)
	except (TypeError, ValueError):
		return False


def drop_computed(get: Callable[[str], Any], put: Setter, fields: Iterable[OwnedField]) -> list[str]:
	"""Of a new document or row: what is computed anyway counts as not sent. Returns the names of what was dropped."""
	dropped = [field.name for field in fields if field.computed and get(field.name) is not None]
	for name in dropped:
		put(name, None)
	return dropped


def forged(get: Callable[[str], Any], fields: Iterable[OwnedField]) -> list[OwnedField]:
	"""Owned fields of a new document or row that say something nobody outside may say."""
	return [field for field in fields if not field.computed and not is_blank(get(field.name), field.default)]


def put_back(
	get: Callable[[str], Any], put: Setter, stored: Mapping[str, Any], fields: Iterable[OwnedField]
) -> None:
	"""Of a stored document or row: owned fields are as they were stored, whatever came."""
	for field in fields:
		was = stored.get(field.name)
		if get(field.name) != was:
			put(field.name, was)
