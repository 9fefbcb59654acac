"""Tables of a document hold rows, whoever fills them: a list of dicts or documents, never a text or a number."""

from collections.abc import Iterable
from typing import Any

from frappe import _
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.unreadable import Unreadable

NO_ROWS = sentence("{0}: a list of rows is expected, each with its fields.")


class RowsOnly(Document):
	"""A document that refuses what is put into a table of its own and is no row. Raises IncomingError."""

	def extend(self, key: str, value: Any) -> None:
		_rows_only(self, key, value)
		super().extend(key, value)

	def append(self, key: str, value: Any = None, *position: int) -> Document:
		_rows_only(self, key, [] if value is None else [value])
		return super().append(key, value, *position)


def _rows_only(doc: Document, table: str, rows: Any) -> None:
	no_list = isinstance(rows, str | bytes | dict) or not isinstance(rows, Iterable)
	no_rows = isinstance(rows, list | tuple) and not all(isinstance(row, dict | BaseDocument) for row in rows)
	if no_list or no_rows:
		refuse_unread([told(Unreadable(NO_ROWS), _(doc.meta.get_label(table)))])
