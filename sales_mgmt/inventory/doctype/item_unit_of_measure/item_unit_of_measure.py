from sales_mgmt.ledgers.guard import LineOfDocument


class ItemUnitofMeasure(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		qty_per_unit: DF.Float
		uom: DF.Link
	# end: auto-generated types
	pass
