"""The rows of a document, written together and only when they changed.

Frappe inserts, validates and updates child rows one by one, each with statements of its own: a sales document with 200
lines would send 200 statements to change its header. Here rows that are as they were are left alone, new ones go in one
INSERT, and submitting, which changes nothing but their docstatus, is one UPDATE.
"""

from typing import Any

import frappe
from frappe.model.document import Document

from sales_mgmt.storage.compare import changed_values
from sales_mgmt.storage.own_rows import OwnRows
from sales_mgmt.storage.rows import insert_together, mark_links, mark_plain, unmark


class SetBasedChildren(OwnRows):
	"""A document that takes its child rows together."""

	def _tables(self) -> list[list[Document]]:
		return [self.get(field.fieldname) or [] for field in self.meta.get_table_fields()]

	def insert(self, *args: Any, **kwargs: Any) -> Document:
		self.flags.rows_together = True
		return super().insert(*args, **kwargs)

	def db_insert(self, *args: Any, **kwargs: Any) -> None:
		super().db_insert(*args, **kwargs)
		if self.flags.pop("rows_together", False):
			for rows in self._tables():
				insert_together(rows)

	def _validate_links(self) -> None:
		if not self.flags.ignore_links and self._action != "cancel":
			for rows in self._tables():
				mark_links(rows, bool(self.meta.is_submittable))
		try:
			super()._validate_links()
		finally:
			self._unmark()

	def _validate(self) -> None:
		for rows in self._tables():
			mark_plain(rows)
		try:
			super()._validate()
		finally:
			self._unmark()

	def _unmark(self) -> None:
		for rows in self._tables():
			unmark(rows)

	def update_child_table(self, fieldname: str, df: Document | None = None) -> None:
		df = df or self.meta.get_field(fieldname)
		stored = self.get_doc_before_save()
		before = {row.name: row for row in stored.get(fieldname)} if stored else None
		if before is None:
			return super().update_child_table(fieldname, df)
		rows = self.get(fieldname)
		insert_together([row for row in rows if row.name not in before and row.get("__islocal")])
		for row in rows:
			if (
				row.name not in before
				or _moved(row, before[row.name])
				or changed_values(row, before[row.name])
			):
				row.db_update()
		table = frappe.qb.DocType(df.options)
		if gone := sorted(before.keys() - {row.name for row in rows}):
			frappe.qb.from_(table).delete().where(table.name.isin(gone)).run()
		if rows and stored.docstatus != self.docstatus:
			(
				frappe.qb.update(table)
				.set(table.docstatus, int(self.docstatus))
				.where((table.parent == self.name) & (table.parenttype == self.doctype))
				.run()
			)


def _moved(row: Document, before: Document) -> bool:
	return row.idx != before.idx
