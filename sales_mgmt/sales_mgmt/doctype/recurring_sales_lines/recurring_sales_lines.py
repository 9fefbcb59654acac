from sales_mgmt.documents.state.quantities import round_quantities
from sales_mgmt.findings.finding import Finding, sentence
from sales_mgmt.findings.telling import refuse
from sales_mgmt.kinds.lines import ACCOUNT, COMMENT, ITEM
from sales_mgmt.storage.own_rows import OwnRows

NEEDS = {
	ITEM: ("item", sentence("Row {0}: choose an item.")),
	ACCOUNT: ("account", sentence("Row {0}: choose an account.")),
	COMMENT: ("description", sentence("Row {0}: write the text of the comment.")),
}
NOT_OF = {
	ITEM: ("account",),
	ACCOUNT: ("item", "item_name", "uom"),
	COMMENT: ("item", "item_name", "account", "uom", "quantity"),
}


class RecurringSalesLines(OwnRows):
	"""A set of lines that is sold again and again, without prices (domain A09)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from sales_mgmt.sales_mgmt.doctype.recurring_sales_line.recurring_sales_line import RecurringSalesLine

		code: DF.Data
		description: DF.Data | None
		for_currency: DF.Link | None
		lines: DF.Table[RecurringSalesLine]
	# end: auto-generated types

	def validate(self) -> None:
		round_quantities(self.lines, ("quantity",))
		for row in self.lines:
			row.update(dict.fromkeys(NOT_OF[row.type]))
		if findings := [*self.missing(), *self.without_quantity()]:
			refuse(findings)

	def missing(self) -> list[Finding]:
		return [
			Finding("recurring_line", NEEDS[row.type][1], (str(row.idx),), row.idx)
			for row in self.lines
			if not row.get(NEEDS[row.type][0])
		]

	def without_quantity(self) -> list[Finding]:
		message = sentence("Row {0}: enter a quantity above zero.")
		return [
			Finding("recurring_line", message, (str(row.idx),), row.idx)
			for row in self.lines
			if row.type != COMMENT and (row.quantity or 0) <= 0
		]
