from sales_mgmt.ledgers.guard import LineOfDocument


class ItemChargeAssignment(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		charge_line: DF.Data | None
		charge_row: DF.Int
		description: DF.Data | None
		item: DF.Link | None
		item_charge: DF.Link | None
		item_ledger_entry: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		posted_no: DF.Data | None
		qty_assigned: DF.Float
		qty_to_assign: DF.Float
		qty_to_handle: DF.Float
		source_row: DF.Data | None
		target_line: DF.Data | None
		target_row: DF.Int
	# end: auto-generated types
	pass
