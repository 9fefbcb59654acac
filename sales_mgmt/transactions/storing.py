"""Frappe's own roads, insert, save and submit, tried again like ours where the transaction holds nothing yet.

A document that is stored has changed on the way: it has a name, amounts, rows in another order. So it is put back to what
it was when it came before it is stored again.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from frappe.model.document import Document

from sales_mgmt.transactions.retry import with_retries

Result = TypeVar("Result")


class StoredAgain(Document):
	"""Base of every document that meets others on rows which somebody is posting. Stands before all other bases."""

	def insert(self, *args: Any, **kwargs: Any) -> Document:
		store = super().insert
		return again(self, lambda: store(*args, **kwargs))

	def save(self, *args: Any, **kwargs: Any) -> Document:
		store = super().save
		return again(self, lambda: store(*args, **kwargs))


def again(doc: Document, work: Callable[[], Result]) -> Result:
	"""`work` changes and stores the document: tried again, it finds it as it came."""
	put_back = _putting_back(doc)
	return with_retries(lambda: put_back() or work())


def _putting_back(doc: Document) -> Callable[[], None]:
	"""What makes the document what it was at the first call, from the second call on."""
	kept: list[Callable[[], None]] = []

	def put_back() -> None:
		for restore in kept:
			restore()
		if not kept:
			kept.extend(_restoring(part) for part in [doc, *doc.get_all_children()])

	return put_back


def _restoring(doc: Document) -> Callable[[], None]:
	was = _copied(doc.__dict__)

	def restore() -> None:
		doc.__dict__.clear()
		doc.__dict__.update(_copied(was))

	return restore


def _copied(values: dict[str, Any]) -> dict[str, Any]:
	"""Lists of rows and flags are changed in place, so they are copied too; the rows themselves are put back one by one."""
	return {key: value.copy() if isinstance(value, list | dict) else value for key, value in values.items()}
