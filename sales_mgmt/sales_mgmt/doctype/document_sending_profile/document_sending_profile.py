import frappe
from frappe import _

from sales_mgmt.ownership import Guarded
from sales_mgmt.texts.messages import bold, said


class DocumentSendingProfile(Guarded):
	"""How documents reach a customer: by mail, on paper, asked or not (domain A24)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.document_sending_template.document_sending_template import (
			DocumentSendingTemplate,
		)

		attach_pdf: DF.Check
		code: DF.Data
		description: DF.Data | None
		email: DF.Literal["Yes (Prompt for Settings)", "Yes (Use Default Settings)", "No"]
		email_template: DF.Link | None
		is_default: DF.Check
		printer: DF.Literal["Yes (Prompt for Settings)", "Yes (Use Default Settings)", "No"]
		templates: DF.Table[DocumentSendingTemplate]
	# end: auto-generated types

	def validate(self) -> None:
		seen: set[str] = set()
		for row in self.templates:
			if row.document_type in seen:
				frappe.throw(
					said(_("Row {0}: {1} has an email template already.")).format(
						row.idx, _(row.document_type)
					)
				)
			seen.add(row.document_type)

	def on_update(self) -> None:
		if self.is_default:
			self.be_the_only_default()

	def be_the_only_default(self) -> None:
		"""Takes the tick from the profile that had it."""
		table = frappe.qb.DocType(self.doctype)
		others = (table.is_default == 1) & (table.name != self.name)
		names = frappe.qb.from_(table).select(table.name).where(others).for_update().run(pluck=True)
		if not names:
			return
		frappe.qb.update(table).set(table.is_default, 0).where(table.name.isin(names)).run()
		for name in names:
			frappe.clear_document_cache(self.doctype, name)
		frappe.msgprint(
			said(_("{0} is not the default profile any more.")).format(bold(", ".join(names))), alert=True
		)
