"""A document changes its own rows only.

Frappe writes a row of any name that a caller sends: a draft would take the lines of somebody else's order, shipped or not,
or those of a posted invoice, which then stands there without them. Here a name that the stored document does not have,
or that comes twice, is no name: the row is a new one.
"""

from sales_mgmt.ownership import Guarded


class OwnRows(Guarded):
	"""A document whose rows are looked at before they get their names."""

	def set_name_in_children(self) -> None:
		if stored := self.get_doc_before_save():
			for table in self.meta.get_table_fields():
				ours = {row.name for row in stored.get(table.fieldname) or []}
				for row in self.get(table.fieldname) or []:
					if row.name in ours:
						ours.remove(row.name)
					elif not row.get("__islocal"):
						row.name = None
						row.set("__islocal", True)
		super().set_name_in_children()
