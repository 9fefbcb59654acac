"""A document that is posted by submitting it."""

from typing import Any

from frappe.model.document import Document

from sales_mgmt.ledgers.guard import PostedDocument
from sales_mgmt.posting.reading.ahead import lock_ahead


class PostedBySubmit(PostedDocument):
	"""Inserted with docstatus 1 it is named and posted in one go: what it will lock is locked before it takes a name."""

	def insert(self, *args: Any, **kwargs: Any) -> Document:
		self.flags.named_and_posted = True
		return super().insert(*args, **kwargs)

	def set_new_name(self, *args: Any, **kwargs: Any) -> None:
		if self.docstatus == 1 and self.flags.pop("named_and_posted", False):
			lock_ahead(self)
		super().set_new_name(*args, **kwargs)
