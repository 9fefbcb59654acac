from sales_mgmt.ledgers.guard import LineOfDocument


class InventoryAdjustmentLine(LineOfDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		added_cost: DF.Currency
		cost_amount: DF.Currency
		item: DF.Link
		item_ledger_entry: DF.Link | None
		item_name: DF.Data | None
		kind: DF.Literal["Quantity", "Cost"]
		location: DF.Link
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		quantity: DF.Float
		unit_cost: DF.Currency
	# end: auto-generated types
	pass
