from sales_mgmt.ledgers.guard import LineOfDocument


class VATRate(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		starting_date: DF.Date
		vat_percent: DF.Percent
	# end: auto-generated types
	pass
