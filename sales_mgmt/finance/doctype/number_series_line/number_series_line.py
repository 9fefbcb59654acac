from sales_mgmt.ledgers.guard import LineOfDocument


class NumberSeriesLine(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		ending_no: DF.Data | None
		increment_by: DF.Int
		last_no_used: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		starting_date: DF.Date | None
		starting_no: DF.Data
	# end: auto-generated types
	pass
