"""Write child rows only when they changed.

Frappe updates every child row of a document on every save, one statement each. A sales document with 200 lines would
send 200 statements to change its header. Here rows that are as they were are left alone, and submitting, which changes
nothing but their docstatus, is one statement.
"""

import frappe
from frappe.model.document import Document

from sales_mgmt.documents.compare import changed_values


class SetBasedChildren(Document):
	"""A document that saves its unchanged child rows at no cost."""

	def update_child_table(self, fieldname: str, df: Document | None = None) -> None:
		df = df or self.meta.get_field(fieldname)
		stored = self.get_doc_before_save()
		before = {row.name: row for row in stored.get(fieldname)} if stored else None
		if before is None:
			return super().update_child_table(fieldname, df)
		rows = self.get(fieldname)
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
