import frappe
from frappe import _
from frappe.model.document import Document

from sales_mgmt.rates.series import LONGEST
from sales_mgmt.storage.own_rows import OwnRows
from sales_mgmt.texts.messages import bold, said


class NumberSeries(OwnRows):
	"""Where gap-free posted numbers come from (domain A32)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.finance.doctype.number_series_line.number_series_line import NumberSeriesLine

		code: DF.Data
		description: DF.Data | None
		lines: DF.Table[NumberSeriesLine]
		manual_numbers: DF.Check
	# end: auto-generated types

	def validate(self) -> None:
		self.keep_used_numbers()
		for line in self.lines:
			self.check_line(line)

	def keep_used_numbers(self) -> None:
		"""The last number used is posting's own: nobody can set it back, or remove a line that gave numbers."""
		stored = self.get_doc_before_save()
		before = {line.name: line for line in stored.lines} if stored else {}
		for line in self.lines:
			was = before.pop(line.name, None)
			line.last_no_used = was.last_no_used if was else None
		for line in before.values():
			if line.last_no_used:
				frappe.throw(
					said(
						_(
							"Row {0}: the line has given numbers up to {1} and can not be removed. Add a line with a later starting date instead."
						)
					).format(line.idx, bold(line.last_no_used))
				)

	def check_line(self, line: Document) -> None:
		for number in filter(None, (line.starting_no, line.ending_no)):
			if len(number) > LONGEST:
				frappe.throw(
					said(_("Row {0}: {1} is longer than 20 characters.")).format(line.idx, bold(number))
				)
			if not any(character.isdigit() for character in number):
				frappe.throw(said(_("Row {0}: {1} needs digits to count on.")).format(line.idx, bold(number)))

	def on_trash(self) -> None:
		if any(line.last_no_used for line in self.lines):
			frappe.throw(
				said(_("Number series {0} has given numbers and can not be deleted.")).format(bold(self.name))
			)
